// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sorts what a source made of its records: whole comments go on, dead letters and records of posts
 * and comments that arrive apart leave aside.
 */
public final class RouteFunction extends ProcessFunction<Parsed, Comment> {
  private static final long serialVersionUID = 1L;

  /** Records that the source could not read. */
  public static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead-letters") {};

  /** Posts and comments that are still to be joined. */
  public static final OutputTag<Parsed> APART = new OutputTag<>("apart") {};

  /** Time without records, for an operator that has only state. */
  static final OutputTag<ScoredComment> NOTHING = new OutputTag<>("nothing") {};

  private transient Counter deadLetters;

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter(Metric.DEAD_LETTERS.title());
  }

  @Override
  public void processElement(Parsed parsed, Context context, Collector<Comment> out) {
    DeadLetter dead = parsed.deadLetter();
    Comment comment = parsed.comment();
    if (dead != null) {
      deadLetters.inc();
      context.output(DEAD, dead);
    } else if (comment != null) {
      out.collect(comment);
    } else {
      context.output(APART, parsed);
    }
  }
}
