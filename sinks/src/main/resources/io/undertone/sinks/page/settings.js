// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { coded } from './dom.js';
import { counted } from './format.js';
import { fill, t, tongue } from './i18n.js';
import { el } from './patch.js';
import { refused } from './refused.js';

/** What the settings and counts are called that the results were made with, in English and Chinese. */
export const settings = {
  'author-weight-cap': ['Most weight of one author', '单个作者的权重上限'],
  'build': ['Build', '版本'],
  'comment-variance': ['Variance of one comment, to begin with', '单条评论方差的初值'],
  'content': ['What of a post is known beforehand', '预先已知的帖子内容'],
  'content-salt': ['Fingerprint of the secret for words', '词语密钥的指纹'],
  'data_set': ['Data set', '数据集'],
  'evidence-comments': ['Comments kept of each post', '每条帖子保留的评论数'],
  'follow-silent': ['Silent periods before an audience is left', '不再跟踪前的静默时段数'],
  'history': ['Periods that models look back', '模型回看的时段数'],
  'influence-every': ['Periods between kept matrices', '保留矩阵的间隔时段数'],
  'lateness': ['Late comments are taken for', '迟到评论的接受期限'],
  'models': ['Models', '模型'],
  'origin': ['First day of a period', '时段起点'],
  'parallelism': ['Parallel subtasks', '并行度'],
  'period': ['Length of a period', '时段长度'],
  'period-by': ['A comment belongs to the period of', '评论归属时段的依据'],
  'periods': ['How periods are named', '时段的命名方式'],
  'periods_in_whole_days': ['Periods are whole days', '时段为整天'],
  'provisional-every': ['Open period is updated every', '未结束时段的更新间隔'],
  'refit-threads': ['Threads that fit', '拟合线程数'],
  'revise-every': ['Late comments are gathered for', '迟到评论的汇集时长'],
  'schema_version': ['Version of the tables', '表结构版本'],
  'score-cache': ['Texts whose scores are remembered', '缓存评分的文本数'],
  'scorer': ['Scorer', '评分器'],
  'seed': ['Seed of everything random', '随机种子'],
  'speed': ['Pace of the replay', '重放速度'],
  'state-backend': ['Where state lives', '状态存储'],
  'text-rules': ['Empty texts and bare replies', '空文本与纯回复的处理'],
  'title': ['Title', '标题'],
  'topic': ['Topic', '话题'],
  'topic-sentiment': ['What of a text is scored', '评分的文本范围'],
  'unscored': ['Comments that nobody can score', '无法评分的评论'],
  'zone': ['Time zone', '时区'],
  'account.read': ['Records read', '读取的记录'],
  'account.comments': ['Of these, comments', '其中评论'],
  'account.comments.counted': ['Comments counted', '已计入的评论'],
  'account.comments.unscored': ['Comments that could not be scored', '无法评分的评论'],
  'account.comments.newer_versions_of_others': ['Newer versions of other comments', '其他评论的新版本'],
  'account.comments.duplicates': ['Duplicates', '重复'],
  'account.comments.deletions': ['Deletions', '删除'],
  'account.comments.too_late': ['Comments that came too late', '来得太晚的评论'],
  'account.comments.without_a_post': ['Comments without a post', '没有帖子的评论'],
  'account.comments.off_topic': ['Comments off topic', '与话题无关的评论'],
  'account.comments.counted_before': ['Comments counted before', '此前已计入的评论'],
  'account.comments.under_further_topics': ['Comments under further topics as well', '同时属于其他话题的评论'],
  'account.posts': ['Posts', '帖子'],
  'account.no_opinions': ['Records without an opinion', '没有意见的记录'],
  'account.dead_letters': ['Dead letters', '死信'],
  'account.passed_over': ['Records passed over', '略过的记录'],
  'account.lost_values': ['Values that could not be read', '无法读取的值'],
  'account.below_zero': ['Likes below zero, taken as 0', '小于零的点赞，按 0 计'],
};

/** Words that settings may be. */
export const settingValues = {
  none: ['none', '无'],
  auto: ['chosen by language', '按语言选择'],
  all: ['all', '全部'],
  true: ['yes', '是'],
  false: ['no', '否'],
  max: ['as fast as it goes', '尽可能快'],
  'half-month': ['half a month', '半个月'],
  'by-scorer': ['known of its scorer', '按评分器的已知值'],
  post: ['its post', '帖子'],
  comment: ['the comment itself', '评论自身'],
  out: ['counted apart', '单独计数'],
  neutral: ['taken as 0.5', '按 0.5 计'],
  given: ['given with the data', '数据自带'],
  heap: ['memory', '内存'],
  rocksdb: ['disk (RocksDB)', '磁盘（RocksDB）'],
  development: ['development', '开发版'],
};

/** What became of a file's records, in a sum. */
export function fileAccount(json) {
  const { read, 'comments.under_further_topics': again = 0, ...outcomes } = JSON.parse(json);
  const count = (key, value) => fill(settings['account.' + key]) + ' ' + counted(value);
  const left = [count('read', read), ...(again ? [count('comments.under_further_topics', again)] : [])];
  return left.join(' + ') + ' = ' + Object.entries(outcomes).map(([key, value]) => count(key, value)).join(' + ');
}

/** A setting by its name, with the word that is written in a configuration beside it. */
export function settingName(key) {
  const words = settings[key];
  return words ? el('span', {}, words[tongue()] + ' ', coded(key.replace(/^account\./, '')))
    : coded(key.replace(/^account\.(file(_passed_over)?\.)?/, ''));
}

/** Its value: words and lengths of time in the reader's language, whole numbers with their thousands. */
export function settingValue(value, row) {
  if (row.key.startsWith('account.file.') && value.startsWith('{')) return el('span', { class: 'word' }, fileAccount(value));
  if (row.key.startsWith('account.file_passed_over.')) return refused.cell(value, { reason_code: value.startsWith('{') ? value : '' });
  const words = settingValues[value];
  const days = /^P(\d+)D$/.exec(value);
  const text = words ? words[tongue()]
    : days ? t('days', counted(Number(days[1])))
    : /^\d{4,}$/.test(value) && row.key.startsWith('account.') ? counted(Number(value)) : value;
  return el(text === value && !/^\d*$/.test(value) ? 'code' : 'span', { class: 'word' }, text);
}
