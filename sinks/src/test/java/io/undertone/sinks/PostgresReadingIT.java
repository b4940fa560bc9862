// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same schema, rows and answers in a real PostgreSQL, read by a user who may only read. */
class PostgresReadingIT {
  @TempDir Path directory;
  private EmbeddedPostgres postgres;
  private String url;
  private final List<Findings> findings = SampleResults.huawei(17).findings();

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    url = postgres.getJdbcUrl("postgres", "postgres");
    try (PostgresDatabase database = PostgresDatabase.open(url, null, null, SampleResults.TIMES)) {
      for (Findings period : findings) {
        database.write(period);
      }
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE viewer LOGIN PASSWORD 'viewer'");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO viewer");
    }
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void rowsAndAnswersAreThoseOfSqlite() throws IOException {
    Path file = directory.resolve("undertone.db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      for (Findings period : findings) {
        database.write(period);
      }
    }
    try (ResultReader sqlite = ResultReader.open(file.toString());
        ResultReader results = ResultReader.open(viewerUrl(), "viewer", "viewer")) {
      for (Class<? extends Record> type :
          List.of(
              AudienceSentiment.class,
              Influence.class,
              ModelScore.class,
              PrivateOpinion.class,
              PostEvidence.class)) {
        assertThat(List.<Record>copyOf(results.rows(type, RowQuery.all())))
            .isNotEmpty()
            .isEqualTo(List.copyOf(sqlite.rows(type, RowQuery.all())));
      }
      assertThat(TopicSummary.of(results, "huawei")).isEqualTo(TopicSummary.of(sqlite, "huawei"));
      assertThat(
              results.rows(
                  AudienceSentiment.class,
                  RowQuery.topic("huawei")
                      .where("period_start", SampleResults.start(3))
                      .where("blogger", "in", List.of("1595443924", "1783497251"))))
          .hasSize(2);
      assertThat(results.latest(ResultTable.INFLUENCE, "as_of", RowQuery.all()))
          .isEqualTo(SampleResults.start(16));
      CsvExport.write(results, directory.resolve("postgres"));
      CsvExport.write(sqlite, directory.resolve("sqlite"));
    }
    for (ResultTable table : ResultTable.values()) {
      String name = table.tableName() + ".csv";
      assertThat(Files.readString(directory.resolve("postgres").resolve(name)))
          .isEqualTo(Files.readString(directory.resolve("sqlite").resolve(name)));
    }
  }

  @Test
  void aLostConnectionIsMadeAgain() throws Exception {
    try (ResultReader results = ResultReader.open(viewerUrl(), "viewer", "viewer")) {
      assertThat(results.topics()).containsExactly("huawei");
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'viewer'");
      }
      assertThatThrownBy(results::topics).isInstanceOf(IOException.class);
      assertThat(results.topics()).containsExactly("huawei");
    }
  }

  @Test
  void aWrongPasswordIsNamed() {
    assertThatThrownBy(() -> ResultReader.open(viewerUrl(), "nobody", "x"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read " + viewerUrl() + " as a result database: ");
  }

  private String viewerUrl() {
    return url.replaceFirst("\\?.*", "");
  }
}
