// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { refresh } from './app.js';
import { data } from './data.js';
import { card } from './dom.js';
import { counted, name, num, period } from './format.js';
import { t, tongue } from './i18n.js';
import { el } from './patch.js';
import { alertPhrases } from './phrases.js';
import { alertKey, linkTo } from './route.js';
import { app } from './state.js';

/**
 * Alerts in words, from their kind and numbers, and the list of them. The phrases come from the
 * findings (AlertWords), the most serious kind first.
 */
export const alarm = {
  /** A phrase in the chosen language: name, words or todo of a kind. */
  phrase: (kind, what) => (alertPhrases[kind] ? alertPhrases[kind][what][tongue()] : kind),

  name: (kind) => alarm.phrase(kind, 'name'),

  /** The numbers in a sentence; of a row older than its numbers, the sentence that it was written with. */
  words(alert) {
    const places = /\{(\w+)(?::(\d))?\}/g;
    const there = (column) => alert[column] !== null && alert[column] !== undefined;
    const words = alarm.phrase(alert.kind, 'words');
    const whole = alertPhrases[alert.kind] && [...words.matchAll(places)].every(([, column]) => there(column));
    return (whole ? words : alarm.phrase('old', 'words')).replace(places, (place, column, digits) => {
      const value = alert[column];
      return column === 'source' || column === 'target' ? name(value)
        : typeof value !== 'number' ? String(value)
        : digits === undefined ? counted(value) : num(value, Number(digits));
    });
  },

  /** Where the page shows what is behind it; null where nowhere. */
  place(alert) {
    if (alert.kind === 'influence_change') return el('a', { href: linkTo({ view: 'influence' }) }, t('view.influence'));
    if (!alert.blogger || alert.kind === 'data_gap') return null;
    return el('a', { href: linkTo({ view: 'evidence', blogger: alert.blogger, period: alert.period_start }) }, t('evidence.go'));
  },

  acknowledged: (alert) => app.acknowledged.has(alertKey(alert)),

  /** Those that nobody has acknowledged first, then the latest, then the largest. */
  order: (a, b) => Number(alarm.acknowledged(a)) - Number(alarm.acknowledged(b))
    || (a.period_start < b.period_start ? 1 : a.period_start > b.period_start ? -1 : 0) || Math.abs(b.size) - Math.abs(a.size),

  /** Lists of alerts that share a key, in the order of the first of each. */
  grouped(alerts, key) {
    const groups = new Map();
    for (const alert of alerts) groups.set(key(alert), [...(groups.get(key(alert)) || []), alert]);
    return [...groups.values()];
  },

  line(alert) {
    const done = alarm.acknowledged(alert);
    return el('li', { class: done ? 'done' : '' },
      el('span', { class: 'word' },
        el('span', { class: 'who' }, alert.blogger ? name(alert.blogger) : t('everyone')),
        ' · ' + period(alert.period_start) + ' · ' + alarm.words(alert) + ' ', alarm.place(alert)),
      done ? el('span', {}, '✓ ' + t('acknowledged'))
        : data.frozen ? null
        : el('button', { type: 'button', on: { click: async () => {
            await data.acknowledge({ topic: alert.topic, blogger: alert.blogger, period_start: alert.period_start, period_end: alert.period_end, kind: alert.kind });
            refresh();
          } } }, t('acknowledge')));
  },

  list: (alerts) => el('ul', { class: 'alerts' }, alerts.map(alarm.line)),

  folded(words, alerts) {
    const listed = alerts.slice(0, 100);
    return alerts.length === 0 ? null : el('details', {}, el('summary', {}, words), alarm.list(listed),
      listed.length < alerts.length ? el('p', { class: 'help' }, t('alerts.listed', counted(listed.length))) : null);
  },

  /** One kind: what to do about it, then the foremost alert of each audience; three audiences unfolded. */
  kind(alerts) {
    const ofAudience = alarm.grouped(alerts, (alert) => alert.blogger);
    const shown = ofAudience.slice(0, 3).map(([first]) => first);
    const rest = alerts.filter((alert) => !shown.includes(alert));
    const { kind } = alerts[0];
    return el('section', { class: 'stack', 'data-kind': kind },
      el('h3', {}, '▲ ' + alarm.name(kind) + ' · ' + counted(alerts.length)),
      el('p', { class: 'help' }, alarm.phrase(kind, 'todo')),
      alarm.list(shown),
      alarm.folded(t('alerts.more', counted(rest.length)), rest));
  },

  /** The card, the most serious kind first; kinds that are all acknowledged come last. */
  card(alerts) {
    const rank = Object.keys(alertPhrases);
    const kinds = alarm.grouped(alerts.slice().sort(alarm.order), (alert) => alert.kind)
      .sort(([a], [b]) => Number(alarm.acknowledged(a)) - Number(alarm.acknowledged(b)) || rank.indexOf(a.kind) - rank.indexOf(b.kind));
    return card(t('alerts'), t('alerts.help'),
      kinds.length ? el('div', { class: 'stack wide' }, kinds.map(alarm.kind)) : el('p', {}, t('alerts.none')),
      alerts, 'alert', { attributes: { class: 'card last' }, hidden: ['evidence'] });
  },
};
