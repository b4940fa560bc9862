// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import io.undertone.docker.feed.CommentFeed;
import io.undertone.docker.feed.CommentFeed.Faults;
import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.CommentFeed.FeedRecord.Kind;
import io.undertone.generate.GeneratedComment;
import io.undertone.generate.SuiteOptions;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records that these tests send, and what is to become of them. */
final class Feeds {
  /** Of every topic. */
  static final int PARTITIONS = 4;

  private static final LocalDate START = LocalDate.parse("2024-01-01");
  private static final long SEED = 7;

  private Feeds() {}

  /** Comments of periods of one day from 2024-01-01, some 150 a period and blogger. */
  static List<FeedRecord> records(int bloggers, int periods, Faults faults) {
    SuiteOptions options =
        new SuiteOptions(bloggers, periods, 0.04, 10, 15, 1, TextLanguage.NONE, SEED);
    List<FeedRecord> records = new ArrayList<>();
    new CommentFeed(options, faults).forEachRemaining(records::add);
    return records;
  }

  /** First day after these periods. */
  static String end(int periods) {
    return START.plusDays(periods).toString();
  }

  /** A comment of a later day for each partition: when it is read, all periods are over. */
  static List<FeedRecord> later(int periods) {
    Instant time = Instant.parse(START.plusDays(periods + 30) + "T12:00:00Z");
    List<FeedRecord> records = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      GeneratedComment comment =
          new GeneratedComment("later", "later", time, 1, .5, i, time, 0, .5, null);
      records.add(new FeedRecord(Kind.COMMENT, comment));
    }
    return records;
  }

  /** Comments that are to be counted, by blogger and period. */
  static Map<String, Long> counts(List<FeedRecord> records) {
    Map<String, Long> counts = new TreeMap<>();
    for (FeedRecord record : records) {
      if (record.kind() == Kind.COMMENT) {
        String day = record.comment().postTime().toString().substring(0, 10);
        counts.merge(record.comment().blogger() + " " + day, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** How many are of this kind. */
  static int count(List<FeedRecord> records, Kind kind) {
    return (int) records.stream().filter(record -> record.kind() == kind).count();
  }
}
