// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Scores like {@link ScoreFunction} and passes the texts on beside, for evidence. */
public final class ScoreTextFunction extends ProcessFunction<Comment, ScoredComment> {
  private static final long serialVersionUID = 1L;

  /** Scored comments with their texts, and deletions. */
  public static final OutputTag<ScoredText> TEXTS = new OutputTag<>("texts") {};

  private final ScoreFunction scorer;

  public ScoreTextFunction(ScoreFunction scorer) {
    this.scorer = scorer;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    scorer.setRuntimeContext(getRuntimeContext());
    scorer.open(context);
  }

  @Override
  public void processElement(Comment comment, Context context, Collector<ScoredComment> out) {
    ScoredComment scored = scorer.map(comment);
    out.collect(scored);
    if (comment.text() != null || comment.deleted()) {
      context.output(TEXTS, ScoredText.of(scored, comment));
    }
  }

  @Override
  public void close() {
    scorer.close();
  }
}
