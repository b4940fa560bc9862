// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { changes } from './change.js';
import { data } from './data.js';
import { pinBoard } from './dates.js';
import { card, note, select, tableOf, tile } from './dom.js';
import { counted, name, num, period, signed } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { go } from './route.js';
import { app } from './state.js';
import { mood } from './view-mood.js';

/** From a point of a series to the posts behind it. */
app.views.push({ id: 'evidence', picks: [], render: async function (topic) {
  const bloggers = app.summary.audiences.map((audience) => audience.blogger);
  const blogger = bloggers.includes(app.state.blogger) ? app.state.blogger : bloggers[0];
  const rows = (await data.rows('audience_sentiment', { topic, blogger })).sort((a, b) => (a.period_start < b.period_start ? -1 : 1));
  const withPosts = rows.filter((row) => row.posts > 0);
  const row = rows.find((one) => one.period_start === app.state.period) || withPosts[withPosts.length - 1] || rows[rows.length - 1];
  const posts = row ? (await data.rows('post_evidence', { topic, blogger, period_start: row.period_start })).sort((a, b) => b.like_weight - a.like_weight) : [];
  const comments = row ? (await data.rows('comment_evidence', { topic, blogger, period_start: row.period_start })) : [];
  const heading = el('div', { class: 'lead' }, el('h1', {}, t('evidence.title')), el('div', { class: 'controls' },
    select(t('audience'), bloggers.map((one) => [one, name(one)]), blogger, (one) => go({ blogger: one }), 'evidence-blogger'),
    select(t('period'), rows.map((one) => [one.period_start, period(one.period_start)]), row ? row.period_start : '', (period) => go({ period }), 'evidence-period')));
  if (!row || row.sentiment === null) return [heading, note(t('no.posts'), true)];
  const tiles = el('div', { class: 'tiles' },
    tile(t('series.sentiment'), num(row.sentiment, 3), '± ' + mood.error(row, 3) + ' (95 %)' + (row.provisional ? ' · ' + t('open') : ''), 'evidence-sentiment'),
    tile(t('comments'), counted(row.comments), t('evidence.posts', row.posts, num(row.effective_posts, 1))),
    tile(t('evidence.content'), row.content_effect === null ? '–' : signed(row.content_effect, 3), t(row.content_effect === null ? 'evidence.content.none' : 'evidence.content.more')));
  const change = await changes.card(topic, blogger, row, rows, bloggers);
  if (posts.length === 0) return [heading, tiles, note(t('evidence.none'), true), change].filter(Boolean);
  const sum = posts.reduce((total, post) => total + post.like_weight * post.sentiment, 0);
  return [heading, tiles, change,
    card(t('evidence.table'), t('evidence.table.help', num(sum, 3)), el('div', { id: 'posts' }, tableOf(posts, [
      ['post', t('post'), (id) => el('span', { class: 'word' }, id)],
      ['post_time', t('time'), (time) => el('span', { class: 'time' }, time.slice(0, 16).replace('T', ' '))],
      ['post_likes', t('likes'), counted, true],
      ['like_weight', t('like.weight'), (weight) => el('span', {}, el('span', { class: 'bar', 'aria-hidden': 'true', style: { width: (6 * weight).toFixed(2) + 'rem' } }), ' ' + num(100 * weight, 1) + ' %')],
      ['sentiment', t('series.sentiment'), (v) => num(v, 3), true],
      ['comments', t('comments'), counted, true],
      ['effective_comments', t('effective.comments'), (v) => num(v, 1), true],
      ['content_score', t('content.score'), (v) => num(v, 3), true],
      ['post', '', (id) => pinBoard.button({ date: row.period_start, text: id.slice(0, pinBoard.longest), blogger })],
    ], t('evidence.table'))), posts, 'post_evidence-' + blogger + '-' + row.period_start),
    comments.length === 0 ? el('p', { class: 'help' }, t('evidence.comments.none')) : evidence.comments(comments, posts, blogger, row.period_start)].filter(Boolean);
} });

const evidence = {
  /** Texts that people wrote are shown as text, each in a direction of its own. */
  comments(comments, posts, blogger, period) {
    const order = new Map(posts.map((post, at) => [post.post, at]));
    const rows = comments.slice().sort((a, b) => (order.get(a.post) ?? posts.length) - (order.get(b.post) ?? posts.length) || a.rank - b.rank);
    return card(t('evidence.comments'), t('evidence.comments.help'), el('div', { id: 'comments' }, tableOf(rows, [
      ['post', t('post'), (id) => el('span', { class: 'word' }, id)],
      ['text', t('comment'), (text) => el('bdi', { class: 'word said' }, text)],
      ['likes', t('likes'), counted, true],
      ['score', t('series.sentiment'), (v) => num(v, 3), true],
      ['scorer', t('scorer')],
      ['rank', t('rank'), counted, true],
    ], t('evidence.comments'))), rows, 'comment_evidence-' + blogger + '-' + period);
  },
};
