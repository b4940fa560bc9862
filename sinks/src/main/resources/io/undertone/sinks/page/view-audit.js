// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { cellOf, columnName } from './columns.js';
import { data } from './data.js';
import { card, tableOf } from './dom.js';
import { counted, num } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { app } from './state.js';

/** What an audit found, in the report of an audit alone. */
if (data.audit) {
  app.views.push({ id: 'audit', picks: [], render: async function () {
    const audit = data.audit;
    return [
      el('h1', { class: 'word' }, auditSheet.words(audit.title)),
      el('section', { class: 'note', 'aria-label': t('audit.verdict') },
        el('ul', { id: 'audit-verdict' }, audit.verdict.map((line) => el('li', {}, auditSheet.words(line))))),
      ...audit.tables.map(auditSheet.card),
    ];
  } });
}

const auditSheet = {
  words: (both) => both[app.state.lang],

  card(table) {
    const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [table.header[at], cell])));
    const isNumber = (key) => rows.every((row) => row[key] === '' || Number.isFinite(Number(row[key])));
    const said = new Map(table.said.map((both) => [both.en, auditSheet.words(both)]));
    const cell = (key) => (value) => said.get(value) ?? (isNumber(key) ? auditSheet.rounded(value) : cellOf(key, value));
    const told = table.header.filter((key, at) => at === 0 || rows.some((row) => row[key] !== ''));
    const columns = (told.length > 1 ? told : table.header).map((key, at) => [key, columnName(key), cell(key), at > 0 && isNumber(key)]);
    const title = auditSheet.words(table.title);
    return card(title, null, tableOf(rows.slice(0, 100), columns, title), rows, table.name, { attributes: { 'data-table': table.name } });
  },

  /** Three digits for what has a fraction; five where less would leave nothing. */
  rounded(cell) {
    const value = Number(cell);
    return cell === '' ? '–' : Number.isInteger(value) ? counted(value) : num(value, Math.abs(value) < 0.001 ? 5 : 3);
  },
};
