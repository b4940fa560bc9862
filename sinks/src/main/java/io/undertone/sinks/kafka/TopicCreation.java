// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The brokers' answers for new topics. */
final class TopicCreation {
  private TopicCreation() {}

  /** That another was faster is as good; the first other failure is thrown. */
  static void await(Collection<KafkaFuture<Void>> topics, int seconds)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (KafkaFuture<Void> created : topics) {
      try {
        created.get(seconds, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }
}
