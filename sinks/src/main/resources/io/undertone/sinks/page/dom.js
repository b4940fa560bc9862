// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { cellOf, columnName } from './columns.js';
import { counted, csv, named } from './format.js';
import { t } from './i18n.js';
import { el, patch } from './patch.js';
import { picture } from './picture.js';
import { app } from './state.js';

/** A colour of the style sheet, as the theme has it now. */
export const shade = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

export function bloggerColour(blogger) {
  const at = app.summary.audiences.findIndex((audience) => audience.blogger === blogger);
  return shade('c' + (Math.max(0, at) % 8));
}

export const download = (name, text, type = 'text/csv;charset=utf-8') => save(name, new Blob([text], { type }));

export function save(name, blob) {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/**
 * A table of objects; columns are [key, heading, format?, numeric?]. Where it is wider than its place,
 * each row becomes a block of its own, so that no column is off the screen. {@code more} holds attributes
 * of the table's box, and {@code line} gives those of a row.
 */
export function tableOf(rows, columns, caption, { line = (row) => ({}), ...more } = /** @type {any} */ ({})) {
  const kind = (column) => (column[3] ? { class: 'num' } : {});
  const box = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption, ...more, on: { patched: ({ currentTarget }) => fit(currentTarget, true) } },
    el('table', { role: 'table' },
      el('caption', { class: 'sr' }, caption),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, columns.map((c) => el('th', { scope: 'col', role: 'columnheader', ...kind(c) }, c[1])))),
      el('tbody', { role: 'rowgroup' }, rows.map((row) => el('tr', { role: 'row', ...line(row) }, columns.map((c) => {
        const value = c[2] ? c[2](row[c[0]], row) : row[c[0]];
        return el('td', { role: 'cell', 'data-label': c[1], ...kind(c) }, value instanceof Node ? value : String(value ?? '–'));
      }))))));
  fitting.observe(box);
  return box;
}

/** Stacks a table that is wider than its place. */
function fit(box, anew = false) {
  const room = box.clientWidth;
  if (room === 0 || (room === box.room && !anew)) return;
  box.room = room;
  box.classList.remove('stacked');
  box.classList.toggle('stacked', box.firstElementChild.scrollWidth > room);
}
const fitting = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

/**
 * A card: heading, one line of help, content, and its numbers as CSV and as a table that a screen
 * reader can read. {@code more} holds attributes of the card, further nodes of its footer, and columns
 * that only the CSV has.
 */
export function card(heading, help, content, rows, file, more = {}) {
  const footer = rows ? [
    el('button', { type: 'button', on: { click: () => download(file + '.csv', csv(named(rows))) } }, t('csv')),
    numbers(typeof heading === 'string' ? heading : heading.textContent, rows, more.hidden)] : [];
  if (content && (content.matches('.chart') || content.querySelector('.chart'))) footer.push(...picture.buttons(file || 'chart'));
  footer.push(...(more.footer || []));
  return el('section', { class: 'card', key: file, ...more.attributes },
    el('header', {}, el('h2', { class: 'word' }, heading), help ? el('p', { class: 'help' }, help) : null),
    content,
    footer.length ? el('footer', {}, footer) : null);
}

/** Columns that say the same in every row of a view; files keep them. */
export const constant = ['topic', 'run'];

/** Rows that an unfolded table shows at most. */
const mostNumbers = 200;

/** A table of these rows, made when it is unfolded. */
function numbers(heading, rows, hidden = []) {
  const numeric = (key) => rows.every((row) => row[key] === null || typeof row[key] === 'number');
  const shown = () => (rows.length === 0 ? [el('p', { class: 'help' }, t('numbers.none'))] : [
    tableOf(rows.slice(0, mostNumbers), Object.keys(rows[0]).filter((key) => !constant.includes(key) && !hidden.includes(key) && rows.some((row) => row[key] !== null && row[key] !== '')).map((key) => [key, columnName(key), (value, row) => cellOf(key, value, row), numeric(key)]), heading, { class: 'scroll numbers' }),
    rows.length > mostNumbers ? el('p', { class: 'help' }, t('numbers.listed', counted(mostNumbers), counted(rows.length))) : null]);
  const fill = ({ currentTarget: { open, lastElementChild: place } }) => {
    if (!open) return;
    patch(place, shown());
    if (rows.length > 0) fit(place.firstElementChild);
  };
  return el('details', { class: 'all-numbers', on: { toggle: fill, patched: fill } }, el('summary', {}, t('numbers')), el('div', {}));
}

export const note = (text, warn) => el('p', { class: warn ? 'note warn' : 'note', role: 'note' }, text);

export const tile = (what, value, more, id) => el('div', { class: 'tile', id },
  el('p', { class: 'what' }, what), el('p', { class: 'value word' }, value), el('p', { class: 'more' }, more || ''));

/** A name as it is typed; a long one is broken after a dot or an underscore. */
export const coded = (text) => el('code', { class: 'word' }, text.split(/(?<=[._])/).flatMap((part, at) => (at ? [el('wbr', {}), part] : part)));

/** Buttons of which one is pressed. */
export function choice(label, options, current, choose) {
  return el('div', { class: 'group', role: 'group', 'aria-label': label }, options.map(([value, text]) =>
    el('button', { type: 'button', 'aria-pressed': String(value === current), on: { click: () => choose(value) } }, text)));
}

export function select(label, options, current, choose, id) {
  return el('label', { class: 'pick' }, label,
    el('select', { id, on: { change: (event) => choose(event.target.value) } }, options.map(([value, text]) =>
      el('option', { value, selected: value === current }, text))));
}

export const checkbox = (label, checked, choose) => el('label', { class: 'check' },
  el('input', { type: 'checkbox', checked, on: { change: (event) => choose(event.target.checked) } }), label);

/** A line of a few values, as a picture inside a table. */
export function spark(values, label) {
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
}
