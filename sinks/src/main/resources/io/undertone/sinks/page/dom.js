// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** The page's only global. */
const U = { views: [] };

/**
 * Makes an element. Children are elements or strings, and a string is always text: nothing that
 * comes from the data is ever read as HTML.
 */
U.el = function (tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === 'class') {
      element.className = value;
    } else if (name === 'style') {
      for (const [property, v] of Object.entries(value)) element.style.setProperty(property, v);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

/** A number with so many digits, or a dash where there is none. */
U.num = function (value, digits = 2) {
  return value === null || value === undefined || Number.isNaN(value)
    ? '–'
    : value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
};

/** A p-value; what is smaller than its last digit is told so. */
U.chance = (p) => (p !== null && p < 0.001 ? '< 0.001' : U.num(p, 3));

U.signed = function (value, digits = 2) {
  const text = U.num(value, digits);
  return (value > 0 && Number(text) !== 0 ? '+' : '') + text.replace('-', '−');
};
U.count = (value) => value.toLocaleString(U.state.lang === 'zh' ? 'zh-CN' : 'en');
U.percent = (value) => (value === null || value === undefined ? '–' : Math.round(value * 100) + ' %');

/** A colour of the style sheet, as the theme has it now. */
U.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/** A colour with an opacity in [0,1]. */
U.faded = function (hex, opacity) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${parts.join(',')},${opacity})`;
};

U.bloggerColour = function (blogger) {
  const at = U.summary.audiences.findIndex((audience) => audience.blogger === blogger);
  return U.colour('c' + (Math.max(0, at) % 8));
};

U.name = function (blogger) {
  const audience = U.summary.audiences.find((one) => one.blogger === blogger);
  return audience ? audience.name : blogger;
};

/** The number of a period where a table numbers its periods from 2000-01-01 on; otherwise null. */
U.numbered = (time) => U.meta.meta.periods !== 'numbered' ? null
  : String(Math.round((Date.parse(time.slice(0, 10)) - Date.UTC(2000, 0, 1)) / 864e5));

/** A date, with the time where it is not midnight. */
U.period = (time) => U.numbered(time) ?? time.replace(/T00:00:00[+-]\d\d:\d\d$/, '').replace('T', ' ').replace(/:00([+-]\d\d:\d\d)$/, ' $1');

/** CSV of objects, with the columns of the first. */
U.csv = function (rows) {
  if (rows.length === 0) return '';
  const columns = Object.keys(rows[0]);
  const field = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(field).join(',') + '\n')
    .join('');
};

U.download = (name, text, type = 'text/csv;charset=utf-8') => U.save(name, new Blob([text], { type }));

U.save = function (name, blob) {
  const url = URL.createObjectURL(blob);
  U.el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

/**
 * A table of objects; columns are [key, heading, format?, numeric?]. Where it is wider than its place,
 * each row becomes a block of its own, so that no column is off the screen.
 */
U.table = function (rows, columns, caption) {
  const kind = (column) => (column[3] ? { class: 'num' } : {});
  const box = U.el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    U.el('table', { role: 'table' },
      U.el('caption', { class: 'sr' }, caption),
      U.el('thead', { role: 'rowgroup' }, U.el('tr', { role: 'row' }, columns.map((c) => U.el('th', { scope: 'col', role: 'columnheader', ...kind(c) }, c[1])))),
      U.el('tbody', { role: 'rowgroup' }, rows.map((row) => U.el('tr', { role: 'row' }, columns.map((c) => {
        const value = c[2] ? c[2](row[c[0]], row) : row[c[0]];
        return U.el('td', { role: 'cell', 'data-label': c[1], ...kind(c) }, value instanceof Node ? value : String(value ?? '–'));
      }))))));
  U.fitting.observe(box);
  return box;
};

U.xml = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');

/** Stacks a table that is wider than its place. */
U.fit = function (box) {
  const room = box.clientWidth;
  if (room === 0 || room === box.room) return;
  box.room = room;
  box.classList.remove('stacked');
  box.classList.toggle('stacked', box.firstElementChild.scrollWidth > room);
};
U.fitting = new ResizeObserver((entries) => entries.forEach(({ target }) => U.fit(target)));

/**
 * A card: heading, one line of help, content, and its numbers as CSV and as a table that a screen
 * reader can read. {@code more} holds attributes of the card, further nodes of its footer, and columns
 * that only the CSV has.
 */
U.card = function (heading, help, content, rows, file, more = {}) {
  const footer = rows ? [
    U.el('button', { type: 'button', on: { click: () => U.download(file + '.csv', U.csv(U.named(rows))) } }, U.t('csv')),
    U.numbers(typeof heading === 'string' ? heading : heading.textContent, rows, more.hidden)] : [];
  if (content && (content.matches('.chart') || content.querySelector('.chart'))) footer.push(...U.picture.buttons(file || 'chart'));
  footer.push(...(more.footer || []));
  return U.el('section', { class: 'card', ...more.attributes },
    U.el('header', {}, U.el('h2', { class: 'word' }, heading), help ? U.el('p', { class: 'help' }, help) : null),
    content,
    footer.length ? U.el('footer', {}, footer) : null);
};

/** Columns that say the same in every row of a view; files keep them. */
U.constant = ['topic', 'run'];

/** Rows that an unfolded table shows at most. */
U.mostNumbers = 200;

/** A table of these rows, made when it is unfolded. */
U.numbers = function (heading, rows, hidden = []) {
  const shown = U.el('div', {});
  const fill = () => {
    if (shown.childElementCount > 0) return;
    if (rows.length === 0) {
      shown.append(U.el('p', { class: 'help' }, U.t('numbers.none')));
      return;
    }
    const numeric = (key) => rows.every((row) => row[key] === null || typeof row[key] === 'number');
    shown.append(U.table(rows.slice(0, U.mostNumbers), Object.keys(rows[0]).filter((key) => !U.constant.includes(key) && !hidden.includes(key) && rows.some((row) => row[key] !== null && row[key] !== '')).map((key) => [key, U.columnName(key), (value, row) => U.cell(key, value, row), numeric(key)]), heading));
    shown.firstElementChild.classList.add('numbers');
    U.fit(shown.firstElementChild);
    if (rows.length > U.mostNumbers) shown.append(U.el('p', { class: 'help' }, U.t('numbers.listed', U.count(U.mostNumbers), U.count(rows.length))));
  };
  return U.el('details', { class: 'all-numbers', on: { toggle: fill } }, U.el('summary', {}, U.t('numbers')), shown);
};

U.note = (text, warn) => U.el('p', { class: warn ? 'note warn' : 'note', role: 'note' }, text);

U.tile = (what, value, more, id) => U.el('div', { class: 'tile', id },
  U.el('p', { class: 'what' }, what), U.el('p', { class: 'value word' }, value), U.el('p', { class: 'more' }, more || ''));

/** Buttons of which one is pressed. */
U.choice = function (label, options, current, choose) {
  return U.el('div', { class: 'group', role: 'group', 'aria-label': label }, options.map(([value, text]) =>
    U.el('button', { type: 'button', 'aria-pressed': String(value === current), on: { click: () => choose(value) } }, text)));
};

U.select = function (label, options, current, choose, id) {
  return U.el('label', { class: 'pick' }, label,
    U.el('select', { id, on: { change: (event) => choose(event.target.value) } }, options.map(([value, text]) =>
      U.el('option', { value, selected: value === current }, text))));
};

U.checkbox = (label, checked, choose) => U.el('label', { class: 'check' },
  U.el('input', { type: 'checkbox', checked, on: { change: (event) => choose(event.target.checked) } }), label);

/** A line of a few values, as a picture inside a table. */
U.spark = function (values, label) {
  const known = values.filter((value) => value !== null);
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  const attributes = { class: 'spark', width: 96, height: 24, viewBox: '0 0 96 24', role: 'img', 'aria-label': label };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const title = document.createElementNS(ns, 'title');
  title.textContent = label;
  svg.append(title);
  if (known.length > 1) {
    const low = Math.min(...known);
    const span = Math.max(...known) - low || 1;
    const points = values.map((value, at) => value === null ? null
      : `${(2 + (92 * at) / (values.length - 1)).toFixed(1)},${(21 - (18 * (value - low)) / span).toFixed(1)}`);
    const line = document.createElementNS(ns, 'polyline');
    line.setAttribute('points', points.filter(Boolean).join(' '));
    line.setAttribute('fill', 'none');
    line.setAttribute('stroke', 'currentColor');
    line.setAttribute('stroke-width', '1.6');
    svg.append(line);
  }
  return svg;
};
