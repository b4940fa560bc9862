// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** Whether the numbers are complete and fresh. */
U.views.push({ id: 'health', picks: [], render: async function (topic) {
  const health = await U.data.ask('health', { topic });
  const letters = await U.data.rows('dead_letter', { topic: U.data.frozen ? topic : undefined, limit: 50, order: 'desc' });
  const settings = Object.entries(U.meta.meta).filter(([key]) => !key.startsWith('blogger_name.')).map(([key, value]) => ({ key, value }));
  const isAccount = ({ key }) => key.startsWith('account.');
  const meta = settings.filter((row) => !isAccount(row));
  const account = settings.filter(isAccount);
  return [
    U.el('h1', {}, U.t('health.title')),
    U.el('div', { class: 'tiles' },
      U.tile(U.t('health.closed'), health.closed_until ? U.period(health.closed_until) : '–', U.t('health.open', health.open_periods)),
      U.health.lag(health),
      U.tile(U.t('health.dead'), U.count(health.dead_letters), health.dead_letters ? U.t('health.dead.some', U.count(health.too_late)) : U.t('health.dead.none'), 'dead-letters'),
      U.tile(U.t('health.unscored'), U.count(health.unscored), U.t('health.unscored.more')),
      U.tile(U.t('health.revised'), U.count(health.tables.reduce((sum, table) => sum + table.revised, 0)), U.t('health.revised.more')),
      health.deleted_before ? U.tile(U.t('health.deleted'), U.period(health.deleted_before), U.t('health.deleted.more', U.count(health.deleted_rows))) : null),
    U.el('div', { class: 'two' },
      U.card(U.t('health.tables'), null, U.table(health.tables, [
        ['table', U.t('table'), U.tableName], ['rows', U.t('rows'), U.count, true], ['revised', U.t('health.revised'), U.count, true]], U.t('health.tables')), health.tables, 'tables'),
      U.card(U.t('health.reasons'), null, health.reasons.length ? U.table(health.reasons, [
        ['reason', U.t('reason'), U.refused.cell], ['count', U.t('rows'), U.count, true]], U.t('health.reasons')) : U.el('p', {}, U.t('health.dead.none')), health.reasons, 'dead_letter_reasons', { hidden: ['reason_code'] })),
    account.length ? U.card(U.t('health.account'), null, U.table(account, [
      ['key', U.t('health.what'), U.settingName], ['value', U.t('value'), U.settingValue]], U.t('health.account')), account, 'account') : null,
    letters.length ? U.card(U.t('health.letters'), U.t('health.letters.help'), U.table(letters, [
      ['seen_at', U.t('time'), (time) => time.slice(0, 19).replace('T', ' ')], ['source', U.t('source')], ['position', U.t('position'), null, true],
      ['reason', U.t('reason'), U.refused.cell], ['payload', U.t('payload'), (text) => U.el('code', { class: 'word' }, text)]], U.t('health.letters')), letters, 'dead_letter', { hidden: ['reason_code'] }) : null,
    health.scorers.length ? U.card(U.t('health.scorers'), U.t('health.scorers.help'), U.table(health.scorers, [
      ['scorer', U.t('health.scorer'), (name) => U.cell('scorer', name)], ['comment_variance', U.t('health.variance'), (value) => value.toFixed(4), true]], U.t('health.scorers')), health.scorers, 'scorers') : null,
    U.card(U.t('health.made'), U.t('health.made.help'), U.table(meta, [
      ['key', U.t('setting'), U.settingName], ['value', U.t('value'), U.settingValue]], U.t('health.made')), meta, 'meta'),
  ].filter(Boolean);
} });

U.health = {
  /** How far results are behind the clock; what was replayed from the past is not late. */
  lag(health) {
    const past = U.meta.meta.data_set !== undefined;
    const written = health.last_write ? U.t('health.written', health.last_write.slice(0, 19).replace('T', ' ')) : '';
    const value = U.data.frozen || past || health.lag_seconds === null ? '–' : U.health.duration(health.lag_seconds);
    return U.tile(U.t('health.lag'), value, [past ? U.t('health.lag.past') : U.t('health.lag.more'), written].filter(Boolean).join('; '), 'lag');
  },

  duration(seconds) {
    const days = seconds / 86400;
    if (days >= 2) return U.t('days', Math.round(days));
    return seconds >= 7200 ? U.t('hours', Math.round(seconds / 3600)) : U.t('minutes', Math.max(0, Math.round(seconds / 60)));
  },
};
