// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostTally;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactSerializerTest {
  private static final PostAttributes SEEN =
      new PostAttributes(
          Long.MIN_VALUE, Instant.parse("2024-01-01T05:00:00.123456789Z"), 7, null, 0);
  private static final PostAttributes NEWER = new PostAttributes(9, SEEN.postTime(), 8, 0.25, 77);

  static Stream<PostState> states() {
    PostTally tally = PostTally.EMPTY.plus(1, 999).plus(0.3, 0);
    TallySegment first = new TallySegment(0, SEEN, List.of(tally, PostTally.EMPTY));
    TallySegment late = new TallySegment(400, SEEN, List.of(tally));
    TallySegment last = new TallySegment(4, NEWER, List.of(PostTally.EMPTY, tally));
    return Stream.of(
        PostState.NEW,
        new PostState(
            NEWER,
            SEEN,
            List.of("given", "微博"),
            List.of(
                PeriodTally.starting(-5, null),
                new PeriodTally(
                    10, 20, 21, 22, 15, true, 7, new Rank(3, "好"), List.of(first, last, late))),
            true));
  }

  static Stream<CommentVersion> versions() {
    return Stream.of(
        new CommentVersion(Long.MIN_VALUE, 0, 0.5, 3, false, "given", null, null),
        new CommentVersion(1, 7, 0.5, 3, false, "given", null, new CommentText(1, 7, "好")),
        new CommentVersion(1, 7, 0.5, 3, false, "given", "00ff", new CommentText(1, 6, "old")),
        new CommentVersion(1, 1L << 40, 1, -3, true, "一", "00ff", null, 300));
  }

  @ParameterizedTest
  @MethodSource("states")
  void postStateComesBackEqual(PostState state) throws IOException {
    assertThat(roundTrip(new PostStateSerializer(), state)).isEqualTo(state);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void versionComesBackEqual(CommentVersion version) throws IOException {
    assertThat(roundTrip(new CommentVersionSerializer(), version)).isEqualTo(version);
  }

  @Test
  void scoredCommentComesBackEqualWhateverIsMissing() throws IOException {
    Instant time = Instant.parse("2024-01-01T05:00:00.123456789Z");
    for (int mask = 0; mask < 1 << 8; mask++) {
      byte[] words = (mask & 128) == 0 ? null : new byte[] {1, 2, 3};
      ScoredComment comment =
          new ScoredComment(
              "话题",
              "博主",
              "post",
              time,
              7,
              (mask & 1) == 0 ? null : Double.valueOf(0.25),
              "x".repeat(mask),
              time.minusSeconds(mask),
              -3,
              0.75,
              "given",
              (mask & 2) == 0 ? null : time.plusNanos(5),
              (mask & 4) == 0 ? null : Instant.EPOCH,
              (mask & 8) != 0,
              (mask & 16) == 0 ? null : "00ff",
              (mask & 32) == 0 ? null : "好😀\u0000",
              mask,
              (mask & 64) == 0 ? PostWords.NONE : 99,
              words);
      assertThat(roundTrip(new ScoredCommentSerializer(), comment))
          .usingRecursiveComparison()
          .isEqualTo(comment);
    }
  }

  /** Bytes of layout 1, which every later build must still read. */
  @Test
  void bytesOfTheFirstLayoutStayReadable() throws IOException {
    byte[] version =
        HexFormat.of()
            .parseHex(
                "03"
                    + "0000000000000001"
                    + "0000000000000002"
                    + "3fe0000000000000"
                    + "0000000000000003"
                    + "0000000000000004"
                    + "0005676976656e"
                    + "000430306666");
    assertThat(restored(new CommentVersionSerializer(), 1).deserialize(in(version)))
        .isEqualTo(new CommentVersion(1, 2, 0.5, 3, true, "given", "00ff", null));
    byte[] state =
        HexFormat.of()
            .parseHex(
                "0000" // no attributes, none settled
                    + "0000" // no scorers
                    + "00000001" // one period
                    + "0000000000000005" // start
                    + "0000000000000006" // due
                    + "0000000000000007" // newest
                    + "01" // shows
                    + "00" // no segments
                    + "00000001" // one moment for which comments are held
                    + "0000000000000009");
    assertThat(restored(new PostStateSerializer(), 1).deserialize(in(state)))
        .isEqualTo(
            new PostState(
                null,
                null,
                List.of(),
                List.of(
                    new PeriodTally(
                        5, 6, 6, PeriodTally.NEVER, 7, true, Deadlines.MARKS, Rank.TOP, List.of())),
                true));
  }

  @Test
  void whatIsKeptOfAuthorsAndTextsComesBackEqual() throws IOException {
    PostTally tally = PostTally.EMPTY.plus(1, 999).plus(0.3, 0);
    AuthorSegments author =
        new AuthorSegments(
            List.of(
                new AuthorSegments.Part(0, "given", tally),
                new AuthorSegments.Part(77, "other", tally)));
    assertThat(roundTrip(new AuthorSegmentsSerializer(), author)).isEqualTo(author);
    CappedSums sums =
        new CappedSums(
            2.5,
            List.of(
                new CappedSums.Prefix(
                    9,
                    new AuthorCap.Sum(
                        new TreeMap<>(Map.of("given", tally)),
                        new TreeMap<>(Map.of("other", tally))))));
    assertThat(roundTrip(new CappedSumsSerializer(), sums)).isEqualTo(sums);
    Candidates some = new Candidates(List.of(new Rank(5, "a"), new Rank(5, "b")), new Rank(4, "c"));
    ShownComments shown =
        new ShownComments(3, -1, some, List.of(new ShownComments.Waiting(8, Candidates.NONE)));
    assertThat(roundTrip(new ShownCommentsSerializer(), shown)).isEqualTo(shown);
  }

  /** What it says of the spread of scores is what is taken for it anyway. */
  @Test
  void aTallyOfTheFirstLayoutSaysNothingNewOfItsScorer() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1); // a version of the post without content
    out.writeLong(5);
    out.writeLong(1_700_000_000);
    out.writeInt(0);
    out.writeLong(3);
    out.writeByte(3); // settled: the same
    out.writeShort(1);
    out.writeUTF("given");
    out.writeInt(1);
    out.writeLong(10);
    out.writeLong(20);
    out.writeLong(15);
    out.writeBoolean(false);
    out.writeByte(1);
    out.writeByte(2);
    out.writeByte(3);
    out.writeShort(1);
    PostTally now = PostTally.EMPTY.plus(.9, 3).plus(.1, 0).plus(.4, 7);
    for (long part :
        new long[] {
          now.scoreHigh(),
          now.scoreLow(),
          now.weight(),
          now.squareHigh(),
          now.squareLow(),
          now.comments()
        }) {
      out.writeLong(part);
    }
    out.writeInt(0);
    PostState read = restored(new PostStateSerializer(), 1).deserialize(in(out.getCopyOfBuffer()));
    AuthorCap.Capped post =
        AuthorCap.uncapped(read.periods().get(0).byScorer(Deadlines.SEGMENTS, read.scorers()));
    assertThat(post.sentiment()).isEqualTo(now.sentiment());
    assertThat(post.effectiveComments()).isEqualTo(now.effectiveComments());
    assertThat(post.spreads())
        .singleElement()
        .satisfies(
            spread -> assertThat(spread.squares()).isCloseTo(.09 * spread.freedom(), within(1e-9)));
  }

  @Test
  void layoutOfALaterBuildIsRefusedInWords() {
    assertThatThrownBy(() -> restored(new PostStateSerializer(), 3))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("layout 3 of PostStateSerializer; this build reads layouts up to 2");
  }

  private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer, int layout)
      throws IOException {
    TypeSerializerSnapshot<T> snapshot = serializer.snapshotConfiguration();
    snapshot.readSnapshot(layout, in(new byte[0]), CompactSerializerTest.class.getClassLoader());
    var compatibility = serializer.snapshotConfiguration().resolveSchemaCompatibility(snapshot);
    assertThat(compatibility.isCompatibleAfterMigration()).isTrue();
    return snapshot.restoreSerializer();
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = in(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static DataInputDeserializer in(byte[] bytes) {
    return new DataInputDeserializer(bytes);
  }
}
