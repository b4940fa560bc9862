// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Parsed, Comment> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new JoinFunction(Streams.LATENESS)),
            JoinFunction::post,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void commentThatComesBeforeItsPostWaitsForIt() throws Exception {
    send(Parsed.of(comment("a")));
    assertThat(joined()).isEmpty();
    send(Parsed.of(post(10, at(0, 2))));
    assertThat(joined())
        .extracting(Comment::id, Comment::blogger, Comment::postLikes)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a", "ann", 10L));
  }

  @Test
  void newerVersionOfThePostGoesOnWithOneComment() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("a")));
    send(Parsed.of(comment("b")));
    send(Parsed.of(post(500, at(0, 9))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(10L, 10L, 500L);
    assertThat(joined().get(2).postObservedAt()).isEqualTo(at(0, 9));
  }

  @Test
  void olderVersionOfThePostIsIgnored() throws Exception {
    send(Parsed.of(post(500, at(0, 9))));
    send(Parsed.of(comment("a")));
    send(Parsed.of(post(10, at(0, 2))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(500L);
  }

  @Test
  void commentWhosePostNeverComesIsADeadLetterAndStateIsGone() throws Exception {
    send(Parsed.of(comment("a")));
    harness.processWatermark(day(9).toEpochMilli());
    assertThat(harness.getSideOutput(JoinFunction.ORPHANS))
        .singleElement()
        .satisfies(r -> assertThat(r.getValue().reason()).startsWith("post unknown"));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void postIsKeptWhileItsCommentsKeepComing() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    for (int d = 0; d < 10; d += 2) {
      send(Parsed.of(comment("c" + d, day(d))));
      harness.processWatermark(day(d).toEpochMilli());
    }
    assertThat(joined()).hasSize(5);
    harness.processWatermark(day(20).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void send(Parsed parsed) throws Exception {
    harness.processElement(parsed, parsed.eventTime());
  }

  private List<Comment> joined() {
    return harness.extractOutputValues();
  }

  private static PostVersion post(long likes, Instant observedAt) {
    return new PostVersion(null, "ann", "p", at(0, 1), likes, "text", null, null, observedAt);
  }

  private static UnjoinedComment comment(String id) {
    return comment(id, at(0, 3));
  }

  private static UnjoinedComment comment(String id, Instant time) {
    return new UnjoinedComment(null, "p", id, time, 0, "good", null, null, null, null, false);
  }
}
