// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A result database open for writing. Not thread-safe; each writer opens its own. */
public interface ResultStore extends AutoCloseable {
  /**
   * Writes all rows of a period in one transaction. Writing them again changes nothing; an older
   * revision, or a provisional issue of a closed period, changes nothing either.
   */
  void write(Findings findings) throws IOException;

  /** Writes dead letters in one transaction. Writing them again changes nothing but seen_at. */
  void write(List<DeadLetter> letters) throws IOException;

  /** Writes the most weighty comments of posts in one transaction, in place of earlier issues. */
  void writeComments(List<PostComments> posts) throws IOException;

  /** Writes entries of the meta table: options, seeds, scorer, build. Other entries stay. */
  void writeMeta(Map<String, String> entries) throws IOException;

  /** Forces everything written so far to the disk, so that it outlives a power failure. */
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
