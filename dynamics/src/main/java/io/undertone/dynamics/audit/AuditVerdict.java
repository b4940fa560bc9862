// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.evaluate.ForecastGain;
import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts an audit into plain words. */
final class AuditVerdict {
  private AuditVerdict() {}

  static AuditReport added(AuditReport r) {
    List<String> verdict = new ArrayList<>();
    verdict.add(influence(r));
    noise(r, verdict);
    verdict.add(forecasts(r));
    nulls(r, verdict);
    halves(r, verdict);
    verdict.add(r.plan().sentence());
    verdict.add(privateOpinions(r));
    return new AuditReport(
        r.bloggers(),
        r.periods(),
        r.observedShare(),
        r.temporalDeviation(),
        r.samplingError(),
        r.range(),
        r.signals(),
        r.forward(),
        r.unfitted(),
        r.nulls(),
        r.identifiability(),
        r.weights(),
        r.halves(),
        r.privateOpinions(),
        r.plan(),
        r.edges(),
        r.evidenceOfInfluence(),
        List.copyOf(verdict),
        r.seed());
  }

  private static String influence(AuditReport r) {
    long confirmed = r.count(ClaimLevel.CONFIRMED);
    long likely = r.count(ClaimLevel.LIKELY);
    long excluded = r.count(ClaimLevel.EXCLUDED);
    int all = r.edges().size();
    if (confirmed > 0) {
      return format(
          "%d of %d edges %s confirmed: predictive dependencies beyond own past and crowd, not causes."
              + " %d more %s likely at this date, which is no finding.",
          confirmed, all, confirmed == 1 ? "is" : "are", likely, likely == 1 ? "is" : "are");
    }
    if (likely > 0) {
      return format(
          "No edge is confirmed; %d of %d %s likely at this date, which chance gives now and then. No"
              + " firm cross-influence in these data.",
          likely, all, likely == 1 ? "is" : "are");
    }
    return format(
        "No measurable cross-influence in these data: none of %d edges survives (%d are excluded, the"
            + " rest is undetermined).",
        all, excluded);
  }

  private static void noise(AuditReport r, List<String> verdict) {
    Double sampling = r.samplingError();
    if (sampling == null) {
      verdict.add(
          format(
              "Sentiment moves by %.3f around each audience's mean; the sampling error is not given, so"
                  + " signal and noise cannot be told apart.",
              r.temporalDeviation()));
      return;
    }
    if (sampling > r.temporalDeviation()) {
      verdict.add(
          format(
              "Warning: the sampling error %.3f that was given or estimated is larger than the whole"
                  + " movement %.3f, which cannot be. It overstates the noise; check the variances (or"
                  + " comment-variance) before anything here is read.",
              sampling, r.temporalDeviation()));
      return;
    }
    double share = sampling * sampling / (r.temporalDeviation() * r.temporalDeviation());
    verdict.add(
        format(
            "Sentiment moves by %.3f around each audience's mean, its sampling error is %.3f: %.0f %% of"
                + " the movement is noise.",
            r.temporalDeviation(), sampling, 100 * share));
  }

  private static String forecasts(AuditReport r) {
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
      return "No model but the baselines could be scored forward.";
    }
    Double half = gain.half();
    if (!gain.real() || half == null) {
      return format(
          "The best of %d models is no better than the best of four simple baselines%s beyond what"
              + " chance gives.",
          gain.models(), baseline(r));
    }
    return format(
        "%s forecasts better than the best of four simple baselines%s: RMSE %.1f %% lower, +- %.1f"
            + " points (95 %%, allowing for the choice among %d models).",
        gain.model(), baseline(r), 100 * gain.skill(), 100 * half, gain.models());
  }

  private static String baseline(AuditReport r) {
    String best = "";
    double lowest = Double.POSITIVE_INFINITY;
    for (ForwardScores.Row row : r.forward()) {
      Double rmse = row.score().rmse();
      if (Models.BASELINES.contains(row.model()) && rmse != null && rmse < lowest) {
        lowest = rmse;
        best = format(" (%s, RMSE %.4f)", row.model(), rmse);
      }
    }
    return best;
  }

  private static void nulls(AuditReport r, List<String> verdict) {
    for (NullTest test : r.nulls()) {
      Double p = test.pValue();
      String what =
          test.kind() == NullTest.Kind.CIRCULAR_SHIFT ? "rotated in time" : "shuffled in time";
      verdict.add(
          p == null
              ? format("There are too few complete pairs for the null with the others %s.", what)
              : format(
                  "The others explain %.0f %% of what own past leaves, in sample; %s they explain %.0f"
                      + " %% (p = %.2f).",
                  100 * test.gain(), what, 100 * test.nullMean(), p));
    }
    long surviving =
        r.weights().stream().filter(w -> !w.source().equals(w.target()) && w.survives()).count();
    if (!r.weights().isEmpty()) {
      verdict.add(
          format(
              "Of the least squares weights on others %d have a bootstrap interval above 0.05; it takes"
                  + " the noise for signal, so these are no claims.",
              surviving));
    }
  }

  private static void halves(AuditReport r, List<String> verdict) {
    SplitHalf halves = r.halves();
    if (halves != null) {
      verdict.add(
          format(
              "Two random halves of the comments agree on sentiment with correlation %.2f, on weights"
                  + " with %.2f, and on the strongest influencer for %.0f %% of the audiences.",
              halves.seriesCorrelation(),
              halves.weightCorrelation(),
              100 * halves.strongestAgree()));
    }
  }

  private static String privateOpinions(AuditReport r) {
    long tested = r.privateOpinions().stream().filter(t -> t.pValue() != null).count();
    if (tested == 0) {
      return "There are too few complete periods to test for private opinions.";
    }
    long supporting =
        r.privateOpinions().stream()
            .filter(t -> t.pValue() != null && t.pValue() * tested < .05)
            .count();
    return supporting == 0
        ? "No sign of private opinions: no second-lag coefficients are significantly negative."
        : format(
            "%d of %d audiences show the second-lag signature of private opinions.",
            supporting, tested);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
