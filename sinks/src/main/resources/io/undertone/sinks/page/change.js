// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** Why an audience's sentiment is another one than before, or than another audience's. */
U.change = {
  parts: ['content', 'likes', 'composition', 'noise', 'rest'],

  /** The card for a row of a series; null in a report and where there is nothing to compare with. */
  async card(topic, blogger, row, rows, bloggers) {
    if (U.data.frozen || row.sentiment === null) return null;
    const before = rows.filter((one) => one.sentiment !== null && one.period_start < row.period_start);
    const other = bloggers.includes(U.state.against) && U.state.against !== blogger ? U.state.against : '';
    const from = other ? row.period_start : (rows.find((one) => one.period_start === U.state.since && one.sentiment !== null && one !== row) || before[before.length - 1] || {}).period_start;
    const picks = U.el('div', { class: 'controls' },
      U.select(U.t('change.since'), rows.filter((one) => one.sentiment !== null && one !== row).map((one) => [one.period_start, U.period(one.period_start)]), other ? '' : from, (since) => U.go({ since, against: '' }), 'change-since'),
      U.select(U.t('change.against'), [['', U.t('change.itself')], ...bloggers.filter((one) => one !== blogger).map((one) => [one, U.name(one)])], other, (against) => U.go({ against, since: '' }), 'change-against'));
    const answer = from === undefined ? null : await U.change.ask(topic, blogger, row.period_start, other || blogger, from);
    if (!answer) return U.card(U.t('change.title'), U.t('change.help'), U.el('div', { class: 'stack' }, picks, U.el('p', {}, U.t('change.none'))), null);
    return U.card(U.t('change.title'), U.t('change.help'), U.el('div', { class: 'stack', id: 'change' }, picks, U.change.words(answer), U.change.table(answer), U.change.posts(answer)),
      U.change.rows(answer), 'change-' + blogger + '-' + row.period_start);
  },

  async ask(topic, blogger, start, other, from) {
    try {
      return (await U.data.ask('change', { topic, blogger, period_start: start, from_blogger: other, from_period_start: from })).change;
    } catch (error) {
      if (error.status === 404) return null;
      throw error;
    }
  },

  /** The change in one sentence, and whether it is more than noise. */
  words({ from, to, parts }) {
    const error = parts.error === null ? '–' : U.num(parts.error, 3);
    const side = (one) => U.name(one.blogger) + ' · ' + U.period(one.period_start);
    return U.el('div', {},
      U.el('p', { class: 'now' }, U.el('b', { id: 'change-size' }, U.signed(parts.change, 3)), U.el('span', {}, '± ' + error + ' (95 %)')),
      U.el('p', { class: 'word' }, U.t('change.from', side(from), U.num(from.sentiment, 3), side(to), U.num(to.sentiment, 3)) + ' '
        + U.t(parts.error === null ? 'change.unknown' : parts.within_noise ? 'change.noise' : 'change.real')),
      U.el('p', { class: 'help' }, U.t('change.voice', U.num(100 * from.share_of_voice, 1), U.num(100 * to.share_of_voice, 1), U.count(from.comments), U.count(to.comments))));
  },

  rows: ({ parts }) => U.change.parts.map((part) => ({ part, contribution: parts[part] })),

  table(answer) {
    const most = Math.max(...U.change.parts.map((part) => Math.abs(answer.parts[part])), 1e-9);
    return U.table([...U.change.rows(answer), { part: 'sum', contribution: answer.parts.change }], [
      ['part', U.columnName('part'), (part) => U.el('span', {}, U.t('change.part.' + part), part === 'content' && !answer.parts.content_known ? U.el('span', { class: 'help' }, ' · ' + U.t('evidence.content.none')) : null)],
      ['contribution', U.columnName('contribution'), (v) => U.signed(v, 3), true],
      ['contribution', '', (v, row) => row.part === 'sum' ? '' : U.el('span', { class: v < 0 ? 'bar less' : 'bar', 'aria-hidden': 'true', style: { width: (5 * Math.abs(v) / most).toFixed(2) + 'rem' } })],
    ], U.t('change.title'));
  },

  posts(answer) {
    const place = (post) => post.after ? answer.to : answer.from;
    return U.el('details', {}, U.el('summary', {}, U.t('change.posts')), U.table(answer.parts.posts, [
      ['post', U.t('post'), (id, post) => id === '' ? U.t('change.posts.others')
        : U.el('a', { class: 'word', href: U.link({ view: 'evidence', blogger: place(post).blogger, period: place(post).period_start }) }, id)],
      ['after', U.columnName('when'), (after, post) => U.period(place(post).period_start) + ' · ' + U.name(place(post).blogger)],
      ['contribution', U.columnName('contribution'), (v) => U.signed(v, 3), true],
    ], U.t('change.posts')));
  },
};
