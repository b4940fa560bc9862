// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.ScorerPriors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Layout 2 of {@link PostState}: fields in their order, lists with their sizes before them. Layout
 * 1 has no sums of squared scores.
 */
final class PostStateSerializer extends CompactSerializer<PostState> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 2;

  private static final int NONE = 0;
  private static final int WITHOUT_CONTENT = 1;
  private static final int WITH_CONTENT = 2;

  /** The same as the newest of all. */
  private static final int NEWEST = 3;

  PostStateSerializer() {
    this(LAYOUT);
  }

  private PostStateSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<PostState> {
    public Snapshot() {
      super(LAYOUT, PostStateSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<PostState> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public PostState createInstance() {
    return PostState.NEW;
  }

  @Override
  void write(PostState state, DataOutputView out) throws IOException {
    PostAttributes newest = state.attributes();
    write(newest, null, out);
    write(state.settled(), newest, out);
    out.writeShort(state.scorers().size());
    for (String scorer : state.scorers()) {
      out.writeUTF(scorer);
    }
    out.writeInt(state.periods().size());
    for (PeriodTally period : state.periods()) {
      out.writeLong(period.start());
      out.writeLong(period.due());
      out.writeLong(period.newest());
      out.writeBoolean(period.shows());
      out.writeByte(period.segments().size());
      for (TallySegment segment : period.segments()) {
        out.writeByte(segment.index());
        write(segment.newest(), newest, out);
        writeTallies(segment.byScorer(), out);
      }
    }
    out.writeInt(state.held().size());
    for (long due : state.held()) {
      out.writeLong(due);
    }
  }

  private static void write(
      @Nullable PostAttributes given, @Nullable PostAttributes newest, DataOutputView out)
      throws IOException {
    if (given == null || given.equals(newest)) {
      out.writeByte(given == null ? NONE : NEWEST);
      return;
    }
    Double content = given.contentScore();
    out.writeByte(content == null ? WITHOUT_CONTENT : WITH_CONTENT);
    out.writeLong(given.observedAt());
    out.writeLong(given.postTime().getEpochSecond());
    out.writeInt(given.postTime().getNano());
    out.writeLong(given.likes());
    if (content != null) {
      out.writeDouble(content);
    }
  }

  private static void writeTallies(List<PostTally> tallies, DataOutputView out) throws IOException {
    out.writeShort(tallies.size());
    for (PostTally tally : tallies) {
      out.writeLong(tally.scoreHigh());
      out.writeLong(tally.scoreLow());
      out.writeLong(tally.scoreSquareHigh());
      out.writeLong(tally.scoreSquareLow());
      out.writeLong(tally.weight());
      out.writeLong(tally.squareHigh());
      out.writeLong(tally.squareLow());
      out.writeLong(tally.comments());
    }
  }

  @Override
  PostState read(DataInputView in, int writtenIn) throws IOException {
    PostAttributes newest = attributes(in, null);
    PostAttributes settled = attributes(in, newest);
    List<String> names = names(in);
    List<PeriodTally> periods = periods(in, newest, writtenIn > 1 ? List.of() : names);
    return new PostState(newest, settled, names, periods, moments(in));
  }

  private static @Nullable PostAttributes attributes(
      DataInputView in, @Nullable PostAttributes newest) throws IOException {
    byte kind = in.readByte();
    if (kind == NONE || kind == NEWEST) {
      return kind == NONE ? null : newest;
    }
    return new PostAttributes(
        in.readLong(),
        Instant.ofEpochSecond(in.readLong(), in.readInt()),
        in.readLong(),
        kind == WITH_CONTENT ? Double.valueOf(in.readDouble()) : null);
  }

  private static List<String> names(DataInputView in) throws IOException {
    int size = in.readShort();
    List<String> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
    }
    return names;
  }

  private static List<PeriodTally> periods(
      DataInputView in, @Nullable PostAttributes newest, List<String> unspread) throws IOException {
    int size = in.readInt();
    List<PeriodTally> periods = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      periods.add(
          new PeriodTally(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean(),
              segments(in, newest, unspread)));
    }
    return periods;
  }

  private static List<TallySegment> segments(
      DataInputView in, @Nullable PostAttributes newest, List<String> unspread) throws IOException {
    int size = in.readByte();
    List<TallySegment> segments = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int index = in.readByte();
      PostAttributes seen = attributes(in, newest);
      if (seen == null) {
        throw new IOException("A segment of a post's state names no version of the post.");
      }
      segments.add(new TallySegment(index, seen, tallies(in, unspread)));
    }
    return segments;
  }

  /**
   * @param unspread names of the scorers when the tallies have no squares of scores, else empty
   */
  private static List<PostTally> tallies(DataInputView in, List<String> unspread)
      throws IOException {
    boolean whole = unspread.isEmpty();
    int size = in.readShort();
    List<PostTally> tallies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      PostTally tally =
          new PostTally(
              in.readLong(),
              in.readLong(),
              whole ? in.readLong() : 0,
              whole ? in.readLong() : 0,
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      tallies.add(
          whole
              ? tally
              : tally.withSpread(ScorerPriors.BY_SCORER.of(unspread.get(tallies.size()))));
    }
    return tallies;
  }

  private static List<Long> moments(DataInputView in) throws IOException {
    int size = in.readInt();
    List<Long> moments = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      moments.add(in.readLong());
    }
    return moments;
  }
}
