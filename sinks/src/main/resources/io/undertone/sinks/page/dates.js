// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** The dates that a view's charts share: a slider with two thumbs, dragging over a chart, and marks. */
U.dates = {
  starts: () => U.summary.periods.map((period) => period.start),

  /** First and last period that are shown, as places in the starts. */
  shown(starts) {
    const last = starts.length - 1;
    const until = starts.indexOf(U.state.until);
    return [Math.max(0, starts.indexOf(U.shownFrom())), until < 0 ? last : until];
  },

  /** Shows these periods; the last one stands for whatever comes. */
  go(starts, from, until) {
    U.go({ from: from <= 0 ? 'start' : starts[from], until: until >= starts.length - 1 ? '' : starts[until] });
  },

  card(pins = []) {
    const starts = U.dates.starts();
    if (starts.length < 3) return null;
    const last = starts.length - 1;
    let [from, until] = U.dates.shown(starts);
    const output = U.el('output', { id: 'dates-shown' });
    const track = U.el('div', { class: 'track' });
    const say = () => {
      output.textContent = U.period(starts[from]) + ' – ' + U.period(starts[until]);
      track.style.setProperty('--low', (100 * from / last) + '%');
      track.style.setProperty('--high', (100 * until / last) + '%');
      thumbs.forEach((thumb, at) => {
        thumb.value = [from, until][at];
        thumb.setAttribute('aria-valuetext', U.period(starts[thumb.value]));
      });
    };
    const thumb = (id, label, move) => U.el('input', { type: 'range', id, min: 0, max: last, step: 1, 'aria-label': label, on: {
      input: (event) => { move(Number(event.target.value)); say(); },
      change: () => U.dates.go(starts, from, until),
    } });
    const thumbs = [
      thumb('dates-from', U.t('dates.from'), (value) => { from = Math.min(value, until - 1); }),
      thumb('dates-until', U.t('dates.until'), (value) => { until = Math.max(value, from + 1); })];
    track.append(...thumbs);
    say();
    return U.el('section', { class: 'card dates after', 'aria-label': U.t('dates') },
      U.el('div', { class: 'row' }, U.el('strong', {}, U.t('dates')), track, output,
        U.el('button', { type: 'button', id: 'dates-all', disabled: from === 0 && until === last, on: { click: () => U.dates.go(starts, 0, last) } }, U.t('zoom.reset'))),
      U.el('p', { class: 'help' }, U.t('dates.help')), ...pins);
  },

  /** Lets a reader drag over a chart to see these periods, and double-click to see all. */
  zoomable(box, shown) {
    const band = U.el('div', { class: 'zooming' });
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
      if (ends && ends[0] !== ends[1]) U.dates.between(...ends);
    });
    box.addEventListener('pointercancel', end);
    box.addEventListener('dblclick', () => U.dates.go(U.dates.starts(), 0, Infinity));
    return box;
  },

  /** Shows the periods from one start to another, which may be one of a forecast. */
  between(first, last) {
    const starts = U.dates.starts();
    const at = (start) => starts.findLastIndex((one) => one <= start);
    const until = at(last);
    U.dates.go(starts, Math.max(0, Math.min(at(first), until - 1)), until);
  },
};

/** Marks of a reader's own in the Mood charts, kept in the address: events of a date, and posts. */
U.pins = {
  most: 20,
  longest: 80,

  all: () => (U.state.pins || '').split(',').map((one) => one.split(';').map(U.decoded))
    .filter(([date, text]) => /^\d{4}-\d\d-\d\d/.test(date) && text).slice(0, U.pins.most)
    .map(([date, text, blogger]) => ({ date, text: text.slice(0, U.pins.longest), blogger: blogger || '' })),

  set: (pins) => U.go({ pins: pins.map((pin) => [pin.date, pin.text, pin.blogger].map(encodeURIComponent).join(';')).join(',') }),

  same: (a, b) => a.date === b.date && a.text === b.text && a.blogger === b.blogger,

  /** Takes a mark away where it is, else adds it. */
  toggle(pin) {
    const rest = U.pins.all().filter((one) => !U.pins.same(one, pin));
    U.pins.set(rest.length < U.pins.all().length ? rest : [...rest, pin]);
  },

  /** The period that a mark falls into; −1 where it is not shown. */
  place(pin, starts) {
    const at = starts.findLastIndex((start) => start.slice(0, pin.date.length) <= pin.date);
    const time = (start) => Date.parse(start.slice(0, 10));
    const length = starts.length > 1 ? time(starts[starts.length - 1]) - time(starts[starts.length - 2]) : 0;
    return at === starts.length - 1 && time(pin.date) >= time(starts[at]) + Math.max(length, 864e5) ? -1 : at;
  },

  /** Those of a blogger's chart, with their numbers and places; of all audiences where none is given. */
  shown: (starts, blogger) => U.pins.all().map((pin, at) => ({ ...pin, number: at + 1, at: U.pins.place(pin, starts) }))
    .filter((pin) => pin.at >= 0 && (!pin.blogger || !blogger || pin.blogger === blogger)),

  /** Upright lines with the numbers of the marks, beside those that a chart draws anyway. */
  lines: (line, starts, blogger) => ({ ...line, data: [...line.data, ...U.pins.shown(starts, blogger).map((pin) => ({ xAxis: pin.at,
    lineStyle: { color: U.colour('ink'), type: 'dashed', width: 1.4, opacity: 0.9 },
    label: { show: true, position: 'end', distance: 2, formatter: String(pin.number), color: U.colour('card'), backgroundColor: U.colour('ink'), borderRadius: 7, padding: [2, 5], fontSize: 11 } }))] }),

  words: (pin) => (pin.blogger ? U.name(pin.blogger) + ' · ' + U.t('post') + ' ' : '') + pin.text,

  /** The list of marks, and a form for one more. */
  card() {
    const date = U.el('input', { type: 'date', id: 'pin-date', required: true, 'aria-label': U.t('pins.date') });
    const text = U.el('input', { type: 'text', id: 'pin-text', required: true, maxlength: U.pins.longest, placeholder: U.t('pins.text'), 'aria-label': U.t('pins.text') });
    const add = (event) => {
      event.preventDefault();
      U.pins.set([...U.pins.all(), { date: date.value, text: text.value.trim(), blogger: '' }]);
    };
    const pins = U.pins.all();
    return [
      pins.length ? U.el('ol', { class: 'pins', id: 'pins' }, pins.map((pin) => U.el('li', { class: 'word' }, U.period(pin.date) + ' · ' + U.pins.words(pin) + ' ',
        U.el('button', { type: 'button', 'aria-label': U.t('pins.remove', U.pins.words(pin)), on: { click: () => U.pins.toggle(pin) } }, '×')))) : null,
      pins.length < U.pins.most && U.meta.meta.periods !== 'numbered' ? U.el('details', {}, U.el('summary', {}, U.t('pins.add')),
        U.el('form', { class: 'controls', id: 'pin-form', on: { submit: add } }, date, text, U.el('button', { type: 'submit', class: 'primary' }, U.t('pins.do')))) : null,
    ].filter(Boolean);
  },

  /** A button that marks a post in the Mood charts. */
  button(pin) {
    const on = U.pins.all().some((one) => U.pins.same(one, pin));
    return U.el('button', { type: 'button', 'aria-pressed': String(on), disabled: !on && U.pins.all().length >= U.pins.most,
      title: U.t('pins.post'), 'aria-label': U.t('pins.post') + ': ' + pin.text, on: { click: () => U.pins.toggle(pin) } }, U.t(on ? 'pins.marked' : 'pins.do'));
  },
};
