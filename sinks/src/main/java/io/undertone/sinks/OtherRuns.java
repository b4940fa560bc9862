// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other runs have written, asked before it is replaced. A run that began later, lost its state
 * or reads less sees a part of a period only; who counted more comments knows more.
 */
final class OtherRuns {
  private static final Logger LOG = LoggerFactory.getLogger(OtherRuns.class);

  private final Session session;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final String run;

  OtherRuns(Session session, String run) {
    this.session = session;
    this.dialect = session.dialect();
    this.times = session.times();
    this.run = run;
  }

  /**
   * Another run's final rows of the period that count more comments of some audience; null when the
   * findings know as much of each.
   */
  @Nullable KeptPeriod knewMore(Findings findings) throws SQLException {
    Map<String, Long> counted = new HashMap<>();
    for (AudienceSentiment row : findings.audienceSentiments()) {
      counted.put(dialect.text(row.blogger()), (long) row.comments());
    }
    String sql =
        "SELECT run, blogger, comments FROM audience_sentiment"
            + " WHERE topic = ? AND period_start = ? AND NOT provisional AND run <> ?";
    PreparedStatement statement = session.prepare(sql);
    bind(statement, ResultTable.AUDIENCE_SENTIMENT, findings.topic(), findings.periodStart());
    statement.setString(3, run);
    try (ResultSet rows = statement.executeQuery()) {
      String other = null;
      boolean more = false;
      long theirs = 0;
      long ours = 0;
      while (rows.next()) {
        long own = counted.getOrDefault(rows.getString(2), 0L);
        more |= rows.getLong(3) > own;
        other = rows.getString(1);
        theirs += rows.getLong(3);
        ours += own;
      }
      return more && other != null
          ? kept(findings, other, theirs, ours)
          : countedMore(findings, counted.values().stream().mapToLong(n -> n).sum());
    }
  }

  /** The same by the account of final periods, which stays when their rows are deleted by hand. */
  private @Nullable KeptPeriod countedMore(Findings findings, long ours) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT run, comments FROM final_period WHERE topic = ? AND period_start = ? AND run <> ?");
    bind(statement, ResultTable.AUDIENCE_SENTIMENT, findings.topic(), findings.periodStart());
    statement.setString(3, run);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() && rows.getLong(2) > ours
          ? kept(findings, rows.getString(1), rows.getLong(2), ours)
          : null;
    }
  }

  /** Follows that this run made a period final; of one without an audience nothing is kept. */
  void written(Findings findings) throws SQLException {
    if (findings.audienceSentiments().isEmpty()) {
      PreparedStatement delete =
          session.prepare("DELETE FROM final_period WHERE topic = ? AND period_start = ?");
      bind(delete, ResultTable.AUDIENCE_SENTIMENT, findings.topic(), findings.periodStart());
      delete.executeUpdate();
      return;
    }
    PreparedStatement statement =
        session.prepare(
            "INSERT INTO final_period (topic, period_start, run, comments) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (topic, period_start) DO UPDATE SET run = excluded.run, comments = excluded.comments");
    bind(statement, ResultTable.AUDIENCE_SENTIMENT, findings.topic(), findings.periodStart());
    statement.setString(3, run);
    statement.setLong(
        4, findings.audienceSentiments().stream().mapToLong(AudienceSentiment::comments).sum());
    statement.executeUpdate();
  }

  private KeptPeriod kept(Findings findings, String other, long theirs, long ours) {
    LOG.warn(
        "Run '{}' leaves the period from {} of topic '{}' alone: run '{}' counted {} comments, this one {}. To have it replaced all the same, delete its row of final_period and its rows.",
        run,
        times.periodBound(findings.periodStart()),
        findings.topic(),
        other,
        theirs,
        ours);
    return new KeptPeriod(
        findings.topic(), findings.periodStart(), findings.periodEnd(), other, theirs, ours);
  }

  /** The posts of which no other run holds more comments, or weightier ones. */
  Collection<PostComments> less(Collection<PostComments> posts) throws SQLException {
    String sql =
        "SELECT count(*), coalesce(sum(likes), 0) FROM comment_evidence"
            + " WHERE topic = ? AND period_start = ? AND blogger = ? AND post = ? AND run <> ?";
    PreparedStatement statement = session.prepare(sql);
    List<PostComments> less = new ArrayList<>();
    for (PostComments post : posts) {
      bind(statement, ResultTable.COMMENT_EVIDENCE, post.topic(), post.periodStart());
      statement.setString(3, dialect.text(post.blogger()));
      statement.setString(4, dialect.text(post.post()));
      statement.setString(5, run);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        if (rows.getLong(1) <= post.comments().size() && rows.getLong(2) <= likes(post)) {
          less.add(post);
        }
      }
    }
    return less;
  }

  private static long likes(PostComments post) {
    return post.comments().stream().mapToLong(CommentEvidence::likes).sum();
  }

  private void bind(PreparedStatement statement, ResultTable table, String topic, Instant start)
      throws SQLException {
    dialect.bind(statement, 1, topic, table.column("topic"), times);
    dialect.bind(statement, 2, start, table.column("period_start"), times);
  }
}
