// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records that a parser read:
 *
 * <pre>read = comments + posts + no opinions + dead letters + passed over</pre>
 *
 * Not safe for use by several threads.
 */
public final class ParseTally {
  private long comments;
  private long posts;
  private long noOpinions;
  private long deadLetters;
  private long passedOver;
  private long unknownFields;
  private long belowZero;
  private final Map<String, Long> leftInLists = new TreeMap<>();
  private final EnumMap<Field, Long> lost = new EnumMap<>(Field.class);

  void comment() {
    comments++;
  }

  void post() {
    posts++;
  }

  void noOpinion() {
    noOpinions++;
  }

  void deadLetter() {
    deadLetters++;
  }

  void passOver() {
    passedOver++;
  }

  void unknownFields(long count) {
    unknownFields += count;
  }

  void voteBelowZero() {
    belowZero++;
  }

  /** Records that lie in a list which the mapping does not name. */
  void leftInList(String name, long count) {
    leftInLists.merge(name, count, Long::sum);
    passedOver += count;
  }

  /** A value that could not be read and that its record can do without. */
  void lost(Field field) {
    lost.merge(field, 1L, Long::sum);
  }

  /** All records met. */
  public long read() {
    return comments + posts + noOpinions + deadLetters + passedOver;
  }

  public long comments() {
    return comments;
  }

  public long posts() {
    return posts;
  }

  /** Comments of which the text is a filler or blank. */
  public long noOpinions() {
    return noOpinions;
  }

  public long deadLetters() {
    return deadLetters;
  }

  /** Repeated headers, records without any comment, and records in lists that are not read. */
  public long passedOver() {
    return passedOver;
  }

  /** Fields met that are not part of the format and were ignored. */
  public long unknownFields() {
    return unknownFields;
  }

  /** Votes below zero, which weigh as none. */
  public long belowZero() {
    return belowZero;
  }

  /** Records in lists that are not read, by the name of the list. */
  public Map<String, Long> leftInLists() {
    return leftInLists;
  }

  /** Values that could not be read, by field; their records count without them. */
  public Map<Field, Long> lost() {
    return lost;
  }
}
