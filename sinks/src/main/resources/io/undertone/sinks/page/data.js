// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { t } from './i18n.js';
import { limit } from './route.js';
import { app } from './state.js';

/** Where numbers come from: the API of the dashboard, or the copy frozen into a report. */
export const data = (function () {
  const element = document.getElementById('frozen');
  const frozen = element ? JSON.parse(element.textContent) : null;
  for (const answers of Object.values(frozen ? frozen.topics : {})) {
    for (const [table, { columns, rows }] of Object.entries(answers.tables)) {
      // a report keeps the latest rows first
      answers.tables[table] = rows.reverse().map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
    }
  }
  const cache = new Map();
  const truncated = new Map();
  const controls = ['limit', 'order', 'from', 'until'];

  function query(parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined && one !== '') search.append(name, one);
      }
    }
    return search.toString();
  }

  /** Asks in the reader's language, so that what is refused is said in it. */
  async function fetched(url, options) {
    try {
      return await fetch(url, { ...options, headers: { ...options.headers, 'Accept-Language': app.state.lang } });
    } catch (error) {
      throw Object.assign(new Error(t('unreachable')), { cause: error });
    }
  }

  /** The JSON of an answer; whoever stands between may answer with something else. */
  async function body(answer) {
    try {
      return await answer.json();
    } catch (error) {
      throw Object.assign(new Error(t('unreadable', answer.status)), { cause: error, status: answer.status });
    }
  }

  async function get(path, parameters) {
    const url = 'api/v1/' + path + '?' + query(parameters || {});
    if (!cache.has(url)) {
      cache.set(url, fetched(url, {}).then(async (answer) => {
        const result = await body(answer);
        if (!answer.ok) throw Object.assign(new Error(result.error), { status: answer.status });
        return result;
      }));
      cache.get(url).catch(() => cache.delete(url));
    }
    return cache.get(url);
  }

  async function post(path, parameters) {
    const answer = await fetched('api/v1/' + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const result = await body(answer);
    if (!answer.ok) throw new Error(result.error);
    return result;
  }

  function matches(row, parameters) {
    return Object.entries(parameters).every(([name, value]) =>
      value === null || value === undefined || value === 'latest' || controls.includes(name)
      || (Array.isArray(value) ? value.includes(row[name]) : String(row[name]) === String(value)));
  }

  function frozenRows(table, parameters) {
    const { topic, ...conditions } = parameters;
    let rows = ((frozen.topics[topic] || {}).tables || {})[table] || [];
    rows = rows.filter((row) => matches(row, conditions));
    for (const [name, value] of Object.entries(conditions)) {
      if (value === 'latest') {
        const last = rows.reduce((most, row) => (row[name] > most ? row[name] : most), '');
        rows = rows.filter((row) => row[name] === last);
      }
    }
    if (parameters.order === 'desc') rows = rows.slice().reverse();
    return rows.slice(0, parameters.limit || rows.length);
  }

  return {
    frozen: frozen !== null,
    audit: frozen ? frozen.audit : null,
    forget: () => cache.clear(),
    meta: async () => (frozen ? frozen.meta : get('meta')),
    rows: async (table, parameters) => {
      if (frozen) return frozenRows(table, parameters);
      const answer = await get(table, parameters);
      if (answer.truncated && !(parameters.limit < limit)) truncated.set(table, answer.rows.length);
      return answer.rows;
    },
    /** Computed answers: summary, planner, health, whatif, brief, change. */
    ask: async (what, parameters) => {
      if (!frozen) return get(what, parameters);
      const answers = frozen.topics[parameters.topic] || {};
      return what === 'whatif' ? (answers.whatif || {})[parameters.source] : answers[what];
    },
    /** Tables of which a report holds only the latest rows, or of which the API gave only some since the last call. */
    cut: (topic) => {
      if (frozen) return (frozen.topics[topic] || {}).cut || [];
      const tables = [...truncated].map(([table, shown]) => ({ table, shown }));
      truncated.clear();
      return tables;
    },
    draft: (topic, text, other) => post('draft', { topic, text, other }),
    acknowledge: async (alert) => {
      await post('acknowledgements', alert);
      cache.clear();
    },
  };
})();
