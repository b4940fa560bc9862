// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { alarm } from './alerts.js';
import { charts } from './charts.js';
import { data } from './data.js';
import { dates, pinBoard } from './dates.js';
import { bloggerColour, card, checkbox, choice, note, shade, tile } from './dom.js';
import { counted, name, num, period, signed } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { forecastModel, go, linkTo, shownBloggers, shownPeriods, span } from './route.js';
import { app } from './state.js';
import { forecasterTile, verdictShort, verdictWords } from './verdict.js';
import { influence } from './view-influence.js';

/** How each audience feels, how sure that is, and what comes next. */
app.views.push({ id: 'mood', picks: ['audiences', 'periods'], render: async function (topic) {
  const bloggers = shownBloggers();
  const model = forecastModel();
  const [rows, forecasts, alerts, edges] = await Promise.all([
    data.rows('audience_sentiment', { topic, blogger: bloggers, ...span(), order: 'desc' }),
    data.rows('forecast', { topic, model, blogger: bloggers, made_at: 'latest', conditional: false }),
    data.rows('alert', { topic, ...span(), order: 'desc' }),
    app.summary.verdict.kind === 'influence' ? data.rows('influence', { topic, model: app.summary.claims.model, as_of: 'latest', status: ['confirmed'] }) : [],
  ]);
  const starts = shownPeriods(rows, forecasts);
  const panels = bloggers.map((blogger) => mood.series(blogger, starts, rows, forecasts, alerts));
  const range = charts.range(panels.flatMap((p) => [...p.low, ...p.high, ...p.low95, ...p.high95, ...p.open,
    ...p.nowcastBars.flatMap(([, low, high]) => [low, high])]));
  const apart = app.state.apart === '1';
  const together = app.state.layout === 'together';
  return [
    el('div', { class: 'lead' }, el('h1', {}, t('mood.title')), el('div', { class: 'controls' },
      choice(t('layout'), [['side', t('side')], ['together', t('together')]], together ? 'together' : 'side',
        (layout) => go({ layout })),
      checkbox(t('mood.apart'), apart, (on) => go({ apart: on ? '1' : '' })))),
    mood.tiles(influence.claimed(edges, ['confirmed']).slice(0, 3)),
    mood.legend(apart && !together, rows),
    dates.card(pinBoard.card()),
    together
      ? card(t('mood.together'), null, mood.together(panels, starts, range), panels.flatMap((panel) => panel.numbers), 'mood')
      : el('div', { class: 'panels' }, panels.map((panel) => mood.panel(panel, starts, range, apart, model))),
    alarm.card(alerts.filter((alert) => (!alert.blogger || bloggers.includes(alert.blogger)) && starts.includes(alert.period_start))),
  ].filter(Boolean);
} });

export const mood = {
  /** Everything about one blogger, aligned with the periods. */
  series(blogger, starts, allRows, allForecasts, allAlerts) {
    const of = (list) => new Map(list.filter((row) => row.blogger === blogger).map((row) => [row.period_start, row]));
    const rows = of(allRows);
    const forecasts = of(allForecasts);
    const pick = (value) => starts.map((start) => (rows.has(start) ? value(rows.get(start)) : null));
    const closed = (value) => pick((row) => (row.provisional ? null : value(row)));
    const band = (sign) => closed((row) => row.sentiment === null || row.standard_error === null ? null
      : charts.clip(row.sentiment + sign * 1.96 * row.standard_error));
    const panel = {
      blogger,
      rows: starts.map((start) => rows.get(start)).filter(Boolean),
      sentiment: closed((row) => row.sentiment),
      audience: closed((row) => row.sentiment === null || row.content_effect === null ? null : row.sentiment - row.content_effect),
      open: pick((row) => (row.provisional ? row.sentiment : null)),
      nowcast: pick((row) => (row.provisional ? row.nowcast : null)),
      low: band(-1),
      high: band(1),
      volume: pick((row) => row.comments),
      alerts: allAlerts.filter((alert) => alert.blogger === blogger && starts.includes(alert.period_start)),
    };
    panel.nowcastBars = starts.flatMap((start, at) => (panel.nowcast[at] === null ? [] : [[at, ...mood.interval(rows.get(start))]]));
    const last = panel.sentiment.findLastIndex((value) => value !== null);
    const fan = (value) => starts.map((start, at) => at === last ? panel.sentiment[last]
      : at > last && forecasts.has(start) ? charts.clip(value(forecasts.get(start))) : null);
    panel.last = last;
    panel.mean = fan((row) => row.mean);
    panel.low80 = fan((row) => row.lower_80);
    panel.high80 = fan((row) => row.upper_80);
    panel.low95 = fan((row) => row.lower_95);
    panel.high95 = fan((row) => row.upper_95);
    panel.next = [...forecasts.values()][0];
    panel.numbers = starts.map((start) => mood.numbers(blogger, rows.get(start), forecasts.get(start))).filter(Boolean);
    return panel;
  },

  /** What the chart shows of one period. */
  numbers(blogger, row, forecast) {
    if (!row && !forecast) return null;
    const take = (from, keys, prefix = '') => Object.fromEntries(keys.map((key) => [prefix + key, from ? from[key] : null]));
    const { period_start, period_end } = row || forecast;
    return { blogger, period_start, period_end,
      ...take(row, ['sentiment', 'standard_error', 'comments', 'posts', 'content_effect', 'nowcast', 'nowcast_error', 'provisional']),
      ...take(forecast, ['mean', 'lower_80', 'upper_80', 'lower_95', 'upper_95'], 'forecast_') };
  },

  /** What the marks of the charts mean; says so where posts have no score to set apart. */
  legend(apart, rows) {
    const marks = ['closed', 'error', 'forecast', 'open', 'nowcast', 'alert', ...(apart ? ['audience'] : [])];
    const unscored = rows.every((row) => row.content_effect === null);
    return el('div', { class: 'after' },
      el('p', { class: 'legend', id: 'mood-legend' }, marks.map((mark) => el('span', {}, t('legend.' + mark)))),
      apart && unscored ? note(t('mood.apart.none'), true) : null);
  },

  tiles(claimed) {
    const summary = app.summary;
    const comments = summary.audiences.reduce((sum, audience) => sum + audience.comments, 0);
    const posts = summary.audiences.reduce((sum, audience) => sum + audience.posts, 0);
    const claims = claimed.map((edge) => influence.words(edge)[0] + ' ' + influence.marks[edge.status]).join(', ');
    return el('div', { class: 'tiles after' },
      tile(t('tile.influence'), verdictShort(summary.verdict), [claims, verdictWords(summary.verdict)].filter(Boolean).join('. '), 'verdict'),
      forecasterTile(summary.gain),
      tile(t('tile.heard'), counted(comments), t('tile.heard.more', counted(posts), summary.audiences.length)),
      tile(t('tile.periods'), String(summary.closed_periods),
        summary.periods.length ? period(summary.periods[0].start) + ' – ' + period(summary.periods[summary.periods.length - 1].end) : ''));
  },

  /** Half a value's 95 % interval; a dash where its error is not known. */
  error: (row, digits = 2) => num(row.standard_error === null ? null : 1.96 * row.standard_error, digits),

  /** Ends of a nowcast's 95 % interval. */
  interval(row) {
    return [-1, 1].map((sign) => charts.clip(row.nowcast + sign * 1.96 * row.nowcast_error));
  },

  /** What the open period says so far and is expected to say; nothing where no period is open. */
  openPeriod(panel) {
    const row = panel.rows.findLast((one) => one.provisional);
    if (!row) return null;
    const soFar = row.sentiment === null ? t('mood.open.silent')
      : t('mood.open.so.far', num(row.sentiment), counted(row.comments), row.posts);
    const close = row.nowcast === null ? '' : ' ' + t('mood.open.nowcast', num(row.nowcast), ...mood.interval(row).map((end) => num(end)));
    return el('p', { class: 'open', 'data-period': row.period_start, 'data-nowcast': row.nowcast === null ? '' : String(row.nowcast) },
      el('b', {}, t('mood.open', period(row.period_start))), ' ' + soFar + close);
  },

  panel(panel, starts, range, apart, model) {
    const colour = bloggerColour(panel.blogger);
    const now = panel.last < 0 ? null : panel.sentiment[panel.last];
    const row = panel.rows.find((one) => one.period_start === starts[panel.last]);
    const before = panel.sentiment.slice(0, Math.max(0, panel.last)).findLast((value) => value !== null);
    const words = now === null ? t('no.posts') : t('mood.now', num(now), mood.error(row));
    const change = now === null || before === undefined ? '' : t('mood.change', signed(now - before));
    const next = panel.next ? t('mood.next', num(panel.next.mean), num(panel.next.lower_80), num(panel.next.upper_80), period(panel.next.period_start)) : '';
    const chart = dates.zoomable('', name(panel.blogger) + ': ' + words + ' ' + change + ' ' + next,
      mood.option(panel, starts, range, colour, apart), starts, (event) => {
        const start = starts[event.dataIndex];
        if (start && panel.rows.some((one) => one.period_start === start)) go({ view: 'evidence', blogger: panel.blogger, period: start });
      });
    return card(el('span', {}, el('span', { class: 'dot', style: { background: colour } }), name(panel.blogger)), null, el('div', { class: 'stack' },
      el('p', { class: 'now' }, el('b', {}, now === null ? '–' : num(now)), el('span', {}, now === null ? words : '± ' + mood.error(row) + ' (95 %)' + (change ? ' · ' + change : ''))),
      mood.openPeriod(panel),
      chart,
      el('p', { class: 'help' }, next ? next + ' (' + t('model.' + model) + ')' : t('no.forecast'))),
    panel.numbers, 'mood-' + panel.blogger, {
      attributes: { 'data-blogger': panel.blogger },
      footer: [el('a', { href: linkTo({ view: 'evidence', blogger: panel.blogger, period: row ? row.period_start : '' }) }, t('evidence.go'))],
    });
  },

  option(panel, starts, range, colour, apart) {
    const series = [
      ...charts.band('error', panel.low, panel.high, colour, 0.18),
      ...charts.band('95', panel.low95, panel.high95, shade('soft'), 0.12),
      ...charts.band('80', panel.low80, panel.high80, shade('soft'), 0.2),
      { type: 'line', name: t('series.sentiment'), data: panel.sentiment, symbolSize: starts.length <= 30 ? 6 : 4, symbol: 'circle', showAllSymbol: true, showSymbol: starts.length <= 60, color: colour, lineStyle: { width: 2.2 }, z: 3 },
      { type: 'line', name: t('series.forecast'), data: panel.mean, symbol: 'none', color: shade('soft'), lineStyle: { width: 2, type: 'dashed' }, z: 2 },
      { type: 'scatter', name: t('series.open'), data: panel.open, symbolSize: 9, symbol: 'emptyCircle', color: colour, z: 4 },
      { type: 'scatter', name: t('series.nowcast'), data: panel.nowcast, symbolSize: 11, symbol: 'diamond', color: colour, z: 5,
        markLine: charts.errorLines(panel.nowcastBars.map(([at, low, high]) => [[at, low], [at, high]]), colour) },
      mood.alertMarks(panel, starts, range),
    ];
    if (apart) {
      series.push({ type: 'line', name: t('series.audience'), data: panel.audience, symbol: 'none', color: shade('ink'), lineStyle: { width: 1.6, type: 'dotted' }, z: 3 });
    }
    Object.assign(series[0], { markLine: pinBoard.lines(charts.neutral(), starts, panel.blogger) });
    return charts.withVolume({
      xAxis: charts.categories(starts),
      yAxis: charts.values(t('axis.sentiment'), range),
      tooltip: charts.tooltip((list) => mood.tip(panel, starts, list[0].dataIndex), 'axis'),
      series,
    }, starts, panel.volume, 24);
  },

  alertMarks(panel, starts, range) {
    return { type: 'scatter', name: t('series.alert'), symbol: 'triangle', symbolSize: 13, color: shade('warn'), z: 6,
      data: panel.alerts.map((alert) => {
        const at = starts.indexOf(alert.period_start);
        return [at, panel.sentiment[at] ?? panel.open[at] ?? range[0]];
      }) };
  },

  tip(panel, starts, at) {
    const row = panel.rows.find((one) => one.period_start === starts[at]);
    const lines = [name(panel.blogger) + ' · ' + period(starts[at])];
    if (row && row.sentiment !== null) {
      lines.push(t('tip.sentiment', num(row.sentiment, 3), mood.error(row, 3)) + (row.provisional ? ' · ' + t('open') : ''));
      lines.push(t('tip.counts', counted(row.comments), row.posts));
    } else if (row) {
      lines.push(t('no.posts'));
    }
    if (row && row.content_effect !== null) lines.push(t('tip.content', signed(row.content_effect, 3)));
    if (row && row.nowcast !== null) lines.push(t('tip.nowcast', num(row.nowcast, 3), num(1.96 * row.nowcast_error, 3)));
    if (at > panel.last && panel.mean[at] !== null) {
      lines.push(t('tip.forecast', num(panel.mean[at], 3), num(panel.low80[at], 3), num(panel.high80[at], 3)));
    }
    for (const pin of pinBoard.shown(starts, panel.blogger).filter((one) => one.at === at)) lines.push(pin.number + ' ' + pinBoard.words(pin));
    for (const alert of panel.alerts.filter((one) => one.period_start === starts[at])) {
      lines.push('▲ ' + alarm.name(alert.kind) + ': ' + alarm.words(alert));
    }
    return lines;
  },

  together(panels, starts, range) {
    const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
    const series = panels.flatMap((panel, at) => {
      const colour = bloggerColour(panel.blogger);
      return [
        ...charts.band('error ' + panel.blogger, panel.low, panel.high, colour, 0.08),
        { type: 'line', name: name(panel.blogger), data: panel.sentiment, color: colour, symbol: symbols[at % 8], symbolSize: 7, showAllSymbol: true, showSymbol: starts.length <= 60,
          lineStyle: { width: 2.2 }, emphasis: { focus: 'series' }, z: 3 },
        { type: 'line', name: name(panel.blogger) + ' ' + t('series.forecast'), data: panel.mean, color: colour, symbol: 'none',
          lineStyle: { width: 1.6, type: 'dashed' }, z: 2 },
        { type: 'scatter', name: name(panel.blogger) + ' ' + t('series.nowcast'), data: panel.nowcast, symbolSize: 11, symbol: 'diamond', color: colour, z: 5 },
        mood.alertMarks(panel, starts, range),
      ];
    });
    series[0].markLine = pinBoard.lines(charts.neutral(), starts);
    const volume = starts.map((start, at) => panels.reduce((sum, panel) => sum + (panel.volume[at] || 0), 0) || null);
    return dates.zoomable('tall', t('mood.together'), charts.withVolume({
      legend: { type: 'scroll', top: 4, textStyle: { color: shade('ink') }, data: panels.map((panel) => name(panel.blogger)) },
      xAxis: charts.categories(starts),
      yAxis: charts.values(t('axis.sentiment'), range),
      tooltip: charts.tooltip((list) => [period(starts[list[0].dataIndex]), ...panels
        .filter((panel) => panel.sentiment[list[0].dataIndex] !== null)
        .map((panel) => name(panel.blogger) + '  ' + num(panel.sentiment[list[0].dataIndex], 3)), t('axis.volume.tip', counted(volume[list[0].dataIndex] || 0)),
        ...pinBoard.shown(starts).filter((pin) => pin.at === list[0].dataIndex).map((pin) => pin.number + ' ' + pinBoard.words(pin))], 'axis'),
      series,
    }, starts, volume, 62), starts);
  },
};
