// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.file.InputFile;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file read record by record: what all kinds of files have in common. */
abstract class RecordFile implements CommentFile {
  final RecordCutter cutter;
  final String source;
  private final FileBytes bytes;
  private final DeadLetters deadLetters;
  private final Limits limits;
  private boolean ended;
  private boolean empty = true;
  private @Nullable Refusal unusable;
  private long refused;
  private long reported;

  RecordFile(
      InputFile input,
      CommentFormat format,
      ParserOptions options,
      FileBytes bytes,
      RecordCutter cutter) {
    this.limits = options.limits();
    this.source = input.name();
    this.bytes = bytes;
    this.cutter = cutter;
    this.deadLetters = new DeadLetters(format, options);
  }

  @Override
  public final boolean read(Consumer<Parsed> out) throws IOException {
    while (!ended && cutter.next()) {
      if (!isBlank()) {
        empty = false;
        readRecord(out);
        return true;
      }
    }
    if (!ended) {
      ended = true;
      reportEnd(out);
    }
    return false;
  }

  private void readRecord(Consumer<Parsed> out) throws IOException {
    if (cutter.skipped() == 0) {
      record(out);
      return;
    }
    out.accept(reject(limits.tooLong(cutter.end() - cutter.start() + cutter.skipped())));
  }

  /** Reads the current record. */
  abstract void record(Consumer<Parsed> out) throws IOException;

  /** The rest of the file cannot be used. */
  final void stop(Refusal reason, Consumer<Parsed> out) {
    ended = true;
    unusable = reason;
    out.accept(reject(reason));
  }

  private void reportEnd(Consumer<Parsed> out) {
    IOException cut = cutter.cut();
    if (empty) {
      stop(cut != null ? cutShort(cut) : Refusal.of(Refusal.Kind.EMPTY_FILE), out);
    } else if (cut != null) {
      out.accept(reject(cutShort(cut)));
    }
  }

  private Refusal cutShort(IOException cut) {
    return Refusal.of(
        Refusal.Kind.CUT_SHORT,
        String.format(Locale.ROOT, "%,d", cutter.line()),
        String.valueOf(cut.getMessage()),
        String.format(Locale.ROOT, "%,d", cutter.line() - 1));
  }

  private Parsed reject(Refusal reason) {
    refused++;
    return deadLetters.of(
        reason, source, cutter.line(), cutter.bytes(), cutter.start(), cutter.end());
  }

  /** What the parser made of the records. */
  abstract ParseTally parsed();

  @Override
  public final ParseTally tally() {
    ParseTally tally = parsed();
    for (; reported < refused; reported++) {
      tally.deadLetter();
    }
    return tally;
  }

  private boolean isBlank() {
    byte[] buffer = cutter.bytes();
    for (int i = cutter.start(); i < cutter.end(); i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public final @Nullable Refusal unusable() {
    return unusable;
  }

  @Override
  public final long lines() {
    return cutter.lines();
  }

  @Override
  public final long bytesRead() {
    return bytes.consumed();
  }

  @Override
  public final void close() throws IOException {
    cutter.close();
  }
}
