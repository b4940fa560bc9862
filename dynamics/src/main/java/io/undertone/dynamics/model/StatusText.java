// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The outcome of a fit in a few words. */
public final class StatusText {
  private StatusText() {}

  /** What kind of outcome it is. */
  public static FitStatus of(FitOutcome outcome) {
    if (outcome instanceof FitOutcome.Fitted) {
      return FitStatus.FITTED;
    }
    if (outcome instanceof FitOutcome.TooFewPeriods) {
      return FitStatus.TOO_FEW_PERIODS;
    }
    return outcome instanceof FitOutcome.NotIdentified
        ? FitStatus.NOT_IDENTIFIED
        : FitStatus.FAILED;
  }

  /**
   * Why it is so, and whom it left out; null when there is nothing to say.
   *
   * @param waiting audiences without a place
   * @param places how many there are
   * @param most how many audiences are named; the others are counted
   */
  public static @Nullable String detail(
      FitOutcome outcome, List<String> waiting, int places, int most) {
    List<String> sentences = new ArrayList<>();
    if (outcome instanceof FitOutcome.Fitted fit) {
      if (!fit.leftOut().isEmpty()) {
        sentences.add(
            "left out: " + list(fit.leftOut().stream().map(StatusText::named).toList(), most));
      }
    } else if (outcome instanceof FitOutcome.TooFewPeriods few) {
      sentences.add("have " + few.have() + ", need " + few.need() + " periods");
    } else if (outcome instanceof FitOutcome.NotIdentified open) {
      sentences.add(
          list(
              open.directions().stream().map(d -> d.blogger() + ": " + d.explain()).toList(),
              most));
    } else if (outcome instanceof FitOutcome.Failed failed) {
      sentences.add(failed.reason());
    }
    if (!waiting.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT, "all %d places are taken, none for: %s", places, list(waiting, most)));
    }
    return sentences.isEmpty() ? null : String.join("; ", sentences);
  }

  private static String named(LeftOut left) {
    return left.blogger() + " (" + left.why() + ")";
  }

  private static String list(List<String> texts, int most) {
    String shown = String.join(", ", texts.subList(0, Math.min(most, texts.size())));
    return texts.size() <= most ? shown : shown + " and " + (texts.size() - most) + " more";
  }
}
