// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { columnName } from './columns.js';
import { data } from './data.js';
import { card, select, tableOf } from './dom.js';
import { counted, name, num, period, signed } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { go, linkTo } from './route.js';
import { app } from './state.js';

/** Why an audience's sentiment is another one than before, or than another audience's. */
export const changes = {
  parts: ['content', 'likes', 'composition', 'noise', 'rest'],

  /** The card for a row of a series; null in a report and where there is nothing to compare with. */
  async card(topic, blogger, row, rows, bloggers) {
    if (data.frozen || row.sentiment === null) return null;
    const before = rows.filter((one) => one.sentiment !== null && one.period_start < row.period_start);
    const other = bloggers.includes(app.state.against) && app.state.against !== blogger ? app.state.against : '';
    const from = other ? row.period_start : (rows.find((one) => one.period_start === app.state.since && one.sentiment !== null && one !== row) || before[before.length - 1] || {}).period_start;
    const picks = el('div', { class: 'controls' },
      select(t('change.since'), rows.filter((one) => one.sentiment !== null && one !== row).map((one) => [one.period_start, period(one.period_start)]), other ? '' : from, (since) => go({ since, against: '' }), 'change-since'),
      select(t('change.against'), [['', t('change.itself')], ...bloggers.filter((one) => one !== blogger).map((one) => [one, name(one)])], other, (against) => go({ against, since: '' }), 'change-against'));
    const answer = from === undefined ? null : await changes.ask(topic, blogger, row.period_start, other || blogger, from);
    if (!answer) return card(t('change.title'), t('change.help'), el('div', { class: 'stack' }, picks, el('p', {}, t('change.none'))), null);
    return card(t('change.title'), t('change.help'), el('div', { class: 'stack', id: 'change' }, picks, changes.words(answer), changes.table(answer), changes.posts(answer)),
      changes.rows(answer), 'change-' + blogger + '-' + row.period_start);
  },

  async ask(topic, blogger, start, other, from) {
    try {
      return (await data.ask('change', { topic, blogger, period_start: start, from_blogger: other, from_period_start: from })).change;
    } catch (error) {
      if (error.status === 404) return null;
      throw error;
    }
  },

  /** The change in one sentence, and whether it is more than noise. */
  words({ from, to, parts }) {
    const error = parts.error === null ? '–' : num(parts.error, 3);
    const side = (one) => name(one.blogger) + ' · ' + period(one.period_start);
    return el('div', {},
      el('p', { class: 'now' }, el('b', { id: 'change-size' }, signed(parts.change, 3)), el('span', {}, '± ' + error + ' (95 %)')),
      el('p', { class: 'word' }, t('change.from', side(from), num(from.sentiment, 3), side(to), num(to.sentiment, 3)) + ' '
        + t(parts.error === null ? 'change.unknown' : parts.within_noise ? 'change.noise' : 'change.real')),
      el('p', { class: 'help' }, t('change.voice', num(100 * from.share_of_voice, 1), num(100 * to.share_of_voice, 1), counted(from.comments), counted(to.comments))));
  },

  rows: ({ parts }) => changes.parts.map((part) => ({ part, contribution: parts[part] })),

  table(answer) {
    const most = Math.max(...changes.parts.map((part) => Math.abs(answer.parts[part])), 1e-9);
    return tableOf([...changes.rows(answer), { part: 'sum', contribution: answer.parts.change }], [
      ['part', columnName('part'), (part) => el('span', {}, t('change.part.' + part), part === 'content' && !answer.parts.content_known ? el('span', { class: 'help' }, ' · ' + t('evidence.content.none')) : null)],
      ['contribution', columnName('contribution'), (v) => signed(v, 3), true],
      ['contribution', '', (v, row) => row.part === 'sum' ? '' : el('span', { class: v < 0 ? 'bar less' : 'bar', 'aria-hidden': 'true', style: { width: (5 * Math.abs(v) / most).toFixed(2) + 'rem' } })],
    ], t('change.title'));
  },

  posts(answer) {
    const place = (post) => post.after ? answer.to : answer.from;
    return el('details', {}, el('summary', {}, t('change.posts')), tableOf(answer.parts.posts, [
      ['post', t('post'), (id, post) => id === '' ? t('change.posts.others')
        : el('a', { class: 'word', href: linkTo({ view: 'evidence', blogger: place(post).blogger, period: place(post).period_start }) }, id)],
      ['after', columnName('when'), (after, post) => period(place(post).period_start) + ' · ' + name(place(post).blogger)],
      ['contribution', columnName('contribution'), (v) => signed(v, 3), true],
    ], t('change.posts')));
  },
};
