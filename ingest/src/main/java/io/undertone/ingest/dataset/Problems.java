// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

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
  static @Nullable String of(CommentFormat format, Sample sample, Trial trial, List<String> notes) {
    String damaged = trial.damagedId();
    if (damaged != null) {
      return "its ids have lost digits: '"
          + damaged
          + "' was rounded, as spreadsheets do with long numbers. Export it anew with the ids as"
          + " text; or, where they are the comments' own, leave them out: 'fields: {id: \"\"}' in "
          + DataSet.DESCRIPTOR
          + ".";
    }
    String scale = scale(format, sample);
    if (scale != null) {
      return scale;
    }
    String order = dayOrder(format, sample);
    if (order != null) {
      return order;
    }
    if (trial.allIn1970()) {
      return "all its times lie in 1970, so their unit is another; write 'times: {time: auto}' in "
          + DataSet.DESCRIPTOR
          + ".";
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
  private static @Nullable String dayOrder(CommentFormat format, Sample sample) {
    for (String field : format.patternedTimes()) {
      String pattern = TimeGuess.pattern(sample.values(field));
      if (pattern != null && !format.readsTimes(field, sample.values(field))) {
        return field
            + " is written "
            + (pattern.startsWith("M") ? "month first" : "day first")
            + ", against its pattern: "
            + sample.values(field).stream().limit(3).collect(Collectors.joining(", "))
            + "; the pattern '"
            + pattern
            + "' reads all of it.";
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

  private static @Nullable String scale(CommentFormat format, Sample sample) {
    for (String field : format.unscaledScores()) {
      List<String> values = sample.values(field);
      if (ScaleGuess.isOther(values)) {
        String guess = ScaleGuess.of(values);
        return field
            + " is not in [0,1]: it is "
            + values.stream().distinct().limit(4).collect(Collectors.joining(", "))
            + (guess == null
                ? "; say in "
                    + DataSet.DESCRIPTOR
                    + " what it means, such as 'scale: 1..5' or 'scale: {good: 1, bad: 0}'."
                : "; write 'scale: " + guess + "' in " + DataSet.DESCRIPTOR + ".");
      }
    }
    return null;
  }
}
