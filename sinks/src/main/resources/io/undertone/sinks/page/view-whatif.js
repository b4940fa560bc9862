// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** What the fitted matrix expects when an audience changes, and what posts like a draft have met with. */
U.views.push({ id: 'whatif', picks: [], render: async function (topic) {
  const bloggers = U.summary.audiences.map((audience) => audience.blogger);
  const ask = (source) => U.data.ask('whatif', { topic, source });
  const chosen = await ask(bloggers.includes(U.state.blogger) ? U.state.blogger : await U.whatif.foremost(topic) ?? bloggers[0]);
  const silent = chosen && chosen.mean.length === 0 && chosen.bloggers.length > 0;
  const answer = silent ? await ask(chosen.bloggers[0]) : chosen;
  const cards = [U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('whatif.title'))), U.note(U.t('whatif.predictive'))];
  if (U.summary.verdict.kind !== 'influence') cards.push(U.note(U.verdict(U.summary.verdict) + ' ' + U.t('whatif.unsupported'), true));
  cards.push(answer && answer.bloggers.length ? U.whatif.push(answer) : U.note(U.t('whatif.none'), true));
  cards.push(U.meta.drafts ? U.draft.card(topic) : U.note([U.t('draft.noscorer') + ' ', U.el('code', {}, 'undertone whatif --draft')]));
  return cards;
} });

U.whatif = {
  /** The audience of the strongest confirmed claim, whose push leads somewhere; undefined without one. */
  async foremost(topic) {
    if (U.summary.verdict.kind !== 'influence') return undefined;
    const confirmed = await U.data.rows('influence', { topic, model: U.summary.claims.model, as_of: 'latest', status: ['confirmed'] });
    return (U.influence.claimed(confirmed, ['confirmed'])[0] || {}).source;
  },

  push(answer) {
    const size = U.el('input', { type: 'range', id: 'push', min: -0.3, max: 0.3, step: 0.01, value: U.state.push || 0.1, 'aria-label': U.t('whatif.push') });
    const output = U.el('output', { for: 'push' });
    const box = U.el('div', { class: 'stack wide' });
    const show = () => {
      const push = Number(size.value);
      output.textContent = U.signed(push);
      size.setAttribute('aria-valuetext', U.signed(push));
      const paths = U.whatif.paths(answer, push);
      box.replaceChildren(...U.whatif.verdict(answer, paths), U.whatif.panels(answer, paths), U.whatif.table(answer, paths));
    };
    size.addEventListener('input', show);
    size.addEventListener('change', () => U.remember({ push: size.value }));
    show();
    const rows = answer.mean.flatMap((means, h) => means.map((mean, i) => ({
      periods_ahead: h, blogger: answer.bloggers[i], response: mean, lower: answer.lower[h][i], upper: answer.upper[h][i] })));
    return U.card(U.t('whatif.response'), U.t('whatif.response.help', U.t('model.' + answer.model), U.period(answer.as_of)), U.el('div', { class: 'slider' },
      U.select(U.t('whatif.who'), answer.bloggers.map((blogger) => [blogger, U.name(blogger)]), answer.source, (blogger) => U.go({ blogger }), 'whatif-source'),
      U.el('div', { class: 'row' }, size, output), box), rows, 'whatif-' + answer.source);
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

  said: (path, h) => U.signed(path.mean[h], 3) + ' (' + U.signed(path.low[h], 3) + ' … ' + U.signed(path.high[h], 3) + ')',

  verdict(answer, paths) {
    const others = paths.filter((path) => path.blogger !== answer.source);
    if (!answer.intervals) return [U.note(U.t('whatif.bare'), true)];
    if (others.length === 0) return [];
    const moved = others.filter((path) => !path.noise);
    return [U.el('p', { id: 'whatif-verdict' }, moved.length === 0 ? U.t('whatif.nobody', U.name(answer.source))
      : U.t('whatif.moved', moved.length, others.length, moved.slice(0, 4).map((path) => U.name(path.blogger)).join(', ')))];
  },

  /** One small chart for each audience, all with one scale. */
  panels(answer, paths) {
    const shown = paths.slice(0, 8);
    const ends = shown.flatMap((path) => (answer.intervals ? [...path.low, ...path.high] : path.mean));
    const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    return U.el('div', { class: 'panels small' }, shown.map((path) => {
      const words = !answer.intervals ? U.signed(path.mean[0], 3) : path.noise ? U.t('whatif.noise')
        : U.t('whatif.moves', U.whatif.said(path, path.best), path.best + 1);
      return U.el('figure', { 'data-blogger': path.blogger, class: path.noise ? 'noise' : '' },
        U.el('figcaption', {}, U.el('strong', { class: 'word' }, U.name(path.blogger) + (path.blogger === answer.source ? ' · ' + U.t('whatif.pushed') : '')),
          U.el('span', { class: 'help' }, words)),
        U.whatif.chart(answer, path, [low, high], words));
    }));
  },

  chart(answer, path, [low, high], words) {
    const charts = U.charts;
    const colour = path.noise ? U.colour('soft') : U.bloggerColour(path.blogger);
    const step = 10 ** Math.floor(Math.log10(Math.max(high - low, 0.01))) / 2;
    return charts.draw('small', U.name(path.blogger) + ': ' + words, {
      grid: { ...charts.grid, top: 10, bottom: 20 },
      xAxis: { ...charts.categories(path.mean.map((value, h) => String(h + 1))), axisLabel: { color: U.colour('soft') },
        name: U.t('periods.ahead'), nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: U.colour('soft') } },
      yAxis: { ...charts.values('', [Math.floor(low / step) * step, Math.ceil(high / step) * step]), splitNumber: 3, axisLabel: { color: U.colour('soft'), formatter: (value) => U.signed(value) } },
      tooltip: charts.tooltip((list) => [U.t('ahead', list[0].axisValue),
        answer.intervals ? U.whatif.said(path, list[0].dataIndex) : U.signed(path.mean[list[0].dataIndex], 3)], 'axis'),
      series: [...(answer.intervals ? charts.band('interval', path.low, path.high, colour, 0.2) : []),
        { type: 'line', name: U.name(path.blogger), data: path.mean, color: colour, symbolSize: 5, lineStyle: { width: 2 },
          markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: U.colour('soft'), type: 'solid', width: 1, opacity: 0.6 }, data: [{ yAxis: 0 }] } }],
    });
  },

  table(answer, paths) {
    const last = answer.mean.length - 2;
    const words = (path, h) => (answer.intervals ? U.whatif.said(path, h) : U.signed(path.mean[h], 3));
    return U.table(paths.map((path) => ({ blogger: U.name(path.blogger), first: words(path, 0), last: words(path, last),
      verdict: path.noise ? U.t('whatif.noise') : U.t('whatif.clear') })), [
      ['blogger', U.t('audience')], ['first', U.t('ahead', 1), null, true], ['last', U.t('ahead', last + 1), null, true],
      ...(answer.intervals ? [['verdict', U.t('whatif.says')]] : [])], U.t('whatif.response'));
  },
};

/** Two drafts side by side; they outlive a redraw, and no address or server keeps them. */
U.draft = {
  typed: ['', ''],

  card(topic) {
    const labels = [U.t('words.first'), U.t('words.second')];
    const state = U.el('p', { class: 'help', role: 'status', id: 'words-state' });
    const out = U.el('div', { id: 'words-out', class: 'stack wide' });
    const box = (label, at) => U.el('label', {}, label, U.el('textarea', { id: 'words-' + at, maxlength: 5000,
      on: { input: (event) => { U.draft.typed[at] = event.target.value; } } }, U.draft.typed[at]));
    const ask = async () => {
      try {
        const texts = U.draft.typed.map((text, at) => ({ text, label: labels[at] })).filter(({ text }) => text.trim() !== '');
        if (texts.length === 0) return;
        const answer = await U.data.draft(topic, texts[0].text, texts.length > 1 ? texts[1].text : null);
        out.replaceChildren(...U.draft.shown(answer, texts.map(({ label }) => label)));
        state.textContent = '';
      } catch (error) {
        state.textContent = error.message;
      }
    };
    return U.card(U.t('words.title'), U.t('words.help'), U.el('div', { class: 'stack' }, U.el('div', { class: 'two' }, labels.map(box)),
      U.el('div', {}, U.el('button', { type: 'button', class: 'primary', id: 'words-ask', on: { click: ask } }, U.t('words.ask'))), state, out), null);
  },

  shown(answer, labels) {
    if (answer.drafts[0].audiences.length === 0) return [U.note(U.t('words.none'), true)];
    return [
      ...(answer.differences.length ? [U.draft.difference(answer.differences, labels)] : []),
      U.el('div', { class: answer.drafts.length > 1 ? 'two' : '' }, answer.drafts.map((draft, at) => U.draft.reactions(draft, labels[at], answer.scorer))),
      U.el('div', {}, U.el('button', { type: 'button', on: { click: () => U.download('drafts.csv', U.csv(U.draft.rows(answer))) } }, U.t('csv'))),
    ];
  },

  /** What is expected of each draft, for a file; the texts are not in it. */
  rows: (answer) => U.named(answer.drafts.flatMap((draft, at) => draft.audiences.map(({ moving, ...numbers }) => ({ draft: at + 1, score: draft.score, ...numbers })))),

  /** How much better posts like the first do than posts like the second. */
  difference(rows, labels) {
    return U.el('section', { id: 'words-difference' }, U.el('h3', {}, U.t('words.difference', ...labels)),
      U.el('p', { class: 'help' }, U.t('words.difference.help')),
      U.table(rows.map((one) => ({ ...one, blogger: U.name(one.blogger), noise: one.lower95 <= 0 && one.upper95 >= 0 })), [
        ['blogger', U.t('audience')],
        ['difference', U.t('words.less'), (v) => U.signed(v), true],
        ['lower95', U.t('draft.interval'), (v, row) => U.signed(v) + ' … ' + U.signed(row.upper95), true],
        ['noise', U.t('whatif.says'), (v, row) => v ? U.t('words.noise') : U.t('words.better', labels[row.difference > 0 ? 0 : 1])],
        ['better', U.t('words.chance'), (v) => U.percent(v), true]], U.t('words.difference', ...labels)));
  },

  /** One draft's answer as a table, audience by audience. */
  reactions(draft, label, scorer) {
    return U.el('section', {}, U.el('h3', {}, label + ' · ' + U.t('draft.scored', U.num(draft.score), scorer)),
      U.table(draft.audiences.map((one) => ({
        blogger: U.name(one.blogger), expected: one.expected, low: one.lower95, high: one.upper95, low80: one.lower80, high80: one.upper80,
        audience: one.audience, score: one.by_score, text: one.by_text,
        moving: one.moving.map((word) => word.word + ' ' + U.signed(word.effect)).join(', ') || '–' })), [
        ['blogger', U.t('audience')],
        ['expected', U.t('draft.expected'), (v) => U.num(v), true],
        ['low80', '80 %', (v, row) => U.num(v) + ' – ' + U.num(row.high80), true],
        ['low', '95 %', (v, row) => U.num(v) + ' – ' + U.num(row.high), true],
        ['audience', U.t('words.audience'), (v) => U.num(v), true],
        ['score', U.t('words.score'), (v) => U.signed(v), true],
        ['text', U.t('words.text'), (v) => U.signed(v), true],
        ['moving', U.t('words.moving')]], label));
  },
};
