// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import java.util.function.Consumer;

/**
 * Reads single records. A record that breaks a rule becomes a dead letter; no input makes a parser
 * throw. Not safe for use by several threads.
 */
public interface CommentParser {

  /**
   * @param bytes holds the record in [from, to), without its line end
   * @param source file name or Kafka topic-partition, for dead letters
   * @param position line or offset, for dead letters
   * @param out receives the comments and dead letters of the record
   */
  void parse(byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out);

  /** What became of the records so far; it goes on counting. */
  ParseTally tally();
}
