// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** One page in plain words: the first page of a report, and a view of the dashboard. */
U.briefing = { id: 'brief', picks: [], render: async function (topic) {
  const answer = await U.data.ask('brief', { topic, lang: U.state.lang });
  const brief = U.data.frozen ? answer[U.state.lang] : answer;
  return [
    U.el('h1', { class: 'word' }, brief.title),
    U.el('article', { class: 'card', id: 'brief' }, brief.sections.map((section) => U.el('section', {},
      U.el('h2', {}, section.heading),
      U.el('ul', {}, section.sentences.map((sentence) => U.el('li', { class: 'word' }, sentence.text + ' ',
        U.el('a', { href: U.toView(sentence.link), 'aria-label': U.t('brief.show') + ': ' + sentence.text }, U.t('brief.show'))))))),
      U.el('footer', {}, U.el('button', { type: 'button', on: { click: () => U.download('brief.md', U.briefMarkdown(brief), 'text/markdown;charset=utf-8') } }, 'Markdown'))),
  ];
} };

if (U.data.frozen) U.views.push(U.briefing);

/** A place of the page, in the language, theme and topic that the reader has now. */
U.toView = function (link) {
  const [view, search] = link.replace(/^#\//, '').split('?');
  return U.link({ view, ...Object.fromEntries(new URLSearchParams(search || '')) });
};

U.briefMarkdown = function (brief) {
  const plain = (text) => text.replace(/([\\`*_[\]<>#|])/g, '\\$1');
  return '# ' + plain(brief.title) + '\n' + brief.sections.map((section) =>
    '\n## ' + section.heading + '\n\n' + section.sentences.map((sentence) => '- ' + plain(sentence.text) + '\n').join('')).join('');
};
