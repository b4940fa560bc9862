// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.testing.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka broker: one KRaft node in a process of its own, with 256 MB of heap. */
public final class LocalKafka extends LocalPart {
  private static final int ANSWER_SECONDS = 10;

  private final int port;
  private final int controllerPort;

  /**
   * A broker that is not started yet.
   *
   * @param port where clients connect; 0 takes a free one
   */
  public LocalKafka(WorkDirectory directory, int port) throws IOException {
    super(directory, "kafka");
    this.port = Ports.orFree(port);
    this.controllerPort = Ports.free();
  }

  /** {@code bootstrap.servers} of its clients. */
  public String address() {
    return "localhost:" + port;
  }

  /** Creates topics that do not exist yet. */
  public void createTopics(Map<String, Integer> partitions)
      throws IOException, InterruptedException {
    try (Admin admin = admin()) {
      for (Map.Entry<String, Integer> topic : partitions.entrySet()) {
        create(admin, topic.getKey(), topic.getValue());
      }
    }
  }

  /**
   * Creates the topics of {@code docker/kafka/topics}: a name and a number of partitions a line.
   */
  void createTopics() throws IOException, InterruptedException {
    createTopics(
        shipped("kafka/topics")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.strip().split("\\s+"))
            .collect(Collectors.toMap(words -> words[0], words -> Integer.parseInt(words[1]))));
  }

  private static void create(Admin admin, String name, int partitions)
      throws IOException, InterruptedException {
    try {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException("topic " + name + " cannot be created", e);
      }
    } catch (TimeoutException e) {
      throw new IOException("the broker does not create topic " + name, e);
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000 / 2));
  }

  @Override
  List<String> command() throws IOException {
    Path file = Files.writeString(data().resolve("server.properties"), lines());
    if (!Files.exists(records().resolve("meta.properties"))) {
      format(file);
    }
    return List.of(
        Commands.java(),
        "-Xms128m",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        Commands.classPath(),
        "kafka.Kafka",
        file.toString());
  }

  private void format(Path file) throws IOException {
    String[] arguments = {
      "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
    };
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    if (StorageTool.execute(arguments, quiet) != 0) {
      throw new IOException("Kafka's storage cannot be formatted in " + data());
    }
  }

  private Path records() throws IOException {
    return data().resolve("log");
  }

  private String lines() throws IOException {
    return properties().entrySet().stream()
        .map(property -> property.getKey() + "=" + property.getValue() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private Map<String, String> properties() throws IOException {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.bootstrap.servers", "localhost:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://" + address()),
        Map.entry("log.dirs", records().toString()),
        Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"));
  }

  @Override
  boolean answers() throws InterruptedException {
    if (!Ports.listens(port)) {
      return false;
    }
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }

  /** How far a consumer group is behind the end of a topic. */
  public static final class ConsumerLag implements AutoCloseable {
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
}
