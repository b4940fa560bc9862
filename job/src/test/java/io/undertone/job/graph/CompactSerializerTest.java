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
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactSerializerTest {
  private static final PostAttributes SEEN =
      new PostAttributes(Long.MIN_VALUE, Instant.parse("2024-01-01T05:00:00.123456789Z"), 7, null);
  private static final PostAttributes NEWER = new PostAttributes(9, SEEN.postTime(), 8, 0.25);

  static Stream<PostState> states() {
    PostTally tally = PostTally.EMPTY.plus(1, 999).plus(0.3, 0);
    TallySegment first = new TallySegment(0, SEEN, List.of(tally, PostTally.EMPTY));
    TallySegment last = new TallySegment(4, NEWER, List.of(PostTally.EMPTY, tally));
    return Stream.of(
        PostState.NEW,
        PostState.NEW.holding(5).holding(3),
        new PostState(
            NEWER,
            SEEN,
            List.of("given", "微博"),
            List.of(
                new PeriodTally(-5, PeriodTally.NOT_DUE, 4, false, List.of()),
                new PeriodTally(10, 20, 15, true, List.of(first, last))),
            List.of(30L)));
  }

  static Stream<CommentVersion> versions() {
    return Stream.of(
        new CommentVersion(Long.MIN_VALUE, 0, 0.5, 3, 4, false, "given", null),
        new CommentVersion(1, 1L << 40, 1, -3, -4, true, "一", "00ff"));
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
        .isEqualTo(new CommentVersion(1, 2, 0.5, 3, 4, true, "given", "00ff"));
    byte[] state =
        HexFormat.of().parseHex("0000" + "0000" + "00000000" + "00000001" + "0".repeat(15) + "7");
    assertThat(restored(new PostStateSerializer(), 1).deserialize(in(state)))
        .isEqualTo(PostState.NEW.holding(7));
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
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout 3 of PostStateSerializer; this build reads layouts up to 2");
  }

  private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer, int layout)
      throws IOException {
    TypeSerializerSnapshot<T> snapshot = serializer.snapshotConfiguration();
    snapshot.readSnapshot(layout, in(new byte[0]), CompactSerializerTest.class.getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isIncompatible())
        .isFalse();
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
