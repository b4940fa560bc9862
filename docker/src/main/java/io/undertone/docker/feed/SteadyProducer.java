// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.feed;

import io.undertone.docker.feed.CommentFeed.FeedRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to the partitions of a topic in turn, at a steady pace and each exactly once: the
 * producer is idempotent and tries again for two minutes.
 */
public final class SteadyProducer implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(20);

  private final KafkaProducer<String, String> producer;
  private final String topic;
  private final int partitions;
  private final int perSecond;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param perSecond records a second, at least 50
   */
  public SteadyProducer(String brokers, String topic, int partitions, int perSecond) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // on a new topic a second batch could be taken before the first, which then never
                // is
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new StringSerializer(),
            new StringSerializer());
    this.topic = topic;
    this.partitions = partitions;
    this.perSecond = perSecond;
  }

  /**
   * Sends up to so many records and waits until the broker has them.
   *
   * @throws IOException when the broker did not take one of them
   */
  public void send(Iterator<FeedRecord> records, long count)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (long i = 0; i < count && records.hasNext(); i++) {
      if (i % (perSecond * STEP.toMillis() / 1000) == 0) {
        awaitTurn(start, i);
      }
      send(records.next());
    }
    producer.flush();
    requireSuccess();
  }

  private void awaitTurn(long start, long done) throws IOException, InterruptedException {
    requireSuccess();
    long due = start + done * Duration.ofSeconds(1).toNanos() / perSecond;
    long early = due - System.nanoTime();
    if (early > 0) {
      Thread.sleep(Duration.ofNanos(early).toMillis());
    }
  }

  private void send(FeedRecord record) {
    int partition = (int) (sent.getAndIncrement() % partitions);
    producer.send(
        new ProducerRecord<>(topic, partition, record.comment().post(), record.json()),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  private void requireSuccess() throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("a record for " + topic + " was not sent", e);
    }
  }

  /** Records handed over so far, over all calls. */
  public long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
