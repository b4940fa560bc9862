// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { cellOf, tableName } from './columns.js';
import { data } from './data.js';
import { card, tableOf, tile } from './dom.js';
import { counted, period } from './format.js';
import { t } from './i18n.js';
import { el } from './patch.js';
import { refused } from './refused.js';
import { settingName, settingValue } from './settings.js';
import { app } from './state.js';

/** Whether the numbers are complete and fresh. */
app.views.push({ id: 'health', picks: [], render: async function (topic) {
  const health = await data.ask('health', { topic });
  const letters = await data.rows('dead_letter', { topic: data.frozen ? topic : undefined, limit: 50, order: 'desc' });
  const settings = Object.entries(app.meta.meta).filter(([key]) => !key.startsWith('blogger_name.')).map(([key, value]) => ({ key, value }));
  const isAccount = ({ key }) => key.startsWith('account.');
  const meta = settings.filter((row) => !isAccount(row));
  const account = settings.filter(isAccount);
  return [
    el('h1', {}, t('health.title')),
    el('div', { class: 'tiles' },
      tile(t('health.closed'), health.closed_until ? period(health.closed_until) : '–', t('health.open', health.open_periods)),
      healthTiles.lag(health),
      tile(t('health.dead'), counted(health.dead_letters), health.dead_letters ? t('health.dead.some', counted(health.too_late)) : t('health.dead.none'), 'dead-letters'),
      tile(t('health.unscored'), counted(health.unscored), t('health.unscored.more')),
      tile(t('health.revised'), counted(health.tables.reduce((sum, table) => sum + table.revised, 0)), t('health.revised.more')),
      health.deleted_before ? tile(t('health.deleted'), period(health.deleted_before), t('health.deleted.more', counted(health.deleted_rows))) : null),
    el('div', { class: 'two' },
      card(t('health.tables'), null, tableOf(health.tables, [
        ['table', t('table'), tableName], ['rows', t('rows'), counted, true], ['revised', t('health.revised'), counted, true]], t('health.tables')), health.tables, 'tables'),
      card(t('health.reasons'), null, health.reasons.length ? tableOf(health.reasons, [
        ['reason', t('reason'), refused.cell], ['count', t('rows'), counted, true]], t('health.reasons')) : el('p', {}, t('health.dead.none')), health.reasons, 'dead_letter_reasons', { hidden: ['reason_code'] })),
    account.length ? card(t('health.account'), null, tableOf(account, [
      ['key', t('health.what'), settingName], ['value', t('value'), settingValue]], t('health.account')), account, 'account') : null,
    letters.length ? card(t('health.letters'), t('health.letters.help'), tableOf(letters, [
      ['seen_at', t('time'), (time) => time.slice(0, 19).replace('T', ' ')], ['source', t('source')], ['position', t('position'), null, true],
      ['reason', t('reason'), refused.cell], ['payload', t('payload'), (text) => el('code', { class: 'word' }, text)]], t('health.letters')), letters, 'dead_letter', { hidden: ['reason_code'] }) : null,
    health.scorers.length ? card(t('health.scorers'), t('health.scorers.help'), tableOf(health.scorers, [
      ['scorer', t('health.scorer'), (name) => cellOf('scorer', name)], ['comment_variance', t('health.variance'), (value) => value.toFixed(4), true]], t('health.scorers')), health.scorers, 'scorers') : null,
    card(t('health.made'), t('health.made.help'), tableOf(meta, [
      ['key', t('setting'), settingName], ['value', t('value'), settingValue]], t('health.made')), meta, 'meta'),
  ].filter(Boolean);
} });

const healthTiles = {
  /** How far results are behind the clock; what was replayed from the past is not late. */
  lag(health) {
    const past = app.meta.meta.data_set !== undefined;
    const written = health.last_write ? t('health.written', health.last_write.slice(0, 19).replace('T', ' ')) : '';
    const value = data.frozen || past || health.lag_seconds === null ? '–' : healthTiles.duration(health.lag_seconds);
    return tile(t('health.lag'), value, [past ? t('health.lag.past') : t('health.lag.more'), written].filter(Boolean).join('; '), 'lag');
  },

  duration(seconds) {
    const days = seconds / 86400;
    if (days >= 2) return t('days', Math.round(days));
    return seconds >= 7200 ? t('hours', Math.round(seconds / 3600)) : t('minutes', Math.max(0, Math.round(seconds / 60)));
  },
};
