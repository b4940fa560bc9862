// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { alarm } from './alerts.js';
import { coded } from './dom.js';
import { chance, name, percent, period, rounded, signed } from './format.js';
import { t, tongue, words } from './i18n.js';
import { el } from './patch.js';
import { refused } from './refused.js';
import { settingName, settingValue, settingValues } from './settings.js';
import { app } from './state.js';

/** Names of columns in English and Chinese, for every table that shows or saves rows as they are. */
export const columns = {
  topic: ['Topic', '话题'],
  blogger: ['Audience', '受众'],
  blogger_name: ['Name', '名称'],
  other: ['Compared with', '对照'],
  period_start: ['Period from', '时段开始'],
  period_end: ['Period until', '时段结束'],
  sentiment: ['Sentiment', '情绪'],
  standard_error: ['Standard error', '标准误'],
  comments: ['Comments', '评论'],
  expected: ['Expected before its first comment', '首条评论前的预期'],
  by_score: ['Of that, by the post\'s own sentiment', '其中来自帖子自身情绪'],
  by_text: ['Of that, by its words', '其中来自用词'],
  share_of_voice: ['Share of voice', '声量占比'],
  posts: ['Posts', '帖子'],
  effective_posts: ['Equally liked posts it is worth', '等权帖子数'],
  content_effect: ['Due to content', '内容影响'],
  nowcast: ['Nowcast', '即时预测'],
  nowcast_error: ['Standard error of the nowcast', '即时预测标准误'],
  provisional: ['Still open', '尚未结束'],
  revision: ['Revision', '修订'],
  run: ['Run', '运行'],
  scorer: ['Scorer', '评分器'],
  unscored: ['Comments not scored', '未评分评论'],
  comment_variance: ['Variance of one comment', '单条评论方差'],
  as_of: ['As of', '截至'],
  model: ['Model', '模型'],
  source: ['Source', '来源'],
  target: ['Follower', '跟随者'],
  lag: ['Lag', '滞后'],
  weight: ['Weight', '权重'],
  lower: ['Lower end', '下限'],
  upper: ['Upper end', '上限'],
  e_value: ['Evidence (e-value)', '证据值'],
  p_value: ['p-value', 'p 值'],
  q_value: ['Adjusted p-value', '校正 p 值'],
  status: ['Status', '状态'],
  explained: ['Explained by what was posted', '可由发布的内容解释'],
  made_at: ['Made at', '发布于'],
  conditional: ['Posts known', '已知帖子'],
  mean: ['Expected', '预期'],
  lower_80: ['80 % from', '80% 下限'],
  upper_80: ['80 % to', '80% 上限'],
  lower_95: ['95 % from', '95% 下限'],
  upper_95: ['95 % to', '95% 上限'],
  forecast_mean: ['Forecast', '预测'],
  forecast_lower_80: ['Forecast, 80 % from', '预测 80% 下限'],
  forecast_upper_80: ['Forecast, 80 % to', '预测 80% 上限'],
  forecast_lower_95: ['Forecast, 95 % from', '预测 95% 下限'],
  forecast_upper_95: ['Forecast, 95 % to', '预测 95% 上限'],
  n: ['Forecasts', '预测数'],
  rmse: ['Typical error (RMSE)', '典型误差 (RMSE)'],
  mae: ['Mean error (MAE)', '平均误差 (MAE)'],
  log_score: ['Log score', '对数评分'],
  coverage_80: ['In 80 % interval', '80% 区间内'],
  coverage_95: ['In 95 % interval', '95% 区间内'],
  skill: ['Skill', '技巧'],
  skill_error: ['Standard error of the skill', '技巧标准误'],
  detail: ['Detail', '说明'],
  reasons: ['Reasons as code', '原因代码'],
  fitted: ['Audiences fitted', '已拟合受众'],
  left_out: ['Left out', '排除'],
  refitted_at: ['Parameters as of', '参数截至'],
  expressed: ['Expressed', '表达'],
  private: ['Private', '私下'],
  susceptibility: ['Susceptibility', '易感度'],
  resilience: ['Resilience', '坚韧度'],
  kind: ['Kind', '类型'],
  size: ['Size', '大小'],
  evidence: ['Evidence', '依据'],
  post: ['Post', '帖子'],
  post_time: ['Posted', '发布时间'],
  post_likes: ['Likes', '点赞'],
  like_weight: ['Like weight', '点赞权重'],
  effective_comments: ['Effective comments', '有效评论'],
  content_score: ['Score of the post', '帖子评分'],
  rank: ['Rank', '名次'],
  comment: ['Comment', '评论'],
  time: ['Time', '时间'],
  likes: ['Likes', '点赞'],
  score: ['Score', '评分'],
  text: ['Text', '文本'],
  reason: ['Reason', '原因'],
  reason_code: ['Reason as code', '原因代码'],
  position: ['Position', '位置'],
  payload: ['Record', '记录'],
  seen_at: ['Seen at', '出现时间'],
  elapsed: ['Elapsed', '已过'],
  partial: ['Error so far', '目前统计误差'],
  forecast: ['Error of the forecast', '预测误差'],
  k: ['Further periods before', '更早的时段数'],
  outside: ['Outside', '范围外'],
  of: ['Compared', '比较数'],
  self_weight: ['Weight on itself', '自身权重'],
  others: ['Weight on others', '他人权重'],
  stubbornness: ['Stubbornness', '固执度'],
  periods_ahead: ['Periods ahead', '之后时段数'],
  response: ['Response', '响应'],
  variance: ['Variance', '方差'],
  slope: ['Change per unit of the post', '帖子每单位变化'],
  content: ['Usual sentiment of posts', '通常帖子情绪'],
  easiest: ['Periods, easiest pair', '时段：最易的一对'],
  median: ['Periods, typical pair', '时段：典型的一对'],
  hardest: ['Periods, hardest pair', '时段：最难的一对'],
  table: ['Table', '表'],
  rows: ['Rows', '行数'],
  revised: ['Revised', '修订'],
  count: ['Records', '记录数'],
  key: ['Setting', '设置'],
  value: ['Value', '值'],
  part: ['Part', '部分'],
  contribution: ['Contribution', '贡献'],
  when: ['When', '何时'],
  more: ['More than counted', '多于所计'],
  posted: ['Periods with a post before', '此前有帖子的时段'],
  followed: ['Periods before', '此前的时段'],
  memory: ['Memory factor', '记忆因子'],
  share: ['Share of the whole record', '全部历史的份额'],
  audiences: ['Audiences', '受众数'],
  apart: ['Apart before, at least', '此前至少相差'],
  scorers_before: ['Scored before by', '之前的评分器'],
  scorers: ['Scored now by', '现在的评分器'],
  periods: ['Periods', '时段数'],
  deviation: ['Deviation over time', '随时间的偏差'],
  sampling_error: ['Sampling error', '抽样误差'],
  signal_share: ['Share of signal', '信号份额'],
  autocorrelation: ['Autocorrelation', '自相关'],
  autocorrelation_error: ['Its standard error', '其标准误'],
  cutoffs: ['Cutoffs', '起点数'],
  null: ['Null', '零假设'],
  gain: ['Gain', '增益'],
  null_mean: ['Mean under the null', '零假设均值'],
  null_upper_95: ['95 % of it lies below', '其 95% 上限'],
  share_inside: ['Share inside', '范围内份额'],
  series_correlation: ['Correlation of sentiment', '情绪相关'],
  weight_correlation: ['Correlation of weights', '权重相关'],
  weight_difference: ['Difference of weights', '权重差'],
  strongest_agree: ['Strongest influencer agrees', '最强影响者一致'],
  direction: ['Direction', '方向'],
  eigenvalue: ['Eigenvalue', '特征值'],
  pairs: ['Pairs', '对数'],
  sum: ['Sum', '和'],
};

/** Names of the tables. */
export const tables = {
  audience_sentiment: ['Sentiment of audiences', '受众情绪'],
  influence: ['Influence', '影响'],
  forecast: ['Forecasts', '预测'],
  model_score: ['Scores of models', '模型评分'],
  model_status: ['Status of models', '模型状态'],
  private_opinion: ['Private opinions', '私下意见'],
  alert: ['Alerts', '警报'],
  post_evidence: ['Posts', '帖子'],
  post_nowcast: ['Nowcasts of posts', '帖子即时预测'],
  comment_evidence: ['Comments kept', '保留的评论'],
  dead_letter: ['Dead letters', '死信'],
};

/** A table by its name, with the name that it has in SQL. */
export const tableName = (table) => el('span', {}, (tables[table] ? tables[table][tongue()] : '') + ' ', coded(table));

/** Heading of a column; what has no words of its own is spelt without underscores. */
export function columnName(key) {
  const words = columns[key];
  return words ? words[tongue()] : key.replace(/_/g, ' ');
}

/** A cell of a row as it is: names, words, dates and rounded numbers. */
export function cellOf(key, value, row) {
  if (value === null || value === undefined || value === '') return '–';
  if (key === 'reason') return refused.cell(value, row);
  if (key === 'text') return el('bdi', { class: 'word' }, value);
  if (key === 'payload') return el('code', { class: 'word' }, value);
  if (key === 'key') return settingName(value);
  if (key === 'value' && row && row.key) return settingValue(value, row);
  if (['blogger', 'target', 'other'].includes(key) || (key === 'source' && app.summary.audiences.some((one) => one.blogger === value))) return name(value);
  if (key === 'model') return t('model.' + value);
  if (key === 'status') return words['level.' + value] ? t('level.' + value) : words['status.' + value] ? t('status.' + value) : t('support.short.' + value);
  if (key === 'part') return t('change.part.' + value);
  if (key === 'table') return tableName(value);
  if (key === 'scorer' && value === 'given') return settingValues.given[tongue()];
  if (key === 'kind') return alarm.name(value);
  if (key === 'p_value' || key === 'q_value') return chance(value);
  if (key === 'skill') return signed(value, 3);
  if (key === 'share_of_voice' || key === 'elapsed') return percent(value);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return rounded(value);
  return /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? period(value) : String(value);
}
