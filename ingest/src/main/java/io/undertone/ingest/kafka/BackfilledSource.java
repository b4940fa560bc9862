// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.replay.ReplaySource;
import io.undertone.ingest.replay.ReplayedUpTo;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.base.source.hybrid.HybridSource.SourceFactory;
import org.apache.flink.connector.base.source.hybrid.HybridSource.SourceSwitchContext;
import org.apache.flink.connector.kafka.source.KafkaSource;

/**
 * Files first, then Kafka from an overlap before the newest time in the files. What is in both has
 * the same identity and counts once. Use it with {@link #watermarks}.
 */
public final class BackfilledSource {
  private BackfilledSource() {}

  /**
   * @param files what is read first
   * @param live what is read then; its start holds where the files have no record
   * @param overlap how far before the newest event time in the files the brokers' record times
   *     begin that are read; not negative
   */
  public static HybridSource<Parsed> of(ReplaySource files, KafkaInput live, Duration overlap) {
    return HybridSource.<Parsed, SplitEnumerator<?, ?>>builder(files.together())
        .<SplitEnumerator<?, ?>, KafkaSource<Parsed>>addSource(
            new Live(live, overlap),
            live.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED)
        .build();
  }

  /**
   * Event time per file and partition that stays an overlap behind, so that no comment of the
   * overlap is late only because a later one was in the files.
   */
  public static WatermarkStrategy<Parsed> watermarks(KafkaInput live, Duration overlap) {
    return KafkaCommentSource.watermarks(live.tolerating(overlap));
  }

  private record Live(KafkaInput input, Duration overlap)
      implements SourceFactory<Parsed, KafkaSource<Parsed>, SplitEnumerator<?, ?>> {

    @Override
    public KafkaSource<Parsed> create(SourceSwitchContext<SplitEnumerator<?, ?>> context) {
      // none after a restore: the offsets come from the checkpoint then
      return context.getPreviousEnumerator() instanceof ReplayedUpTo files
              && files.latestEventTime() != Long.MIN_VALUE
          ? KafkaCommentSource.build(input.startingAt(start(files)))
          : KafkaCommentSource.build(input);
    }

    private Instant start(ReplayedUpTo files) {
      Instant start = Instant.ofEpochMilli(files.latestEventTime()).minus(overlap);
      return start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    }
  }
}
