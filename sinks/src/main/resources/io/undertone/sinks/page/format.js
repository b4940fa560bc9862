// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { app } from './state.js';

/** A number as a reader wants it: counts whole, fractions in three digits, what is tiny in two that count. */
export function rounded(value) {
  if (Number.isInteger(value)) return counted(value);
  const size = Math.abs(value);
  return size >= 1000 ? counted(Math.round(value)) : size < 0.0005 ? value.toExponential(1) : num(value, 3);
}

/** Rows with the names of their audiences beside the ids, for a file. */
export const named = (rows) => rows.map((row) => {
  const named = {};
  for (const [key, value] of Object.entries(row)) {
    named[key] = value;
    if (['blogger', 'source', 'target'].includes(key) && app.summary.audiences.some((one) => one.blogger === value)) {
      named[key + '_name'] = name(value);
    }
  }
  return named;
});

/** A number with so many digits, or a dash where there is none. */
export function num(value, digits = 2) {
  return value === null || value === undefined || Number.isNaN(value)
    ? '–'
    : value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
}

/** A p-value; what is smaller than its last digit is told so. */
export const chance = (p) => (p !== null && p < 0.001 ? '< 0.001' : num(p, 3));

export function signed(value, digits = 2) {
  const text = num(value, digits);
  return (value > 0 && Number(text) !== 0 ? '+' : '') + text.replace('-', '−');
}
export const counted = (value) => value.toLocaleString(app.state.lang === 'zh' ? 'zh-CN' : 'en');
export const percent = (value) => (value === null || value === undefined ? '–' : Math.round(value * 100) + ' %');

/** A colour with an opacity in [0,1]. */
export function faded(hex, opacity) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${parts.join(',')},${opacity})`;
}

export function name(blogger) {
  const audience = app.summary.audiences.find((one) => one.blogger === blogger);
  return audience ? audience.name : blogger;
}

/** The number of a period where a table numbers its periods from 2000-01-01 on; otherwise null. */
export const numbered = (time) => app.meta.meta.periods !== 'numbered' ? null
  : String(Math.round((Date.parse(time.slice(0, 10)) - Date.UTC(2000, 0, 1)) / 864e5));

/** A date, with the time where it is not midnight. */
export const period = (time) => numbered(time) ?? time.replace(/T00:00:00[+-]\d\d:\d\d$/, '').replace('T', ' ').replace(/:00([+-]\d\d:\d\d)$/, ' $1');

/** CSV of objects, with the columns of the first. */
export function csv(rows) {
  if (rows.length === 0) return '';
  const columns = Object.keys(rows[0]);
  const field = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(field).join(',') + '\n')
    .join('');
}

export const xml = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
