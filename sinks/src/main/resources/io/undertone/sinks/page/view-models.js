// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** Which models predict, baselines first. */
U.views.push({ id: 'models', picks: [], render: async function (topic) {
  const all = await U.data.rows('model_score', { topic, order: 'desc' });
  const heading = U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('models.title')), U.el('p', {}, U.t('models.help')));
  const last = all.reduce((most, row) => (row.as_of > most ? row.as_of : most), '');
  const order = (row) => (U.baselines.includes(row.model) ? U.baselines.indexOf(row.model) : 100);
  const latest = all.filter((row) => row.as_of === last);
  const nowcasts = U.models.nowcasts(latest);
  const statuses = await U.models.statuses(topic, order);
  const rows = latest.filter((row) => !U.models.atMark(row.model)).sort((a, b) => order(a) - order(b) || (a.model < b.model ? -1 : 1));
  const stand = statuses.length ? [U.card(U.t('models.status'), U.t('models.status.help'), U.models.standing(statuses), statuses, 'model_status', { hidden: ['detail', 'reasons'] })] : [];
  if (rows.length === 0) return [heading, U.note(U.t('nothing.scored'), true), ...stand];
  return [
    heading,
    U.el('p', { class: 'help' }, U.t('as.of', U.period(last))),
    U.card(U.t('models.skill'), U.t('models.skill.help'), U.models.skill(rows), rows, 'skill'),
    U.card(U.t('models.table'), U.t('models.table.help'), U.models.table(rows, all), rows, 'model_score'),
    ...stand,
    ...(nowcasts.length ? [U.card(U.t('models.nowcasts'), U.t('models.nowcasts.help'), U.models.nowcastTable(nowcasts), nowcasts, 'nowcast')] : []),
    U.card(U.t('averaging'), U.t('averaging.help'), U.models.averaging(), U.summary.averaging, 'averaging_check'),
  ];
} });

U.models = {
  /** Kind and mark of a score of open periods, such as nowcast-40; null for models. */
  atMark(model) {
    return /^(nowcast|partial|forecast)-(\d+)$/.exec(model);
  },

  /** One row per mark that has a scored nowcast. */
  nowcasts(rows) {
    const of = (kind, mark) => rows.find((row) => row.model === kind + '-' + mark);
    return rows.flatMap((row) => {
      const [, kind, mark] = U.models.atMark(row.model) || [];
      if (kind !== 'nowcast' || row.n === 0) return [];
      return [{ elapsed: Number(mark) / 100, n: row.n, partial: of('partial', mark).rmse, forecast: of('forecast', mark).rmse, nowcast: row.rmse,
        coverage_80: row.coverage_80, coverage_95: row.coverage_95, skill: row.skill, skill_error: row.skill_error }];
    }).sort((a, b) => a.elapsed - b.elapsed);
  },

  /** All models as of the last period, baselines first. */
  async statuses(topic, order) {
    const all = await U.data.rows('model_status', { topic, order: 'desc', limit: 100 });
    const last = all.reduce((most, row) => (row.as_of > most ? row.as_of : most), '');
    return all.filter((row) => row.as_of === last).sort((a, b) => order(a) - order(b) || (a.model < b.model ? -1 : 1));
  },

  /** Models with nothing left out in one sentence, the others as a table with their reasons. */
  standing(rows) {
    const isWhole = (row) => row.status === 'fitted' && row.left_out === 0;
    const whole = rows.filter(isWhole).map((row) => U.t('model.' + row.model));
    const others = rows.filter((row) => !isWhole(row));
    return U.el('div', { class: 'stack' },
      whole.length ? U.el('p', {}, U.t('models.status.whole', whole.join(U.t('comma')))) : null,
      others.length ? U.models.statusTable(others) : null);
  },

  statusTable(rows) {
    const table = U.table(rows, [
      ['model', U.t('model'), (model) => U.t('model.' + model)],
      ['status', U.t('status'), (status) => U.t('status.' + status)],
      ['fitted', U.t('status.audiences'), U.count, true],
      ['left_out', U.t('status.left_out'), U.count, true],
      ['refitted_at', U.t('status.refitted'), (v) => U.period(v)],
      ['reasons', U.t('status.detail'), U.models.reasons],
    ], U.t('models.status'));
    table.id = 'model-status';
    return table;
  },

  /** Why somebody is left out, in words; of a row older than its numbers, the sentence that it was written with. */
  reasons(json, row) {
    if (!json) return row.detail ? U.el('span', { class: 'word', lang: 'en' }, row.detail) : '–';
    const list = JSON.parse(json).map(U.models.reason);
    return list.length === 1 ? U.el('span', { class: 'word' }, list[0]) : U.el('ul', { class: 'reasons' }, list.map((words) => U.el('li', { class: 'word' }, words)));
  },

  reason({ kind, blogger, have, need, terms, text }) {
    const weights = (terms || []).map((term) => U.fill(U.fitPhrases.terms[term.kind], U.name(term.blogger), term.lag)).join(', ');
    return U.fill(U.fitPhrases.reasons[kind], U.name(blogger), have, need, weights || text);
  },

  nowcastTable(rows) {
    const error = (v) => U.num(v, 4);
    const table = U.table(rows, [
      ['elapsed', U.t('nowcast.elapsed'), U.percent, true],
      ['n', 'n', U.count, true],
      ['partial', U.t('nowcast.partial'), error, true],
      ['forecast', U.t('nowcast.forecast'), error, true],
      ['nowcast', U.t('nowcast.nowcast'), error, true],
      ['coverage_80', U.t('coverage', 80), U.percent, true],
      ['coverage_95', U.t('coverage', 95), U.percent, true],
      ['skill', U.t('skill.95'), U.models.skillWords, true],
    ], U.t('models.nowcasts'));
    table.id = 'nowcasts';
    return table;
  },

  spark(model, errors) {
    const known = errors.filter((error) => error !== null);
    return U.spark(errors, U.t('models.spark', U.t('model.' + model), U.num(known[0] ?? null, 4), U.num(known[known.length - 1] ?? null, 4)));
  },

  skillWords(v, row) {
    return v === null ? '–' : U.signed(v, 3) + (row.skill_error === null ? '' : ' ± ' + U.num(1.96 * row.skill_error, 3));
  },

  table(rows, all) {
    const best = Math.max(...rows.filter((row) => row.skill !== null).map((row) => row.skill));
    const lastBaseline = rows.filter((row) => U.baselines.includes(row.model)).pop();
    const history = (model) => all.filter((row) => row.model === model).sort((a, b) => (a.as_of < b.as_of ? -1 : 1)).map((row) => row.rmse);
    const table = U.table(rows, [
      ['model', U.t('model'), (model) => U.el('span', {}, U.t('model.' + model), U.baselines.includes(model) ? U.el('span', { class: 'help' }, ' · ' + U.t('baseline')) : '')],
      ['n', 'n', U.count, true],
      ['rmse', 'RMSE', (v) => U.num(v, 4), true],
      ['mae', 'MAE', (v) => U.num(v, 4), true],
      ['log_score', U.t('log.score'), (v) => U.num(v, 2), true],
      ['coverage_80', U.t('coverage', 80), U.percent, true],
      ['coverage_95', U.t('coverage', 95), U.percent, true],
      ['skill', U.t('skill.95'), U.models.skillWords, true],
      ['as_of', U.t('over.time'), (v, row) => U.models.spark(row.model, history(row.model))],
    ], U.t('models.table'));
    [...table.querySelectorAll('tbody tr')].forEach((line, at) => {
      line.dataset.model = rows[at].model;
      if (rows[at].skill === best) line.classList.add('best');
      if (rows[at] === lastBaseline) line.classList.add('break');
    });
    return table;
  },

  skill(rows) {
    const shown = rows.filter((row) => row.skill !== null && row.skill_error !== null).reverse();
    const words = shown.map((row) => U.t('model.' + row.model) + ' ' + U.signed(row.skill, 3)).join(', ');
    const bars = shown.map((row, at) => [[row.skill - 1.96 * row.skill_error, at], [row.skill + 1.96 * row.skill_error, at]]);
    const tenths = (most, value) => most(10 * value) / 10;
    const ends = [tenths(Math.floor, Math.min(0, ...bars.map(([low]) => low[0]))), tenths(Math.ceil, Math.max(0, ...bars.map(([, high]) => high[0])))];
    return U.charts.draw('mid', U.t('models.skill') + ': ' + words, {
      grid: { ...U.charts.grid, left: 18, bottom: 24 },
      yAxis: { type: 'category', data: shown.map((row) => U.t('model.' + row.model)), axisLabel: { color: U.colour('ink') }, axisTick: { show: false }, axisLine: { lineStyle: { color: U.colour('line') } } },
      xAxis: { ...U.charts.values(U.t('skill'), ends), nameLocation: 'middle', nameGap: 22, nameTextStyle: { color: U.colour('soft') } },
      tooltip: U.charts.tooltip((item) => [shown[item.dataIndex] && U.t('model.' + shown[item.dataIndex].model),
        U.t('skill') + ' ' + U.signed(shown[item.dataIndex].skill, 3) + ' ± ' + U.num(1.96 * shown[item.dataIndex].skill_error, 3)], 'item'),
      series: [
        { type: 'bar', barMaxWidth: 16, markLine: U.charts.errorLines(bars, U.colour('ink')), data: shown.map((row) => ({ value: row.skill,
          itemStyle: { color: U.colour(U.baselines.includes(row.model) ? 'excluded' : row.skill > 0 ? 'c0' : 'c1') } })) },
      ],
    });
  },

  averaging() {
    return U.table(U.summary.averaging.filter((row) => row.of > 0), [
      ['k', U.t('averaging.periods'), (k) => String(k + 1), true],
      ['outside', U.t('averaging.outside'), (v, row) => v + ' / ' + row.of, true],
      ['of', U.t('averaging.inside'), (v, row) => U.num(100 * (1 - row.outside / v), 1) + ' %', true],
    ], U.t('averaging'));
  },
};
