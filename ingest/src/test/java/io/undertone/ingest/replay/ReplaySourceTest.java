// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.format.Formats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class ReplaySourceTest {
  private static final Instant START = Instant.parse("2023-05-01T00:00:00Z");

  @TempDir static Path spills;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          () ->
              new MiniClusterResourceConfiguration.Builder()
                  .setNumberTaskManagers(1)
                  .setNumberSlotsPerTaskManager(4)
                  .setConfiguration(
                      new Configuration().set(CoreOptions.TMP_DIRS, spills.toString()))
                  .build());

  @TempDir Path directory;

  /** Comment i is written i hours after the start, so its id tells its place. */
  private static List<String> lines(int from, int count, int step) {
    return IntStream.range(0, count)
        .map(i -> from + i * step)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "b,p,2023-05-01T00:00Z,%s,%06d,0.5",
                    START.plusSeconds(3600L * i),
                    i))
        .toList();
  }

  private static String csv(List<String> lines) {
    return "blogger,post,post_time,time,comment_index,score\n" + String.join("\n", lines) + "\n";
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.writeString(directory.resolve(name), csv(lines));
  }

  private static List<String> shuffled(List<String> lines) {
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(1));
    return shuffled;
  }

  private static List<String> ids(List<Seen> seen) {
    return seen.stream().map(Seen::id).toList();
  }

  private static List<String> expected(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p#" + i).toList();
  }

  private static void assertNothingLate(List<Seen> all) {
    assertThat(all).allSatisfy(seen -> assertThat(seen.time()).isGreaterThan(seen.watermark()));
  }

  @Test
  void shuffledLinesComeOutInTheOrderOfEventTime() throws Exception {
    List<Seen> ordered = Replays.run(Replays.source(List.of(file("a.csv", lines(0, 3000, 1)))), 1);
    List<Seen> shuffled =
        Replays.run(Replays.source(List.of(file("b.csv", shuffled(lines(0, 3000, 1))))), 1);

    assertThat(ids(shuffled)).isEqualTo(expected(3000)).isEqualTo(ids(ordered));
    assertNothingLate(shuffled);
    assertThat(shuffled.get(2999).watermark())
        .as("watermarks follow the records")
        .isGreaterThan(START.toEpochMilli());
  }

  @Test
  void commentsOfTheSameTimeComeOutInOneOrder() throws Exception {
    List<String> ties =
        IntStream.range(0, 500)
            .mapToObj(i -> String.format(Locale.ROOT, "b,p,2023-05-01T00:00Z,,%03d,0.5", i))
            .toList();

    assertThat(Replays.run(Replays.source(List.of(file("b.csv", shuffled(ties)))), 1))
        .extracting(Seen::id)
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "p#" + i).sorted().toList());
  }

  @Test
  void oneReaderMergesItsFiles() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      files.add(file(i + ".csv", shuffled(lines(i, 400, 3))));
    }
    files.add(file("none.csv", List.of()));

    List<Seen> seen = Replays.run(Replays.source(files), 1);

    assertThat(ids(seen)).isEqualTo(expected(1200));
    assertNothingLate(seen);
    assertThat(seen.get(1199).watermark())
        .as("a file without records does not hold back the watermark")
        .isGreaterThan(START.toEpochMilli());
  }

  @Test
  void twoReadersShareTheFilesAndNothingIsLate() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      files.add(file(i + ".csv", shuffled(lines(i, 400, 3))));
    }

    List<Seen> seen = Replays.run(Replays.source(files), 2);

    assertThat(ids(seen)).containsExactlyInAnyOrderElementsOf(expected(1200));
    assertThat(seen.stream().filter(s -> s.subtask() == 1)).hasSize(400);
    assertNothingLate(seen);
  }

  @Test
  void moreReadersThanFilesEndAtOnce() throws Exception {
    assertThat(ids(Replays.run(Replays.source(List.of(file("a.csv", lines(0, 10, 1)))), 3)))
        .isEqualTo(expected(10));
  }

  @Test
  void whatDoesNotFitInMemoryIsSpilledAndMerged() throws Exception {
    List<Path> files =
        List.of(
            file("a.csv", shuffled(lines(0, 2500, 2))), file("b.csv", shuffled(lines(1, 2500, 2))));

    List<Seen> seen = Replays.run(Replays.source(files, ReplaySource.MAX_SPEED, 200 * 1024), 1);

    assertThat(ids(seen)).isEqualTo(expected(5000));
    assertNothingLate(seen);
    try (Stream<Path> left = Files.walk(spills)) {
      assertThat(left.filter(f -> f.toString().endsWith(".run"))).isEmpty();
    }
  }

  @Test
  void deadLettersComeFirstAndDoNotMoveTheWatermark() throws Exception {
    List<String> lines = new ArrayList<>(lines(0, 1000, 1));
    lines.set(10, "broken");
    lines.set(700, lines.get(700).replace("0.5", "7"));

    List<Seen> seen = Replays.run(Replays.source(List.of(file("a.csv", lines))), 1);

    assertThat(seen).hasSize(1000);
    assertThat(ids(seen).subList(0, 3)).containsExactly("a.csv:12", "a.csv:702", "p#0");
    assertThat(seen.subList(0, 3))
        .allSatisfy(s -> assertThat(s.watermark()).isEqualTo(Long.MIN_VALUE));
  }

  @Test
  void aGzipCutShortGivesItsRecordsAndOneDeadLetter() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(csv(shuffled(lines(0, 5000, 1))).getBytes(UTF_8));
    }
    Path cut =
        Files.write(
            directory.resolve("a.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

    List<Seen> seen = Replays.run(Replays.source(List.of(cut)), 1);

    assertThat(seen).hasSizeBetween(1000, 4500);
    assertThat(seen.get(0).id()).isEqualTo("a.csv.gz:" + (seen.size() + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSavepointInTheMiddleLosesAndDoublesNothing(int parallelismAfter) throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<String> lines = new ArrayList<>(shuffled(lines(i, 100, 3)));
      lines.add(i, "broken");
      files.add(file(i + ".csv", lines));
    }
    String run = "savepoint-" + parallelismAfter;
    // An hour of event time takes 20 ms: 300 comments take 6 s.
    JobClient job =
        Replays.start(Replays.source(files, 180_000, 10_000), 2, run, new Configuration());
    waitFor(run, 60);
    String savepoint =
        job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    List<Seen> before = Replays.output(run);

    List<Seen> after =
        Replays.run(
            Replays.source(files),
            parallelismAfter,
            new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));

    assertThat(before.size()).isBetween(60, 250);
    List<String> all = new ArrayList<>(ids(before));
    all.addAll(ids(after));
    List<String> wanted = new ArrayList<>(expected(300));
    wanted.addAll(List.of("0.csv:2", "1.csv:3", "2.csv:4"));
    assertThat(all).containsExactlyInAnyOrderElementsOf(wanted);
    assertNothingLate(after);
  }

  private static void waitFor(String run, int count) throws InterruptedException {
    for (int i = 0; i < 600 && Replays.output(run).size() < count; i++) {
      Thread.sleep(50);
    }
    assertThat(Replays.output(run)).hasSizeGreaterThanOrEqualTo(count);
  }

  @Test
  void pacingStartsAllReadersAtTheFirstEvent() throws Exception {
    // The second file begins 30 hours after the first; at 108,000x that is one second.
    List<Path> files = List.of(file("a.csv", lines(0, 31, 1)), file("b.csv", lines(30, 2, 1)));
    long began = System.nanoTime();

    List<Seen> seen = Replays.run(Replays.source(files, 108_000, 10_000_000), 2);

    assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
    assertThat(seen).extracting(Seen::time).isSorted();
    assertThat(seen).hasSize(33);
  }

  @Test
  void aFileThatChangedSinceTheSavepointIsRefused() throws Exception {
    Path file = file("a.csv", lines(0, 10, 1));
    SplitReplay split =
        new SplitReplay(
            new ReplaySplit(0, file.toString(), Files.size(file) - 1, 0, 0),
            DataFile.plain(file, Formats.undertone()),
            Replays.OPTIONS,
            new SplitRecords(
                directory,
                TypeInformation.of(Parsed.class).createSerializer(new SerializerConfigImpl())));

    assertThatThrownBy(() -> split.load(1, letter -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("when the replay began. Start the replay anew.");
  }

  @Test
  void aSpeedMustBeAboveZero() {
    assertThatThrownBy(() -> Replays.source(List.of(), 0, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("the speed is 0.0; it must be above 0, such as 60, or max.");
    assertThatThrownBy(() -> Replays.source(List.of(), Double.NaN, 1))
        .isInstanceOf(InputException.class);
  }
}
