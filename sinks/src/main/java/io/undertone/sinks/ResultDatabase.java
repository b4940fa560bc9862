// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The embedded result database, open for writing: one SQLite file that other processes may read
 * meanwhile. Not thread-safe; each writer opens its own.
 */
public final class ResultDatabase implements ResultStore {
  /** The pages that a period appends to: some for each model and table. */
  private static final int CACHE_KIB = 16 << 10;

  private static final int BUSY_MILLIS = 5000;
  private static final long RETRY_NANOS = 2_000_000;

  private final Path file;
  private final Connection connection;
  private final TimeFormat times;
  private final ResultWriter writer;

  private final String run;
  private @Nullable FileChannel claim;

  private ResultDatabase(Path file, Connection connection, ResultTarget target) {
    this.file = file;
    this.connection = connection;
    this.times = target.times();
    this.run = target.run();
    this.writer = new ResultWriter(connection, SqlDialect.SQLITE, target);
  }

  /**
   * Opens the file and creates or migrates its tables.
   *
   * @throws IOException when it cannot be opened, is no result database, comes from a newer
   *     version, or holds times in another zone or kind of period
   */
  public static ResultDatabase open(Path file, TimeFormat times) throws IOException {
    return open(file, ResultTarget.file(file, times));
  }

  static ResultDatabase open(Path file, ResultTarget target) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(Objects.requireNonNull(parent));
    try {
      Connection connection = connect(file);
      try {
        connection.setAutoCommit(false);
        SchemaVersion.prepare(connection, SqlDialect.SQLITE, target.times(), file.toString());
        connection.setAutoCommit(true);
        return new ResultDatabase(file, connection, target);
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(
          "Cannot open "
              + file
              + " as a result database: "
              + e.getMessage()
              + ". Choose another file or directory.",
          e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Connection connection = source.getConnection();
    try {
      writeAhead(connection);
      return connection;
    } catch (SQLException e) {
      try (connection) {
        throw e;
      }
    }
  }

  /**
   * Of two connections that change a file's journal at once SQLite refuses one without waiting: its
   * busy timeout holds for transactions only.
   */
  private static void writeAhead(Connection connection) throws SQLException {
    long started = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      while (true) {
        try {
          statement.execute("PRAGMA journal_mode=WAL");
          return;
        } catch (SQLException e) {
          if (!isBusy(e)
              || Thread.currentThread().isInterrupted()
              || System.nanoTime() - started > BUSY_MILLIS * 1_000_000L) {
            throw e;
          }
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    }
  }

  /** The primary code is the low byte of an extended one. */
  private static boolean isBusy(SQLException e) {
    return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /** How this database writes times. */
  public TimeFormat times() {
    return times;
  }

  @Override
  public void writePeriods(List<Findings> findings) throws IOException {
    run(() -> writer.writePeriods(findings));
  }

  @Override
  public void write(List<DeadLetter> letters) throws IOException {
    run(() -> writer.write(letters));
  }

  @Override
  public void writeComments(List<PostComments> posts) throws IOException {
    run(() -> writer.writeComments(posts));
  }

  @Override
  public void writeMeta(Map<String, String> entries) throws IOException {
    run(() -> writer.writeMeta(entries));
  }

  /** What was deleted is overwritten, so that it is not in the file either. */
  @Override
  public Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun)
      throws IOException {
    Map<ResultTable, Integer> rows = new EnumMap<>(ResultTable.class);
    run(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete=ON");
          }
          rows.putAll(writer.erase(what, dryRun));
        });
    if (!dryRun) {
      seal();
    }
    return rows;
  }

  @Override
  public List<RunStart> runs() throws IOException {
    return ask(() -> writer.runs().runs());
  }

  @Override
  public void announce(String name, @Nullable String checkpoints, String build) throws IOException {
    run(() -> writer.announce(name, checkpoints, build));
  }

  @Override
  public void requireAnnounced(long start) throws IOException {
    if (start > 0 && runs().stream().noneMatch(r -> r.name().equals(run) && r.starts() >= start)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s on this machine (%s) is not the file that the job was started with. All writers of an embedded database must be on the machine where the job is started: run it there, or write to PostgreSQL.",
              file,
              InetAddress.getLocalHost().getHostName()));
    }
  }

  /** The lock is the operating system's: it ends with the process, however that ends. */
  @Override
  public void claim() throws IOException {
    if (run.isEmpty() || claim != null) {
      return;
    }
    Path lock = Path.of(file + "." + run + ".lock");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        claim = channel;
        return;
      }
    } catch (OverlappingFileLockException e) {
      // another writer in this process, which is as much another
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw RunClaim.refused(run, file.toString());
  }

  @Override
  public boolean hasResults() throws IOException {
    return ask(() -> writer.runs().hasResults());
  }

  @Override
  public Map<String, String> meta() throws IOException {
    return ask(() -> writer.runs().meta());
  }

  @Override
  public List<KeptPeriod> kept(String name) throws IOException {
    return ask(() -> writer.runs().kept(name));
  }

  @Override
  public void sync() throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  /** Leaves one plain file behind; where somebody else reads, the write-ahead log stays. */
  public void seal() throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=0");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA journal_mode=DELETE");
    } catch (SQLException e) {
      boolean othersRead = isBusy(e);
      if (!othersRead) {
        throw cannotWrite(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (FileChannel released = claim) {
      claim = null;
      connection.close();
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> T ask(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new IOException(
          String.format(Locale.ROOT, "Cannot read %s: %s", file, e.getMessage()), e);
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void run(Work work) throws IOException {
    try {
      work.run();
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  private IOException cannotWrite(SQLException e) {
    return new IOException(
        "Cannot write to "
            + file
            + ": "
            + e.getMessage()
            + ". Check the free space and that no other process writes to it.",
        e);
  }
}
