// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.audience;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.period;
import static io.undertone.job.graph.Streams.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlignFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, AudiencePeriod, AlignedPeriod> harness;
  private long watermark = Long.MIN_VALUE;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AlignFunction(Streams.DEADLINES)),
            AudiencePeriod::topic,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void allBloggersOfAPeriodComeTogetherInAscendingOrder() throws Exception {
    send(audience("zoe", 0, post("zoe", "z", 0, 0.4)));
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    advance(closing(0));
    assertThat(aligned()).hasSize(1);
    assertThat(aligned().get(0).audiences())
        .extracting(AudiencePeriod::blogger)
        .containsExactly("ann", "zoe");
  }

  @Test
  void periodInWhichNobodyPostedIsPassedOnEmpty() throws Exception {
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    send(audience("ann", 3, post("ann", "b", 3, 0.7)));
    advance(Long.MAX_VALUE);
    assertThat(aligned())
        .extracting(AlignedPeriod::period)
        .containsExactly(period(0), period(1), period(2), period(3));
    assertThat(aligned().get(1).audiences()).isEmpty();
  }

  @Test
  void revisionOfAClosedPeriodPassesItOnAgainAlone() throws Exception {
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    send(audience("ann", 1, post("ann", "b", 1, 0.6)));
    advance(closing(1));
    send(audience("bob", 0, post("bob", "c", 0, 0.3)));
    advance(closing(1) + 1);
    assertThat(aligned())
        .extracting(AlignedPeriod::period)
        .containsExactly(period(0), period(1), period(0));
    assertThat(aligned().get(2).audiences()).hasSize(2);
  }

  /** Release 0.1.0 kept no index of a period's audiences. */
  @Test
  void stateWithoutAnIndexIsSearchedOnce() throws Exception {
    for (int day = 0; day < 3; day++) {
      send(audience("ann", day, post("ann", "a" + day, day, 0.6)));
      send(audience("bob", day, post("bob", "b" + day, day, 0.3)));
    }
    advance(closing(2));
    index().clear();
    send(audience("cat", 1, post("cat", "c", 1, 0.3)));
    advance(closing(2) + 1);
    send(audience("cat", 0, post("cat", "d", 0, 0.3)));
    advance(closing(2) + 2);
    List<AlignedPeriod> revised = aligned().subList(3, 5);
    assertThat(revised).extracting(AlignedPeriod::period).containsExactly(period(1), period(0));
    assertThat(revised).allMatch(period -> period.audiences().size() == 3);
    index().clear();
    advance(Streams.DEADLINES.expires(period(2)));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
  }

  private MapState<Long, List<String>> index() throws Exception {
    KeyedStateBackend<String> backend =
        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
    backend.setCurrentKey(aligned().get(0).topic());
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        new MapStateDescriptor<>("ids", Types.LONG, Types.LIST(Types.STRING)));
  }

  @Test
  void periodBeforeTheFirstBringsTheEmptyOnesBetween() throws Exception {
    send(audience("ann", 3, post("ann", "a", 3, 0.6)));
    advance(closing(3));
    send(audience("ann", 0, post("ann", "b", 0, 0.6)));
    advance(closing(3) + 1);
    assertThat(aligned())
        .extracting(AlignedPeriod::period)
        .containsExactly(period(3), period(0), period(1), period(2));
  }

  @Test
  void longSilenceIsCutShort() throws Exception {
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    send(audience("ann", 20_000, post("ann", "b", 20_000, 0.6)));
    advance(Long.MAX_VALUE);
    assertThat(aligned()).hasSize(2 + AlignFunction.LONGEST_SILENCE);
    assertThat(aligned().get(1).period()).isEqualTo(period(20_000 - AlignFunction.LONGEST_SILENCE));
  }

  @Test
  void audienceWhosePostsWereAllTakenOutIsNotInTheRow() throws Exception {
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    send(audience("bob", 0, post("bob", "b", 0, 0.6)));
    advance(closing(0));
    send(audience("bob", 0));
    advance(closing(0) + 1);
    assertThat(aligned().get(1).audiences())
        .extracting(AudiencePeriod::blogger)
        .containsExactly("ann");
  }

  @Test
  void stateIsForgottenAfterTheAllowedLateness() throws Exception {
    send(audience("ann", 0, post("ann", "a", 0, 0.6)));
    advance(Streams.DEADLINES.expires(period(0)));
    // what remains is the start of the first and of the last closed period
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** An audience in order comes at its closing, a revised one just after the watermark. */
  private void send(AudiencePeriod audience) throws Exception {
    harness.processElement(
        audience, Math.max(audience.period().end().toEpochMilli() - 1, watermark + 1));
  }

  private void advance(long to) throws Exception {
    watermark = to;
    harness.processWatermark(to);
  }

  private List<AlignedPeriod> aligned() {
    return harness.extractOutputValues();
  }
}
