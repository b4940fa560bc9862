// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import java.time.Instant;
import java.util.List;
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

  /**
   * Why an alert was raised, and which columns of {@link Alert} hold its numbers beside the size.
   */
  public enum AlertKind {
    /** An audience's comments are scored by others than in its previous period. */
    SCORER_CHANGE("scorers_before", "scorers"),
    /** A shorter memory predicts better than the whole past: the influence matrix is changing. */
    INFLUENCE_CHANGE("memory", "share", "source", "target"),
    /** The observed value lies outside the adaptive 99 % forecast interval. */
    SURPRISE("value", "expected", "lower", "upper"),
    /** An audience that used to be observed has no post in the period. */
    DATA_GAP("posted", "followed"),
    /** Audiences that were apart are together: closer than their errors can separate. */
    CONSENSUS("audiences", "apart");

    private final List<String> columns;

    AlertKind(String... columns) {
      this.columns = List.of(columns);
    }

    /** Columns that an alert of this kind fills; it leaves those of the others empty. */
    public List<String> columns() {
      return columns;
    }
  }

  /**
   * Numbers behind an alert; those of other kinds are null.
   *
   * @param value sentiment observed (surprise)
   * @param expected its forecast (surprise)
   * @param lower lower end of the forecast's 99 % interval (surprise)
   * @param upper upper end of it (surprise)
   * @param posted periods with a post before the silence (data gap)
   * @param followed periods before the silence (data gap)
   * @param memory factor f per period of the memory that predicts best (influence change)
   * @param share weight in [0,1] that is left to the whole record (influence change)
   * @param audiences audiences that agree (consensus)
   * @param apart how far apart two of them were at least, by 99 % intervals, in sentiment
   *     (consensus)
   */
  public record AlertNumbers(
      @Nullable Double value,
      @Nullable Double expected,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Long posted,
      @Nullable Long followed,
      @Nullable Double memory,
      @Nullable Double share,
      @Nullable Long audiences,
      @Nullable Double apart) {

    /** Of a kind that has texts alone. */
    public static final AlertNumbers NONE =
        new AlertNumbers(null, null, null, null, null, null, null, null, null, null);

    /** Of a surprise. */
    public static AlertNumbers surprise(double value, double expected, double lower, double upper) {
      return new AlertNumbers(value, expected, lower, upper, null, null, null, null, null, null);
    }

    /** Of a data gap. */
    public static AlertNumbers dataGap(long posted, long followed) {
      return new AlertNumbers(null, null, null, null, posted, followed, null, null, null, null);
    }

    /** Of a changing influence. */
    public static AlertNumbers influenceChange(double memory, double share) {
      return new AlertNumbers(null, null, null, null, null, null, memory, share, null, null);
    }

    /** Of a consensus. */
    public static AlertNumbers consensus(long audiences, double apart) {
      return new AlertNumbers(null, null, null, null, null, null, null, null, audiences, apart);
    }
  }
}
