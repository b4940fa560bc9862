// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { el, shade } from './dom.js';
import { name, period } from './format.js';
import { t } from './i18n.js';
import { decoded, go, shownFrom } from './route.js';
import { app } from './state.js';

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
    const last = starts.length - 1;
    let [from, until] = dates.shown(starts);
    const output = el('output', { id: 'dates-shown' });
    const track = el('div', { class: 'track' });
    const say = () => {
      output.textContent = period(starts[from]) + ' – ' + period(starts[until]);
      track.style.setProperty('--low', (100 * from / last) + '%');
      track.style.setProperty('--high', (100 * until / last) + '%');
      thumbs.forEach((thumb, at) => {
        thumb.value = [from, until][at];
        thumb.setAttribute('aria-valuetext', period(starts[thumb.value]));
      });
    };
    const thumb = (id, label, move) => el('input', { type: 'range', id, min: 0, max: last, step: 1, 'aria-label': label, on: {
      input: (event) => { move(Number(event.target.value)); say(); },
      change: () => dates.go(starts, from, until),
    } });
    const thumbs = [
      thumb('dates-from', t('dates.from'), (value) => { from = Math.min(value, until - 1); }),
      thumb('dates-until', t('dates.until'), (value) => { until = Math.max(value, from + 1); })];
    track.append(...thumbs);
    say();
    return el('section', { class: 'card dates after', 'aria-label': t('dates') },
      el('div', { class: 'row' }, el('strong', {}, t('dates')), track, output,
        el('button', { type: 'button', id: 'dates-all', disabled: from === 0 && until === last, on: { click: () => dates.go(starts, 0, last) } }, t('zoom.reset'))),
      el('p', { class: 'help' }, t('dates.help')), ...pins);
  },

  /** Lets a reader drag over a chart to see these periods, and double-click to see all. */
  zoomable(box, shown) {
    const band = el('div', { class: 'zooming' });
    const along = (event) => event.clientX - box.getBoundingClientRect().left;
    const place = (x) => Math.max(0, Math.min(shown.length - 1, box.chart.convertFromPixel({ xAxisIndex: 0 }, x)));
    let start = null;
    const end = () => { start = null; band.remove(); };
    box.classList.add('zoomable');
    box.addEventListener('pointerdown', (event) => { if (event.button === 0 && box.chart) start = along(event); });
    box.addEventListener('pointermove', (event) => {
      if (start === null || Math.abs(along(event) - start) < 8) return;
      if (!band.isConnected) box.setPointerCapture(event.pointerId);
      box.append(band);
      band.style.setProperty('left', Math.min(start, along(event)) + 'px');
      band.style.setProperty('width', Math.abs(along(event) - start) + 'px');
    });
    box.addEventListener('pointerup', (event) => {
      const ends = !band.isConnected ? null : [start, along(event)].map(place).sort((a, b) => a - b).map((at) => shown[at]);
      end();
      if (ends && ends[0] !== ends[1]) dates.between(...ends);
    });
    box.addEventListener('pointercancel', end);
    box.addEventListener('dblclick', () => dates.go(dates.starts(), 0, Infinity));
    return box;
  },

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
    const date = el('input', { type: 'date', id: 'pin-date', required: true, 'aria-label': t('pins.date') });
    const text = el('input', { type: 'text', id: 'pin-text', required: true, maxlength: pinBoard.longest, placeholder: t('pins.text'), 'aria-label': t('pins.text') });
    const add = (event) => {
      event.preventDefault();
      pinBoard.set([...pinBoard.all(), { date: date.value, text: text.value.trim(), blogger: '' }]);
    };
    const pins = pinBoard.all();
    return [
      pins.length ? el('ol', { class: 'pins', id: 'pins' }, pins.map((pin) => el('li', { class: 'word' }, period(pin.date) + ' · ' + pinBoard.words(pin) + ' ',
        el('button', { type: 'button', 'aria-label': t('pins.remove', pinBoard.words(pin)), on: { click: () => pinBoard.toggle(pin) } }, '×')))) : null,
      pins.length < pinBoard.most && app.meta.meta.periods !== 'numbered' ? el('details', {}, el('summary', {}, t('pins.add')),
        el('form', { class: 'controls', id: 'pin-form', on: { submit: add } }, date, text, el('button', { type: 'submit', class: 'primary' }, t('pins.do')))) : null,
    ].filter(Boolean);
  },

  /** A button that marks a post in the Mood charts. */
  button(pin) {
    const on = pinBoard.all().some((one) => pinBoard.same(one, pin));
    return el('button', { type: 'button', 'aria-pressed': String(on), disabled: !on && pinBoard.all().length >= pinBoard.most,
      title: t('pins.post'), 'aria-label': t('pins.post') + ': ' + pin.text, on: { click: () => pinBoard.toggle(pin) } }, t(on ? 'pins.marked' : 'pins.do'));
  },
};
