// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is behind the end of a topic. */
public final class ConsumerLag implements AutoCloseable {
  private static final int ANSWER_SECONDS = 30;

  private final Admin admin;
  private final String group;
  private final String topic;

  public ConsumerLag(String brokers, String group, String topic) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    this.group = group;
    this.topic = topic;
  }

  /** Records of all partitions that the group has not committed yet. */
  public long records() throws IOException, InterruptedException {
    try {
      Map<TopicPartition, Long> ends = ends();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS);
      long lag = 0;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        OffsetAndMetadata offset = committed.get(end.getKey());
        lag += end.getValue() - (offset == null ? 0 : offset.offset());
      }
      return lag;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the lag of group " + group + " is not known", e);
    }
  }

  private Map<TopicPartition, Long> ends()
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(ANSWER_SECONDS, TimeUnit.SECONDS)
            .values()
            .stream()
            .flatMap(described -> described.partitions().stream())
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get(ANSWER_SECONDS, TimeUnit.SECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
