// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file being read, record by record. What cannot be read becomes a dead letter and reading goes
 * on; only a failing disk raises an exception.
 */
public interface CommentFile extends Closeable {

  /**
   * Reads the next record and hands on what it holds.
   *
   * @return false at the end of the file
   */
  boolean read(Consumer<Parsed> out) throws IOException;

  /**
   * Why no record of the file can be used (empty, wrong header, no gzip), as far as it was read.
   */
  @Nullable Refusal unusable();

  /** Lines read so far, header and blank lines included. */
  long lines();

  /** Bytes of the file consumed so far, compressed bytes where it is compressed. */
  long bytesRead();

  /** What became of the records so far; it goes on counting. */
  ParseTally tally();
}
