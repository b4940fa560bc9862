// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.evaluate.ForecastGain;
import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.Words;
import io.undertone.dynamics.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts an audit into plain words. */
final class AuditVerdict {
  private AuditVerdict() {}

  static List<Words> of(AuditReport r, Function<String, Words> models) {
    List<Words> verdict = new ArrayList<>();
    verdict.add(influence(r));
    verdict.add(noise(r));
    verdict.add(forecasts(r, models));
    nulls(r, verdict);
    halves(r, verdict);
    verdict.add(r.plan().words());
    verdict.add(privateOpinions(r));
    return List.copyOf(verdict);
  }

  private static Words influence(AuditReport r) {
    long confirmed = r.count(ClaimLevel.CONFIRMED);
    long likely = r.count(ClaimLevel.LIKELY);
    long excluded = r.count(ClaimLevel.EXCLUDED);
    int all = r.edges().size();
    if (confirmed > 0) {
      return Words.format(
          "%1$d of %2$d edges %4$s confirmed: predictive dependencies beyond own past and crowd,"
              + " not causes. %3$d more %5$s likely at this date, which is no finding.",
          "%2$d 条边中已确认 %1$d 条：这是在自身历史与整体之外的预测依赖，不是因果。此日另有 %3$d 条可能，不算发现。",
          confirmed,
          all,
          likely,
          confirmed == 1 ? "is" : "are",
          likely == 1 ? "is" : "are");
    }
    if (likely > 0) {
      return Words.format(
          "No edge is confirmed; %1$d of %2$d %3$s likely at this date, which chance gives now and"
              + " then. No firm cross-influence in these data.",
          "没有已确认的边；此日 %2$d 条中有 %1$d 条可能，偶然也会出现。这些数据中没有确定的相互影响。",
          likely,
          all,
          likely == 1 ? "is" : "are");
    }
    return Words.format(
        "No measurable cross-influence in these data: none of %1$d edges survives (%2$d are"
            + " excluded, the rest is undetermined).",
        "这些数据中没有可测量的相互影响：%1$d 条边无一成立（%2$d 条已排除，其余未定）。", all, excluded);
  }

  private static Words noise(AuditReport r) {
    Double sampling = r.samplingError();
    if (sampling == null) {
      return Words.format(
          "Sentiment moves by %.3f around each audience's mean; the sampling error is not given, so"
              + " signal and noise cannot be told apart.",
          "情绪围绕各受众均值波动 %.3f；未给出抽样误差，无法区分信号与噪声。", r.temporalDeviation());
    }
    if (sampling > r.temporalDeviation()) {
      return Words.format(
          "Warning: the sampling error %.3f that was given or estimated is larger than the whole"
              + " movement %.3f, which cannot be. It overstates the noise; check the variances (or"
              + " comment-variance) before anything here is read.",
          "注意：给出或估计的抽样误差 %.3f 大于全部波动 %.3f，这不可能。噪声被高估；请先检查方差（或" + " comment-variance）再阅读以下内容。",
          sampling,
          r.temporalDeviation());
    }
    double share = sampling * sampling / (r.temporalDeviation() * r.temporalDeviation());
    return Words.format(
        "Sentiment moves by %.3f around each audience's mean, its sampling error is %.3f: %.0f %%"
            + " of the movement is noise.",
        "情绪围绕各受众均值波动 %.3f，抽样误差为 %.3f：波动的 %.0f%% 是噪声。",
        r.temporalDeviation(),
        sampling,
        100 * share);
  }

  private static Words forecasts(AuditReport r, Function<String, Words> models) {
    List<ForecastGain.Candidate> compared = new ArrayList<>();
    for (ForwardScores.Row row : r.forward()) {
      Double skill = row.score().skill();
      Double error = row.score().skillError();
      if (!Models.BASELINES.contains(row.model()) && skill != null && error != null) {
        compared.add(new ForecastGain.Candidate(row.model(), skill, error, row.cutoffs()));
      }
    }
    ForecastGain gain = ForecastGain.among(compared);
    if (gain == null) {
      return new Words("No model but the baselines could be scored forward.", "除基线外没有模型可以前向评分。");
    }
    Double half = gain.half();
    Words baseline = baseline(r, models);
    if (!gain.real() || half == null) {
      return Words.format(
          "The best of %1$d models is no better than the best of four simple baselines%2$s beyond"
              + " what chance gives.",
          "%1$d 个模型中最好的一个并未超出偶然地胜过四个简单基线中最好的一个%3$s。", gain.models(), baseline.en(), baseline.zh());
    }
    return Words.format(
        "%1$s forecasts better than the best of four simple baselines%2$s: RMSE %4$.1f %% lower, +-"
            + " %5$.1f points (95 %%, allowing for the choice among %6$d models).",
        "%7$s 的预测胜过四个简单基线中最好的一个%3$s：RMSE 低 %4$.1f%%，± %5$.1f 个百分点（95%%，已计入在 %6$d" + " 个模型中的挑选）。",
        models.apply(gain.model()).en(),
        baseline.en(),
        baseline.zh(),
        100 * gain.skill(),
        100 * half,
        gain.models(),
        models.apply(gain.model()).zh());
  }

  private static Words baseline(AuditReport r, Function<String, Words> models) {
    Words best = new Words("", "");
    double lowest = Double.POSITIVE_INFINITY;
    for (ForwardScores.Row row : r.forward()) {
      Double rmse = row.score().rmse();
      if (Models.BASELINES.contains(row.model()) && rmse != null && rmse < lowest) {
        lowest = rmse;
        Words name = models.apply(row.model());
        best =
            Words.format(" (%1$s, RMSE %3$.4f)", "（%2$s，RMSE %3$.4f）", name.en(), name.zh(), rmse);
      }
    }
    return best;
  }

  private static void nulls(AuditReport r, List<Words> verdict) {
    for (NullTest test : r.nulls()) {
      Double p = test.pValue();
      boolean rotated = test.kind() == NullTest.Kind.CIRCULAR_SHIFT;
      Words how =
          rotated ? new Words("rotated in time", "循环平移") : new Words("shuffled in time", "打乱时间");
      verdict.add(
          p == null
              ? Words.format(
                  "There are too few complete pairs for the null with the others %1$s.",
                  "完整的相邻时段太少，无法做将其他受众%2$s的零检验。", how.en(), how.zh())
              : Words.format(
                  "The others explain %1$.0f %% of what own past leaves, in sample; %4$s they"
                      + " explain %2$.0f %% (p = %3$.2f).",
                  "样本内，其他受众解释了自身历史所余的 %1$.0f%%；%5$s后解释 %2$.0f%%（p = %3$.2f）。",
                  100 * test.gain(),
                  100 * test.nullMean(),
                  p,
                  how.en(),
                  how.zh()));
    }
    long surviving =
        r.weights().stream().filter(w -> !w.source().equals(w.target()) && w.survives()).count();
    if (!r.weights().isEmpty()) {
      verdict.add(
          Words.format(
              "Of the least squares weights on others %d have a bootstrap interval above 0.05; it"
                  + " takes the noise for signal, so these are no claims.",
              "对他人的最小二乘权重中有 %d 个的自助法区间高于 0.05；该方法把噪声当作信号，故不作结论。", surviving));
    }
  }

  private static void halves(AuditReport r, List<Words> verdict) {
    SplitHalf halves = r.halves();
    if (halves != null) {
      verdict.add(
          Words.format(
              "Two random halves of the comments agree on sentiment with correlation %.2f, on"
                  + " weights with %.2f, and on the strongest influencer for %.0f %% of the"
                  + " audiences.",
              "评论随机分成两半：情绪的相关为 %.2f，权重的相关为 %.2f，%.0f%% 的受众最强影响者一致。",
              halves.seriesCorrelation(),
              halves.weightCorrelation(),
              100 * halves.strongestAgree()));
    }
  }

  private static Words privateOpinions(AuditReport r) {
    long tested = r.privateOpinions().stream().filter(t -> t.pValue() != null).count();
    if (tested == 0) {
      return new Words(
          "There are too few complete periods to test for private opinions.", "完整的时段太少，无法检验私下意见。");
    }
    long supporting =
        r.privateOpinions().stream()
            .filter(t -> t.pValue() != null && t.pValue() * tested < .05)
            .count();
    return supporting == 0
        ? new Words(
            "No sign of private opinions: no second-lag coefficients are significantly negative.",
            "没有私下意见的迹象：没有显著为负的第二滞后系数。")
        : Words.format(
            "%1$d of %2$d audiences show the second-lag signature of private opinions.",
            "%2$d 个受众中有 %1$d 个显示私下意见的第二滞后特征。", supporting, tested);
  }
}
