// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.console.UserError;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;

/** What reading from Kafka and writing to it have in common. */
final class KafkaSettings {
  private KafkaSettings() {}

  static String brokers(Settings settings) {
    return settings
        .get(StreamOptions.KAFKA_BROKERS)
        .orElseThrow(
            () ->
                UserError.usage(
                    "kafka-brokers is missing; give one or more host:port, separated by commas."));
  }
}
