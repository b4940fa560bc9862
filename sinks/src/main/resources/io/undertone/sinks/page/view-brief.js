// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { data } from './data.js';
import { download } from './dom.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { linkTo } from './route.js';
import { app } from './state.js';

/** One page in plain words: the first page of a report, and a view of the dashboard. */
export const briefing = { id: 'brief', picks: [], render: async function (topic) {
  const answer = await data.ask('brief', { topic, lang: app.state.lang });
  const brief = data.frozen ? answer[app.state.lang] : answer;
  return [
    el('h1', { class: 'word' }, brief.title),
    el('article', { class: 'card', id: 'brief' }, brief.sections.map((section) => el('section', {},
      el('h2', {}, section.heading),
      el('ul', {}, section.sentences.map((sentence) => el('li', { class: 'word' }, sentence.text + ' ',
        el('a', { href: toView(sentence.link), 'aria-label': t('brief.show') + ': ' + sentence.text }, t('brief.show'))))))),
      el('footer', {}, el('button', { type: 'button', on: { click: () => download('brief.md', briefMarkdown(brief), 'text/markdown;charset=utf-8') } }, 'Markdown'))),
  ];
} };

if (data.frozen) app.views.push(briefing);

/** A place of the page, in the language, theme and topic that the reader has now. */
function toView(link) {
  const [view, search] = link.replace(/^#\//, '').split('?');
  return linkTo({ view, ...Object.fromEntries(new URLSearchParams(search || '')) });
}

export function briefMarkdown(brief) {
  const plain = (text) => text.replace(/([\\`*_[\]<>#|])/g, '\\$1');
  return '# ' + plain(brief.title) + '\n' + brief.sections.map((section) =>
    '\n## ' + section.heading + '\n\n' + section.sentences.map((sentence) => '- ' + plain(sentence.text) + '\n').join('')).join('');
}
