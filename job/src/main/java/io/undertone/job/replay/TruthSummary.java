// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.job.console.Cells;
import io.undertone.job.console.Prose;
import io.undertone.job.console.TextTable;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Truth beside estimate after the replay of a generated data set: edges that are there or claimed,
 * how many of the claims are true, and how many intervals hold the truth.
 */
public final class TruthSummary {
  private static final String ENGINE = "undertone";
  private static final double ABSENT = 1e-9;
  private static final double NORMAL_95 = 1.96;

  private final ResultReader results;
  private final GeneratedTruth truth;
  private final String topic;

  private TruthSummary(ResultReader results, GeneratedTruth truth, String topic) {
    this.results = results;
    this.truth = truth;
    this.topic = topic;
  }

  /** Prints it where the data set has its truth beside it, and nothing elsewhere. */
  public static void print(Path dataSet, ResultReader results, PrintWriter out) throws IOException {
    GeneratedTruth truth = GeneratedTruth.beside(dataSet);
    List<String> topics = results.topics();
    if (truth == null || topics.size() != 1) {
      return;
    }
    new TruthSummary(results, truth, topics.get(0)).print(out);
    out.flush();
  }

  private void print(PrintWriter out) throws IOException {
    List<AudienceSentiment> series =
        results.rows(AudienceSentiment.class, RowQuery.topic(topic)).stream()
            .filter(row -> row.sentiment() != null && !row.provisional())
            .toList();
    if (series.stream().anyMatch(row -> truth.period(row.periodStart(), row.periodEnd()) < 0)) {
      out.println();
      out.print(
          Prose.wrap(
              String.format(
                  Locale.ROOT,
                  "The truth of this set is of periods of %d days from 2024-01-01 in UTC; these periods are others, so nothing is compared.",
                  truth.periodDays())));
      return;
    }
    edges(out);
    opinions(out);
    if (truth.content() == null) {
      sentiment(out, series);
    }
  }

  private void edges(PrintWriter out) throws IOException {
    RowQuery ofModel = RowQuery.topic(topic).where("model", ENGINE);
    Instant asOf = results.latest(ResultTable.INFLUENCE, "as_of", ofModel);
    if (asOf == null) {
      return;
    }
    TextTable table =
        new TextTable("listens", "to", "true", "lag", "estimate", "90 % interval", "lag", "claim");
    Tally present = new Tally();
    Tally absent = new Tally();
    Claims claims = new Claims();
    for (Influence edge : results.rows(Influence.class, ofModel.where("as_of", asOf))) {
      int target = truth.bloggers().indexOf(edge.target());
      int source = truth.bloggers().indexOf(edge.source());
      if (target < 0 || source < 0 || target == source) {
        continue;
      }
      double weight = truth.weight(target, source);
      boolean there = weight > ABSENT;
      (there ? present : absent).add(edge.lower(), edge.upper(), weight);
      claims.add(edge, there, truth.lag(target, source));
      if (there || claimed(edge)) {
        table.row(
            edge.target(),
            edge.source(),
            there ? Cells.fixed(weight, 2) : "none",
            there ? Integer.toString(1 + truth.lag(target, source)) : "-",
            Cells.fixed(edge.weight(), 2),
            interval(edge.lower(), edge.upper()),
            Integer.toString(1 + edge.lag()),
            edge.status().name().toLowerCase(Locale.ROOT));
      }
    }
    out.println();
    out.print(
        Prose.wrap(
            String.format(
                Locale.ROOT,
                "Truth beside estimate as of %s: edges that are there or claimed, lags in periods",
                results.times().periodBound(asOf))));
    out.print(table.render());
    out.print(Prose.wrap(claims.sentence(present.count)));
    out.print(
        Prose.wrap(
            String.format(
                Locale.ROOT,
                "90 %% intervals of weights hold the truth: %s of the edges that are there, %s of the others.",
                present,
                absent)));
  }

  private static boolean claimed(Influence edge) {
    return edge.status() == ClaimLevel.CONFIRMED || edge.status() == ClaimLevel.LIKELY;
  }

  private static String interval(@Nullable Double lower, @Nullable Double upper) {
    return lower == null || upper == null
        ? "-"
        : Cells.fixed(lower, 2) + "-" + Cells.fixed(upper, 2);
  }

  private void opinions(PrintWriter out) throws IOException {
    double[][] hidden = truth.hidden();
    double[] resilience = truth.resilience();
    if (hidden == null || resilience == null) {
      return;
    }
    List<PrivateOpinion> rows = results.rows(PrivateOpinion.class, RowQuery.topic(topic));
    TextTable table =
        new TextTable(
            "audience", "supported", "true phi", "phi", "private, true", "estimate", "intervals");
    Tally all = new Tally();
    for (int i = 0; i < truth.bloggers().size(); i++) {
      String blogger = truth.bloggers().get(i);
      Tally own = new Tally();
      PrivateOpinion last = null;
      int seen = 0;
      for (PrivateOpinion row : rows) {
        int t = truth.period(row.periodStart(), row.periodEnd());
        if (row.blogger().equals(blogger) && t >= 0) {
          seen++;
          if (row.privateSentiment() != null) {
            own.add(row.lower(), row.upper(), hidden[t][i]);
            all.add(row.lower(), row.upper(), hidden[t][i]);
            last = row;
          }
        }
      }
      table.row(
          blogger,
          String.format(Locale.ROOT, "%d of %d periods", own.count, seen),
          Cells.fixed(resilience[i], 2),
          last == null ? "-" : Cells.fixed(last.resilience(), 2),
          last == null
              ? "-"
              : Cells.fixed(hidden[truth.period(last.periodStart(), last.periodEnd())][i], 2),
          last == null ? "-" : Cells.fixed(last.privateSentiment(), 2),
          own.count == 0 ? "-" : own.toString());
    }
    out.printf(
        Locale.ROOT,
        "%nPrivate opinions, the last supported one of each audience%n%s"
            + "90 %% intervals of private opinions hold the truth: %s.%n",
        table.render(),
        all);
  }

  private void sentiment(PrintWriter out, List<AudienceSentiment> series) {
    Tally tally = new Tally();
    for (AudienceSentiment row : series) {
      int i = truth.bloggers().indexOf(row.blogger());
      Double value = row.sentiment();
      Double error = row.standardError();
      if (i >= 0 && value != null && error != null) {
        double t = truth.expressed()[truth.period(row.periodStart(), row.periodEnd())][i];
        tally.add(value - NORMAL_95 * error, value + NORMAL_95 * error, t);
      }
    }
    out.printf(
        Locale.ROOT,
        "%nSentiment ± 1.96 standard errors holds the truth: %s audience periods.%n",
        tally);
  }

  /** How many intervals hold the truth. */
  private static final class Tally {
    private int count;
    private int held;

    void add(@Nullable Double lower, @Nullable Double upper, double value) {
      if (lower != null && upper != null) {
        count++;
        held += lower <= value + ABSENT && value - ABSENT <= upper ? 1 : 0;
      }
    }

    @Override
    public String toString() {
      return count == 0
          ? "none"
          : String.format(Locale.ROOT, "%d of %d (%.0f %%)", held, count, 100.0 * held / count);
    }
  }

  /** Claims by what is true. */
  private static final class Claims {
    private int confirmed;
    private int confirmedTrue;
    private int likely;
    private int likelyTrue;
    private int rightLag;

    void add(Influence edge, boolean there, int lag) {
      boolean confirms = edge.status() == ClaimLevel.CONFIRMED;
      if (claimed(edge)) {
        confirmed += confirms ? 1 : 0;
        likely += confirms ? 0 : 1;
        confirmedTrue += confirms && there ? 1 : 0;
        likelyTrue += !confirms && there ? 1 : 0;
        rightLag += there && edge.lag() == lag ? 1 : 0;
      }
    }

    String sentence(int present) {
      int found = confirmedTrue + likelyTrue;
      return String.format(
          Locale.ROOT,
          "Of %d true edges %d are claimed, %d of them at the right lag. True among the claims:"
              + " %d of %d confirmed, %d of %d likely.",
          present,
          found,
          rightLag,
          confirmedTrue,
          confirmed,
          likelyTrue,
          likely);
    }
  }
}
