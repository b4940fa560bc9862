// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { data } from './data.js';
import { card, note, shade, spark, tableOf } from './dom.js';
import { counted, name, num, percent, period, signed } from './format.js';
import { fill, t } from './i18n.js';
import { el } from './patch.js';
import { fitPhrases } from './phrases.js';
import { baselines } from './route.js';
import { app } from './state.js';

/** Which models predict, baselines first. */
app.views.push({ id: 'models', picks: [], render: async function (topic) {
  const all = await data.rows('model_score', { topic, order: 'desc' });
  const heading = el('div', { class: 'lead' }, el('h1', {}, t('models.title')), el('p', {}, t('models.help')));
  const last = all.reduce((most, row) => (row.as_of > most ? row.as_of : most), '');
  const order = (row) => (baselines.includes(row.model) ? baselines.indexOf(row.model) : 100);
  const latest = all.filter((row) => row.as_of === last);
  const nowcasts = models.nowcasts(latest);
  const statuses = await models.statuses(topic, order);
  const rows = latest.filter((row) => !models.atMark(row.model)).sort((a, b) => order(a) - order(b) || (a.model < b.model ? -1 : 1));
  const stand = statuses.length ? [card(t('models.status'), t('models.status.help'), models.standing(statuses), statuses, 'model_status', { hidden: ['detail', 'reasons'] })] : [];
  if (rows.length === 0) return [heading, note(t('nothing.scored'), true), ...stand];
  return [
    heading,
    el('p', { class: 'help' }, t('as.of', period(last))),
    card(t('models.skill'), t('models.skill.help'), models.skill(rows), rows, 'skill'),
    card(t('models.table'), t('models.table.help'), models.table(rows, all), rows, 'model_score'),
    ...stand,
    ...(nowcasts.length ? [card(t('models.nowcasts'), t('models.nowcasts.help'), models.nowcastTable(nowcasts), nowcasts, 'nowcast')] : []),
    card(t('averaging'), t('averaging.help'), models.averaging(), app.summary.averaging, 'averaging_check'),
  ];
} });

const models = {
  /** Kind and mark of a score of open periods, such as nowcast-40; null for models. */
  atMark(model) {
    return /^(nowcast|partial|forecast)-(\d+)$/.exec(model);
  },

  /** One row per mark that has a scored nowcast. */
  nowcasts(rows) {
    const of = (kind, mark) => rows.find((row) => row.model === kind + '-' + mark);
    return rows.flatMap((row) => {
      const [, kind, mark] = models.atMark(row.model) || [];
      if (kind !== 'nowcast' || row.n === 0) return [];
      return [{ elapsed: Number(mark) / 100, n: row.n, partial: of('partial', mark).rmse, forecast: of('forecast', mark).rmse, nowcast: row.rmse,
        coverage_80: row.coverage_80, coverage_95: row.coverage_95, skill: row.skill, skill_error: row.skill_error }];
    }).sort((a, b) => a.elapsed - b.elapsed);
  },

  /** All models as of the last period, baselines first. */
  async statuses(topic, order) {
    const all = await data.rows('model_status', { topic, order: 'desc', limit: 100 });
    const last = all.reduce((most, row) => (row.as_of > most ? row.as_of : most), '');
    return all.filter((row) => row.as_of === last).sort((a, b) => order(a) - order(b) || (a.model < b.model ? -1 : 1));
  },

  /** Models with nothing left out in one sentence, the others as a table with their reasons. */
  standing(rows) {
    const isWhole = (row) => row.status === 'fitted' && row.left_out === 0;
    const whole = rows.filter(isWhole).map((row) => t('model.' + row.model));
    const others = rows.filter((row) => !isWhole(row));
    return el('div', { class: 'stack' },
      whole.length ? el('p', {}, t('models.status.whole', whole.join(t('comma')))) : null,
      others.length ? models.statusTable(others) : null);
  },

  statusTable(rows) {
    return tableOf(rows, [
      ['model', t('model'), (model) => t('model.' + model)],
      ['status', t('status'), (status) => t('status.' + status)],
      ['fitted', t('status.audiences'), counted, true],
      ['left_out', t('status.left_out'), counted, true],
      ['refitted_at', t('status.refitted'), (v) => period(v)],
      ['reasons', t('status.detail'), models.reasons],
    ], t('models.status'), { id: 'model-status' });
  },

  /** Why somebody is left out, in words; of a row older than its numbers, the sentence that it was written with. */
  reasons(json, row) {
    if (!json) return row.detail ? el('span', { class: 'word', lang: 'en' }, row.detail) : '–';
    const list = JSON.parse(json).map(models.reason);
    return list.length === 1 ? el('span', { class: 'word' }, list[0]) : el('ul', { class: 'reasons' }, list.map((words) => el('li', { class: 'word' }, words)));
  },

  reason({ kind, blogger, have, need, terms, text }) {
    const weights = (terms || []).map((term) => fill(fitPhrases.terms[term.kind], name(term.blogger), term.lag)).join(', ');
    const [before, after = ''] = fill(fitPhrases.reasons[kind], name(blogger), have, need, weights || '\n').split('\n');
    return [before, text ? el('code', { lang: 'en' }, text) : null, after].filter(Boolean);
  },

  nowcastTable(rows) {
    const error = (v) => num(v, 4);
    return tableOf(rows, [
      ['elapsed', t('nowcast.elapsed'), percent, true],
      ['n', 'n', counted, true],
      ['partial', t('nowcast.partial'), error, true],
      ['forecast', t('nowcast.forecast'), error, true],
      ['nowcast', t('nowcast.nowcast'), error, true],
      ['coverage_80', t('coverage', 80), percent, true],
      ['coverage_95', t('coverage', 95), percent, true],
      ['skill', t('skill.95'), models.skillWords, true],
    ], t('models.nowcasts'), { id: 'nowcasts' });
  },

  spark(model, errors) {
    const known = errors.filter((error) => error !== null);
    return spark(errors, t('models.spark', t('model.' + model), num(known[0] ?? null, 4), num(known[known.length - 1] ?? null, 4)));
  },

  skillWords(v, row) {
    return v === null ? '–' : signed(v, 3) + (row.skill_error === null ? '' : ' ± ' + num(1.96 * row.skill_error, 3));
  },

  table(rows, all) {
    const best = Math.max(...rows.filter((row) => row.skill !== null).map((row) => row.skill));
    const lastBaseline = rows.filter((row) => baselines.includes(row.model)).pop();
    const history = (model) => all.filter((row) => row.model === model).sort((a, b) => (a.as_of < b.as_of ? -1 : 1)).map((row) => row.rmse);
    return tableOf(rows, [
      ['model', t('model'), (model) => el('span', {}, t('model.' + model), baselines.includes(model) ? el('span', { class: 'help' }, ' · ' + t('baseline')) : '')],
      ['n', 'n', counted, true],
      ['rmse', 'RMSE', (v) => num(v, 4), true],
      ['mae', 'MAE', (v) => num(v, 4), true],
      ['log_score', t('log.score'), (v) => num(v, 2), true],
      ['coverage_80', t('coverage', 80), percent, true],
      ['coverage_95', t('coverage', 95), percent, true],
      ['skill', t('skill.95'), models.skillWords, true],
      ['as_of', t('over.time'), (v, row) => models.spark(row.model, history(row.model))],
    ], t('models.table'), { line: (row) => ({ 'data-model': row.model, class: [row.skill === best ? 'best' : '', row === lastBaseline ? 'break' : ''].join(' ').trim() || null }) });
  },

  skill(rows) {
    const shown = rows.filter((row) => row.skill !== null && row.skill_error !== null).reverse();
    const words = shown.map((row) => t('model.' + row.model) + ' ' + signed(row.skill, 3)).join(', ');
    const bars = shown.map((row, at) => [[row.skill - 1.96 * row.skill_error, at], [row.skill + 1.96 * row.skill_error, at]]);
    const tenths = (most, value) => most(10 * value) / 10;
    const ends = [tenths(Math.floor, Math.min(0, ...bars.map(([low]) => low[0]))), tenths(Math.ceil, Math.max(0, ...bars.map(([, high]) => high[0])))];
    return charts.draw('rows', t('models.skill') + ': ' + words, {
      grid: { ...charts.grid, left: 18, bottom: 24 },
      yAxis: { type: 'category', data: shown.map((row) => t('model.' + row.model)), axisLabel: { color: shade('ink'), interval: 0, width: 160, overflow: 'break', lineHeight: 12, fontSize: 11 }, axisTick: { show: false }, axisLine: { lineStyle: { color: shade('line') } } },
      xAxis: { ...charts.values(t('skill'), ends), nameLocation: 'middle', nameGap: 22, nameTextStyle: { color: shade('soft') } },
      tooltip: charts.tooltip((item) => [shown[item.dataIndex] && t('model.' + shown[item.dataIndex].model),
        t('skill') + ' ' + signed(shown[item.dataIndex].skill, 3) + ' ± ' + num(1.96 * shown[item.dataIndex].skill_error, 3)], 'item'),
      series: [
        { type: 'bar', barMaxWidth: 16, markLine: charts.errorLines(bars, shade('ink')), data: shown.map((row) => ({ value: row.skill,
          itemStyle: { color: shade(baselines.includes(row.model) ? 'excluded' : row.skill > 0 ? 'c0' : 'c1') } })) },
      ],
    });
  },

  averaging() {
    return tableOf(app.summary.averaging.filter((row) => row.of > 0), [
      ['k', t('averaging.periods'), (k) => String(k + 1), true],
      ['outside', t('averaging.outside'), (v, row) => v + ' / ' + row.of, true],
      ['of', t('averaging.inside'), (v, row) => num(100 * (1 - row.outside / v), 1) + ' %', true],
    ], t('averaging'));
  },
};
