// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link PostTally} in state: its fields in their order. */
final class TallyFields {
  private TallyFields() {}

  static void write(PostTally tally, DataOutputView out) throws IOException {
    out.writeLong(tally.scoreHigh());
    out.writeLong(tally.scoreLow());
    out.writeLong(tally.scoreSquareHigh());
    out.writeLong(tally.scoreSquareLow());
    out.writeLong(tally.weight());
    out.writeLong(tally.squareHigh());
    out.writeLong(tally.squareLow());
    out.writeLong(tally.comments());
  }

  static PostTally read(DataInputView in) throws IOException {
    return new PostTally(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  /** A tally of layout 1, without squares of scores: they say what is taken for them anyway. */
  static PostTally readFirst(DataInputView in, String scorer) throws IOException {
    PostTally tally =
        new PostTally(
            in.readLong(),
            in.readLong(),
            0,
            0,
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong());
    return tally.withSpread(ScorerPriors.BY_SCORER.of(scorer));
  }

  static void write(AuthorCap.Sum sum, DataOutputView out) throws IOException {
    write(sum.within(), out);
    write(sum.beyond(), out);
  }

  private static void write(Map<String, PostTally> byScorer, DataOutputView out)
      throws IOException {
    out.writeShort(byScorer.size());
    for (Map.Entry<String, PostTally> entry : byScorer.entrySet()) {
      out.writeUTF(entry.getKey());
      write(entry.getValue(), out);
    }
  }

  static AuthorCap.Sum readSum(DataInputView in) throws IOException {
    return new AuthorCap.Sum(readMap(in), readMap(in));
  }

  private static TreeMap<String, PostTally> readMap(DataInputView in) throws IOException {
    TreeMap<String, PostTally> byScorer = new TreeMap<>();
    for (int i = in.readShort(); i > 0; i--) {
      byScorer.put(in.readUTF(), read(in));
    }
    return byScorer;
  }
}
