// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Keyed by topic: one row across all bloggers for each closed period, in order and without gaps. A
 * period in which nobody posted is passed on empty, once a later one closes: that rule needs
 * nothing but the records, so every run gives the same periods.
 */
public final class AlignFunction extends GatherFunction<String, AudiencePeriod, AlignedPeriod> {
  private static final long serialVersionUID = 1L;

  /** Long enough for every blogger to be taken for gone. */
  static final int LONGEST_SILENCE = 60;

  private transient ValueState<Long> firstClosed;
  private transient ValueState<Long> lastClosed;

  public AlignFunction(Deadlines deadlines) {
    super(deadlines, "audiences", AudiencePeriod.class);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    var runtime = getRuntimeContext();
    firstClosed = runtime.getState(new ValueStateDescriptor<>("first-closed", Types.LONG));
    lastClosed = runtime.getState(new ValueStateDescriptor<>("last-closed", Types.LONG));
  }

  @Override
  Period period(AudiencePeriod audience) {
    return audience.period();
  }

  @Override
  Standing standing(AudiencePeriod audience) {
    return audience.standing();
  }

  @Override
  Instant asOf(AudiencePeriod audience) {
    return audience.asOf();
  }

  @Override
  String id(AudiencePeriod audience) {
    return audience.blogger();
  }

  /** Audiences without a post are left out. */
  @Override
  AlignedPeriod together(
      String topic,
      Period period,
      List<AudiencePeriod> audiences,
      Standing standing,
      Instant asOf) {
    List<AudiencePeriod> spoken =
        audiences.stream()
            .filter(audience -> !audience.posts().isEmpty())
            .sorted(Comparator.comparing(AudiencePeriod::blogger))
            .toList();
    return new AlignedPeriod(topic, period, spoken, standing, asOf);
  }

  /** Passes the period on, with the empty ones between it and those that closed before. */
  @Override
  void close(String topic, Period period, List<AudiencePeriod> all, Collector<AlignedPeriod> out)
      throws Exception {
    Long first = firstClosed.value();
    Long last = lastClosed.value();
    long start = period.start().toEpochMilli();
    if (last != null && start > last) {
      passEmpty(topic, deadlines.startingAt(last), start, out);
    }
    super.close(topic, period, all, out);
    if (first != null && start < first) {
      passEmpty(topic, period, first, out);
    }
    firstClosed.update(first == null ? start : Math.min(first, start));
    lastClosed.update(last == null ? start : Math.max(last, start));
  }

  /** Of a silence longer than {@value #LONGEST_SILENCE} periods only the end is passed on. */
  private void passEmpty(String topic, Period before, long end, Collector<AlignedPeriod> out) {
    ArrayDeque<Period> empty = new ArrayDeque<>();
    Period gap = deadlines.calendar().next(before);
    while (gap.start().toEpochMilli() < end) {
      empty.addLast(gap);
      if (empty.size() > LONGEST_SILENCE) {
        empty.removeFirst();
      }
      gap = deadlines.calendar().next(gap);
    }
    empty.forEach(period -> out.collect(new AlignedPeriod(topic, period, List.of())));
  }
}
