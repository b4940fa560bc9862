// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which matrices of the literature's models stay: the first, each that comes k periods or more
 * after the one that stayed before, and the last. The one before the newest is withdrawn when it is
 * none of them, so that the same periods end with the same rows, revised or not. Of the engine all
 * stay.
 */
final class MatrixCadence {
  private static final Column START = ResultTable.AUDIENCE_SENTIMENT.column("period_start");
  private static final Column AS_OF = ResultTable.INFLUENCE.column("as_of");

  private final Session session;
  private final RowCounts counts;
  private final int every;

  /** By topic: models whose matrix before the next findings was not written. */
  private final Map<String, Set<String>> leftOut = new HashMap<>();

  /**
   * @param every periods k from one matrix to the next; 1 keeps all
   */
  MatrixCadence(Session session, RowCounts counts, int every) {
    this.session = session;
    this.counts = counts;
    this.every = every;
  }

  /** Begins a transaction. */
  void clear() {
    leftOut.clear();
  }

  /**
   * The rows of a period, but for the matrices that what is written next withdraws again.
   *
   * @param findings all of whose other rows are written, after {@link #withdraw}
   * @param next what is written next of its topic, in the same transaction; null where nothing is
   */
  List<Influence> lasting(Findings findings, @Nullable Findings next) throws SQLException {
    leftOut.remove(findings.topic());
    if (every == 1 || next == null) {
      return findings.influences();
    }
    Set<String> brief = new TreeSet<>();
    for (String model : models(next)) {
      Instant newest = newest(findings.topic(), model);
      if (newest != null
          && newest.isBefore(findings.periodEnd())
          && periods(findings.topic(), newest, findings.periodEnd()) < every) {
        brief.add(model);
      }
    }
    leftOut.put(findings.topic(), brief);
    return findings.influences().stream().filter(row -> !brief.contains(row.model())).toList();
  }

  private static Set<String> models(Findings findings) {
    Set<String> models = new TreeSet<>();
    for (Influence row : findings.influences()) {
      if (!row.model().equals(TopicSummary.ENGINE)) {
        models.add(row.model());
      }
    }
    return models;
  }

  /** Withdraws the matrices before a period's that these leave without a reason to stay. */
  void withdraw(Findings findings) throws SQLException {
    if (every == 1) {
      return;
    }
    Set<String> models = models(findings);
    models.removeAll(leftOut.getOrDefault(findings.topic(), Set.of()));
    for (String model : models) {
      List<Instant> before = before(findings, model);
      if (before.size() == 2 && periods(findings.topic(), before.get(1), before.get(0)) < every) {
        Instant last = before.get(0);
        counts.delete(
            ResultTable.INFLUENCE,
            " FROM influence WHERE topic = ? AND model = ? AND as_of = ?",
            statement -> bind(statement, findings.topic(), model, last));
        PreparedStatement statement =
            session.prepare(
                "DELETE FROM issue WHERE topic = ? AND model = ? AND issued_at = ? AND name = 'influence'");
        bind(statement, findings.topic(), model, last);
        statement.executeUpdate();
      }
    }
  }

  private @Nullable Instant newest(String topic, String model) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT issued_at FROM issue WHERE topic = ? AND model = ? AND name = 'influence' ORDER BY issued_at DESC LIMIT 1");
    statement.setString(1, session.dialect().text(topic));
    statement.setString(2, model);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? session.dialect().readTime(rows, 1, AS_OF, session.times()) : null;
    }
  }

  /** The last two matrices before the findings', the newest first. */
  private List<Instant> before(Findings findings, String model) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT issued_at FROM issue WHERE topic = ? AND model = ? AND issued_at < ? AND name = 'influence' ORDER BY issued_at DESC LIMIT 2");
    bind(statement, findings.topic(), model, findings.periodEnd());
    List<Instant> before = new ArrayList<>(2);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        before.add(
            Objects.requireNonNull(session.dialect().readTime(rows, 1, AS_OF, session.times())));
      }
    }
    return before;
  }

  /** Periods that end after the first instant and not after the second, counted up to k. */
  private long periods(String topic, Instant after, Instant until) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT count(*) FROM (SELECT 1 FROM current_period WHERE topic = ? AND period_start >= ? AND period_start < ? LIMIT "
                + every
                + ") counted");
    statement.setString(1, session.dialect().text(topic));
    session.dialect().bindTime(statement, 2, after, START, session.times());
    session.dialect().bindTime(statement, 3, until, START, session.times());
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void bind(PreparedStatement statement, String topic, String model, Instant time)
      throws SQLException {
    statement.setString(1, session.dialect().text(topic));
    statement.setString(2, model);
    session.dialect().bindTime(statement, 3, time, AS_OF, session.times());
  }
}
