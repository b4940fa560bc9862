// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** From a point of a series to the posts behind it. */
U.views.push({ id: 'evidence', picks: [], render: async function (topic) {
  const bloggers = U.summary.audiences.map((audience) => audience.blogger);
  const blogger = bloggers.includes(U.state.blogger) ? U.state.blogger : bloggers[0];
  const rows = (await U.data.rows('audience_sentiment', { topic, blogger })).sort((a, b) => (a.period_start < b.period_start ? -1 : 1));
  const withPosts = rows.filter((row) => row.posts > 0);
  const row = rows.find((one) => one.period_start === U.state.period) || withPosts[withPosts.length - 1] || rows[rows.length - 1];
  const posts = row ? (await U.data.rows('post_evidence', { topic, blogger, period_start: row.period_start })).sort((a, b) => b.like_weight - a.like_weight) : [];
  const comments = row ? (await U.data.rows('comment_evidence', { topic, blogger, period_start: row.period_start })) : [];
  const heading = U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('evidence.title')), U.el('div', { class: 'controls' },
    U.select(U.t('audience'), bloggers.map((one) => [one, U.name(one)]), blogger, (one) => U.go({ blogger: one }), 'evidence-blogger'),
    U.select(U.t('period'), rows.map((one) => [one.period_start, U.period(one.period_start)]), row ? row.period_start : '', (period) => U.go({ period }), 'evidence-period')));
  if (!row || row.sentiment === null) return [heading, U.note(U.t('no.posts'), true)];
  const tiles = U.el('div', { class: 'tiles' },
    U.tile(U.t('series.sentiment'), U.num(row.sentiment, 3), '± ' + U.mood.error(row, 3) + ' (95 %)' + (row.provisional ? ' · ' + U.t('open') : ''), 'evidence-sentiment'),
    U.tile(U.t('comments'), U.count(row.comments), U.t('evidence.posts', row.posts, U.num(row.effective_posts, 1))),
    U.tile(U.t('evidence.content'), row.content_effect === null ? '–' : U.signed(row.content_effect, 3), U.t(row.content_effect === null ? 'evidence.content.none' : 'evidence.content.more')));
  const change = await U.change.card(topic, blogger, row, rows, bloggers);
  if (posts.length === 0) return [heading, tiles, U.note(U.t('evidence.none'), true), change].filter(Boolean);
  const sum = posts.reduce((total, post) => total + post.like_weight * post.sentiment, 0);
  return [heading, tiles, change,
    U.card(U.t('evidence.table'), U.t('evidence.table.help', U.num(sum, 3)), U.el('div', { id: 'posts' }, U.table(posts, [
      ['post', U.t('post'), (id) => U.el('span', { class: 'word' }, id)],
      ['post_time', U.t('time'), (time) => U.el('span', { class: 'time' }, time.slice(0, 16).replace('T', ' '))],
      ['post_likes', U.t('likes'), U.count, true],
      ['like_weight', U.t('like.weight'), (weight) => U.el('span', {}, U.el('span', { class: 'bar', 'aria-hidden': 'true', style: { width: (6 * weight).toFixed(2) + 'rem' } }), ' ' + U.num(100 * weight, 1) + ' %')],
      ['sentiment', U.t('series.sentiment'), (v) => U.num(v, 3), true],
      ['comments', U.t('comments'), U.count, true],
      ['effective_comments', U.t('effective.comments'), (v) => U.num(v, 1), true],
      ['content_score', U.t('content.score'), (v) => U.num(v, 3), true],
      ['post', '', (id) => U.pins.button({ date: row.period_start, text: id.slice(0, U.pins.longest), blogger })],
    ], U.t('evidence.table'))), posts, 'post_evidence-' + blogger + '-' + row.period_start),
    comments.length === 0 ? U.el('p', { class: 'help' }, U.t('evidence.comments.none')) : U.evidence.comments(comments, posts, blogger, row.period_start)].filter(Boolean);
} });

U.evidence = {
  /** Texts that people wrote are shown as text, each in a direction of its own. */
  comments(comments, posts, blogger, period) {
    const order = new Map(posts.map((post, at) => [post.post, at]));
    const rows = comments.slice().sort((a, b) => (order.get(a.post) ?? posts.length) - (order.get(b.post) ?? posts.length) || a.rank - b.rank);
    return U.card(U.t('evidence.comments'), U.t('evidence.comments.help'), U.el('div', { id: 'comments' }, U.table(rows, [
      ['post', U.t('post'), (id) => U.el('span', { class: 'word' }, id)],
      ['text', U.t('comment'), (text) => U.el('bdi', { class: 'word said' }, text)],
      ['likes', U.t('likes'), U.count, true],
      ['score', U.t('series.sentiment'), (v) => U.num(v, 3), true],
      ['scorer', U.t('scorer')],
      ['rank', U.t('rank'), U.count, true],
    ], U.t('evidence.comments'))), rows, 'comment_evidence-' + blogger + '-' + period);
  },
};
