// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import io.undertone.sinks.ResultTable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** To which topic the rows of a table go. */
public interface KafkaTopics extends Serializable {
  /** Name of the record header with the version of the schema, a decimal number. */
  String VERSION_HEADER = "undertone-schema-version";

  int ANSWER_SECONDS = 15;

  /** The topic of a table's rows. */
  String of(String table);

  /** One topic a table: the prefix and the table's name. */
  static KafkaTopics prefixed(String prefix) {
    return table -> prefix + table;
  }

  /** The same topic for all rows. */
  static KafkaTopics single(String topic) {
    return table -> topic;
  }

  /**
   * The tables of results that have a topic: neither dead letters, which have one of their own, nor
   * what single persons wrote, which a database can forget again.
   */
  static List<ResultTable> resultTables() {
    return Arrays.stream(ResultTable.values())
        .filter(table -> table != ResultTable.DEAD_LETTER && table != ResultTable.COMMENT_EVIDENCE)
        .toList();
  }

  /**
   * The topics that do not exist.
   *
   * @throws IOException when no broker answers, in one sentence
   */
  static List<String> missing(KafkaOutput output, List<String> topics) throws IOException {
    try (Admin admin = admin(output)) {
      Set<String> existing = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return topics.stream().filter(topic -> !existing.contains(topic)).toList();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "No Kafka broker answers at '%s'; check the address and the kafka. properties.",
              output.brokers()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while Kafka's topics were listed.", e);
    }
  }

  private static Admin admin(KafkaOutput output) {
    Properties properties = output.client();
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, output.brokers());
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    return Admin.create(properties);
  }

  /**
   * Creates the topics that do not exist, with the brokers' default partitions and replicas.
   *
   * @param compacted whether the brokers keep the last record of each key for ever
   * @throws IOException when no broker answers or the topics must not be created, in one sentence
   */
  static void create(KafkaOutput output, List<String> topics, boolean compacted)
      throws IOException {
    try (Admin admin = admin(output)) {
      Set<String> existing = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (String topic : topics) {
        if (!existing.contains(topic)) {
          missing.add(newTopic(topic, compacted));
        }
      }
      TopicCreation.await(admin.createTopics(missing).values().values(), ANSWER_SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The Kafka topics %s cannot be created at '%s' (%s). Check the address and the kafka. properties, or create them.",
              topics,
              output.brokers(),
              cause.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while Kafka's topics were created.", e);
    }
  }

  private static NewTopic newTopic(String name, boolean compacted) {
    NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty());
    return compacted
        ? topic.configs(
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
        : topic;
  }
}
