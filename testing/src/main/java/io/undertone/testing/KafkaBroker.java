// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker in this process: one node, KRaft, its data in a temporary directory. */
public final class KafkaBroker implements AutoCloseable {
  private final String address;
  private final KafkaRaftServer server;

  /**
   * Starts it.
   *
   * @param directory for its data; empty or absent
   */
  public KafkaBroker(Path directory) throws IOException {
    int port = Ports.free();
    int controllerPort = Ports.free();
    address = "localhost:" + port;
    Map<String, String> properties = new HashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.bootstrap.servers", "localhost:" + controllerPort);
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://" + address);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("log.dirs", directory.resolve("log").toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    // tests give records times of the past, which retention would delete after a while
    properties.put("log.retention.ms", "-1");
    format(directory, properties);
    server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
  }

  private static void format(Path directory, Map<String, String> properties) throws IOException {
    Path file = Files.createDirectories(directory).resolve("server.properties");
    StringBuilder lines = new StringBuilder();
    properties.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, lines);
    String[] arguments = {
      "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
    };
    PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    if (StorageTool.execute(arguments, quiet) != 0) {
      throw new IOException("Kafka's storage could not be formatted in " + directory);
    }
  }

  /** {@code host:port}. */
  public String address() {
    return address;
  }

  /** Creates an empty topic. */
  public void createTopic(String name, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** Sends records to one partition, in order; null is a record without value. */
  public void send(String topic, int partition, @Nullable String... values)
      throws ExecutionException, InterruptedException {
    List<byte @Nullable []> bytes = new ArrayList<>();
    for (String value : values) {
      bytes.add(value == null ? null : value.getBytes(UTF_8));
    }
    send(topic, partition, bytes, null);
  }

  /**
   * Sends records to one partition, in order.
   *
   * @param timestamp of all records, in milliseconds since 1970; null for now
   */
  public void send(
      String topic, int partition, List<byte @Nullable []> values, @Nullable Long timestamp)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value)));
      }
      for (Future<?> one : sent) {
        var unused = one.get();
      }
    }
  }

  /** Every committed record of a topic, partition by partition. */
  public List<ConsumerRecord<String, String>> read(String topic) {
    return CommittedRecords.of(address, topic);
  }

  private Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", address);
    return properties;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
