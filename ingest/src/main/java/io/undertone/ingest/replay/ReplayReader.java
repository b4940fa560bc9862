// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files it is given a few records at a time, so that checkpoints can pass in between, and
 * then emits the records of all of them merged by event time.
 */
final class ReplayReader implements SourceReader<Parsed, ReplaySplit> {
  private static final int RECORDS_A_POLL = 100;
  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final SourceReaderContext context;
  private final List<DataFile> files;
  private final ParserOptions options;
  private final double speed;
  private final long memoryBytes;
  private final boolean together;
  private final Path spillDirectory;
  private final TypeSerializer<Parsed> serializer =
      TypeInformation.of(Parsed.class).createSerializer(new SerializerConfigImpl());
  private final ReplayProgress progress = new ReplayProgress();
  private final List<SplitReplay> splits = new ArrayList<>();
  private final PriorityQueue<SplitReplay> merged =
      new PriorityQueue<>(
          Comparator.comparing(SplitReplay::next, ReplayOrder.INSTANCE)
              .thenComparingInt(SplitReplay::index));
  private boolean complete;
  private boolean ordered;
  private int loading;
  private @Nullable ReplayStart start;
  private int roundsLeft;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  ReplayReader(
      SourceReaderContext context,
      List<DataFile> files,
      ParserOptions options,
      double speed,
      long memoryBytes,
      boolean together) {
    this.context = context;
    this.files = files;
    this.options = options;
    this.speed = speed;
    this.memoryBytes = memoryBytes;
    this.together = together;
    this.roundsLeft = together ? 2 : 1;
    this.spillDirectory =
        ConfigurationUtils.getRandomTempDirectory(context.getConfiguration()).toPath();
  }

  @Override
  public void start() {
    progress.register(context.metricGroup());
  }

  @Override
  public void addSplits(List<ReplaySplit> added) {
    for (ReplaySplit split : added) {
      SplitReplay replay =
          new SplitReplay(
              split, file(split), options, new SplitRecords(spillDirectory, serializer));
      splits.add(replay);
      ReplayFileMetric.register(context.metricGroup(), replay);
    }
  }

  private DataFile file(ReplaySplit split) {
    return files.stream()
        .filter(file -> file.id().equals(split.path()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "'"
                        + split.path()
                        + "' is not among the files any more. Start the replay anew."));
  }

  @Override
  public void notifyNoMoreSplits() {
    complete = true;
    progress.count(splits);
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Parsed> output) throws IOException {
    if (!complete) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (!ordered) {
      return loading < splits.size() ? load(output) : order(output);
    }
    if (together && start == null) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (merged.isEmpty() && (!together || roundsLeft == 0)) {
      return InputStatus.END_OF_INPUT;
    }
    if (merged.isEmpty()) {
      awaitOthers();
      return InputStatus.NOTHING_AVAILABLE;
    }
    return isDue(merged.element().next().eventTime())
        ? emit(output)
        : InputStatus.NOTHING_AVAILABLE;
  }

  private InputStatus load(ReaderOutput<Parsed> output) throws IOException {
    SplitReplay split = splits.get(loading);
    SourceOutput<Parsed> out = output.createOutputForSplit(split.id());
    boolean more = split.load(RECORDS_A_POLL, letter -> emitDeadLetter(letter, out));
    if (splits.stream().mapToLong(SplitReplay::heldBytes).sum() > memoryBytes) {
      spill();
    }
    loading += more ? 0 : 1;
    progress.count(splits);
    return InputStatus.MORE_AVAILABLE;
  }

  private void emitDeadLetter(Parsed letter, SourceOutput<Parsed> out) {
    context.metricGroup().getNumRecordsInErrorsCounter().inc();
    out.collect(letter, Long.MIN_VALUE);
  }

  private void spill() throws IOException {
    Files.createDirectories(spillDirectory);
    for (SplitReplay split : splits) {
      split.spill();
    }
  }

  private InputStatus order(ReaderOutput<Parsed> output) throws IOException {
    for (SplitReplay split : splits) {
      split.order();
      mergeOrRelease(split, output);
    }
    ordered = true;
    if (waits()) {
      awaitOthers();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private void awaitOthers() {
    boolean none = merged.isEmpty();
    start = null;
    roundsLeft--;
    available = none && !together ? NOW : new CompletableFuture<>();
    context.sendSourceEventToCoordinator(
        new ReplayLoaded(
            none ? Long.MAX_VALUE : merged.element().next().eventTime(),
            splits.stream().mapToLong(SplitReplay::latest).max().orElse(Long.MIN_VALUE)));
  }

  /** A finished file must not hold back the watermark. */
  private void mergeOrRelease(SplitReplay split, ReaderOutput<Parsed> output) {
    if (split.finished()) {
      output.releaseOutputForSplit(split.id());
    } else {
      merged.add(split);
    }
  }

  /**
   * Whether a record may be emitted now; otherwise {@link #isAvailable} tells when to ask again.
   */
  private boolean isDue(long eventTime) {
    if (!waits()) {
      return true;
    }
    if (start == null) {
      return false;
    }
    long wait = start.due(eventTime, speed) - System.currentTimeMillis();
    available = wait <= 0 ? NOW : after(wait);
    return wait <= 0;
  }

  private static CompletableFuture<Void> after(long millis) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private boolean waits() {
    return together || speed < ReplaySource.MAX_SPEED;
  }

  private InputStatus emit(ReaderOutput<Parsed> output) throws IOException {
    SplitReplay split = merged.remove();
    Parsed record = split.next();
    split.take();
    long eventTime = record.eventTime();
    output.createOutputForSplit(split.id()).collect(record, eventTime);
    progress.emitted(eventTime);
    mergeOrRelease(split, output);
    if (together && roundsLeft > 0) {
      awaitOthers();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (!(event instanceof ReplayStart begin)) {
      throw new IllegalArgumentException("not an event of the replay: " + event);
    }
    start = begin;
    available.complete(null);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    return splits.stream().filter(split -> !split.finished()).map(SplitReplay::state).toList();
  }

  @Override
  public void close() throws IOException {
    for (SplitReplay split : splits) {
      split.close();
    }
  }
}
