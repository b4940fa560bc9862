// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** Why a record could not be used, in the reader's language, from its kind and values. */
U.refused = {
  /** A phrase as nodes: what was given or is to be typed stands as code, and a part as words. */
  nodes({ kind, values = [], part }) {
    const phrase = U.refusalPhrases[kind][U.tongue()];
    return phrase.split(/(\{[\d*]\}|`[^`]+`)/).flatMap((piece) => {
      if (piece.startsWith('`')) return U.el('code', {}, piece.slice(1, -1));
      const place = /^\{([\d*])\}$/.exec(piece);
      if (!place) return piece;
      return place[1] === '*' ? U.refused.nodes(part) : U.el('code', {}, values[place[1]]);
    });
  },

  /** Whether each phrase of it is known here. */
  known: (code) => U.refusalPhrases[code.kind] !== undefined && (code.part === undefined || U.refused.known(code.part)),

  /** A cell of a table; a row of a version without codes has its reason in English alone. */
  cell(reason, row) {
    const code = row && row.reason_code ? JSON.parse(row.reason_code) : null;
    return code && U.refused.known(code) ? U.el('span', { class: 'word' }, U.refused.nodes(code))
      : U.el('span', { class: 'word', lang: 'en' }, reason);
  },
};
