// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How a source writes times. */
interface TimeFormat extends Serializable {

  /** The instant, or null when the text is not of this format. */
  @Nullable Instant parse(String text);

  /** What is allowed, to complete the sentence "it must be ...". */
  String rule();

  /**
   * {@code iso}, {@code epoch-seconds}, {@code epoch-milliseconds}, {@code weibo}, or else a
   * pattern of {@link java.time.format.DateTimeFormatter}.
   *
   * @param zone zone of times that have no offset
   * @throws IllegalArgumentException for a pattern that does not give a full date
   */
  static TimeFormat of(String name, ZoneId zone) {
    return switch (name) {
      case "iso" -> Plain.ISO;
      case "epoch-seconds" -> Plain.EPOCH_SECONDS;
      case "epoch-milliseconds" -> Plain.EPOCH_MILLISECONDS;
      case "weibo" -> PatternTime.WEIBO;
      default -> new PatternTime(name, zone);
    };
  }

  /** The formats without parameters. */
  enum Plain implements TimeFormat {
    /** ISO-8601 with offset. */
    ISO(IsoTime.RULE) {
      @Override
      public @Nullable Instant parse(String text) {
        return IsoTime.parse(text);
      }
    },
    /** Seconds since 1970 in UTC. */
    EPOCH_SECONDS("whole seconds since 1970, such as 1697968552") {
      @Override
      public @Nullable Instant parse(String text) {
        return isWhole(text) ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
      }
    },
    /** Milliseconds since 1970 in UTC. */
    EPOCH_MILLISECONDS("whole milliseconds since 1970, such as 1697968552000") {
      @Override
      public @Nullable Instant parse(String text) {
        return isWhole(text) ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
      }
    };

    private static final int MAX_DIGITS = 15;

    private final String rule;

    Plain(String rule) {
      this.rule = rule;
    }

    @Override
    public String rule() {
      return rule;
    }

    private static boolean isWhole(String text) {
      return text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }
}
