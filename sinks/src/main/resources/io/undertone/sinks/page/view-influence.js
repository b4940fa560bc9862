// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { data } from './data.js';
import { card, note, select, shade, tableOf } from './dom.js';
import { chance, counted, faded, name, num, period } from './format.js';
import { graph } from './graph.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { go, limit, shownBloggers } from './route.js';
import { app } from './state.js';
import { verdictWords } from './verdict.js';
import { briefing } from './view-brief.js';

if (!data.frozen) app.views.push(briefing);

/** Who moves with whom: graph and matrix of the same edges, as of a period. */
app.views.push({ id: 'influence', picks: ['audiences'], render: async function (topic) {
  const summary = app.summary;
  const models = summary.influence_models;
  if (models.length === 0) {
    return [el('h1', {}, t('influence.title')), note(verdictWords(summary.verdict), true)];
  }
  const model = models.includes(app.state.model) ? app.state.model : summary.claims.model;
  const times = data.frozen
    ? [...new Set((await data.rows('influence', { topic, model })).map((row) => row.as_of))].sort()
    : (await data.ask('as_of', { topic, model })).as_of;
  const at = times.includes(app.state.asof) ? times.indexOf(app.state.asof) : times.length - 1;
  const all = await data.rows('influence', { topic, model, as_of: times[at], limit: limit });
  summary.claimed = [...new Set(influence.claimed(all, ['confirmed', 'likely']).flatMap((edge) => [edge.source, edge.target]))];
  await graph.library();
  const bloggers = shownBloggers();
  const edges = all.filter((edge) => bloggers.includes(edge.source) && bloggers.includes(edge.target));
  const latest = at === times.length - 1 && model === summary.claims.model;
  const verdict = latest ? summary.verdict : influence.verdict(all, times[at]);
  return [
    el('div', { class: 'lead' }, el('h1', {}, t('influence.title')), el('div', { class: 'controls' },
      select(t('model'), models.map((name) => [name, t('model.' + name)]), model, (name) => go({ model: name, asof: '' }), 'influence-model'))),
    note(verdict.kind === 'not_tested' ? t('influence.untested') : verdictWords(verdict), verdict.kind !== 'influence'),
    influence.slider(times, at),
    el('div', { class: 'two wide-right' },
      el('div', { class: 'stack wide' }, influence.claims(edges), graph.card(edges, bloggers, all)),
      el('div', { class: 'stack wide' }, card(t('influence.matrix'), t('influence.matrix.help'), el('div', { class: 'stack' }, influence.matrix(edges, bloggers), el('p', { class: 'help', id: 'edge', role: 'status' }, t('edge.choose'))), edges, 'influence'),
        influence.self(all, bloggers))),
  ];
} });

export const influence = {
  /** Claims that are shown unfolded. */
  most: 6,

  marks: { confirmed: '●', likely: '◐', undetermined: '?', excluded: '·' },

  /** What could be said as of an earlier time, or of another model. */
  verdict(edges, time) {
    const others = edges.filter((edge) => edge.source !== edge.target);
    const count = (level) => others.filter((edge) => edge.status === level).length;
    const { need } = app.summary.verdict;
    const have = app.summary.periods.filter((period) => period.end <= time).length;
    const tested = influence.tested(edges);
    const [confirmed, likely] = [count('confirmed'), count('likely')];
    const kind = confirmed > 0 ? 'influence' : likely > 0 ? 'only_likely' : tested > 0 ? 'no_measurable_influence' : have < need ? 'not_enough_data' : 'not_tested';
    return { kind, have, need, tested, confirmed, likely };
  },

  /** Edges tested at once: every edge into a target with a test, also those a large crowd does not list. */
  tested(edges) {
    const targets = new Set(edges.filter((edge) => edge.p_value !== null).map((edge) => edge.target));
    const audiences = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
    return targets.size * Math.max(0, audiences.size - 1);
  },

  words(edge) {
    const interval = edge.lower === null ? '' : ' (' + num(edge.lower) + '–' + num(edge.upper) + ')';
    return [
      name(edge.source) + ' → ' + name(edge.target),
      t('edge.weight', num(edge.weight)) + interval,
      edge.p_value === null ? t('edge.untested') : [edge.e_value === null ? '' : t('edge.evidence', influence.evidence(edge.e_value)) + ', ', t('edge.test', chance(edge.p_value), chance(edge.q_value))].join(''),
      edge.lag === 0 ? t('edge.lag.none') : t('edge.lag', edge.lag, edge.lag + 1),
      (edge.explained ? t('edge.explained') + ', ' : '') + t('level.' + edge.status) + (edge.source === edge.target || edge.p_value === null ? '' : ': ' + t('level.' + edge.status + '.words')),
    ];
  },

  /** An e-value in two digits; far beyond any threshold its size says nothing more. */
  evidence: (e) => e >= 1e6 ? '> 10⁶' : e >= 10 ? counted(Math.round(e)) : num(e, 1),

  slider(times, at) {
    const input = el('input', { id: 'asof', type: 'range', min: 0, max: times.length - 1, step: 1, value: at,
      'aria-label': t('influence.time'), 'aria-valuetext': period(times[at]),
      on: {
        input: (event) => { event.target.nextElementSibling.textContent = t('as.of', period(times[event.target.value])); },
        change: (event) => go({ asof: times[event.target.value] }),
      } });
    return el('div', { class: 'card slider' }, el('div', { class: 'row' }, input, el('output', { id: 'asof-text' }, t('as.of', period(times[at])))));
  },

  /** Edges of these levels between audiences, the strongest first. */
  claimed: (edges, levels) => edges.filter((edge) => edge.source !== edge.target && levels.includes(edge.status))
    .sort((a, b) => levels.indexOf(a.status) - levels.indexOf(b.status) || b.weight - a.weight),

  /** The confirmed edges in words; what is likely at this date alone is no finding and stays folded. */
  claims(edges) {
    const confirmed = influence.claimed(edges, ['confirmed']);
    const likely = influence.claimed(edges, ['likely']);
    const explained = edges.filter((edge) => edge.explained);
    const list = (id, some) => el('ul', { class: 'alerts', id }, some.map(influence.claim));
    return card(t('influence.claims'), t('influence.claims.help'), el('div', { class: 'stack' },
      confirmed.length ? list('claims', confirmed.slice(0, influence.most)) : el('p', {}, t('influence.claims.none')),
      confirmed.length > influence.most ? el('details', {}, el('summary', {}, t('influence.claims.more', confirmed.length - influence.most)), list('more-claims', confirmed.slice(influence.most))) : null,
      likely.length ? el('details', {}, el('summary', {}, t('influence.likely', likely.length)), list('likely', likely)) : null,
      explained.length ? el('details', { open: true }, el('summary', {}, t('influence.explained', explained.length)), el('p', { class: 'help' }, t('influence.explained.help')),
        el('ul', { class: 'alerts', id: 'explained' }, explained.map((edge) => el('li', {}, el('span', { class: 'who' }, influence.words(edge)[0]))))) : null), null, 'claims');
  },

  claim(edge) {
    const [name, ...rest] = influence.words(edge);
    return el('li', {}, el('span', { class: 'word' }, influence.level(edge.status), ' ',
      el('span', { class: 'who' }, name), ' · ' + rest.slice(0, -1).join(' · ') + ' · ' + t('level.' + edge.status + '.words')));
  },

  rank: (edge) => ['confirmed', 'likely', 'undetermined', 'excluded'].indexOf(edge.status),

  level: (level) => el('span', { class: 'level ' + level }, influence.marks[level] + ' ' + t('level.' + level)),

  legend() {
    return el('div', { class: 'legend' }, ['confirmed', 'likely', 'undetermined', 'excluded'].map((level) =>
      influence.level(level)));
  },

  /** Cells are reached with the arrow keys; the chosen one is put in words below. */
  matrix(edges, bloggers) {
    const dense = bloggers.length > graph.few;
    const cells = new Map(edges.map((edge) => [edge.target + '\n' + edge.source, edge]));
    const cell = (target, source) => {
      const edge = cells.get(target + '\n' + source);
      if (!edge) return el('td', { tabindex: target === bloggers[0] && source === bloggers[0] ? 0 : -1 }, dense ? '' : '–');
      const own = target === source;
      const colour = shade(own ? 'excluded' : edge.status);
      const strength = edge.weight === null ? 0 : Math.min(0.6, 0.05 + 0.75 * edge.weight);
      const [name, ...rest] = influence.words(edge);
      const tell = () => { document.getElementById('edge').replaceChildren(el('b', {}, name), ' · ' + rest.join(' · ')); };
      return el('td', { class: own ? 'own' : '', tabindex: target === bloggers[0] && source === bloggers[0] ? 0 : -1, title: [name, ...rest].join('\n'), 'data-status': edge.status,
        style: { background: faded(colour, own ? 0.12 : edge.status === 'excluded' ? 0.05 : strength) }, on: { click: tell, focus: tell, patched: ({ currentTarget }) => { if (currentTarget === document.activeElement) tell(); } } },
        dense ? '' : num(edge.weight) + (own ? '' : ' ' + influence.marks[edge.status]),
        el('span', { class: 'sr' }, (dense ? num(edge.weight) : '') + ' ' + (own ? t('self.weight') : t('level.' + edge.status))));
    };
    // where audiences change, the cell that keys reach is the first one again
    return el('table', { key: bloggers.join(), class: dense ? 'matrix dense' : 'matrix', id: 'matrix', role: 'grid', on: { keydown: influence.move } },
      el('caption', { class: 'sr' }, t('influence.matrix.help')),
      el('thead', {}, el('tr', {}, el('td', {}, el('span', { class: 'help' }, t('matrix.corner'))),
        bloggers.map((source) => el('th', { scope: 'col', title: name(source) }, name(source))))),
      el('tbody', {}, bloggers.map((target) => el('tr', {},
        el('th', { scope: 'row', title: name(target) }, name(target)), bloggers.map((source) => cell(target, source))))));
  },

  move(event) {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const from = event.target.closest('td');
    if (!step || !from) return;
    const row = from.parentElement;
    const to = row.parentElement.rows[row.sectionRowIndex + step[0]]?.cells[from.cellIndex + step[1]];
    if (!to || to.tagName !== 'TD') return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  },

  self(edges, bloggers) {
    const rows = bloggers.map((target) => {
      const row = edges.filter((edge) => edge.target === target && edge.weight !== null);
      const own = row.find((edge) => edge.source === target);
      const sum = row.reduce((total, edge) => total + edge.weight, 0);
      return { blogger: target, self_weight: own ? own.weight : null, others: own ? sum - own.weight : sum,
        stubbornness: row.length ? Math.max(0, 1 - sum) : null };
    });
    const bar = (value) => value === null ? '–' : el('span', {}, num(value) + ' ', el('span', { class: 'bar', style: { width: (5 * value).toFixed(2) + 'rem' }, 'aria-hidden': 'true' }));
    return card(t('influence.self'), t('influence.self.help'), tableOf(rows, [
      ['blogger', t('audience'), (blogger) => name(blogger)],
      ['self_weight', t('self.weight'), bar], ['others', t('weight.others'), bar], ['stubbornness', t('stubbornness'), bar],
    ], t('influence.self')), rows, 'self_weights');
  },
};
