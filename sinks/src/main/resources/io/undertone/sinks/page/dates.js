// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { shade } from './dom.js';
import { name, period } from './format.js';
import { t } from './i18n.js';
import { el, patch } from './patch.js';
import { decoded, go, shownFrom } from './route.js';
import { app } from './state.js';

const along = (event) => event.clientX - event.currentTarget.getBoundingClientRect().left;

function endDrag({ currentTarget: box }) {
  const { start, band } = box.drag || {};
  if (band) band.remove();
  box.drag = null;
  return band ? start : null;
}

/** What dragging over a chart does; the chart keeps where it began, also through an update. */
const dragging = {
  pointerdown: (event) => { if (event.button === 0 && event.currentTarget.chart) event.currentTarget.drag = { start: along(event) }; },
  pointermove(event) {
    const { currentTarget: box } = event;
    if (!box.drag || Math.abs(along(event) - box.drag.start) < 8) return;
    if (!box.drag.band) {
      box.setPointerCapture(event.pointerId);
      box.append(box.drag.band = el('div', { class: 'zooming' }));
    }
    box.drag.band.style.setProperty('left', Math.min(box.drag.start, along(event)) + 'px');
    box.drag.band.style.setProperty('width', Math.abs(along(event) - box.drag.start) + 'px');
  },
  pointerup(event) {
    const { chart, shown } = event.currentTarget;
    const start = endDrag(event);
    if (start === null) return;
    const place = (x) => Math.max(0, Math.min(shown.length - 1, chart.convertFromPixel({ xAxisIndex: 0 }, x)));
    const [first, last] = [start, along(event)].map(place).sort((a, b) => a - b).map((at) => shown[at]);
    if (first !== last) dates.between(first, last);
  },
  pointercancel: endDrag,
  dblclick: () => dates.go(dates.starts(), 0, Infinity),
};

/** The dates that a view's charts share: a slider with two thumbs, dragging over a chart, and marks. */
export const dates = {
  starts: () => app.summary.periods.map((period) => period.start),

  /** First and last period that are shown, as places in the starts. */
  shown(starts) {
    const last = starts.length - 1;
    const until = starts.indexOf(app.state.until);
    return [Math.max(0, starts.indexOf(shownFrom())), until < 0 ? last : until];
  },

  /** Whether some periods are left out. */
  narrowed() {
    const starts = dates.starts();
    const [from, until] = dates.shown(starts);
    return from > 0 || until < starts.length - 1;
  },

  /** Shows these periods; the last one stands for whatever comes. */
  go(starts, from, until) {
    go({ from: from <= 0 ? 'start' : starts[from], until: until >= starts.length - 1 ? '' : starts[until] });
  },

  card(pins = []) {
    const starts = dates.starts();
    if (starts.length < 3) return null;
    return el('section', { class: 'card dates after', key: 'dates', 'aria-label': t('dates') },
      el('div', { class: 'row' }, dates.row(starts, ...dates.shown(starts))),
      el('p', { class: 'help' }, t('dates.help')), ...pins);
  },

  /** The slider and what it says. A thumb stops before the other. */
  row(starts, from, until) {
    const last = starts.length - 1;
    const ends = (row) => [...row.querySelectorAll('input')].map((thumb) => Number(thumb.value));
    const input = ({ target }) => {
      const row = target.closest('.row');
      const [low, high] = ends(row);
      const moved = target.id === 'dates-from' ? [Math.min(low, high - 1), high] : [low, Math.max(high, low + 1)];
      target.value = target.id === 'dates-from' ? moved[0] : moved[1];
      patch(row, dates.row(starts, ...moved));
    };
    const change = ({ target }) => { const [low, high] = ends(target.closest('.row')); dates.go(starts, low, high); };
    const thumb = (id, label, value) => el('input', { type: 'range', id, min: 0, max: last, step: 1, value, 'aria-label': label, 'aria-valuetext': period(starts[value]), on: { input, change } });
    return [el('strong', {}, t('dates')),
      el('div', { class: 'track', style: { '--low': (100 * from / last) + '%', '--high': (100 * until / last) + '%' } },
        thumb('dates-from', t('dates.from'), from), thumb('dates-until', t('dates.until'), until)),
      el('output', { id: 'dates-shown' }, period(starts[from]) + ' – ' + period(starts[until])),
      el('button', { type: 'button', id: 'dates-all', disabled: from === 0 && until === last, on: { click: () => dates.go(starts, 0, last) } }, t('zoom.reset'))];
  },

  /** Draws a chart of these periods over which a reader drags to see some of them, and double-clicks to see all. */
  zoomable: (size, label, option, shown, onClick) => charts.draw(size + ' zoomable', label, option, onClick, { on: dragging, own: { shown } }),

  /** Shows the periods from one start to another, which may be one of a forecast. */
  between(first, last) {
    const starts = dates.starts();
    const at = (start) => starts.findLastIndex((one) => one <= start);
    const until = at(last);
    dates.go(starts, Math.max(0, Math.min(at(first), until - 1)), until);
  },
};

/** Marks of a reader's own in the Mood charts, kept in the address: events of a date, and posts. */
export const pinBoard = {
  most: 20,
  longest: 80,

  all: () => (app.state.pins || '').split(',').map((one) => one.split(';').map(decoded))
    .filter(([date, text]) => /^\d{4}-\d\d-\d\d/.test(date) && text).slice(0, pinBoard.most)
    .map(([date, text, blogger]) => ({ date, text: text.slice(0, pinBoard.longest), blogger: blogger || '' })),

  set: (pins) => go({ pins: pins.map((pin) => [pin.date, pin.text, pin.blogger].map(encodeURIComponent).join(';')).join(',') }),

  same: (a, b) => a.date === b.date && a.text === b.text && a.blogger === b.blogger,

  /** Takes a mark away where it is, else adds it. */
  toggle(pin) {
    const rest = pinBoard.all().filter((one) => !pinBoard.same(one, pin));
    pinBoard.set(rest.length < pinBoard.all().length ? rest : [...rest, pin]);
  },

  /** The period that a mark falls into; −1 where it is not shown. */
  place(pin, starts) {
    const at = starts.findLastIndex((start) => start.slice(0, pin.date.length) <= pin.date);
    const time = (start) => Date.parse(start.slice(0, 10));
    const length = starts.length > 1 ? time(starts[starts.length - 1]) - time(starts[starts.length - 2]) : 0;
    return at === starts.length - 1 && time(pin.date) >= time(starts[at]) + Math.max(length, 864e5) ? -1 : at;
  },

  /** Those of a blogger's chart, with their numbers and places; of all audiences where none is given. */
  shown: (starts, blogger) => pinBoard.all().map((pin, at) => ({ ...pin, number: at + 1, at: pinBoard.place(pin, starts) }))
    .filter((pin) => pin.at >= 0 && (!pin.blogger || !blogger || pin.blogger === blogger)),

  /** Upright lines with the numbers of the marks, beside those that a chart draws anyway. */
  lines: (line, starts, blogger) => ({ ...line, data: [...line.data, ...pinBoard.shown(starts, blogger).map((pin) => ({ xAxis: pin.at,
    lineStyle: { color: shade('ink'), type: 'dashed', width: 1.4, opacity: 0.9 },
    label: { show: true, position: 'end', distance: 2, formatter: String(pin.number), color: shade('card'), backgroundColor: shade('ink'), borderRadius: 7, padding: [2, 5], fontSize: 11 } }))] }),

  words: (pin) => (pin.blogger ? name(pin.blogger) + ' · ' + t('post') + ' ' : '') + pin.text,

  /** The list of marks, and a form for one more. */
  card() {
    const add = (event) => {
      event.preventDefault();
      const [date, text] = event.target.elements;
      pinBoard.set([...pinBoard.all(), { date: date.value, text: text.value.trim(), blogger: '' }]);
      event.target.reset();
    };
    const pins = pinBoard.all();
    return [
      pins.length ? el('ol', { class: 'pins', id: 'pins' }, pins.map((pin) => el('li', { class: 'word' }, period(pin.date) + ' · ' + pinBoard.words(pin) + ' ',
        el('button', { type: 'button', 'aria-label': t('pins.remove', pinBoard.words(pin)), on: { click: () => pinBoard.toggle(pin) } }, '×')))) : null,
      pins.length < pinBoard.most && app.meta.meta.periods !== 'numbered' ? el('details', {}, el('summary', {}, t('pins.add')),
        el('form', { class: 'controls', id: 'pin-form', on: { submit: add } },
        el('input', { type: 'date', id: 'pin-date', required: true, 'aria-label': t('pins.date') }),
        el('input', { type: 'text', id: 'pin-text', required: true, maxlength: pinBoard.longest, placeholder: t('pins.text'), 'aria-label': t('pins.text') }),
        el('button', { type: 'submit', class: 'primary' }, t('pins.do')))) : null,
    ].filter(Boolean);
  },

  /** A button that marks a post in the Mood charts. */
  button(pin) {
    const on = pinBoard.all().some((one) => pinBoard.same(one, pin));
    return el('button', { type: 'button', 'aria-pressed': String(on), disabled: !on && pinBoard.all().length >= pinBoard.most,
      title: t('pins.post'), 'aria-label': t('pins.post') + ': ' + pin.text, on: { click: () => pinBoard.toggle(pin) } }, t(on ? 'pins.marked' : 'pins.do'));
  },
};
