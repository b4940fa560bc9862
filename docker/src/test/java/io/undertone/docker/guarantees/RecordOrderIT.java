// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.docker.feed.CommentFeed.Faults;
import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same comments through Kafka in other orders, and some of them twice: the same final rows. */
@ExtendWith(SharedStack.class)
@Timeout(400)
class RecordOrderIT {
  private static final int PERIODS = 20;
  private static final int UNHURRIED = 100_000;
  private static final Faults REPEATED = new Faults(0.05, 0, Duration.ZERO);
  private static final Duration DELAY = Duration.ofDays(2);

  private final List<FeedRecord> ordered = Feeds.records(4, PERIODS, Faults.NONE);

  @Test
  void orderAndRepetitionChangeNoFinalRow(LocalStack stack) throws Exception {
    FinalRows inOrder = run(stack, "ordered", ordered, 1, DELAY);
    assertThat(inOrder.comments()).isEqualTo(Feeds.counts(ordered));
    assertThat(inOrder.tables()).allSatisfy((table, rows) -> assertThat(rows).isNotEmpty());

    assertThat(run(stack, "shuffled", shuffled(), 2, DELAY)).isEqualTo(inOrder);
    List<FeedRecord> repeated = Feeds.records(4, PERIODS, REPEATED);
    assertThat(repeated).hasSizeGreaterThan(ordered.size() * 104 / 100);
    assertThat(run(stack, "repeated", repeated, 3, DELAY)).isEqualTo(inOrder);

    // most comments now revise a closed period; scores keep the forecasts as first issued
    FinalRows revised = run(stack, "revised", shuffled(), 2, Duration.ofHours(1));
    assertThat(withoutScores(revised)).isEqualTo(withoutScores(inOrder));
  }

  private static Map<String, TreeSet<String>> withoutScores(FinalRows rows) {
    rows.tables().remove("model_score");
    return rows.tables();
  }

  /** Each comment up to two days late. */
  private List<FeedRecord> shuffled() {
    Random random = new Random(3);
    Map<FeedRecord, Long> arrival = new IdentityHashMap<>();
    for (FeedRecord record : ordered) {
      long delay = random.nextLong(DELAY.toMillis());
      arrival.put(record, record.comment().time().toEpochMilli() + delay);
    }
    List<FeedRecord> shuffled = new ArrayList<>(ordered);
    shuffled.sort(Comparator.comparing(arrival::get));
    return shuffled;
  }

  private static FinalRows run(
      LocalStack stack,
      String topic,
      List<FeedRecord> records,
      int parallelism,
      Duration outOfOrderness)
      throws Exception {
    stack.kafka().createTopics(Map.of(topic, Feeds.PARTITIONS));
    try (SteadyProducer producer =
        new SteadyProducer(stack.kafka().address(), topic, Feeds.PARTITIONS, UNHURRIED)) {
      producer.send(records.iterator(), records.size());
    }
    Map<String, Object> options =
        Map.of("kafka-bounded", true, "out-of-orderness", outOfOrderness.toString());
    Job.runToEnd(stack, Job.reading(stack, topic, topic, parallelism, options));
    return FinalRows.take(stack, Feeds.end(PERIODS));
  }
}
