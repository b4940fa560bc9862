// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A result database in PostgreSQL, open for writing by any number of processes. A lost connection
 * is made again and its transaction repeated, with growing waits and up to a bound; an error of the
 * data or of the schema fails at once.
 */
public final class PostgresDatabase implements ResultStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

  private static final String READ_ONLY = "25006";

  /** Such as a server that asks for a password where none is given. */
  private static final String REFUSED_LOGIN = "08004";

  /** Too many connections, serialization failure, deadlock. */
  private static final Set<String> TRANSIENT = Set.of("53300", "40001", "40P01");

  private static final int RUN_LOCK = 0x756e6472; // "undr"
  private static final int CLAIM_SECONDS = 15;

  private final ResultTarget target;
  private final Backoff backoff;
  private final Runnable onRetry;
  private boolean claims;
  private boolean locked;
  private @Nullable Connection connection;
  private @Nullable ResultWriter writer;

  private PostgresDatabase(ResultTarget target, Backoff backoff, Runnable onRetry) {
    this.target = target;
    this.backoff = backoff;
    this.onRetry = onRetry;
  }

  /**
   * Connects, and creates or migrates the tables. Several may do so at once.
   *
   * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE}, parameters of the driver behind it
   * @param user may be null where the URL or the server needs none
   * @param password may be null as well; it is in no message
   * @throws IOException when it cannot be reached, is no result database, comes from a newer
   *     version, or holds times in another zone or kind of period
   * @throws IllegalArgumentException when the URL is none of PostgreSQL
   */
  public static PostgresDatabase open(
      String url, @Nullable String user, @Nullable String password, TimeFormat times)
      throws IOException {
    Postgres.requireUrl(url);
    return open(ResultTarget.of(url, user, password, times), Backoff.DEFAULT, () -> {});
  }

  static PostgresDatabase open(ResultTarget target, Backoff backoff, Runnable onRetry)
      throws IOException {
    PostgresDatabase database = new PostgresDatabase(target, backoff, onRetry);
    database.retrying(
        "open",
        opened -> {
          // connecting is the work
        });
    return database;
  }

  @Override
  public void writePeriods(List<Findings> findings) throws IOException {
    retrying("write to", writer -> writer.writePeriods(findings));
  }

  @Override
  public void write(List<DeadLetter> letters) throws IOException {
    retrying("write to", writer -> writer.write(letters));
  }

  @Override
  public void writeComments(List<PostComments> posts) throws IOException {
    retrying("write to", writer -> writer.writeComments(posts));
  }

  @Override
  public void writeMeta(Map<String, String> entries) throws IOException {
    retrying("write to", writer -> writer.writeMeta(entries));
  }

  @Override
  public Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun)
      throws IOException {
    Map<ResultTable, Integer> rows = new EnumMap<>(ResultTable.class);
    retrying("write to", writer -> rows.putAll(writer.erase(what, dryRun)));
    return rows;
  }

  @Override
  public List<RunStart> runs() throws IOException {
    return ask(writer -> writer.runs().runs());
  }

  @Override
  public void announce(String run, @Nullable String checkpoints, String build) throws IOException {
    retrying("write to", writer -> writer.announce(run, checkpoints, build));
  }

  /** The lock is the server's: it ends with the connection, however that ends. */
  @Override
  public void claim() throws IOException {
    claims = !target.run().isEmpty();
    if (claims) {
      retrying("write to", writer -> lock());
    }
  }

  @Override
  public boolean hasResults() throws IOException {
    return ask(writer -> writer.runs().hasResults());
  }

  @Override
  public Map<String, String> meta() throws IOException {
    return ask(writer -> writer.runs().meta());
  }

  @Override
  public List<KeptPeriod> kept(String run) throws IOException {
    return ask(writer -> writer.runs().kept(run));
  }

  private interface Question<T> {
    T ask(ResultWriter writer) throws SQLException;
  }

  private <T> T ask(Question<T> question) throws IOException {
    List<T> answer = new ArrayList<>(1);
    retrying("read", writer -> answer.add(question.ask(writer)));
    return answer.get(0);
  }

  /** Does nothing: what was committed is on the disk. */
  @Override
  public void sync() {}

  @Override
  public void close() throws IOException {
    Connection last = connection;
    connection = null;
    writer = null;
    try {
      if (last != null) {
        locked = false;
        last.close();
      }
    } catch (SQLException e) {
      throw failed("close", e, advice(e, false));
    }
  }

  @Override
  public String toString() {
    return target.toString();
  }

  private interface Work {
    void on(ResultWriter writer) throws SQLException, IOException;
  }

  private void retrying(String action, Work work) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        work.on(connected());
        return;
      } catch (SQLException e) {
        abandon(e);
        boolean mayPass = mayPass(e);
        if (!mayPass || attempt >= backoff.attempts()) {
          throw failed(action, e, advice(e, mayPass));
        }
        onRetry.run();
        pause(attempt, e);
      }
    }
  }

  private ResultWriter connected() throws SQLException, IOException {
    if (writer != null) {
      return writer;
    }
    Connection made = Postgres.connect(target.url(), target.user(), target.password());
    try {
      made.setAutoCommit(false);
      SchemaVersion.prepare(made, SqlDialect.POSTGRESQL, target.times(), toString());
      made.setAutoCommit(true);
    } catch (SQLException | IOException | RuntimeException e) {
      made.close();
      throw e;
    }
    connection = made;
    writer = new ResultWriter(made, SqlDialect.POSTGRESQL, target);
    if (claims) {
      lock();
    }
    return writer;
  }

  /** A connection that broke may hold its lock for a moment longer than the client knows of it. */
  private void lock() throws SQLException, IOException {
    for (int second = 0; !locked && connection != null; second++) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT pg_try_advisory_lock(?, hashtext(coalesce(current_schema(), '') || '/' || ?))")) {
        statement.setInt(1, RUN_LOCK);
        statement.setString(2, target.run());
        try (ResultSet answer = statement.executeQuery()) {
          answer.next();
          locked = answer.getBoolean(1);
        }
      }
      if (!locked && second >= CLAIM_SECONDS) {
        throw RunClaim.refused(target.run(), toString());
      }
      if (!locked) {
        sleep(1000);
      }
    }
  }

  private void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for " + this);
    }
  }

  /** The next attempt gets a connection of its own: the state of this one is not known. */
  private void abandon(SQLException reason) {
    try {
      close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void pause(int failures, SQLException reason) throws InterruptedIOException {
    long millis = backoff.millisAfter(failures);
    LOG.warn(
        "{} does not answer ({}); attempt {} of {} in {} ms.",
        this,
        root(reason).getMessage(),
        failures + 1,
        backoff.attempts(),
        millis);
    sleep(millis);
  }

  /** Whether the same work may succeed later: the connection or the server is at fault. */
  private boolean mayPass(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && !state.equals(REFUSED_LOGIN)
        && (state.startsWith("08")
            || state.startsWith("57P0")
            || TRANSIENT.contains(state)
            || (state.equals(READ_ONLY) && mayBecomeWritable()));
  }

  /** A standby may be promoted, or the address led to the primary; a user's setting stays. */
  private boolean mayBecomeWritable() {
    try (Connection other = Postgres.connect(target.url(), target.user(), target.password());
        Statement statement = other.createStatement();
        ResultSet standby = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      return standby.next() && standby.getBoolean(1);
    } catch (SQLException e) {
      return true; // as long as it cannot be asked
    }
  }

  /** What the server said: the error of a batch repeats its statements. */
  private static SQLException root(SQLException e) {
    SQLException root = e;
    while (root.getNextException() != null) {
      root = root.getNextException();
    }
    return root;
  }

  private String advice(SQLException e, boolean mayPass) {
    if (READ_ONLY.equals(e.getSQLState())) {
      return mayPass
          ? String.format(
              Locale.ROOT,
              "Tried %d times; the server is a standby: give the address of the primary, or promote it.",
              backoff.attempts())
          : "The user or the database is set to default_transaction_read_only; give a user who may"
              + " write.";
    }
    String state = String.valueOf(e.getSQLState());
    if (state.equals(REFUSED_LOGIN) || state.startsWith("28")) {
      return "Check the user and the password of the database (database-user, database-password).";
    }
    return mayPass
        ? String.format(
            Locale.ROOT,
            "Tried %d times; check that the database runs and can be reached.",
            backoff.attempts())
        : "Check the user's rights, the schema and the row named above; trying again would not"
            + " help.";
  }

  private IOException failed(String action, SQLException e, String advice) {
    return new IOException(
        String.format(
            Locale.ROOT, "Cannot %s %s: %s. %s", action, this, root(e).getMessage(), advice),
        root(e));
  }
}
