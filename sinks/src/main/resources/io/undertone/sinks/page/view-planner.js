// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { data } from './data.js';
import { card, note, tableOf } from './dom.js';
import { counted, num, percent } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { app } from './state.js';

/** How much more data it takes before an edge of a given size can be seen. */
app.views.push({ id: 'planner', picks: [], render: async function (topic) {
  const plan = await data.ask('planner', { topic });
  const heading = el('div', { class: 'lead' }, el('h1', {}, t('planner.title')), el('p', {}, t('planner.help')));
  if (!plan || plan.sizes.length === 0) return [heading, note(t('planner.none', app.summary.closed_periods), true)];
  const span = (periods) => periods === null ? t('planner.hidden') : (periods > 9999 ? '> ' + counted(10000) : counted(periods)) + (plan.period_days ? ' ≈ ' + planner.span(periods * plan.period_days) : '');
  return [heading,
    card(t('planner.sizes'), t('planner.sizes.help', plan.have, percent(plan.power), plan.tests), el('div', { id: 'plan' }, tableOf(plan.sizes, [
      ['weight', t('planner.weight'), (v) => num(v), true],
      ['easiest', t('planner.easiest'), span, true],
      ['median', t('planner.median'), span, true],
      ['hardest', t('planner.hardest'), span, true],
      ['median', t('planner.now'), (v) => v === null ? t('planner.hidden.more') : v <= plan.have ? '✓ ' + t('planner.enough') : t('planner.missing', v > 9999 ? '> ' + counted(10000) : counted(v - plan.have))],
    ], t('planner.sizes'))), plan.sizes, 'planner'),
    plan.judged_periods < plan.have ? note(t('planner.judged', plan.judged_periods)) : null,
    note(t('planner.assumes'))].filter(Boolean);
} });

const planner = {
  span: (days) => days > 36525 ? t('century') : days < 60 ? t('days', Math.round(days)) : days < 730 ? t('months', Math.round(days / 30.44)) : t('years', (days / 365.25).toFixed(1)),
};
