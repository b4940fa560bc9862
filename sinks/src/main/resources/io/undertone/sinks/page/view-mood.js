// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** How each audience feels, how sure that is, and what comes next. */
U.views.push({ id: 'mood', picks: ['audiences', 'periods'], render: async function (topic) {
  const bloggers = U.shownBloggers();
  const model = U.forecastModel();
  const [rows, forecasts, alerts, edges] = await Promise.all([
    U.data.rows('audience_sentiment', { topic, blogger: bloggers, ...U.span(), order: 'desc' }),
    U.data.rows('forecast', { topic, model, blogger: bloggers, made_at: 'latest', conditional: false }),
    U.data.rows('alert', { topic, ...U.span(), order: 'desc' }),
    U.summary.verdict.kind === 'influence' ? U.data.rows('influence', { topic, model: U.summary.claims.model, as_of: 'latest', status: ['confirmed'] }) : [],
  ]);
  const starts = U.shownPeriods(rows, forecasts);
  const panels = bloggers.map((blogger) => U.mood.series(blogger, starts, rows, forecasts, alerts));
  const range = U.charts.range(panels.flatMap((p) => [...p.low, ...p.high, ...p.low95, ...p.high95, ...p.open,
    ...p.nowcastBars.flatMap(([, low, high]) => [low, high])]));
  const apart = U.state.apart === '1';
  const together = U.state.layout === 'together';
  return [
    U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('mood.title')), U.el('div', { class: 'controls' },
      U.choice(U.t('layout'), [['side', U.t('side')], ['together', U.t('together')]], together ? 'together' : 'side',
        (layout) => U.go({ layout })),
      U.checkbox(U.t('mood.apart'), apart, (on) => U.go({ apart: on ? '1' : '' })))),
    U.mood.tiles(U.influence.claimed(edges, ['confirmed']).slice(0, 3)),
    U.mood.legend(apart && !together, rows),
    U.dates.card(U.pins.card()),
    together
      ? U.card(U.t('mood.together'), null, U.mood.together(panels, starts, range), panels.flatMap((panel) => panel.numbers), 'mood')
      : U.el('div', { class: 'panels' }, panels.map((panel) => U.mood.panel(panel, starts, range, apart, model))),
    U.alerts.card(alerts.filter((alert) => (!alert.blogger || bloggers.includes(alert.blogger)) && starts.includes(alert.period_start))),
  ].filter(Boolean);
} });

U.mood = {
  /** Everything about one blogger, aligned with the periods. */
  series(blogger, starts, allRows, allForecasts, allAlerts) {
    const of = (list) => new Map(list.filter((row) => row.blogger === blogger).map((row) => [row.period_start, row]));
    const rows = of(allRows);
    const forecasts = of(allForecasts);
    const pick = (value) => starts.map((start) => (rows.has(start) ? value(rows.get(start)) : null));
    const closed = (value) => pick((row) => (row.provisional ? null : value(row)));
    const band = (sign) => closed((row) => row.sentiment === null || row.standard_error === null ? null
      : U.charts.clip(row.sentiment + sign * 1.96 * row.standard_error));
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
    panel.nowcastBars = starts.flatMap((start, at) => (panel.nowcast[at] === null ? [] : [[at, ...U.mood.interval(rows.get(start))]]));
    const last = panel.sentiment.findLastIndex((value) => value !== null);
    const fan = (value) => starts.map((start, at) => at === last ? panel.sentiment[last]
      : at > last && forecasts.has(start) ? U.charts.clip(value(forecasts.get(start))) : null);
    panel.last = last;
    panel.mean = fan((row) => row.mean);
    panel.low80 = fan((row) => row.lower_80);
    panel.high80 = fan((row) => row.upper_80);
    panel.low95 = fan((row) => row.lower_95);
    panel.high95 = fan((row) => row.upper_95);
    panel.next = [...forecasts.values()][0];
    panel.numbers = starts.map((start) => U.mood.numbers(blogger, rows.get(start), forecasts.get(start))).filter(Boolean);
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
    return U.el('div', { class: 'after' },
      U.el('p', { class: 'legend', id: 'mood-legend' }, marks.map((mark) => U.el('span', {}, U.t('legend.' + mark)))),
      apart && unscored ? U.note(U.t('mood.apart.none'), true) : null);
  },

  tiles(claimed) {
    const summary = U.summary;
    const comments = summary.audiences.reduce((sum, audience) => sum + audience.comments, 0);
    const posts = summary.audiences.reduce((sum, audience) => sum + audience.posts, 0);
    const claims = claimed.map((edge) => U.influence.words(edge)[0] + ' ' + U.influence.marks[edge.status]).join(', ');
    return U.el('div', { class: 'tiles after' },
      U.tile(U.t('tile.influence'), U.verdictShort(summary.verdict), [claims, U.verdict(summary.verdict)].filter(Boolean).join('. '), 'verdict'),
      U.forecasterTile(summary.gain),
      U.tile(U.t('tile.heard'), U.count(comments), U.t('tile.heard.more', U.count(posts), summary.audiences.length)),
      U.tile(U.t('tile.periods'), String(summary.closed_periods),
        summary.periods.length ? U.period(summary.periods[0].start) + ' – ' + U.period(summary.periods[summary.periods.length - 1].end) : ''));
  },

  /** Half a value's 95 % interval; a dash where its error is not known. */
  error: (row, digits = 2) => U.num(row.standard_error === null ? null : 1.96 * row.standard_error, digits),

  /** Ends of a nowcast's 95 % interval. */
  interval(row) {
    return [-1, 1].map((sign) => U.charts.clip(row.nowcast + sign * 1.96 * row.nowcast_error));
  },

  /** What the open period says so far and is expected to say; nothing where no period is open. */
  openPeriod(panel) {
    const row = panel.rows.findLast((one) => one.provisional);
    if (!row) return null;
    const soFar = row.sentiment === null ? U.t('mood.open.silent')
      : U.t('mood.open.so.far', U.num(row.sentiment), U.count(row.comments), row.posts);
    const close = row.nowcast === null ? '' : ' ' + U.t('mood.open.nowcast', U.num(row.nowcast), ...U.mood.interval(row).map((end) => U.num(end)));
    return U.el('p', { class: 'open', 'data-period': row.period_start, 'data-nowcast': row.nowcast === null ? '' : String(row.nowcast) },
      U.el('b', {}, U.t('mood.open', U.period(row.period_start))), ' ' + soFar + close);
  },

  panel(panel, starts, range, apart, model) {
    const colour = U.bloggerColour(panel.blogger);
    const now = panel.last < 0 ? null : panel.sentiment[panel.last];
    const row = panel.rows.find((one) => one.period_start === starts[panel.last]);
    const before = panel.sentiment.slice(0, Math.max(0, panel.last)).findLast((value) => value !== null);
    const words = now === null ? U.t('no.posts') : U.t('mood.now', U.num(now), U.mood.error(row));
    const change = now === null || before === undefined ? '' : U.t('mood.change', U.signed(now - before));
    const next = panel.next ? U.t('mood.next', U.num(panel.next.mean), U.num(panel.next.lower_80), U.num(panel.next.upper_80), U.period(panel.next.period_start)) : '';
    const chart = U.dates.zoomable(U.charts.draw('', U.name(panel.blogger) + ': ' + words + ' ' + change + ' ' + next,
      U.mood.option(panel, starts, range, colour, apart), (event) => {
        const start = starts[event.dataIndex];
        if (start && panel.rows.some((one) => one.period_start === start)) U.go({ view: 'evidence', blogger: panel.blogger, period: start });
      }), starts);
    return U.card(U.el('span', {}, U.el('span', { class: 'dot', style: { background: colour } }), U.name(panel.blogger)), null, U.el('div', { class: 'stack' },
      U.el('p', { class: 'now' }, U.el('b', {}, now === null ? '–' : U.num(now)), U.el('span', {}, now === null ? words : '± ' + U.mood.error(row) + ' (95 %)' + (change ? ' · ' + change : ''))),
      U.mood.openPeriod(panel),
      chart,
      U.el('p', { class: 'help' }, next ? next + ' (' + U.t('model.' + model) + ')' : U.t('no.forecast'))),
    panel.numbers, 'mood-' + panel.blogger, {
      attributes: { 'data-blogger': panel.blogger },
      footer: [U.el('a', { href: U.link({ view: 'evidence', blogger: panel.blogger, period: row ? row.period_start : '' }) }, U.t('evidence.go'))],
    });
  },

  option(panel, starts, range, colour, apart) {
    const charts = U.charts;
    const series = [
      ...charts.band('error', panel.low, panel.high, colour, 0.18),
      ...charts.band('95', panel.low95, panel.high95, U.colour('soft'), 0.12),
      ...charts.band('80', panel.low80, panel.high80, U.colour('soft'), 0.2),
      { type: 'line', name: U.t('series.sentiment'), data: panel.sentiment, symbolSize: starts.length <= 30 ? 6 : 4, symbol: 'circle', showAllSymbol: true, showSymbol: starts.length <= 60, color: colour, lineStyle: { width: 2.2 }, z: 3 },
      { type: 'line', name: U.t('series.forecast'), data: panel.mean, symbol: 'none', color: U.colour('soft'), lineStyle: { width: 2, type: 'dashed' }, z: 2 },
      { type: 'scatter', name: U.t('series.open'), data: panel.open, symbolSize: 9, symbol: 'emptyCircle', color: colour, z: 4 },
      { type: 'scatter', name: U.t('series.nowcast'), data: panel.nowcast, symbolSize: 11, symbol: 'diamond', color: colour, z: 5,
        markLine: charts.errorLines(panel.nowcastBars.map(([at, low, high]) => [[at, low], [at, high]]), colour) },
      U.mood.alertMarks(panel, starts, range),
    ];
    if (apart) {
      series.push({ type: 'line', name: U.t('series.audience'), data: panel.audience, symbol: 'none', color: U.colour('ink'), lineStyle: { width: 1.6, type: 'dotted' }, z: 3 });
    }
    series[0].markLine = U.pins.lines(charts.neutral(), starts, panel.blogger);
    return charts.withVolume({
      xAxis: charts.categories(starts),
      yAxis: charts.values(U.t('axis.sentiment'), range),
      tooltip: charts.tooltip((list) => U.mood.tip(panel, starts, list[0].dataIndex), 'axis'),
      series,
    }, starts, panel.volume, 24);
  },

  alertMarks(panel, starts, range) {
    return { type: 'scatter', name: U.t('series.alert'), symbol: 'triangle', symbolSize: 13, color: U.colour('warn'), z: 6,
      data: panel.alerts.map((alert) => {
        const at = starts.indexOf(alert.period_start);
        return [at, panel.sentiment[at] ?? panel.open[at] ?? range[0]];
      }) };
  },

  tip(panel, starts, at) {
    const row = panel.rows.find((one) => one.period_start === starts[at]);
    const lines = [U.name(panel.blogger) + ' · ' + U.period(starts[at])];
    if (row && row.sentiment !== null) {
      lines.push(U.t('tip.sentiment', U.num(row.sentiment, 3), U.mood.error(row, 3)) + (row.provisional ? ' · ' + U.t('open') : ''));
      lines.push(U.t('tip.counts', U.count(row.comments), row.posts));
    } else if (row) {
      lines.push(U.t('no.posts'));
    }
    if (row && row.content_effect !== null) lines.push(U.t('tip.content', U.signed(row.content_effect, 3)));
    if (row && row.nowcast !== null) lines.push(U.t('tip.nowcast', U.num(row.nowcast, 3), U.num(1.96 * row.nowcast_error, 3)));
    if (at > panel.last && panel.mean[at] !== null) {
      lines.push(U.t('tip.forecast', U.num(panel.mean[at], 3), U.num(panel.low80[at], 3), U.num(panel.high80[at], 3)));
    }
    for (const pin of U.pins.shown(starts, panel.blogger).filter((one) => one.at === at)) lines.push(pin.number + ' ' + U.pins.words(pin));
    for (const alert of panel.alerts.filter((one) => one.period_start === starts[at])) {
      lines.push('▲ ' + U.alerts.name(alert.kind) + ': ' + U.alerts.words(alert));
    }
    return lines;
  },

  together(panels, starts, range) {
    const charts = U.charts;
    const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
    const series = panels.flatMap((panel, at) => {
      const colour = U.bloggerColour(panel.blogger);
      return [
        ...charts.band('error ' + panel.blogger, panel.low, panel.high, colour, 0.08),
        { type: 'line', name: U.name(panel.blogger), data: panel.sentiment, color: colour, symbol: symbols[at % 8], symbolSize: 7, showAllSymbol: true, showSymbol: starts.length <= 60,
          lineStyle: { width: 2.2 }, emphasis: { focus: 'series' }, z: 3 },
        { type: 'line', name: U.name(panel.blogger) + ' ' + U.t('series.forecast'), data: panel.mean, color: colour, symbol: 'none',
          lineStyle: { width: 1.6, type: 'dashed' }, z: 2 },
        { type: 'scatter', name: U.name(panel.blogger) + ' ' + U.t('series.nowcast'), data: panel.nowcast, symbolSize: 11, symbol: 'diamond', color: colour, z: 5 },
        U.mood.alertMarks(panel, starts, range),
      ];
    });
    series[0].markLine = U.pins.lines(charts.neutral(), starts);
    const volume = starts.map((start, at) => panels.reduce((sum, panel) => sum + (panel.volume[at] || 0), 0) || null);
    return U.dates.zoomable(charts.draw('tall', U.t('mood.together'), charts.withVolume({
      legend: { type: 'scroll', top: 4, textStyle: { color: U.colour('ink') }, data: panels.map((panel) => U.name(panel.blogger)) },
      xAxis: charts.categories(starts),
      yAxis: charts.values(U.t('axis.sentiment'), range),
      tooltip: charts.tooltip((list) => [U.period(starts[list[0].dataIndex]), ...panels
        .filter((panel) => panel.sentiment[list[0].dataIndex] !== null)
        .map((panel) => U.name(panel.blogger) + '  ' + U.num(panel.sentiment[list[0].dataIndex], 3)), U.t('axis.volume.tip', U.count(volume[list[0].dataIndex] || 0)),
        ...U.pins.shown(starts).filter((pin) => pin.at === list[0].dataIndex).map((pin) => pin.number + ' ' + U.pins.words(pin))], 'axis'),
      series,
    }, starts, volume, 62)), starts);
  },
};
