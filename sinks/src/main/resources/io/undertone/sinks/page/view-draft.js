// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** Beside the other what-if cards: what to expect of posts like one or two drafts. */
(function () {
  const view = U.views.find((one) => one.id === 'whatif');
  const before = view.render;
  const typed = ['', ''];

  /** One draft's answer as a table, audience by audience. */
  function reactions(answer, name) {
    const draft = answer.draft;
    if (draft.audiences.length === 0) return U.note(U.t('words.none'), true);
    return U.el('section', {}, U.el('h3', {}, name + ' · ' + U.t('draft.scored', U.num(answer.score), answer.scorer)),
      U.table(draft.audiences.map((one) => ({
        blogger: U.name(one.blogger), expected: one.expected, low: one.lower95, high: one.upper95, low80: one.lower80, high80: one.upper80,
        audience: one.audience, score: one.by_score, text: one.by_text,
        moving: one.moving.map((word) => word.word + ' ' + U.signed(word.effect)).join(', ') })), [
        ['blogger', U.t('audience')],
        ['expected', U.t('draft.expected'), (v) => U.num(v), true],
        ['low80', '80 %', (v, row) => U.num(v) + ' – ' + U.num(row.high80), true],
        ['low', '95 %', (v, row) => U.num(v) + ' – ' + U.num(row.high), true],
        ['audience', U.t('words.audience'), (v) => U.num(v), true],
        ['score', U.t('words.score'), (v) => U.signed(v), true],
        ['text', U.t('words.text'), (v) => U.signed(v), true],
        ['moving', U.t('words.moving')]], name));
  }

  function box(at, label) {
    const text = U.el('textarea', { id: 'words-' + at, maxlength: 5000, 'aria-label': label, placeholder: label,
      on: { input: () => { typed[at] = text.value; } } }, typed[at]);
    return text;
  }

  function card(topic) {
    const labels = [U.t('words.first'), U.t('words.second')];
    const state = U.el('p', { class: 'help', role: 'status', id: 'words-state' });
    const out = U.el('div', { id: 'words-out' });
    const ask = async () => {
      try {
        const drafts = typed.map((text, at) => [text, labels[at]]).filter(([text]) => text.trim() !== '');
        const answers = await Promise.all(drafts.map(([text]) => U.data.draft(topic, text)));
        out.replaceChildren(...answers.map((answer, at) => reactions(answer, drafts[at][1])));
        state.textContent = '';
      } catch (error) {
        state.textContent = error.message;
      }
    };
    return U.card(U.t('words.title'), U.t('words.help'), U.el('div', { class: 'slider' }, box(0, labels[0]), box(1, labels[1]),
      U.el('div', { class: 'row' }, U.el('button', { type: 'button', class: 'primary', id: 'words-ask', on: { click: ask } }, U.t('words.ask'))), state, out), [], 'words');
  }

  view.render = async function (topic) {
    const cards = await before(topic);
    const reaction = await U.data.ask('reaction', { topic });
    if (reaction && reaction.scorer) cards.push(card(topic));
    return cards;
  };
})();
