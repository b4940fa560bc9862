// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into records; the current one is {@code bytes()} in [start, end). */
interface RecordCutter extends Closeable {

  /** Moves to the next record; false at the end of the stream, also where it is cut short. */
  boolean next() throws IOException;

  byte[] bytes();

  int start();

  int end();

  /** Line in which the record begins, from 1. */
  long line();

  /** Lines read so far. */
  long lines();

  /** Bytes of an overlong record that were dropped; 0 when it is whole. */
  long skipped();

  /** Why a compressed stream ended early, or null. The unfinished record is the current one. */
  @Nullable IOException cut();
}
