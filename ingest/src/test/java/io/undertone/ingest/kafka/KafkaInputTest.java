// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.ParserOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaInputTest {

  private static KafkaInput input(
      String brokers, List<String> topics, String start, String idleness) {
    return new KafkaInput(
        brokers,
        topics,
        "group",
        start,
        false,
        Duration.ZERO,
        Duration.parse(idleness),
        Map.of("security.protocol", "SSL"),
        Formats.undertone(),
        ParserOptions.of("", "salt"));
  }

  private static void refuses(
      String brokers, List<String> topics, String start, String idleness, String message) {
    assertThatThrownBy(() -> KafkaCommentSource.build(input(brokers, topics, start, idleness)))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void clientPropertiesKeepTheirNames() {
    KafkaInput input = input("host:9092", List.of("t"), "latest", "PT1M");

    assertThat(input.clientProperties()).isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void everyMessageSaysWhatIsAllowed() {
    List<String> topics = List.of("t");
    refuses(
        " ",
        topics,
        "latest",
        "PT1M",
        "the list of Kafka brokers is ' '; it must be host:port, comma-separated.");
    refuses(
        "h:1",
        List.of(),
        "latest",
        "PT1M",
        "the list of Kafka topics is '[]'; it must be at least one name.");
    refuses(
        "h:1",
        topics,
        "soon",
        "PT1M",
        "the start in Kafka is 'soon'; it must be earliest, latest, committed or an instant such as"
            + " 2023-05-01T00:00:00Z.");
    refuses(
        "h:1",
        topics,
        "latest",
        "PT0S",
        "the idleness is 'PT0S'; it must be longer than zero, such as PT1M.");
  }

  @Test
  void everyStartIsUnderstood() {
    for (String start : List.of("earliest", "latest", "committed", "2023-05-01T00:00:00Z")) {
      assertThat(KafkaCommentSource.build(input("h:1", List.of("t"), start, "PT1M"))).isNotNull();
    }
  }
}
