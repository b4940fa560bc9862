// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.file.InputFile;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a data set and how it is written.
 *
 * @param input the file, an entry of an archive or a table of a database
 * @param format how its records are written
 */
public record DataFile(InputFile input, CommentFormat format) implements Serializable {

  /** A file that is UTF-8 text, named by itself. */
  public static DataFile plain(Path file, CommentFormat format) {
    return new DataFile(InputFile.plain(file), format);
  }

  public CommentFile open(ParserOptions options) throws IOException {
    return format.open(input, options);
  }

  /** Unique among the files of a data set. */
  public String id() {
    return input.id();
  }

  /** Path relative to the data set. */
  public String name() {
    return input.name();
  }

  /** Size of the file in which it lies. */
  public long bytes() throws IOException {
    return Files.size(Path.of(input.location()));
  }
}
