// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/**
 * Alerts in words, from their kind and numbers, and the list of them. The phrases come from the
 * findings (AlertWords), the most serious kind first.
 */
U.alerts = {
  /** A phrase in the chosen language: name, words or todo of a kind. */
  phrase: (kind, what) => (U.alertPhrases[kind] ? U.alertPhrases[kind][what][U.tongue()] : kind),

  name: (kind) => U.alerts.phrase(kind, 'name'),

  /** The numbers in a sentence; of a row older than its numbers, the sentence that it was written with. */
  words(alert) {
    const places = /\{(\w+)(?::(\d))?\}/g;
    const there = (column) => alert[column] !== null && alert[column] !== undefined;
    const words = U.alerts.phrase(alert.kind, 'words');
    const whole = U.alertPhrases[alert.kind] && [...words.matchAll(places)].every(([, column]) => there(column));
    return (whole ? words : U.alerts.phrase('old', 'words')).replace(places, (place, column, digits) => {
      const value = alert[column];
      return column === 'source' || column === 'target' ? U.name(value)
        : typeof value !== 'number' ? String(value)
        : digits === undefined ? U.count(value) : U.num(value, Number(digits));
    });
  },

  /** Where the page shows what is behind it; null where nowhere. */
  place(alert) {
    if (alert.kind === 'influence_change') return U.el('a', { href: U.link({ view: 'influence' }) }, U.t('view.influence'));
    if (!alert.blogger || alert.kind === 'data_gap') return null;
    return U.el('a', { href: U.link({ view: 'evidence', blogger: alert.blogger, period: alert.period_start }) }, U.t('evidence.go'));
  },

  acknowledged: (alert) => U.acknowledged.has(U.alertKey(alert)),

  /** Those that nobody has acknowledged first, then the latest, then the largest. */
  order: (a, b) => U.alerts.acknowledged(a) - U.alerts.acknowledged(b)
    || (a.period_start < b.period_start ? 1 : a.period_start > b.period_start ? -1 : 0) || Math.abs(b.size) - Math.abs(a.size),

  /** Lists of alerts that share a key, in the order of the first of each. */
  grouped(alerts, key) {
    const groups = new Map();
    for (const alert of alerts) groups.set(key(alert), [...(groups.get(key(alert)) || []), alert]);
    return [...groups.values()];
  },

  line(alert) {
    const done = U.alerts.acknowledged(alert);
    return U.el('li', { class: done ? 'done' : '' },
      U.el('span', { class: 'word' },
        U.el('span', { class: 'who' }, alert.blogger ? U.name(alert.blogger) : U.t('everyone')),
        ' · ' + U.period(alert.period_start) + ' · ' + U.alerts.words(alert) + ' ', U.alerts.place(alert)),
      done ? U.el('span', {}, '✓ ' + U.t('acknowledged'))
        : U.data.frozen ? null
        : U.el('button', { type: 'button', on: { click: async () => {
            await U.data.acknowledge({ topic: alert.topic, blogger: alert.blogger, period_start: alert.period_start, period_end: alert.period_end, kind: alert.kind });
            U.refresh();
          } } }, U.t('acknowledge')));
  },

  list: (alerts) => U.el('ul', { class: 'alerts' }, alerts.map(U.alerts.line)),

  folded(words, alerts) {
    const listed = alerts.slice(0, 100);
    return alerts.length === 0 ? null : U.el('details', {}, U.el('summary', {}, words), U.alerts.list(listed),
      listed.length < alerts.length ? U.el('p', { class: 'help' }, U.t('alerts.listed', U.count(listed.length))) : null);
  },

  /** One kind: what to do about it, then the foremost alert of each audience; three audiences unfolded. */
  kind(alerts) {
    const ofAudience = U.alerts.grouped(alerts, (alert) => alert.blogger);
    const shown = ofAudience.slice(0, 3).map(([first]) => first);
    const rest = alerts.filter((alert) => !shown.includes(alert));
    const { kind } = alerts[0];
    return U.el('section', { class: 'stack', 'data-kind': kind },
      U.el('h3', {}, '▲ ' + U.alerts.name(kind) + ' · ' + U.count(alerts.length)),
      U.el('p', { class: 'help' }, U.alerts.phrase(kind, 'todo')),
      U.alerts.list(shown),
      U.alerts.folded(U.t('alerts.more', U.count(rest.length)), rest));
  },

  /** The card, the most serious kind first; kinds that are all acknowledged come last. */
  card(alerts) {
    const rank = Object.keys(U.alertPhrases);
    const kinds = U.alerts.grouped(alerts.slice().sort(U.alerts.order), (alert) => alert.kind)
      .sort(([a], [b]) => U.alerts.acknowledged(a) - U.alerts.acknowledged(b) || rank.indexOf(a.kind) - rank.indexOf(b.kind));
    return U.card(U.t('alerts'), U.t('alerts.help'),
      kinds.length ? U.el('div', { class: 'stack wide' }, kinds.map(U.alerts.kind)) : U.el('p', {}, U.t('alerts.none')),
      alerts, 'alert', { attributes: { class: 'card last' }, hidden: ['evidence'] });
  },
};
