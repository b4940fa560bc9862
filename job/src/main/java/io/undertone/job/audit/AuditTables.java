// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.dynamics.audit.AuditReport;
import io.undertone.dynamics.audit.EdgePlan;
import io.undertone.dynamics.audit.NullTest;
import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.Words;
import io.undertone.sinks.page.AuditSheet.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit as tables, the same for the terminal, the CSV files and the report. */
public final class AuditTables {
  private static final Words FITTED = new Words("fitted", "已拟合");

  private AuditTables() {}

  /** All tables in the order in which they are read. */
  public static List<Table> of(AuditReport report, Map<String, String> names) {
    List<Table> tables = new ArrayList<>();
    tables.add(signals(report, names));
    tables.add(forward(report));
    tables.add(edges(report, names));
    tables.add(nulls(report));
    tables.add(range(report));
    tables.add(weights(report, names));
    if (report.halves() != null) {
      tables.add(halves(report));
    }
    if (report.identifiability() != null) {
      tables.add(identifiability(report));
    }
    tables.add(plan(report));
    tables.add(privateOpinions(report, names));
    return tables;
  }

  private static Table signals(AuditReport report, Map<String, String> names) {
    return new Table(
        "signal",
        new Words(
            "Signal and noise: movement over time against sampling error", "信号与噪声：随时间的波动对抽样误差"),
        List.of(
            "blogger",
            "periods",
            "deviation",
            "sampling_error",
            "signal_share",
            "autocorrelation",
            "autocorrelation_error"),
        report.signals().stream()
            .map(
                s ->
                    List.of(
                        name(names, s.blogger()),
                        text(s.observed()),
                        text(s.deviation()),
                        text(s.samplingError()),
                        text(s.signalShare()),
                        text(s.autocorrelation()),
                        text(s.autocorrelationError())))
            .toList());
  }

  private static Table forward(AuditReport report) {
    Map<String, Words> status = new LinkedHashMap<>();
    report.unfitted().forEach(one -> status.put(one.model(), why(one)));
    List<Words> said = new ArrayList<>(status.values());
    List<List<String>> rows = new ArrayList<>();
    for (ForwardScores.Row row : report.forward()) {
      Accuracy s = row.score();
      rows.add(
          List.of(
              row.model(),
              text(row.cutoffs()),
              text(s.n()),
              text(s.rmse()),
              text(s.mae()),
              text(s.coverage80()),
              text(s.coverage95()),
              text(s.skill()),
              text(s.skillError()),
              Objects.requireNonNullElse(status.remove(row.model()), FITTED).en()));
    }
    status.forEach(
        (model, why) -> rows.add(List.of(model, "", "", "", "", "", "", "", "", why.en())));
    said.add(FITTED);
    return new Table(
        "forward",
        new Words(
            "Forecasts one period ahead from rolling cutoffs, baselines first; skill against the"
                + " best of them",
            "滚动起点的一步预测，基线在前；技巧值相对其中最好者"),
        List.of(
            "model",
            "cutoffs",
            "n",
            "rmse",
            "mae",
            "coverage_80",
            "coverage_95",
            "skill",
            "skill_error",
            "status"),
        rows,
        said);
  }

  /** How a model's fit ended, and why. */
  private static Words why(AuditReport.Unfitted one) {
    Words status =
        switch (one.status()) {
          case FITTED -> FITTED;
          case TOO_FEW_PERIODS -> new Words("too few periods", "时段不足");
          case NOT_IDENTIFIED -> new Words("not identified", "无法识别");
          case FAILED -> new Words("failed", "失败");
        };
    if (one.reasons().isEmpty()) {
      return status;
    }
    Words reasons = FitReason.words(one.reasons());
    return new Words(status.en() + ": " + reasons.en(), status.zh() + "：" + reasons.zh());
  }

  private static Table edges(AuditReport report, Map<String, String> names) {
    return new Table(
        "edges",
        Words.format(
            "Edges beyond own past and crowd: %d confirmed, %d likely, %d undetermined, %d"
                + " excluded",
            "在自身历史与整体之外的边：%d 条已确认，%d 条可能，%d 条未定，%d 条已排除",
            report.count(ClaimLevel.CONFIRMED),
            report.count(ClaimLevel.LIKELY),
            report.count(ClaimLevel.UNDETERMINED),
            report.count(ClaimLevel.EXCLUDED)),
        List.of("source", "target", "weight", "e_value", "p_value", "q_value", "status"),
        report.edges().stream()
            .map(
                e ->
                    List.of(
                        name(names, e.source()),
                        name(names, e.target()),
                        text(e.weight()),
                        text(e.eValue()),
                        text(e.pValue()),
                        text(e.qValue()),
                        e.status().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static Table nulls(AuditReport report) {
    return new Table(
        "nulls",
        new Words(
            "Gain by the network against series whose alignment was destroyed", "网络的增益，对照打乱对齐后的序列"),
        List.of("null", "gain", "null_mean", "null_upper_95", "p_value"),
        report.nulls().stream()
            .map(
                n ->
                    List.of(
                        nullName(n.kind()).en(),
                        text(n.gain()),
                        text(n.nullMean()),
                        text(n.nullUpper()),
                        text(n.pValue())))
            .toList(),
        Arrays.stream(NullTest.Kind.values()).map(AuditTables::nullName).toList());
  }

  private static Words nullName(NullTest.Kind kind) {
    return switch (kind) {
      case CIRCULAR_SHIFT -> new Words("circular_shift", "循环平移");
      case PERMUTATION -> new Words("permutation", "打乱时间");
    };
  }

  private static Table range(AuditReport report) {
    return new Table(
        "range",
        new Words(
            "Averaging check: values outside the range of the previous k+1 periods",
            "平均化检验：超出之前 k+1 个时段范围的值"),
        List.of("k", "outside", "of", "share_inside"),
        report.range().stream()
            .map(r -> List.of(text(r.k()), text(r.outside()), text(r.of()), text(r.shareInside())))
            .toList());
  }

  private static Table weights(AuditReport report, Map<String, String> names) {
    return new Table(
        "weights",
        new Words("Bootstrap intervals of the anchored network's weights", "带锚网络权重的自助法区间"),
        List.of("source", "target", "weight", "lower", "upper"),
        report.weights().stream()
            .map(
                w ->
                    List.of(
                        name(names, w.source()),
                        name(names, w.target()),
                        text(w.weight()),
                        text(w.lower()),
                        text(w.upper())))
            .toList());
  }

  private static Table halves(AuditReport report) {
    var halves = java.util.Objects.requireNonNull(report.halves());
    return new Table(
        "halves",
        new Words("Agreement between two random halves of the comments", "评论随机两半之间的一致程度"),
        List.of("series_correlation", "weight_correlation", "weight_difference", "strongest_agree"),
        List.of(
            List.of(
                text(halves.seriesCorrelation()),
                text(halves.weightCorrelation()),
                text(halves.weightDifference()),
                text(halves.strongestAgree()))));
  }

  private static Table identifiability(AuditReport report) {
    var spectrum = java.util.Objects.requireNonNull(report.identifiability());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < spectrum.eigenvalues().length; i++) {
      rows.add(
          List.of(
              text(i + 1), text(spectrum.eigenvalues()[i]), text(spectrum.standardErrors()[i])));
    }
    return new Table(
        "identifiability",
        Words.format(
            "Spectrum of the regressors on the simplex: %1$d of %2$d directions of a row of W are"
                + " determined",
            "单纯形上回归量的谱：W 的一行中 %2$d 个方向有 %1$d 个已确定",
            spectrum.determined(),
            spectrum.eigenvalues().length),
        List.of("direction", "eigenvalue", "standard_error"),
        rows);
  }

  private static Table plan(AuditReport report) {
    EdgePlan plan = report.plan();
    return new Table(
        "planner",
        Words.format(
            "Periods until an edge of this weight is confirmed (power %.0f %%, %d edges tested at"
                + " once)",
            "该权重的边被确认所需的时段数（功效 %.0f%%，同时检验 %d 条边）", 100 * plan.power(), plan.tests()),
        List.of("weight", "easiest", "median", "hardest"),
        plan.sizes().stream()
            .map(
                s ->
                    List.of(
                        text(s.weight()), text(s.easiest()), text(s.median()), text(s.hardest())))
            .toList());
  }

  private static Table privateOpinions(AuditReport report, Map<String, String> names) {
    return new Table(
        "private",
        new Words(
            "Second-lag signature of private opinions: clearly negative sums would support them",
            "私下意见的第二滞后特征：明显为负的和支持其存在"),
        List.of("blogger", "pairs", "sum", "standard_error", "p_value"),
        report.privateOpinions().stream()
            .map(
                p ->
                    List.of(
                        name(names, p.blogger()),
                        text(p.pairs()),
                        text(p.sum()),
                        text(p.standardError()),
                        text(p.pValue())))
            .toList());
  }

  private static String name(Map<String, String> names, String blogger) {
    return names.getOrDefault(blogger, blogger);
  }

  private static String text(@Nullable Number value) {
    return value == null ? "" : value.toString();
  }
}
