// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.Refusal;
import io.undertone.ingest.Refusal.Kind;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Sample;
import io.undertone.ingest.format.TimeGuess;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What speaks against reading a file in a format, in sentences that say what to do. */
final class Problems {
  private Problems() {}

  /**
   * The first that is found; null when there is none.
   *
   * @param notes takes what does not keep the file from being read
   */
  static @Nullable Refusal of(
      CommentFormat format, Sample sample, Trial trial, List<String> notes) {
    String damaged = trial.damagedId();
    if (damaged != null) {
      return Refusal.of(Kind.LOST_DIGITS, damaged);
    }
    Refusal scale = scale(format, sample);
    if (scale != null) {
      return scale;
    }
    Refusal order = dayOrder(format, sample);
    if (order != null) {
      return order;
    }
    if (trial.allIn1970()) {
      return Refusal.of(Kind.ALL_IN_1970);
    }
    if (trial.textsWithOneId() > 2) {
      notes.add(
          trial.textsWithOneId()
              + " records with different texts share their ids; only one of each counts. Is the id"
              + " that of the comment?");
    }
    return trial.problem();
  }

  /** A pattern with day and month the wrong way round reads the first days of a month alone. */
  private static @Nullable Refusal dayOrder(CommentFormat format, Sample sample) {
    for (String field : format.patternedTimes()) {
      String pattern = TimeGuess.pattern(sample.values(field));
      if (pattern != null && !format.readsTimes(field, sample.values(field))) {
        return Refusal.of(
            pattern.startsWith("M") ? Kind.MONTH_FIRST : Kind.DAY_FIRST,
            field,
            sample.values(field).stream().limit(3).collect(Collectors.joining(", ")),
            pattern);
      }
    }
    return null;
  }

  /** The scale on which the scores of a file seem to be, empty when it is [0,1] or unknown. */
  static String scaleOf(CommentFormat format, Sample sample) {
    return format.unscaledScores().stream()
        .map(sample::values)
        .filter(ScaleGuess::isOther)
        .map(ScaleGuess::of)
        .map(guess -> guess == null ? "" : guess)
        .findFirst()
        .orElse("");
  }

  private static @Nullable Refusal scale(CommentFormat format, Sample sample) {
    for (String field : format.unscaledScores()) {
      List<String> values = sample.values(field);
      if (ScaleGuess.isOther(values)) {
        String guess = ScaleGuess.of(values);
        String some = values.stream().distinct().limit(4).collect(Collectors.joining(", "));
        return guess == null
            ? Refusal.of(Kind.UNKNOWN_SCALE, field, some)
            : Refusal.of(Kind.OTHER_SCALE, field, some, guess);
      }
    }
    return null;
  }
}
