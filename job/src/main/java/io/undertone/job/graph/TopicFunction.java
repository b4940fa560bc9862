// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.job.options.TopicRules;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Gives each comment the topics of its post, once per topic. A topic that came with the record
 * stays. Comments of posts about none of the topics are counted and left out.
 */
public final class TopicFunction extends RichFlatMapFunction<Comment, Comment> {
  private static final long serialVersionUID = 1L;

  private final TopicRules rules;
  private transient TopicMatcher topics;
  private transient OriginCounter offTopic;
  private transient OriginCounter further;

  public TopicFunction(TopicRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    topics = new TopicMatcher(rules);
    offTopic = new OriginCounter(getRuntimeContext().getMetricGroup(), Metric.OFF_TOPIC);
    further = new OriginCounter(getRuntimeContext().getMetricGroup(), Metric.FURTHER_TOPICS);
  }

  @Override
  public void flatMap(Comment comment, Collector<Comment> out) {
    if (comment.topic() != null) {
      out.collect(comment);
      return;
    }
    var found = topics.of(comment.postText());
    boolean again = comment.origin() == UnjoinedComment.AGAIN;
    if (found.isEmpty() && !again) {
      offTopic.inc(comment.origin());
    }
    for (int i = again ? found.size() : 1; i < found.size(); i++) {
      further.inc(comment.origin());
    }
    for (String topic : found) {
      out.collect(comment.withTopic(topic));
    }
  }
}
