// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { tongue } from './i18n.js';
import { el } from './patch.js';
import { refusalPhrases } from './phrases.js';

/** Why a record could not be used, in the reader's language, from its kind and values. */
export const refused = {
  /** A phrase as nodes: what was given or is to be typed stands as code, and a part as words. */
  nodes({ kind, values = [], part }) {
    const phrase = refusalPhrases[kind][tongue()];
    return phrase.split(/(\{[\d*]\}|`[^`]+`)/).flatMap((piece) => {
      if (piece.startsWith('`')) return el('code', {}, piece.slice(1, -1));
      const place = /^\{([\d*])\}$/.exec(piece);
      if (!place) return piece;
      return place[1] === '*' ? refused.nodes(part) : el('code', {}, values[place[1]]);
    });
  },

  /** Whether each phrase of it is known here. */
  known: (code) => refusalPhrases[code.kind] !== undefined && (code.part === undefined || refused.known(code.part)),

  /** A cell of a table; a row of a version without codes has its reason in English alone. */
  cell(reason, row) {
    const code = row && row.reason_code ? JSON.parse(row.reason_code) : null;
    return code && refused.known(code) ? el('span', { class: 'word' }, refused.nodes(code))
      : el('span', { class: 'word', lang: 'en' }, reason);
  },
};
