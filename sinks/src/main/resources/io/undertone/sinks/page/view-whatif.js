// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { refresh } from './app.js';
import { charts } from './charts.js';
import { data } from './data.js';
import { bloggerColour, card, download, note, select, shade, tableOf } from './dom.js';
import { csv, name, named, num, percent, period, signed } from './format.js';
import { t } from './i18n.js';
import { el, patch } from './patch.js';
import { go, remember } from './route.js';
import { app } from './state.js';
import { verdictWords } from './verdict.js';
import { influence } from './view-influence.js';

/** What the fitted matrix expects when an audience changes, and what posts like a draft have met with. */
app.views.push({ id: 'whatif', picks: [], render: async function (topic) {
  const bloggers = app.summary.audiences.map((audience) => audience.blogger);
  const ask = (source) => data.ask('whatif', { topic, source });
  const chosen = await ask(bloggers.includes(app.state.blogger) ? app.state.blogger : await whatif.foremost(topic) ?? bloggers[0]);
  const silent = chosen && chosen.mean.length === 0 && chosen.bloggers.length > 0;
  const answer = silent ? await ask(chosen.bloggers[0]) : chosen;
  const cards = [el('div', { class: 'lead' }, el('h1', {}, t('whatif.title'))), note(t('whatif.predictive'))];
  if (app.summary.verdict.kind !== 'influence') cards.push(note(verdictWords(app.summary.verdict) + ' ' + t('whatif.unsupported'), true));
  cards.push(answer && answer.bloggers.length ? whatif.push(answer) : note(t('whatif.none'), true));
  cards.push(app.meta.drafts ? drafts.card(topic) : note([t('draft.noscorer') + ' ', el('code', {}, 'undertone whatif --draft')]));
  return cards;
} });

const whatif = {
  /** The audience of the strongest confirmed claim, whose push leads somewhere; undefined without one. */
  async foremost(topic) {
    if (app.summary.verdict.kind !== 'influence') return undefined;
    const confirmed = await data.rows('influence', { topic, model: app.summary.claims.model, as_of: 'latest', status: ['confirmed'] });
    return (influence.claimed(confirmed, ['confirmed'])[0] || {}).source;
  },

  push(answer) {
    const rows = answer.mean.flatMap((means, h) => means.map((mean, i) => ({
      periods_ahead: h, blogger: answer.bloggers[i], response: mean, lower: answer.lower[h][i], upper: answer.upper[h][i] })));
    return card(t('whatif.response'), t('whatif.response.help', t('model.' + answer.model), period(answer.as_of)),
      el('div', { class: 'slider' }, whatif.pushed(answer)), rows, 'whatif-' + answer.source);
  },

  /** Size of a push while the slider is moved; else the address has it. */
  moving: null,

  pushed(answer) {
    const push = Number(whatif.moving ?? app.state.push ?? 0.1);
    const paths = whatif.paths(answer, push);
    const input = ({ target }) => {
      whatif.moving = target.value;
      patch(target.closest('.slider'), whatif.pushed(answer));
    };
    const change = ({ target }) => {
      whatif.moving = null;
      remember({ push: target.value });
    };
    return [
      select(t('whatif.who'), answer.bloggers.map((blogger) => [blogger, name(blogger)]), answer.source, (blogger) => go({ blogger }), 'whatif-source'),
      el('div', { class: 'row' },
        el('input', { type: 'range', id: 'push', min: -0.3, max: 0.3, step: 0.01, value: push, 'aria-label': t('whatif.push'), 'aria-valuetext': signed(push), on: { input, change } }),
        el('output', { for: 'push' }, signed(push))),
      el('div', { class: 'stack wide' }, whatif.verdict(answer, paths), whatif.panels(answer, paths), whatif.table(answer, paths))];
  },

  /** Response of each audience to a push, the pushed one first, then by the strongest; noise where no interval leaves 0 out. */
  paths(answer, push) {
    const after = (matrix, i) => matrix.slice(1).map((row) => row[i] * push);
    const paths = answer.bloggers.map((blogger, i) => {
      const [mean, one, other] = [after(answer.mean, i), after(answer.lower, i), after(answer.upper, i)];
      const low = one.map((value, h) => Math.min(value, other[h]));
      const high = one.map((value, h) => Math.max(value, other[h]));
      const clear = mean.map((value, h) => (low[h] > 0 || high[h] < 0 ? Math.abs(value) : -1));
      const best = clear.indexOf(Math.max(...clear));
      return { blogger, mean, low, high, best, noise: answer.intervals && clear[best] < 0, peak: Math.max(...mean.map(Math.abs)) };
    });
    const pushed = (path) => Number(path.blogger === answer.source);
    return paths.sort((a, b) => pushed(b) - pushed(a) || Number(a.noise) - Number(b.noise) || b.peak - a.peak);
  },

  said: (path, h) => signed(path.mean[h], 3) + ' (' + signed(path.low[h], 3) + ' … ' + signed(path.high[h], 3) + ')',

  verdict(answer, paths) {
    const others = paths.filter((path) => path.blogger !== answer.source);
    if (!answer.intervals) return [note(t('whatif.bare'), true)];
    if (others.length === 0) return [];
    const moved = others.filter((path) => !path.noise);
    return [el('p', { id: 'whatif-verdict' }, moved.length === 0 ? t('whatif.nobody', name(answer.source))
      : t('whatif.moved', moved.length, others.length, moved.slice(0, 4).map((path) => name(path.blogger)).join(', ')))];
  },

  /** One small chart for each audience, all with one scale. */
  panels(answer, paths) {
    const shown = paths.slice(0, 8);
    const ends = shown.flatMap((path) => (answer.intervals ? [...path.low, ...path.high] : path.mean));
    const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    return el('div', { class: 'panels small' }, shown.map((path) => {
      const words = !answer.intervals ? signed(path.mean[0], 3) : path.noise ? t('whatif.noise')
        : t('whatif.moves', whatif.said(path, path.best), path.best + 1);
      return el('figure', { key: path.blogger, 'data-blogger': path.blogger, class: path.noise ? 'noise' : '' },
        el('figcaption', {}, el('strong', { class: 'word' }, name(path.blogger) + (path.blogger === answer.source ? ' · ' + t('whatif.pushed') : '')),
          el('span', { class: 'help' }, words)),
        whatif.chart(answer, path, [low, high], words));
    }));
  },

  chart(answer, path, [low, high], words) {
    const colour = path.noise ? shade('soft') : bloggerColour(path.blogger);
    const step = 10 ** Math.floor(Math.log10(Math.max(high - low, 0.01))) / 2;
    return charts.draw('small', name(path.blogger) + ': ' + words, {
      grid: { ...charts.grid, top: 10, bottom: 20 },
      xAxis: { ...charts.categories(path.mean.map((value, h) => String(h + 1))), axisLabel: { color: shade('soft') },
        name: t('periods.ahead'), nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: shade('soft') } },
      yAxis: { ...charts.values('', [Math.floor(low / step) * step, Math.ceil(high / step) * step]), splitNumber: 3, axisLabel: { color: shade('soft'), showMaxLabel: false, formatter: (value) => signed(value) } },
      tooltip: charts.tooltip((list) => [t('ahead', list[0].axisValue),
        answer.intervals ? whatif.said(path, list[0].dataIndex) : signed(path.mean[list[0].dataIndex], 3)], 'axis'),
      series: [...(answer.intervals ? charts.band('interval', path.low, path.high, colour, 0.2) : []),
        { type: 'line', name: name(path.blogger), data: path.mean, color: colour, symbolSize: 5, lineStyle: { width: 2 },
          markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: shade('soft'), type: 'solid', width: 1, opacity: 0.6 }, data: [{ yAxis: 0 }] } }],
    });
  },

  table(answer, paths) {
    const last = answer.mean.length - 2;
    const words = (path, h) => (answer.intervals ? whatif.said(path, h) : signed(path.mean[h], 3));
    return tableOf(paths.map((path) => ({ blogger: name(path.blogger), first: words(path, 0), last: words(path, last),
      verdict: path.noise ? t('whatif.noise') : t('whatif.clear') })), [
      ['blogger', t('audience')], ['first', t('ahead', 1), null, true], ['last', t('ahead', last + 1), null, true],
      ...(answer.intervals ? [['verdict', t('whatif.says')]] : [])], t('whatif.response'));
  },
};

/** Two drafts side by side and what is expected of them; no address or server keeps them. */
const drafts = {
  typed: ['', ''],

  card(topic) {
    const label = (at) => t(at === 0 ? 'words.first' : 'words.second');
    const box = (at) => el('label', {}, label(at), el('textarea', { id: 'words-' + at, maxlength: 5000, own: { value: drafts.typed[at] },
      on: { input: (event) => { drafts.typed[at] = event.target.value; } } }));
    const { answer, asked, error } = drafts.said && drafts.said.topic === topic ? drafts.said : {};
    return card(t('words.title'), t('words.help'), el('div', { class: 'stack' }, el('div', { class: 'two' }, box(0), box(1)),
      el('div', {}, el('button', { type: 'button', class: 'primary', id: 'words-ask', on: { click: () => drafts.ask(topic) } }, t('words.ask'))),
      el('p', { class: 'help', role: 'status', id: 'words-state' }, error || ''),
      el('div', { id: 'words-out', class: 'stack wide' }, answer ? drafts.shown(answer, asked.map(label)) : [])), null, 'drafts');
  },

  async ask(topic) {
    const asked = [0, 1].filter((at) => drafts.typed[at].trim() !== '');
    if (asked.length === 0) return;
    try {
      const [first, second = null] = asked.map((at) => drafts.typed[at]);
      drafts.said = { topic, asked, answer: await data.draft(topic, first, second) };
    } catch (error) {
      drafts.said = { topic, error: error.message };
    }
    refresh();
  },

  shown(answer, labels) {
    if (answer.drafts[0].audiences.length === 0) return [note(t('words.none'), true)];
    return [
      ...(answer.differences.length ? [drafts.difference(answer.differences, labels)] : []),
      el('div', { class: answer.drafts.length > 1 ? 'two' : '' }, answer.drafts.map((draft, at) => drafts.reactions(draft, labels[at], answer.scorer))),
      el('div', {}, el('button', { type: 'button', on: { click: () => download('drafts.csv', csv(drafts.rows(answer))) } }, t('csv'))),
    ];
  },

  /** What is expected of each draft, for a file; the texts are not in it. */
  rows: (answer) => named(answer.drafts.flatMap((draft, at) => draft.audiences.map(({ moving, ...numbers }) => ({ draft: at + 1, score: draft.score, ...numbers })))),

  /** How much better posts like the first do than posts like the second. */
  difference(rows, labels) {
    return el('section', { id: 'words-difference' }, el('h3', {}, t('words.difference', ...labels)),
      el('p', { class: 'help' }, t('words.difference.help')),
      tableOf(rows.map((one) => ({ ...one, blogger: name(one.blogger), noise: one.lower95 <= 0 && one.upper95 >= 0 })), [
        ['blogger', t('audience')],
        ['difference', t('words.less'), (v) => signed(v), true],
        ['lower95', t('draft.interval'), (v, row) => signed(v) + ' … ' + signed(row.upper95), true],
        ['noise', t('whatif.says'), (v, row) => v ? t('words.noise') : t('words.better', labels[row.difference > 0 ? 0 : 1])],
        ['better', t('words.chance'), (v) => percent(v), true]], t('words.difference', ...labels)));
  },

  /** One draft's answer as a table, audience by audience. */
  reactions(draft, label, scorer) {
    return el('section', {}, el('h3', {}, label + ' · ' + t('draft.scored', num(draft.score), scorer)),
      tableOf(draft.audiences.map((one) => ({
        blogger: name(one.blogger), expected: one.expected, low: one.lower95, high: one.upper95, low80: one.lower80, high80: one.upper80,
        audience: one.audience, score: one.by_score, text: one.by_text,
        moving: one.moving.map((word) => word.word + ' ' + signed(word.effect)).join(', ') || '–' })), [
        ['blogger', t('audience')],
        ['expected', t('draft.expected'), (v) => num(v), true],
        ['low80', '80 %', (v, row) => num(v) + ' – ' + num(row.high80), true],
        ['low', '95 %', (v, row) => num(v) + ' – ' + num(row.high), true],
        ['audience', t('words.audience'), (v) => num(v), true],
        ['score', t('words.score'), (v) => signed(v), true],
        ['text', t('words.text'), (v) => signed(v), true],
        ['moving', t('words.moving')]], label));
  },
};
