// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { tile } from './dom.js';
import { num } from './format.js';
import { t } from './i18n.js';

/** What may be claimed of influence, in words. */
export const verdictWords = (verdict) => t('verdict.' + verdict.kind, verdict.have, verdict.need, verdict.tested, verdict.confirmed, verdict.likely);
export function verdictShort(verdict) {
  const edges = verdict.confirmed;
  return verdict.kind === 'influence' ? t(edges === 1 ? 'verdict.short.one' : 'verdict.short.influence', edges) : t('verdict.short.' + verdict.kind, verdict.have, verdict.need);
}

/** No model is called best unless it beats the best baseline beyond what chance gives the best of so many. */
export function forecasterTile(gain) {
  if (!gain) return tile(t('tile.next'), '–', t('nothing.scored'), 'forecaster');
  const words = t(gain.skill < 0 ? 'skill.more' : 'skill.less', t('model.' + gain.model), num(Math.abs(100 * gain.skill), 1));
  const bounds = gain.half === null ? t('skill.few') : t('skill.half', num(100 * gain.half, 1), gain.models);
  return tile(t('tile.next'), gain.real ? t('model.' + gain.model) : t('skill.none'), words + bounds, 'forecaster');
}
