// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something worth a look, as numbers and names; sentences are made from them ({@link AlertWords}).
 * {@link AlertKind#columns} tells which of the nullable ones a kind has.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is; empty when it concerns all
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param kind why it was raised
 * @param size how large: for a surprise, the error in predictive standard deviations; for a data
 *     gap, periods without a post; for a scorer change, names that came or went; for an influence
 *     change, the largest change of a weight; for a consensus, how far apart two audiences are at
 *     most, by 99 % intervals, in sentiment
 * @param evidence the numbers in one English sentence; all that a row has that is older than they
 * @param value see {@link AlertNumbers}, as the next nine
 * @param source blogger whose weight changed most (influence change)
 * @param target blogger on whom it changed most (influence change)
 * @param scorersBefore who scored the comments before, joined by + (scorer change)
 * @param scorers who scores them now, joined by + (scorer change)
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record Alert(
    String topic,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    AlertKind kind,
    double size,
    String evidence,
    @Nullable Double value,
    @Nullable Double expected,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Long posted,
    @Nullable Long followed,
    @Nullable Double memory,
    @Nullable Double share,
    @Nullable Long audiences,
    @Nullable Double apart,
    @Nullable String source,
    @Nullable String target,
    @Nullable String scorersBefore,
    @Nullable String scorers,
    int revision) {

  /** What an alert is about; an empty blogger stands for all. */
  public record Subject(String topic, String blogger, Instant periodStart, Instant periodEnd) {}

  /** An alert of numbers alone. */
  public static Alert of(
      Subject about, AlertKind kind, double size, AlertNumbers numbers, int revision) {
    return with(about, kind, size, numbers, new @Nullable String[4], revision);
  }

  /** The influence is changing, that of one blogger on another most. */
  public static Alert influenceChange(
      Subject about,
      double size,
      AlertNumbers numbers,
      String source,
      String target,
      int revision) {
    @Nullable String[] names = {source, target, null, null};
    return with(about, AlertKind.INFLUENCE_CHANGE, size, numbers, names, revision);
  }

  /** The comments are scored by others. */
  public static Alert scorerChange(
      Subject about, double size, String before, String now, int revision) {
    @Nullable String[] names = {null, null, before, now};
    return with(about, AlertKind.SCORER_CHANGE, size, AlertNumbers.NONE, names, revision);
  }

  private static Alert with(
      Subject about,
      AlertKind kind,
      double size,
      AlertNumbers numbers,
      @Nullable String[] names,
      int revision) {
    Alert silent = with(about, kind, size, "", numbers, names, revision);
    String sentence = AlertWords.sentence(silent, UnaryOperator.identity(), ReportLanguage.EN);
    return with(about, kind, size, sentence, numbers, names, revision);
  }

  private static Alert with(
      Subject about,
      AlertKind kind,
      double size,
      String evidence,
      AlertNumbers numbers,
      @Nullable String[] names,
      int revision) {
    return new Alert(
        about.topic(),
        about.blogger(),
        about.periodStart(),
        about.periodEnd(),
        kind,
        size,
        evidence,
        numbers.value(),
        numbers.expected(),
        numbers.lower(),
        numbers.upper(),
        numbers.posted(),
        numbers.followed(),
        numbers.memory(),
        numbers.share(),
        numbers.audiences(),
        numbers.apart(),
        names[0],
        names[1],
        names[2],
        names[3],
        revision);
  }
}
