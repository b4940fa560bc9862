// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;

/**
 * How large a record may be and how far ahead its times.
 *
 * @param recordBytes longest record in bytes, 1,000 to 200,000,000
 * @param textCharacters longest text in UTF-16 characters, at least 1
 * @param future how far after the wall clock a time may lie; a later one would close every period
 */
public record Limits(int recordBytes, int textCharacters, Duration future) implements Serializable {

  /** 100 kB a record, 20,000 characters a text, one day ahead. */
  public static final Limits DEFAULT = new Limits(100_000, 20_000, Duration.ofDays(1));

  static final int MAX_RECORD_BYTES = 200_000_000;

  public Limits {
    if (recordBytes < 1_000 || recordBytes > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "the longest record is " + recordBytes + " bytes; it must be 1,000 to 200,000,000.");
    }
    if (textCharacters < 1) {
      throw new IllegalArgumentException(
          "the longest text is " + textCharacters + " characters; it must be at least 1.");
    }
    if (future.isNegative()) {
      throw new IllegalArgumentException(
          "the bound in the future is " + future + "; it must not be negative.");
    }
  }

  Limits withRecordBytes(int bytes) {
    return new Limits(Math.max(recordBytes, bytes), textCharacters, future);
  }

  void requireRecord(long bytes) throws Rejected {
    if (bytes > recordBytes) {
      throw new Rejected(tooLong(bytes));
    }
  }

  Refusal tooLong(long bytes) {
    return Refusal.of(
        Refusal.Kind.RECORD_TOO_LONG,
        String.format(Locale.ROOT, "%,d", bytes),
        String.format(Locale.ROOT, "%,d", recordBytes));
  }
}
