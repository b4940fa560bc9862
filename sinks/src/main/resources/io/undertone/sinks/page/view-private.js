// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { data } from './data.js';
import { dates } from './dates.js';
import { bloggerColour, card, note, shade, tableOf } from './dom.js';
import { name, num, period, signed } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { shownBloggers, shownPeriods, span } from './route.js';
import { app } from './state.js';

/** What audiences are estimated to think beside what they say, where the data support it. */
app.views.push({ id: 'private', picks: ['audiences', 'periods'], render: async function (topic) {
  const bloggers = shownBloggers();
  const rows = (await data.rows('private_opinion', { topic, blogger: bloggers, ...span(), order: 'desc' }))
    .sort((a, b) => (a.period_start < b.period_start ? -1 : 1));
  const heading = el('div', { class: 'lead' }, el('h1', {}, t('private.title')), el('p', {}, t('private.help')));
  if (rows.length === 0) return [heading, note(t('private.none'), true)];
  const starts = shownPeriods(rows, []);
  const groups = bloggers.map((blogger) => ({ blogger, rows: rows.filter((row) => row.blogger === blogger && starts.includes(row.period_start)) }))
    .filter((group) => group.rows.length > 0);
  const supported = groups.filter((group) => group.rows[group.rows.length - 1].status === 'supported');
  const others = groups.filter((group) => !supported.includes(group));
  const range = charts.range(supported.flatMap((g) => g.rows.flatMap((row) => [row.expressed, row.lower, row.upper])));
  return [
    heading,
    // a choice of dates without charts can be taken back
    supported.length || dates.narrowed() ? dates.card() : null,
    supported.length ? el('div', { class: 'panels' }, supported.map((group) => privately.panel(group, starts, range)))
      : note(t('private.nobody')),
    others.length ? card(t('private.without'), null, tableOf(others.map((group) => ({
      blogger: name(group.blogger),
      reason: t('support.' + group.rows[group.rows.length - 1].status,
        app.summary.audiences.find((one) => one.blogger === group.blogger).periods, app.summary.needed_private_periods),
    })), [['blogger', t('audience')], ['reason', t('reason')]], t('private.without')), rows, 'private_opinion') : null,
  ].filter(Boolean);
} });

const privately = {
  panel(group, starts, range) {
    const colour = bloggerColour(group.blogger);
    const byStart = new Map(group.rows.map((row) => [row.period_start, row]));
    const pick = (key) => starts.map((start) => (byStart.has(start) ? byStart.get(start)[key] : null));
    const last = group.rows[group.rows.length - 1];
    const gap = last.private === null || last.expressed === null ? null : last.private - last.expressed;
    const words = t('private.now', num(last.expressed), num(last.private), num(last.lower), num(last.upper));
    return card(name(group.blogger), null, el('div', {},
      el('p', { class: 'now' }, el('b', {}, signed(gap)), el('span', {}, t('private.gap'))),
      dates.zoomable('', name(group.blogger) + ': ' + words, {
        grid: { ...charts.grid, top: 52, right: charts.sides() },
        legend: { top: 0, textStyle: { color: shade('ink') }, data: [t('expressed'), t('private')] },
        xAxis: charts.categories(starts),
        yAxis: charts.values(t('axis.sentiment'), range),
        tooltip: charts.tooltip((list) => [period(starts[list[0].dataIndex]),
          t('expressed') + ' ' + num(pick('expressed')[list[0].dataIndex], 3),
          t('private') + ' ' + num(pick('private')[list[0].dataIndex], 3)], 'axis'),
        series: [
          ...charts.band('private', pick('lower'), pick('upper'), shade('ink'), 0.14),
          { type: 'line', markLine: charts.neutral(), name: t('expressed'), data: pick('expressed'), color: colour, symbolSize: 5, showAllSymbol: true, showSymbol: starts.length <= 30, lineStyle: { width: 2.2 } },
          { type: 'line', name: t('private'), data: pick('private'), color: shade('ink'), symbol: 'diamond', symbolSize: 6, showAllSymbol: true, showSymbol: starts.length <= 30, lineStyle: { width: 2, type: 'dashed' } },
        ],
      }, starts),
      el('p', { class: 'help' }, words + ' ' + t('private.parameters', num(last.susceptibility), num(last.resilience)))),
    group.rows, 'private_opinion-' + group.blogger);
  },
};
