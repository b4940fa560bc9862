// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.ParseTally;
import io.undertone.ingest.format.ParserOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way: read (its dead letters come out meanwhile), ordered, then emitted. After a
 * restore it passes over what had been emitted before.
 */
final class SplitReplay implements Closeable {
  private static final ParseTally NOTHING = new ParseTally();

  private final ReplaySplit split;
  private final String id;
  private final DataFile data;
  private final ParserOptions options;
  private final SplitRecords records;
  private @Nullable CommentFile file;
  private long deadLetters;
  private long latest = Long.MIN_VALUE;
  private long emitted;
  private boolean loaded;

  SplitReplay(ReplaySplit split, DataFile data, ParserOptions options, SplitRecords records) {
    this.split = split;
    id = split.splitId();
    this.data = data;
    this.options = options.asOf(split.startedAt()).of(split.index() + 1);
    this.records = records;
    this.emitted = split.emitted();
  }

  /**
   * Reads up to {@code count} records.
   *
   * @param letters receives the dead letters among them
   * @return false when the file has been read and its records are in order
   */
  boolean load(int count, Consumer<Parsed> letters) throws IOException {
    CommentFile open = open();
    for (int i = 0; i < count; i++) {
      if (!open.read(parsed -> sort(parsed, letters))) {
        finishLoading(open);
        return false;
      }
    }
    return true;
  }

  private CommentFile open() throws IOException {
    if (file == null) {
      long bytes = data.bytes();
      if (bytes != split.bytes()) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "'%s' has %d bytes; it had %d when the replay began. Start the replay anew.",
                split.path(),
                bytes,
                split.bytes()));
      }
      file = data.open(options);
    }
    return file;
  }

  private void sort(Parsed parsed, Consumer<Parsed> letters) {
    if (parsed.deadLetter() == null) {
      latest = Math.max(latest, parsed.eventTime());
      records.add(parsed);
      return;
    }
    deadLetters++;
    if (deadLetters > emitted) {
      emitted = deadLetters;
      letters.accept(parsed);
    }
  }

  private void finishLoading(CommentFile open) throws IOException {
    open.close();
    loaded = true;
  }

  /** Puts the records in order and passes over those emitted before. */
  void order() throws IOException {
    records.order();
    for (long i = deadLetters; i < emitted; i++) {
      records.take();
    }
  }

  /** The next record in the order of event time; only when not {@link #finished}. */
  Parsed next() {
    return Objects.requireNonNull(records.peek(), "no record is left");
  }

  void take() throws IOException {
    records.take();
    emitted++;
  }

  void spill() throws IOException {
    records.spill();
  }

  long heldBytes() {
    return records.heldBytes();
  }

  /** Where to go on after a restore. */
  ReplaySplit state() {
    return split.emitted(emitted);
  }

  /** Event time of the newest record read; {@code Long.MIN_VALUE} when there is none. */
  long latest() {
    return latest;
  }

  boolean finished() {
    return loaded && emitted == total();
  }

  String id() {
    return id;
  }

  int index() {
    return split.index();
  }

  long emitted() {
    return emitted;
  }

  /** Records of the file as far as it has been read. */
  long total() {
    return deadLetters + records.count();
  }

  long bytes() {
    return split.bytes();
  }

  long bytesRead() {
    return file == null ? 0 : file.bytesRead();
  }

  /** What became of the records read so far. */
  ParseTally tally() {
    return file == null ? NOTHING : file.tally();
  }

  String name() {
    return data.name();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
    records.close();
  }
}
