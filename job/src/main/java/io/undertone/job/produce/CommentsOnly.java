// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.produce;

import io.undertone.ingest.Comment;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Passes comments on and counts them and the records that could not be read. */
final class CommentsOnly extends ProcessFunction<Parsed, Comment> {
  static final String COMMENTS = "comments";
  static final String REFUSED = "refused";
  private static final long serialVersionUID = 1L;

  private transient LongCounter comments;
  private transient LongCounter refused;

  @Override
  public void open(OpenContext context) {
    comments = getRuntimeContext().getLongCounter(COMMENTS);
    refused = getRuntimeContext().getLongCounter(REFUSED);
  }

  @Override
  public void processElement(Parsed parsed, Context context, Collector<Comment> out) {
    Comment comment = parsed.comment();
    if (comment != null) {
      comments.add(1);
      out.collect(comment);
    } else if (parsed.deadLetter() != null) {
      refused.add(1);
    } else {
      throw new InputException(
          "the data set holds posts and comments apart; send its JSON records as they are, and"
              + " run the job with --format.");
    }
  }
}
