// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

if (!U.data.frozen) U.views.push(U.briefing);

/** Who moves with whom: graph and matrix of the same edges, as of a period. */
U.views.push({ id: 'influence', picks: ['audiences'], render: async function (topic) {
  const summary = U.summary;
  const models = summary.influence_models;
  if (models.length === 0) {
    return [U.el('h1', {}, U.t('influence.title')), U.note(U.verdict(summary.verdict), true)];
  }
  const model = models.includes(U.state.model) ? U.state.model : summary.claims.model;
  const times = U.data.frozen
    ? [...new Set((await U.data.rows('influence', { topic, model })).map((row) => row.as_of))].sort()
    : (await U.data.ask('as_of', { topic, model })).as_of;
  const at = times.includes(U.state.asof) ? times.indexOf(U.state.asof) : times.length - 1;
  const all = await U.data.rows('influence', { topic, model, as_of: times[at], limit: U.limit });
  summary.claimed = [...new Set(U.influence.claimed(all, ['confirmed', 'likely']).flatMap((edge) => [edge.source, edge.target]))];
  await U.graph.library();
  const bloggers = U.shownBloggers();
  const edges = all.filter((edge) => bloggers.includes(edge.source) && bloggers.includes(edge.target));
  const latest = at === times.length - 1 && model === summary.claims.model;
  const verdict = latest ? summary.verdict : U.influence.verdict(all, times[at]);
  return [
    U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('influence.title')), U.el('div', { class: 'controls' },
      U.select(U.t('model'), models.map((name) => [name, U.t('model.' + name)]), model, (name) => U.go({ model: name, asof: '' }), 'influence-model'))),
    U.note(verdict.kind === 'not_tested' ? U.t('influence.untested') : U.verdict(verdict), verdict.kind !== 'influence'),
    U.influence.slider(times, at),
    U.el('div', { class: 'two wide-right' },
      U.el('div', { class: 'stack wide' }, U.influence.claims(edges), U.graph.card(edges, bloggers, all)),
      U.el('div', { class: 'stack wide' }, U.card(U.t('influence.matrix'), U.t('influence.matrix.help'), U.el('div', { class: 'stack' }, U.influence.matrix(edges, bloggers), U.el('p', { class: 'help', id: 'edge', role: 'status' }, U.t('edge.choose'))), edges, 'influence'),
        U.influence.self(all, bloggers))),
  ];
} });

U.influence = {
  /** Claims that are shown unfolded. */
  most: 6,

  marks: { confirmed: '●', likely: '◐', undetermined: '?', excluded: '·' },

  /** What could be said as of an earlier time, or of another model. */
  verdict(edges, time) {
    const others = edges.filter((edge) => edge.source !== edge.target);
    const count = (level) => others.filter((edge) => edge.status === level).length;
    const { need } = U.summary.verdict;
    const have = U.summary.periods.filter((period) => period.end <= time).length;
    const tested = U.influence.tested(edges);
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
    const interval = edge.lower === null ? '' : ' (' + U.num(edge.lower) + '–' + U.num(edge.upper) + ')';
    return [
      U.name(edge.source) + ' → ' + U.name(edge.target),
      U.t('edge.weight', U.num(edge.weight)) + interval,
      edge.p_value === null ? U.t('edge.untested') : [edge.e_value === null ? '' : U.t('edge.evidence', U.influence.evidence(edge.e_value)) + ', ', U.t('edge.test', U.chance(edge.p_value), U.chance(edge.q_value))].join(''),
      edge.lag === 0 ? U.t('edge.lag.none') : U.t('edge.lag', edge.lag, edge.lag + 1),
      (edge.explained ? U.t('edge.explained') + ', ' : '') + U.t('level.' + edge.status) + (edge.source === edge.target || edge.p_value === null ? '' : ': ' + U.t('level.' + edge.status + '.words')),
    ];
  },

  /** An e-value in two digits; far beyond any threshold its size says nothing more. */
  evidence: (e) => e >= 1e6 ? '> 10⁶' : e >= 10 ? U.count(Math.round(e)) : U.num(e, 1),

  slider(times, at) {
    const output = U.el('output', { id: 'asof-text' }, U.t('as.of', U.period(times[at])));
    const input = U.el('input', { id: 'asof', type: 'range', min: 0, max: times.length - 1, step: 1, value: at,
      'aria-label': U.t('influence.time'), 'aria-valuetext': U.period(times[at]),
      on: {
        input: (event) => { output.textContent = U.t('as.of', U.period(times[event.target.value])); },
        change: (event) => U.go({ asof: times[event.target.value] }),
      } });
    return U.el('div', { class: 'card slider' }, U.el('div', { class: 'row' }, input, output));
  },

  /** Edges of these levels between audiences, the strongest first. */
  claimed: (edges, levels) => edges.filter((edge) => edge.source !== edge.target && levels.includes(edge.status))
    .sort((a, b) => levels.indexOf(a.status) - levels.indexOf(b.status) || b.weight - a.weight),

  /** The confirmed edges in words; what is likely at this date alone is no finding and stays folded. */
  claims(edges) {
    const confirmed = U.influence.claimed(edges, ['confirmed']);
    const likely = U.influence.claimed(edges, ['likely']);
    const explained = edges.filter((edge) => edge.explained);
    const list = (id, some) => U.el('ul', { class: 'alerts', id }, some.map(U.influence.claim));
    return U.card(U.t('influence.claims'), U.t('influence.claims.help'), U.el('div', { class: 'stack' },
      confirmed.length ? list('claims', confirmed.slice(0, U.influence.most)) : U.el('p', {}, U.t('influence.claims.none')),
      confirmed.length > U.influence.most ? U.el('details', {}, U.el('summary', {}, U.t('influence.claims.more', confirmed.length - U.influence.most)), list('more-claims', confirmed.slice(U.influence.most))) : null,
      likely.length ? U.el('details', {}, U.el('summary', {}, U.t('influence.likely', likely.length)), list('likely', likely)) : null,
      explained.length ? U.el('details', { open: true }, U.el('summary', {}, U.t('influence.explained', explained.length)), U.el('p', { class: 'help' }, U.t('influence.explained.help')),
        U.el('ul', { class: 'alerts', id: 'explained' }, explained.map((edge) => U.el('li', {}, U.el('span', { class: 'who' }, U.influence.words(edge)[0]))))) : null), null);
  },

  claim(edge) {
    const [name, ...rest] = U.influence.words(edge);
    return U.el('li', {}, U.el('span', { class: 'word' }, U.influence.level(edge.status), ' ',
      U.el('span', { class: 'who' }, name), ' · ' + rest.slice(0, -1).join(' · ') + ' · ' + U.t('level.' + edge.status + '.words')));
  },

  rank: (edge) => ['confirmed', 'likely', 'undetermined', 'excluded'].indexOf(edge.status),

  level: (level) => U.el('span', { class: 'level ' + level }, U.influence.marks[level] + ' ' + U.t('level.' + level)),

  legend() {
    return U.el('div', { class: 'legend' }, ['confirmed', 'likely', 'undetermined', 'excluded'].map((level) =>
      U.influence.level(level)));
  },

  /** Cells are reached with the arrow keys; the chosen one is put in words below. */
  matrix(edges, bloggers) {
    const dense = bloggers.length > U.graph.few;
    const cells = new Map(edges.map((edge) => [edge.target + '\n' + edge.source, edge]));
    const cell = (target, source) => {
      const edge = cells.get(target + '\n' + source);
      if (!edge) return U.el('td', { tabindex: -1 }, dense ? '' : '–');
      const own = target === source;
      const colour = U.colour(own ? 'excluded' : edge.status);
      const strength = edge.weight === null ? 0 : Math.min(0.6, 0.05 + 0.75 * edge.weight);
      const [name, ...rest] = U.influence.words(edge);
      const tell = () => { document.getElementById('edge').replaceChildren(U.el('b', {}, name), ' · ' + rest.join(' · ')); };
      return U.el('td', { class: own ? 'own' : '', tabindex: -1, title: [name, ...rest].join('\n'), 'data-status': edge.status,
        style: { background: U.faded(colour, own ? 0.12 : edge.status === 'excluded' ? 0.05 : strength) }, on: { click: tell, focus: tell } },
        dense ? '' : U.num(edge.weight) + (own ? '' : ' ' + U.influence.marks[edge.status]),
        U.el('span', { class: 'sr' }, (dense ? U.num(edge.weight) : '') + ' ' + (own ? U.t('self.weight') : U.t('level.' + edge.status))));
    };
    const table = U.el('table', { class: dense ? 'matrix dense' : 'matrix', id: 'matrix', role: 'grid', on: { keydown: U.influence.move } },
      U.el('caption', { class: 'sr' }, U.t('influence.matrix.help')),
      U.el('thead', {}, U.el('tr', {}, U.el('td', {}, U.el('span', { class: 'help' }, U.t('matrix.corner'))),
        bloggers.map((source) => U.el('th', { scope: 'col', title: U.name(source) }, U.name(source))))),
      U.el('tbody', {}, bloggers.map((target) => U.el('tr', {},
        U.el('th', { scope: 'row', title: U.name(target) }, U.name(target)), bloggers.map((source) => cell(target, source))))));
    table.querySelector('tbody td').tabIndex = 0;
    return table;
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
    const bar = (value) => value === null ? '–' : U.el('span', {}, U.num(value) + ' ', U.el('span', { class: 'bar', style: { width: (5 * value).toFixed(2) + 'rem' }, 'aria-hidden': 'true' }));
    return U.card(U.t('influence.self'), U.t('influence.self.help'), U.table(rows, [
      ['blogger', U.t('audience'), (blogger) => U.name(blogger)],
      ['self_weight', U.t('self.weight'), bar], ['others', U.t('weight.others'), bar], ['stubbornness', U.t('stubbornness'), bar],
    ], U.t('influence.self')), rows, 'self_weights');
  },
};
