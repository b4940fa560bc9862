// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Replays files as a bounded stream in the order of event time, so that the order of their lines
 * does not matter and no record is late. Each file is one split and is read, parsed and ordered by
 * one reader: in memory up to a bound, beyond it through temporary files. Dead letters come out at
 * once, without event time. A restored replay goes on exactly after the last record of the
 * checkpoint, also at another parallelism.
 *
 * <p>Use it with {@link #watermarks()}.
 */
public final class ReplaySource implements Source<Parsed, ReplaySplit, ReplayCheckpoint> {
  private static final long serialVersionUID = 1L;

  /** No pacing. */
  public static final double MAX_SPEED = Double.POSITIVE_INFINITY;

  /** What one reader keeps in memory, roughly, in bytes. */
  public static final long DEFAULT_MEMORY = 64L << 20;

  private final List<DataFile> files;
  private final ParserOptions options;
  private final double speed;
  private final long memoryBytes;
  private final boolean together;

  /**
   * @param speed event time per wall-clock time, above 0: 60 replays an hour in a minute; {@link
   *     #MAX_SPEED} for as fast as possible
   * @param memoryBytes what one reader keeps in memory, above 0
   */
  public ReplaySource(List<DataFile> files, ParserOptions options, double speed, long memoryBytes) {
    this(files, options, speed, memoryBytes, false);
    if (!(speed > 0)) {
      throw new InputException(
          "the speed is " + speed + "; it must be above 0, such as 60, or max.");
    }
    if (memoryBytes <= 0) {
      throw new InputException(
          "the memory of a reader is " + memoryBytes + "; it must be above 0.");
    }
  }

  private ReplaySource(
      List<DataFile> files,
      ParserOptions options,
      double speed,
      long memoryBytes,
      boolean together) {
    this.files = List.copyOf(files);
    this.options = options;
    this.speed = speed;
    this.memoryBytes = memoryBytes;
    this.together = together;
  }

  /**
   * The same, but no reader runs ahead of one that still reads its files: each emits its first
   * record when all have read theirs, and goes on when all have done so. Watermarks that take a
   * silent reader for idle pass nothing then, and the enumerator knows its {@link ReplayedUpTo}.
   */
  public ReplaySource together() {
    return new ReplaySource(files, options, speed, memoryBytes, true);
  }

  /**
   * The files of a data set.
   *
   * @param authorSalt secret with which authors are hashed
   */
  public static ReplaySource of(DataSet dataSet, String authorSalt, double speed) {
    return new ReplaySource(
        dataSet.files(), dataSet.parserOptions(authorSalt), speed, DEFAULT_MEMORY);
  }

  /** Watermarks just below the last record of each file. */
  public static WatermarkStrategy<Parsed> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new ReplayWatermarks());
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<ReplaySplit, ReplayCheckpoint> createEnumerator(
      SplitEnumeratorContext<ReplaySplit> context) throws IOException {
    List<ReplaySplit> splits = new ArrayList<>();
    long now = options.clock().millis();
    for (DataFile file : files) {
      splits.add(new ReplaySplit(splits.size(), file.id(), file.bytes(), now, 0));
    }
    return new ReplayEnumerator(context, new ReplayCheckpoint(splits, Long.MIN_VALUE));
  }

  @Override
  public SplitEnumerator<ReplaySplit, ReplayCheckpoint> restoreEnumerator(
      SplitEnumeratorContext<ReplaySplit> context, ReplayCheckpoint checkpoint) {
    return new ReplayEnumerator(context, checkpoint);
  }

  @Override
  public SourceReader<Parsed, ReplaySplit> createReader(SourceReaderContext context) {
    return new ReplayReader(context, files, options, speed, memoryBytes, together);
  }

  @Override
  public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
    return new ReplaySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ReplayCheckpoint> getEnumeratorCheckpointSerializer() {
    return new ReplayCheckpointSerializer();
  }
}
