// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicCreationTest {

  private static KafkaFuture<Void> failed(Exception why) {
    KafkaFutureImpl<Void> future = new KafkaFutureImpl<>();
    future.completeExceptionally(why);
    return future;
  }

  @Test
  void topicThatAnotherCreatedMeanwhileIsAsGood() {
    assertThatNoException()
        .isThrownBy(
            () ->
                TopicCreation.await(
                    List.of(
                        failed(new TopicExistsException("a")), KafkaFuture.completedFuture(null)),
                    1));
  }

  @Test
  void itHidesNoFailureOfAnother() {
    assertThatThrownBy(
            () ->
                TopicCreation.await(
                    List.of(
                        failed(new TopicExistsException("a")),
                        failed(new TopicAuthorizationException("b"))),
                    1))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }
}
