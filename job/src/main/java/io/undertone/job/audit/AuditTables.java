// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.dynamics.audit.AuditReport;
import io.undertone.dynamics.audit.EdgePlan;
import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.sinks.page.AuditSheet.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit as tables, the same for the terminal, the CSV files and the report. */
public final class AuditTables {
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
        "Signal and noise: movement over time against sampling error",
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
    Map<String, String> status = new LinkedHashMap<>();
    report
        .unfitted()
        .forEach(
            u ->
                status.put(
                    u.model(),
                    u.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (u.reason().isEmpty() ? "" : ": " + u.reason())));
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
              Objects.requireNonNullElse(status.remove(row.model()), "fitted")));
    }
    status.forEach((model, why) -> rows.add(List.of(model, "", "", "", "", "", "", "", "", why)));
    return new Table(
        "forward",
        "Forecasts one period ahead from rolling cutoffs, baselines first; skill against the best of them",
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
        rows);
  }

  private static Table edges(AuditReport report, Map<String, String> names) {
    return new Table(
        "edges",
        String.format(
            Locale.ROOT,
            "Edges beyond own past and crowd: %d confirmed, %d likely, %d undetermined, %d excluded",
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
        "Gain by the network against series whose alignment was destroyed",
        List.of("null", "gain", "null_mean", "null_upper_95", "p_value"),
        report.nulls().stream()
            .map(
                n ->
                    List.of(
                        n.kind().name().toLowerCase(Locale.ROOT),
                        text(n.gain()),
                        text(n.nullMean()),
                        text(n.nullUpper()),
                        text(n.pValue())))
            .toList());
  }

  private static Table range(AuditReport report) {
    return new Table(
        "range",
        "Averaging check: values outside the range of the previous k+1 periods",
        List.of("k", "outside", "of", "share_inside"),
        report.range().stream()
            .map(r -> List.of(text(r.k()), text(r.outside()), text(r.of()), text(r.shareInside())))
            .toList());
  }

  private static Table weights(AuditReport report, Map<String, String> names) {
    return new Table(
        "weights",
        "Bootstrap intervals of the anchored network's weights",
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
        "Agreement between two random halves of the comments",
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
        String.format(
            Locale.ROOT,
            "Spectrum of the regressors on the simplex: %d of %d directions of a row of W are determined",
            spectrum.determined(),
            spectrum.eigenvalues().length),
        List.of("direction", "eigenvalue", "standard_error"),
        rows);
  }

  private static Table plan(AuditReport report) {
    EdgePlan plan = report.plan();
    return new Table(
        "planner",
        String.format(
            Locale.ROOT,
            "Periods until an edge of this weight is confirmed (power %.0f %%, %d edges tested at once)",
            100 * plan.power(),
            plan.tests()),
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
        "Second-lag signature of private opinions: clearly negative sums would support them",
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
