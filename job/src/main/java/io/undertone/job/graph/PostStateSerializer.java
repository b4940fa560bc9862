// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
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
 * 1 held comments back that wait for a revision, and knew neither squares of scores nor texts of
 * comments and posts nor which timer comes next.
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
    out.writeBoolean(state.holds());
    out.writeInt(state.periods().size());
    for (PeriodTally period : state.periods()) {
      write(period, newest, out);
    }
  }

  private static void write(PeriodTally period, @Nullable PostAttributes newest, DataOutputView out)
      throws IOException {
    out.writeLong(period.start());
    out.writeLong(period.due());
    out.writeLong(period.textsDue());
    out.writeLong(period.timer());
    out.writeLong(period.newest());
    out.writeBoolean(period.shows());
    out.writeInt(period.counted());
    RankFields.writeFloor(period.floor(), out);
    out.writeInt(period.segments().size());
    for (TallySegment segment : period.segments()) {
      out.writeInt(segment.index());
      write(segment.newest(), newest, out);
      writeTallies(segment.byScorer(), out);
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
    out.writeLong(given.text());
    if (content != null) {
      out.writeDouble(content);
    }
  }

  private static void writeTallies(List<PostTally> tallies, DataOutputView out) throws IOException {
    out.writeShort(tallies.size());
    for (PostTally tally : tallies) {
      TallyFields.write(tally, out);
    }
  }

  @Override
  PostState read(DataInputView in, int writtenIn) throws IOException {
    boolean first = writtenIn == 1;
    PostAttributes newest = attributes(in, null, first);
    PostAttributes settled = attributes(in, newest, first);
    List<String> scorers = names(in);
    if (first) {
      List<PeriodTally> periods = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        periods.add(first(in, newest, scorers));
      }
      return new PostState(newest, settled, scorers, periods, skipMoments(in) > 0);
    }
    boolean holds = in.readBoolean();
    List<PeriodTally> periods = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      periods.add(period(in, newest));
    }
    return new PostState(newest, settled, scorers, periods, holds);
  }

  private static @Nullable PostAttributes attributes(
      DataInputView in, @Nullable PostAttributes newest, boolean first) throws IOException {
    byte kind = in.readByte();
    if (kind == NONE || kind == NEWEST) {
      return kind == NONE ? null : newest;
    }
    long observedAt = in.readLong();
    Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
    long likes = in.readLong();
    long text = first ? PostWords.NONE : in.readLong();
    Double content = kind == WITH_CONTENT ? Double.valueOf(in.readDouble()) : null;
    return new PostAttributes(observedAt, time, likes, content, text);
  }

  private static List<String> names(DataInputView in) throws IOException {
    int size = in.readShort();
    List<String> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
    }
    return names;
  }

  private static PeriodTally period(DataInputView in, @Nullable PostAttributes newest)
      throws IOException {
    return new PeriodTally(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readInt(),
        RankFields.readFloor(in),
        segments(in, newest, null));
  }

  /** Of layout 1: texts are unknown, and due whenever the tally is. */
  private static PeriodTally first(
      DataInputView in, @Nullable PostAttributes newest, List<String> scorers) throws IOException {
    long start = in.readLong();
    long due = in.readLong();
    return new PeriodTally(
        start,
        due,
        due,
        PeriodTally.NEVER,
        in.readLong(),
        in.readBoolean(),
        Deadlines.MARKS,
        Rank.TOP,
        segments(in, newest, scorers));
  }

  /**
   * @param ofFirst names of the scorers when the segments are of layout 1
   */
  private static List<TallySegment> segments(
      DataInputView in, @Nullable PostAttributes newest, @Nullable List<String> ofFirst)
      throws IOException {
    boolean first = ofFirst != null;
    int size = first ? in.readByte() : in.readInt();
    List<TallySegment> segments = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int index = first ? in.readByte() : in.readInt();
      PostAttributes seen = attributes(in, newest, first);
      if (seen == null) {
        throw new IOException("A segment of a post's state names no version of the post.");
      }
      segments.add(new TallySegment(index, seen, tallies(in, ofFirst)));
    }
    return segments;
  }

  private static List<PostTally> tallies(DataInputView in, @Nullable List<String> ofFirst)
      throws IOException {
    int size = in.readShort();
    List<PostTally> tallies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      tallies.add(
          ofFirst == null ? TallyFields.read(in) : TallyFields.readFirst(in, ofFirst.get(i)));
    }
    return tallies;
  }

  /** The moments for which layout 1 held comments, which the comments tell as well. */
  private static int skipMoments(DataInputView in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long unused = in.readLong();
    }
    return size;
  }
}
