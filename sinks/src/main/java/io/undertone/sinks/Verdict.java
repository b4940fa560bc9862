// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.claims.EdgeClaims;
import java.util.Locale;

/**
 * What the data say about influence, as plainly as they say it.
 *
 * @param kind which answer
 * @param have closed periods so far
 * @param need periods that the edge test needs at least
 * @param tested edges tested
 * @param confirmed edges confirmed: claims that hold however often one looks
 * @param likely edges that are likely at this date, which is no claim of a dependency
 */
public record Verdict(Kind kind, int have, int need, int tested, int confirmed, int likely) {
  /** Periods before an edge can be tested. */
  public static final int NEEDED_PERIODS = EdgeClaims.NEEDED_PERIODS;

  /** The five answers. */
  public enum Kind {
    /** Too few periods to test anything. */
    NOT_ENOUGH_DATA,
    /** The models that ran do not test their edges. */
    NOT_TESTED,
    /** Edges were tested and none stands out. */
    NO_MEASURABLE_INFLUENCE,
    /** No edge is confirmed; some are likely, at this date alone. */
    ONLY_LIKELY,
    /** Some edges are confirmed. */
    INFLUENCE
  }

  static Verdict of(int closedPeriods, TopicSummary.Claims claims) {
    Kind kind;
    if (claims.confirmed() > 0) {
      kind = Kind.INFLUENCE;
    } else if (claims.likely() > 0) {
      kind = Kind.ONLY_LIKELY;
    } else if (claims.tested() > 0) {
      kind = Kind.NO_MEASURABLE_INFLUENCE;
    } else if (closedPeriods < NEEDED_PERIODS) {
      kind = Kind.NOT_ENOUGH_DATA;
    } else {
      kind = Kind.NOT_TESTED;
    }
    return new Verdict(
        kind, closedPeriods, NEEDED_PERIODS, claims.tested(), claims.confirmed(), claims.likely());
  }

  /** The answer as an English sentence. */
  public String sentence() {
    return switch (kind) {
      case NOT_ENOUGH_DATA ->
          String.format(
              Locale.ROOT,
              "Not enough data yet to test for influence: %d of %d periods.",
              have,
              need);
      case NOT_TESTED -> "The fitted weights are not tested, so no influence is claimed.";
      case NO_MEASURABLE_INFLUENCE ->
          String.format(
              Locale.ROOT,
              "No measurable cross-influence: none of %d tested edges stands out from chance.",
              tested);
      case ONLY_LIKELY ->
          String.format(
              Locale.ROOT,
              "No dependency is confirmed among %d tested edges; %d %s likely at this date, which chance gives now and then.",
              tested,
              likely,
              likely == 1 ? "is" : "are");
      case INFLUENCE ->
          String.format(
              Locale.ROOT,
              "Of %d tested edges %d %s confirmed: predictive dependency, not cause; evidence that holds however often one looks.",
              tested,
              confirmed,
              confirmed == 1 ? "is" : "are");
    };
  }

  /** The answer in a few words, for a heading. */
  public String shortly() {
    return switch (kind) {
      case NOT_ENOUGH_DATA ->
          String.format(Locale.ROOT, "not enough data yet to test: %d of %d periods", have, need);
      case NOT_TESTED -> "not tested";
      case NO_MEASURABLE_INFLUENCE -> "no measurable cross-influence";
      case ONLY_LIKELY -> "no confirmed dependency";
      case INFLUENCE ->
          String.format(
              Locale.ROOT,
              "%d confirmed %s",
              confirmed,
              confirmed == 1 ? "dependency" : "dependencies");
    };
  }

  /** Name of the kind in lower case. */
  public String code() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
