// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result database open for writing. Not thread-safe; each writer opens its own. */
public interface ResultStore extends AutoCloseable {
  /**
   * Opens a database that holds results already.
   *
   * @param database a file, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   * @throws IOException when it cannot be opened or is not a result database of this version
   */
  static ResultStore existing(String database, @Nullable String user, @Nullable String password)
      throws IOException {
    TimeFormat times;
    try (ResultReader reader = ResultReader.open(database, user, password)) {
      times = reader.times();
    }
    return ResultTarget.of(database, user, password, times).open();
  }

  /**
   * Writes all rows of a period in one transaction, in place of what the database holds of it.
   * Model scores are only added or replaced. A provisional issue of a closed period changes
   * nothing, and so does any issue that counts fewer comments of an audience than another run has
   * made final: {@link #kept} tells of those.
   */
  default void write(Findings findings) throws IOException {
    writePeriods(List.of(findings));
  }

  /**
   * Writes several in one transaction, as {@link #write(Findings)} would one after the other. A
   * matrix that a later one among them withdraws is not written at all.
   */
  void writePeriods(List<Findings> findings) throws IOException;

  /** Writes dead letters in one transaction. Writing them again changes nothing but seen_at. */
  void write(List<DeadLetter> letters) throws IOException;

  /** Writes the most weighty comments of posts in one transaction, in place of earlier issues. */
  void writeComments(List<PostComments> posts) throws IOException;

  /** Writes entries of the meta table: options, seeds, scorer, build. Other entries stay. */
  void writeMeta(Map<String, String> entries) throws IOException;

  /**
   * Deletes in one transaction what the tables hold of posts and comments; sums over audiences
   * stay. Deleting again changes nothing.
   *
   * @param dryRun only counts
   * @return number of rows by table
   */
  Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun) throws IOException;

  /** Runs that were announced here, the one that was started last first. */
  List<RunStart> runs() throws IOException;

  /**
   * Announces a start of a run.
   *
   * @param checkpoints folder of its checkpoints; null when it keeps none
   */
  void announce(String run, @Nullable String checkpoints, String build) throws IOException;

  /**
   * Refuses a database in which this start of its run was not announced: the file of another
   * machine.
   *
   * @param start number of the start; 0 asks nothing
   */
  default void requireAnnounced(long start) throws IOException {}

  /**
   * Makes this the only writer of its run until it is closed.
   *
   * @throws IOException when another process is
   */
  void claim() throws IOException;

  /** Whether any audience's sentiment was written here. */
  boolean hasResults() throws IOException;

  /** Entries of the meta table. */
  Map<String, String> meta() throws IOException;

  /** Closed periods of other runs that a run left alone, the earliest first. */
  List<KeptPeriod> kept(String run) throws IOException;

  /** Forces everything written so far to the disk, so that it outlives a power failure. */
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
