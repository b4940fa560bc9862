// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** What an audit found, in the report of an audit alone. */
if (U.data.audit) {
  U.views.push({ id: 'audit', picks: [], render: async function () {
    const audit = U.data.audit;
    return [
      U.el('h1', { class: 'word' }, audit.title),
      U.el('section', { class: 'note', 'aria-label': U.t('audit.verdict') },
        U.el('ul', { id: 'audit-verdict', lang: 'en' }, audit.verdict.map((line) => U.el('li', {}, line)))),
      ...audit.tables.map(U.audit.card),
    ];
  } });
}

U.audit = {
  card(table) {
    const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [table.header[at], cell])));
    const isNumber = (key) => rows.every((row) => row[key] === '' || Number.isFinite(Number(row[key])));
    const columns = table.header.map((key, at) => [key, key, isNumber(key) ? U.audit.rounded : null, at > 0 && isNumber(key)]);
    return U.card(table.title, null, U.table(rows.slice(0, 100), columns, table.title), rows, table.name, { attributes: { 'data-table': table.name } });
  },

  /** Three digits for what has a fraction; five where less would leave nothing. */
  rounded(cell) {
    const value = Number(cell);
    return cell === '' ? '–' : Number.isInteger(value) ? U.count(value) : U.num(value, Math.abs(value) < 0.001 ? 5 : 3);
  },
};
