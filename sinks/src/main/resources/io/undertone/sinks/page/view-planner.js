// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** How much more data it takes before an edge of a given size can be seen. */
U.views.push({ id: 'planner', picks: [], render: async function (topic) {
  const plan = await U.data.ask('planner', { topic });
  const heading = U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('planner.title')), U.el('p', {}, U.t('planner.help')));
  if (!plan || plan.sizes.length === 0) return [heading, U.note(U.t('planner.none', U.summary.closed_periods), true)];
  const span = (periods) => periods === null ? U.t('planner.hidden') : (periods > 9999 ? '> ' + U.count(10000) : U.count(periods)) + (plan.period_days ? ' ≈ ' + U.planner.span(periods * plan.period_days) : '');
  return [heading,
    U.card(U.t('planner.sizes'), U.t('planner.sizes.help', plan.have, U.percent(plan.power), plan.tests), U.el('div', { id: 'plan' }, U.table(plan.sizes, [
      ['weight', U.t('planner.weight'), (v) => U.num(v), true],
      ['easiest', U.t('planner.easiest'), span, true],
      ['median', U.t('planner.median'), span, true],
      ['hardest', U.t('planner.hardest'), span, true],
      ['median', U.t('planner.now'), (v) => v === null ? U.t('planner.hidden.more') : v <= plan.have ? '✓ ' + U.t('planner.enough') : U.t('planner.missing', v > 9999 ? '> ' + U.count(10000) : U.count(v - plan.have))],
    ], U.t('planner.sizes'))), plan.sizes, 'planner'),
    plan.judged_periods < plan.have ? U.note(U.t('planner.judged', plan.judged_periods)) : null,
    U.note(U.t('planner.assumes'))].filter(Boolean);
} });

U.planner = {
  span: (days) => days > 36525 ? U.t('century') : days < 60 ? U.t('days', Math.round(days)) : days < 730 ? U.t('months', Math.round(days / 30.44)) : U.t('years', (days / 365.25).toFixed(1)),
};
