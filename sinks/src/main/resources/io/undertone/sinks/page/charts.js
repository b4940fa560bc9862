// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { shade } from './dom.js';
import { counted, numbered } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { app } from './state.js';

/** Charts that views share. Labels are drawn on a canvas or set as text, never as HTML. */
export const charts = (function () {
  const drawn = new Set();
  const resize = new ResizeObserver((entries) => {
    for (const entry of entries) {
      if (entry.target.chart) entry.target.chart.resize();
    }
  });

  /** Draws an option into an element of this size class. Heights come from the style sheet. {@code more} holds attributes. */
  function draw(size, label, option, onClick, { own = {}, on = {}, ...more } = /** @type {any} */ ({})) {
    const box = el('div', { class: 'chart ' + size, role: 'img', 'aria-label': label, ...more, own: { option, onClick, ...own },
      on: { ...on, patched: ({ currentTarget }) => show(currentTarget) } });
    requestAnimationFrame(() => {
      if (!box.isConnected) return;
      box.chart = echarts.init(box, null, { renderer: 'canvas' });
      box.chart.on('click', (event) => { if (box.onClick) box.onClick(event); });
      show(box);
      drawn.add(box.chart);
      resize.observe(box);
    });
    return box;
  }

  /** What is zoomed and chosen in a legend stays: a series that has an id, and the legend, take in what is new. */
  function show(box) {
    if (box.chart) box.chart.setOption({ ...base(), ...box.option }, { replaceMerge: ['series'] });
  }

  function clear() {
    for (const chart of drawn) {
      if (!chart.getDom().isConnected) {
        resize.unobserve(chart.getDom());
        chart.dispose();
        drawn.delete(chart);
      }
    }
  }

  function base() {
    return {
      animation: false,
      // SVG is written with these in double quotes
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"), color: shade('ink') },
      backgroundColor: 'transparent',
    };
  }

  /** A tooltip whose content is an element made from text. */
  function tooltip(lines, trigger) {
    return {
      trigger,
      confine: true,
      backgroundColor: shade('card'),
      borderColor: shade('line'),
      textStyle: { color: shade('ink') },
      axisPointer: { type: 'line', lineStyle: { color: shade('soft'), type: 'dotted' } },
      formatter: (parameters) => {
        const [title, ...rest] = lines(parameters) || [];
        return title === undefined ? ''
          : el('div', { class: 'tip' }, el('b', {}, title), rest.map((line) => el('div', {}, line)));
      },
    };
  }

  /** Periods along the bottom; the year stands under the first of each, and in every label of a long span. */
  function categories(starts) {
    return {
      type: 'category',
      data: starts,
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: shade('line') } },
      axisLabel: { color: shade('soft'), hideOverlap: true, formatter: (start, at) => dated(starts, start, at) },
    };
  }

  function dated(starts, start, at) {
    if (numbered(start) !== null) return numbered(start);
    const year = (one) => one.slice(0, 4);
    const years = new Set(starts.map(year)).size;
    const turns = years > 1 || at === 0 || year(starts[at - 1]) !== year(start);
    return shortDate(start) + (turns ? '\n' + year(start) : '');
  }

  function shortDate(start) {
    const [year, month, day] = start.slice(0, 10).split('-').map(Number);
    const time = start.length > 10 && start.slice(11, 16) !== '00:00' ? ' ' + start.slice(11, 16) : '';
    const date = new Date(Date.UTC(year, month - 1, day));
    const locale = app.state.lang === 'zh' ? 'zh-CN' : 'en-GB';
    return date.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }) + time;
  }

  function values(name, range) {
    return {
      type: 'value',
      name,
      nameGap: 8,
      nameTextStyle: { color: shade('soft'), align: 'left', padding: [0, 0, 0, -26] },
      min: range ? range[0] : undefined,
      max: range ? range[1] : undefined,
      axisLabel: { color: shade('soft'), formatter: (value) => String(Math.round(value * 100) / 100) },
      splitLine: { lineStyle: { color: shade('grid') } },
    };
  }

  /** A shaded band between two rows of values. */
  function band(name, low, high, colour, opacity) {
    const stack = 'band ' + name;
    const silent = { type: 'line', stack, stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, z: 1 };
    return [
      { ...silent, name: stack + ' low', data: low },
      { ...silent, name: stack, data: high.map((value, at) => (value === null || low[at] === null ? null : value - low[at])),
        areaStyle: { color: colour, opacity } },
    ];
  }

  /** Lines from one point of the axes to another, for error bars: [[x, y], [x, y]] each. */
  function errorLines(lines, colour) {
    return { silent: true, animation: false, symbol: ['rect', 'rect'], symbolSize: 3, label: { show: false },
      lineStyle: { color: colour, width: 1.6, type: 'solid' }, data: lines.map((ends) => ends.map((coord) => ({ coord }))) };
  }

  /** The line between negative and positive, with the words at its right end, where no data is. */
  function neutral() {
    return { silent: true, symbol: 'none', animation: false, lineStyle: { color: shade('soft'), type: 'solid', width: 1, opacity: 0.55 },
      data: [{ yAxis: 0.5, label: { show: true, position: 'end', distance: 4, formatter: t('axis.positive') + '\n' + t('axis.negative'), color: shade('soft'), opacity: 1, fontSize: 11, lineHeight: 15 } }] };
  }

  /** Room for them. */
  const sides = () => (app.state.lang === 'zh' ? 46 : 66);

  /** A range of the value axis that shows all of these and the neutral .5, in steps of 0.2 within [0,1]. */
  function range(numbers) {
    const known = [0.4, 0.6, ...numbers.filter((value) => value !== null && value !== undefined)];
    const low = Math.max(0, Math.floor(Math.min(...known) * 5 - 0.1) / 5);
    const high = Math.min(1, Math.ceil(Math.max(...known) * 5 + 0.1) / 5);
    return [low, high];
  }

  /**
   * Puts the volume of each period under a chart of values: a second grid whose bars share its periods.
   * {@code top} is where the values begin; the bars take the last 34 px.
   */
  function withVolume(option, starts, counts, top) {
    const most = Math.max(1, ...counts.map((count) => count || 0));
    const bare = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false }, splitLine: { show: false } };
    return {
      ...option,
      grid: [{ left: 34, right: sides(), top, bottom: 92 }, { left: 34, right: sides(), height: 30, bottom: 40 }],
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: [{ ...option.xAxis, axisLabel: { show: false } }, { ...categories(starts), gridIndex: 1 }],
      yAxis: [option.yAxis, { type: 'value', gridIndex: 1, min: 0, max: most, ...bare, name: t('axis.volume', counted(most)), nameLocation: 'end', nameGap: 2,
        nameTextStyle: { color: shade('soft'), align: 'left', fontSize: 11, padding: [0, 0, 0, -26] } }],
      series: [...option.series, { type: 'bar', name: t('comments'), data: counts, xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 18, barMinHeight: 1, itemStyle: { color: shade('soft'), opacity: 0.55 } }],
    };
  }

  const clip = (value) => (value === null || value === undefined ? null : Math.max(0, Math.min(1, value)));
  const grid = { left: 8, right: 14, top: 14, bottom: 4, containLabel: true };

  return { draw, clear, tooltip, categories, values, neutral, sides, withVolume, band, errorLines, range, clip, grid, shortDate };
})();
