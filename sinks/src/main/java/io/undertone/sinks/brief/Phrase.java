// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.dynamics.findings.Words;
import java.util.List;

/** Sentences of a briefing in both languages; {0}, {1}, ... are filled in. */
enum Phrase {
  TITLE("Briefing: {0}, until {1}", "简报：{0}，截至 {1}"),
  MOVED("What moved, and is it real?", "什么变了？是真的吗？"),
  NEXT("What comes next?", "接下来会怎样？"),
  WHO("Who moves with whom?", "谁随谁动？"),
  LOOK("What needs a look?", "什么值得一看？"),
  GOOD("How good were the forecasts?", "预测有多准？"),
  OUT("What was left out?", "排除了什么？"),

  NO_PERIOD("No period is closed yet, so there is nothing to tell.", "尚无已结束的时段，没有可说的。"),
  NO_CHANGE(
      "No audience has two closed periods with posts yet, so no change can be told.",
      "还没有受众有两个含帖子的已结束时段，无法说明变化。"),
  ROSE(
      "{0} rose by {1} to {2} since {3} (± {4}, 95 %): more than chance between {5} audiences"
          + " explains.",
      "{0} 自 {3} 起上升 {1}，至 {2}（± {4}，95%）：超出 {5} 个受众间偶然所能解释的程度。"),
  FELL(
      "{0} fell by {1} to {2} since {3} (± {4}, 95 %): more than chance between {5} audiences"
          + " explains.",
      "{0} 自 {3} 起下降 {1}，至 {2}（± {4}，95%）：超出 {5} 个受众间偶然所能解释的程度。"),
  BECAUSE(
      "Of that change {0} is what was posted, {1} which posts the likes favour, {2} how comments"
          + " spread over posts, {3} the sampling noise to expect, {4} the audience itself.",
      "其中：发布内容 {0}，点赞偏向 {1}，评论在帖子间的分布 {2}，预期抽样噪声 {3}，受众自身 {4}。"),
  BECAUSE_UNKNOWN(
      "Of that change {0} is which posts the likes favour, {1} how comments spread over posts, {2}"
          + " the sampling noise to expect, {3} the audience itself; the posts have no score, so"
          + " content is not told apart.",
      "其中：点赞偏向 {0}，评论在帖子间的分布 {1}，预期抽样噪声 {2}，受众自身 {3}；帖子没有评分，无法区分内容影响。"),
  WITHIN(
      "The other {0} of {1} audiences moved by no more than chance among so many explains; the"
          + " largest of these changes is {2}: {3} ± {4} (95 %).",
      "其余 {0} 个受众（共 {1} 个）的变化均在这么多受众间的噪声之内；其中最大的是 {2}：{3} ± {4}（95%）。"),
  WITHIN_ALL(
      "No audience moved beyond the noise: none of {0} by more than chance among them explains; the"
          + " largest change is {1}: {2} ± {3} (95 %).",
      "没有受众的变化超出噪声（比较了 {0} 个）；最大的变化是 {1}：{2} ± {3}（95%）。"),
  VOICE(
      "Most comments of the last period are {0}''s: {1} of {2} ({3} %).",
      "上一时段评论最多的是 {0}：{2} 条中的 {1} 条（{3}%）。"),

  NO_FORECAST("There is no forecast yet.", "尚无预测。"),
  EXPECTED(
      "{0} is expected at {1} from {2} on, with 80 % between {3} and {4}, by the model {5}.",
      "{0} 自 {2} 起预期为 {1}，80% 在 {3} 与 {4} 之间（模型：{5}）。"),
  MORE_FORECASTS("{0} more audiences have a forecast.", "另有 {0} 个受众有预测。"),

  NOT_ENOUGH(
      "Nobody can say yet: {0} of the {1} periods that the test needs are closed.",
      "还不能说：检验需要 {1} 个时段，已结束 {0} 个。"),
  NOT_TESTED("The fitted weights are not tested, so nothing is claimed.", "拟合的权重未经检验，不作结论。"),
  NOBODY(
      "Nobody, as far as {0} tested edges show: none stands out from chance.",
      "就检验的 {0} 条边而言，没有：均与偶然无异。"),
  ONLY_LIKELY(
      "Nothing is confirmed among {0} tested edges; {1} stand out at this date alone, which is no"
          + " finding.",
      "检验的 {0} 条边中没有已确认的；{1} 条仅在此日突出，不算发现。"),
  CONFIRMED(
      "{0} of {1} tested edges are confirmed: predictive, not causal.",
      "检验的 {1} 条边中已确认 {0} 条：这是预测，不是因果。"),
  MOVES(
      "{0} moves before {1}: weight {2}, 90 % between {3} and {4}, {5} period(s) later.",
      "{0} 先动，{1} 随后：权重 {2}，90% 在 {3} 与 {4} 之间，{5} 个时段之后。"),
  EXPLAINED(
      "{0} edge(s) show in what was heard and are explained by what was posted: no influence is"
          + " claimed of them.",
      "{0} 条边在所听到的内容中可见，但可由发布的内容解释：不对其作影响结论。"),
  PRIVATE(
      "For {0} of {1} audiences the data support a private opinion apart from the expressed one.",
      "{1} 个受众中有 {0} 个，数据支持其私下意见不同于表达。"),

  NO_ALERT("Nothing out of the ordinary in the last period.", "上一时段一切正常。"),
  ALERT("{0}, {1}: {2}", "{0}，{1}：{2}"),
  EVERYONE("all audiences", "所有受众"),
  MORE_ALERTS("{0} more alert(s) are of the last period.", "上一时段另有 {0} 条警报。"),

  NOT_SCORED("No forecast has met its outcome yet.", "还没有预测得到检验。"),
  BETTER(
      "Of {5} models the best was {0}: its error is {1} (RMSE of {2} forecasts), a gain on the best"
          + " simple baseline of {3} %, ± {4} points (95 %, allowing for the choice among {5}): a"
          + " real gain.",
      "{5} 个模型中最好的是 {0}：误差为 {1}（{2} 个预测的 RMSE），相对最佳简单基线改进 {3}%，± {4} 个百分点（95%，已计入在"
          + " {5} 个模型中的挑选）：确有改进。"),
  CHANCE(
      "Of {5} models the best was {0}: its error is {1} (RMSE of {2} forecasts), a gain on the best"
          + " simple baseline of {3} %, ± {4} points (95 %, allowing for the choice among {5}): no"
          + " better than the simple baseline beyond chance.",
      "{5} 个模型中最好的是 {0}：误差为 {1}（{2} 个预测的 RMSE），相对最佳简单基线改进 {3}%，± {4} 个百分点（95%，已计入在"
          + " {5} 个模型中的挑选）：并未超出偶然地胜过简单基线。"),
  TOO_FEW(
      "Of {5} models the best was {0}: its error is {1} (RMSE of {2} forecasts), a gain on the best"
          + " simple baseline of {3} %; too few periods are scored to tell that from chance.",
      "{5} 个模型中最好的是 {0}：误差为 {1}（{2} 个预测的 RMSE），相对最佳简单基线改进 {3}%；检验过的时段太少，无法与偶然区分。"),
  KNOWS_POSTS(
      "It knows the posts of the period that it forecasts; the baselines do not.",
      "它知道所预测时段的帖子；基线不知道。"),
  COVERED(
      "Its 80 % intervals held {0} % of the outcomes, its 95 % intervals {1} %.",
      "其 80% 区间包含了 {0}% 的结果，95% 区间包含了 {1}%。"),

  COUNTED(
      "{0} comments on {1} posts of {2} audiences are counted, in {3} closed periods.",
      "共计入 {2} 个受众 {1} 条帖子的 {0} 条评论，{3} 个已结束时段。"),
  UNSCORED("{0} comments could not be scored and have no say.", "{0} 条评论无法评分，不参与计算。"),
  DEAD(
      "{0} records could not be used; each has its reason in dead_letter.",
      "{0} 条记录无法使用；死信中逐条记有原因。"),
  ALL_USED("Every record could be used.", "所有记录均可用。"),
  STILL_OPEN("{0} period(s) still open are left out of all of this.", "{0} 个未结束的时段未计入以上内容。");

  private final Words words;

  Phrase(String english, String chinese) {
    words = new Words(english.replace("''", "'"), chinese);
  }

  /** The sentence, filled in. */
  String in(ReportLanguage language, List<String> values) {
    return words.filled(values).in(language);
  }
}
