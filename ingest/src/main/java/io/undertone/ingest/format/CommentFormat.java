// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Set;

/** How the files of a data set, or the records of a topic, are written. */
public interface CommentFormat extends Serializable {

  /** The name in descriptors and on the command line. */
  String name();

  /**
   * Whether a file is written in this format.
   *
   * @param names fields at the start of the file
   */
  boolean recognises(Path file, Set<String> names);

  /**
   * Opens a file.
   *
   * @throws IOException when the file cannot be opened at all
   */
  CommentFile open(Path file, ParserOptions options) throws IOException;

  /** A parser for single records that are JSON objects. */
  CommentParser jsonParser(ParserOptions options);
}
