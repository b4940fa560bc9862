// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns without a usual name that could be more than they are read as, for people to decide. */
final class UndecidedColumns {
  private static final int FEWEST_RECORDS = 20;
  private static final int REPEATS = 5;
  private static final int LONGEST_NAME = 60;
  private static final int SHOWN = 6;

  private UndecidedColumns() {}

  /** A sentence on columns that could say whose audience a comment is; empty when there is none. */
  static String audiences(CommentFormat format, Sample sample) {
    List<String> found = new ArrayList<>();
    for (String name : sample.names()) {
      long distinct = free(format, sample, name) ? audiences(sample.values(name)) : 0;
      if (distinct > 0 && found.size() < SHOWN) {
        found.add(name + " (" + distinct + " values)");
      }
    }
    return found.isEmpty() ? "" : " Fields that could: " + String.join(", ", found) + ".";
  }

  /** How many names a few values repeat; 0 when they are not names. */
  private static long audiences(List<String> values) {
    Set<String> distinct = new HashSet<>(values);
    boolean repeated =
        values.size() >= FEWEST_RECORDS && distinct.size() * REPEATS <= values.size();
    boolean names =
        distinct.stream()
            .allMatch(
                v -> v.length() <= LONGEST_NAME && v.codePoints().anyMatch(Character::isLetter));
    boolean flags = distinct.stream().allMatch(v -> v.matches("(?i)true|false|yes|no|y|n"));
    return repeated && names && !flags && distinct.size() > 1 && !isScore(values)
        ? distinct.size()
        : 0;
  }

  /** A sentence on columns with labels of sentiment that are not read; empty when there is none. */
  static String scores(CommentFormat format, Sample sample) {
    if (sample.names().stream().anyMatch(n -> format.meaning(n).equals(Field.SCORE.key()))) {
      return "";
    }
    List<String> found =
        sample.names().stream()
            .filter(name -> free(format, sample, name) && isScore(sample.values(name)))
            .limit(SHOWN)
            .toList();
    return found.isEmpty()
        ? ""
        : "'"
            + String.join("', '", found)
            + "' holds labels of sentiment and is not read: texts are scored. 'fields: {score: "
            + found.get(0)
            + "}' with 'scale: labels' in "
            + DataSet.DESCRIPTOR
            + " takes the labels instead.";
  }

  private static boolean isScore(List<String> values) {
    boolean numbers = values.stream().anyMatch(v -> v.matches("[-+\\d.,\\s]*"));
    return values.size() >= FEWEST_RECORDS && !numbers && "labels".equals(ScaleGuess.of(values));
  }

  private static boolean free(CommentFormat format, Sample sample, String name) {
    return !sample.values(name).isEmpty() && format.meaning(name).isEmpty();
  }
}
