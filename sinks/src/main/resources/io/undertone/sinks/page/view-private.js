// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** What audiences are estimated to think beside what they say, where the data support it. */
U.views.push({ id: 'private', picks: ['audiences', 'periods'], render: async function (topic) {
  const bloggers = U.shownBloggers();
  const rows = (await U.data.rows('private_opinion', { topic, blogger: bloggers, ...U.span(), order: 'desc' }))
    .sort((a, b) => (a.period_start < b.period_start ? -1 : 1));
  const heading = U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('private.title')), U.el('p', {}, U.t('private.help')));
  if (rows.length === 0) return [heading, U.note(U.t('private.none'), true)];
  const starts = U.shownPeriods(rows, []);
  const groups = bloggers.map((blogger) => ({ blogger, rows: rows.filter((row) => row.blogger === blogger && starts.includes(row.period_start)) }))
    .filter((group) => group.rows.length > 0);
  const supported = groups.filter((group) => group.rows[group.rows.length - 1].status === 'supported');
  const others = groups.filter((group) => !supported.includes(group));
  const range = U.charts.range(supported.flatMap((g) => g.rows.flatMap((row) => [row.expressed, row.lower, row.upper])));
  return [
    heading,
    supported.length ? U.dates.card() : null,
    supported.length ? U.el('div', { class: 'panels' }, supported.map((group) => U.privately.panel(group, starts, range)))
      : U.note(U.t('private.nobody')),
    others.length ? U.card(U.t('private.without'), null, U.table(others.map((group) => ({
      blogger: U.name(group.blogger),
      reason: U.t('support.' + group.rows[group.rows.length - 1].status,
        U.summary.audiences.find((one) => one.blogger === group.blogger).periods, U.summary.needed_private_periods),
    })), [['blogger', U.t('audience')], ['reason', U.t('reason')]], U.t('private.without')), rows, 'private_opinion') : null,
  ].filter(Boolean);
} });

U.privately = {
  panel(group, starts, range) {
    const charts = U.charts;
    const colour = U.bloggerColour(group.blogger);
    const byStart = new Map(group.rows.map((row) => [row.period_start, row]));
    const pick = (key) => starts.map((start) => (byStart.has(start) ? byStart.get(start)[key] : null));
    const last = group.rows[group.rows.length - 1];
    const gap = last.private === null || last.expressed === null ? null : last.private - last.expressed;
    const words = U.t('private.now', U.num(last.expressed), U.num(last.private), U.num(last.lower), U.num(last.upper));
    return U.card(U.name(group.blogger), null, U.el('div', {},
      U.el('p', { class: 'now' }, U.el('b', {}, U.signed(gap)), U.el('span', {}, U.t('private.gap'))),
      U.dates.zoomable(charts.draw('', U.name(group.blogger) + ': ' + words, {
        grid: { ...charts.grid, top: 52 },
        legend: { top: 0, textStyle: { color: U.colour('ink') }, data: [U.t('expressed'), U.t('private')] },
        xAxis: charts.categories(starts),
        yAxis: charts.values(U.t('axis.sentiment'), range),
        tooltip: charts.tooltip((list) => [U.period(starts[list[0].dataIndex]),
          U.t('expressed') + ' ' + U.num(pick('expressed')[list[0].dataIndex], 3),
          U.t('private') + ' ' + U.num(pick('private')[list[0].dataIndex], 3)], 'axis'),
        series: [
          ...charts.band('private', pick('lower'), pick('upper'), U.colour('ink'), 0.14),
          { type: 'line', markLine: charts.neutral(), name: U.t('expressed'), data: pick('expressed'), color: colour, symbolSize: 5, showAllSymbol: true, showSymbol: starts.length <= 30, lineStyle: { width: 2.2 } },
          { type: 'line', name: U.t('private'), data: pick('private'), color: U.colour('ink'), symbol: 'diamond', symbolSize: 6, showAllSymbol: true, showSymbol: starts.length <= 30, lineStyle: { width: 2, type: 'dashed' } },
        ],
      }), starts),
      U.el('p', { class: 'help' }, words + ' ' + U.t('private.parameters', U.num(last.susceptibility), U.num(last.resilience)))),
    group.rows, 'private_opinion-' + group.blogger);
  },
};
