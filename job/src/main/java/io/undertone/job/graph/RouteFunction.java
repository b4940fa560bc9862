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

/** Sends dead letters aside and gives each comment its topic. */
public final class RouteFunction extends ProcessFunction<Parsed, Comment> {
  private static final long serialVersionUID = 1L;

  /** Records that the source could not read. */
  public static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead-letters") {};

  private final String defaultTopic;
  private transient Counter deadLetters;

  public RouteFunction(String defaultTopic) {
    this.defaultTopic = defaultTopic;
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter(Metric.DEAD_LETTERS.title());
  }

  @Override
  public void processElement(Parsed parsed, Context context, Collector<Comment> out) {
    DeadLetter dead = parsed.deadLetter();
    if (dead != null) {
      deadLetters.inc();
      context.output(DEAD, dead);
    }
    Comment comment = parsed.comment();
    if (comment != null) {
      out.collect(comment.topic() == null ? withTopic(comment, defaultTopic) : comment);
    }
  }

  private static Comment withTopic(Comment c, String topic) {
    return new Comment(
        topic,
        c.blogger(),
        c.post(),
        c.postTime(),
        c.postLikes(),
        c.postText(),
        c.postScore(),
        c.id(),
        c.time(),
        c.likes(),
        c.text(),
        c.score(),
        c.language(),
        c.author(),
        c.observedAt(),
        c.deleted());
  }
}
