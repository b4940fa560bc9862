// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** What an audit found, in the report of an audit alone. */
if (U.data.audit) {
  U.views.push({ id: 'audit', picks: [], render: async function () {
    const audit = U.data.audit;
    return [
      U.el('h1', { class: 'word' }, U.audit.words(audit.title)),
      U.el('section', { class: 'note', 'aria-label': U.t('audit.verdict') },
        U.el('ul', { id: 'audit-verdict' }, audit.verdict.map((line) => U.el('li', {}, U.audit.words(line))))),
      ...audit.tables.map(U.audit.card),
    ];
  } });
}

U.audit = {
  words: (both) => both[U.state.lang],

  card(table) {
    const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [table.header[at], cell])));
    const isNumber = (key) => rows.every((row) => row[key] === '' || Number.isFinite(Number(row[key])));
    const said = new Map(table.said.map((both) => [both.en, U.audit.words(both)]));
    const cell = (key) => (value) => said.get(value) ?? (isNumber(key) ? U.audit.rounded(value) : U.cell(key, value));
    const columns = table.header.map((key, at) => [key, U.columnName(key), cell(key), at > 0 && isNumber(key)]);
    const title = U.audit.words(table.title);
    return U.card(title, null, U.table(rows.slice(0, 100), columns, title), rows, table.name, { attributes: { 'data-table': table.name } });
  },

  /** Three digits for what has a fraction; five where less would leave nothing. */
  rounded(cell) {
    const value = Number(cell);
    return cell === '' ? '–' : Number.isInteger(value) ? U.count(value) : U.num(value, Math.abs(value) < 0.001 ? 5 : 3);
  },
};
