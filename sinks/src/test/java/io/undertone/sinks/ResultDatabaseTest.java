// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.SampleResults.TIMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultDatabaseTest extends ResultStoreContract {
  private static final String CURRENT = Integer.toString(ResultSchema.CURRENT);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("new/undertone.db");
  }

  @Override
  ResultStore store() throws IOException {
    return ResultDatabase.open(file, TIMES);
  }

  @Override
  ResultTarget target() {
    return ResultTarget.file(file, TIMES);
  }

  @Override
  ResultReader reader() throws IOException {
    return ResultReader.open(file.toString());
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Test
  void everyRowComesBackAsItWasWritten() throws IOException {
    List<Findings> findings = SampleResults.huawei(8).findings();
    write(findings);

    try (ResultReader results = ResultReader.open(file.toString())) {
      assertSame(results, AudienceSentiment.class, findings, Findings::audienceSentiments);
      assertSame(results, Influence.class, findings, Findings::influences);
      assertSame(results, AudienceForecast.class, findings, Findings::forecasts);
      assertSame(results, ModelScore.class, findings, Findings::modelScores);
      assertSame(results, ModelStatus.class, findings, Findings::modelStatuses);
      assertSame(results, PrivateOpinion.class, findings, Findings::privateOpinions);
      assertSame(results, Alert.class, findings, Findings::alerts);
      assertSame(results, PostEvidence.class, findings, Findings::evidence);
      assertThat(results.topics()).containsExactly("huawei");
    }
  }

  @Test
  void whatIsErasedIsNotInTheFileEither() throws IOException {
    String secret = "what somebody wrote";
    PostEvidence post = SampleResults.huawei(2).findings().get(0).evidence().get(0);
    try (ResultStore store = store()) {
      store.writeComments(List.of(SampleResults.comments(post, 0, secret)));
    }
    try (ResultStore store = ResultStore.existing(file.toString(), null, null)) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(secret);
      store.erase(List.of(new Erasure(null, post.post(), Set.of())), false);
    }
    assertThat(directory.resolve("new")).isDirectoryNotContaining("glob:**-wal");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
  }

  @Test
  void writingAgainChangesNothing() throws IOException {
    List<Findings> findings = SampleResults.huawei(3).findings();
    write(findings);
    write(findings);

    try (ResultReader results = ResultReader.open(file.toString())) {
      assertSame(results, Influence.class, findings, Findings::influences);
    }
  }

  @Test
  void aPeriodThatFailsHalfwayLeavesNoRow() throws IOException {
    Findings good = SampleResults.huawei(1).findings().get(0);
    Findings bad =
        Findings.of(good.topic(), good.periodStart(), good.periodEnd(), good.revision())
            .audienceSentiments(good.audienceSentiments())
            .alerts(List.of(SampleAlerts.old(good, null, "", "none")))
            .build();
    try (ResultDatabase database = ResultDatabase.open(file, TIMES)) {
      assertThatThrownBy(() -> database.write(bad))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot write to " + file + ": ")
          .hasMessageEndingWith("Check the free space and that no other process writes to it.");
      try (ResultReader results = ResultReader.open(file.toString())) {
        assertThat(results.count(ResultTable.AUDIENCE_SENTIMENT, RowQuery.all())).isZero();
      }
      database.write(good);
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      assertThat(results.count(ResultTable.AUDIENCE_SENTIMENT, RowQuery.all())).isEqualTo(7);
    }
  }

  @Test
  void twoWritersTakeTurnsWhileAReaderReads() throws IOException {
    List<Findings> findings = SampleResults.huawei(4).findings();
    try (ResultDatabase one = ResultDatabase.open(file, TIMES);
        ResultDatabase two = ResultDatabase.open(file, TIMES);
        ResultReader results = ResultReader.open(file.toString())) {
      one.write(findings.get(0));
      two.write(List.of(letter(1, "x,\"y\"\n"), letter(2, "x,\"y\"\n")));
      one.write(findings.get(1));
      assertThat(results.count(ResultTable.AUDIENCE_SENTIMENT, RowQuery.all())).isEqualTo(14);
      two.write(List.of(letter(3, "x,\"y\"\n")));
      two.sync();
      assertThat(results.rows(DeadLetter.class, RowQuery.all()))
          .containsExactly(letter(1, "x,\"y\"\n"), letter(2, "x,\"y\"\n"), letter(3, "x,\"y\"\n"));
    }
  }

  @Test
  void metaSaysHowResultsWereMade() throws IOException {
    try (ResultDatabase database = ResultDatabase.open(file, TIMES)) {
      database.writeMeta(Map.of("scorer", "given", "seed", "1"));
      database.writeMeta(Map.of("seed", "2"));
    }
    try (ResultReader results = ResultReader.open("jdbc:sqlite:" + file)) {
      assertThat(results.meta())
          .containsEntry("schema_version", CURRENT)
          .containsEntry("zone", "Asia/Shanghai")
          .containsEntry("periods_in_whole_days", "true")
          .containsEntry("scorer", "given")
          .containsEntry("seed", "2");
      assertThat(results.times()).isEqualTo(TIMES);
    }
  }

  @Test
  void theDatabaseDescribesItsColumns() throws IOException {
    write(List.of());

    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("-- like-weighted mean score of its comments (0 to 1)");
  }

  @Test
  void askingForAPeriodReadsNoOtherPeriod() throws Exception {
    write(List.of());

    for (String from :
        List.of(
            "audience_sentiment WHERE topic = 'x' AND period_start = 'y'",
            "private_opinion WHERE topic = 'x' AND period_start = 'y'",
            "alert WHERE topic = 'x' AND period_start = 'y'",
            "post_evidence WHERE topic = 'x' AND period_start = 'y'",
            "influence WHERE topic = 'x' AND as_of = 'y'",
            "model_status WHERE topic = 'x' AND as_of = 'y'",
            "forecast WHERE topic = 'x' AND made_at = 'y'")) {
      for (String sql :
          List.of("SELECT 1 FROM " + from + " AND revision >= 0 LIMIT 1", "DELETE FROM " + from)) {
        assertThat(plan(sql))
            .as(sql)
            .containsPattern("topic=\\? AND (period_start|as_of|made_at)=");
      }
    }
  }

  private String plan(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      rows.next();
      return rows.getString("detail");
    }
  }

  @Test
  void viewsShowWhatHoldsNow() throws Exception {
    write(SampleResults.huawei(8).findings());

    assertThat(count("closed_sentiment")).isEqualTo(7 * 7 - 1);
    assertThat(count("latest_influence")).isEqualTo(2 * 49);
    assertThat(count("latest_forecast")).isEqualTo(7 + 3 * 7);
    assertThat(count("latest_model_score")).isEqualTo(7);
    assertThat(count("latest_model_status")).isEqualTo(7);
  }

  @Test
  void anotherZoneIsRefused() throws IOException {
    write(List.of());

    assertThatThrownBy(() -> ResultDatabase.open(file, new TimeFormat(ZoneId.of("UTC"), false)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + " holds times in Asia/Shanghai with periods of whole days, but this run uses UTC"
                + " with exact times. Choose another file or directory.");
  }

  @Test
  void anotherSchemaVersionIsRefused() throws Exception {
    write(List.of());
    execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'");

    String message =
        file
            + " has schema version 99; this build reads and writes version "
            + CURRENT
            + ". Use the build that wrote it, or replay into another file.";
    assertThatThrownBy(() -> ResultDatabase.open(file, TIMES)).hasMessage(message);
    assertThatThrownBy(() -> ResultReader.open(file.toString())).hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("io.undertone.sinks.SchemaFixture#earlier")
  void anOlderDatabaseIsBroughtUpToDateByWriting(int version) throws Exception {
    Files.createDirectories(file.getParent());
    execute(SchemaFixture.version(version, SqlDialect.SQLITE));
    assertThatThrownBy(() -> ResultReader.open(file.toString()))
        .hasMessage(
            file
                + String.format(
                    Locale.ROOT,
                    " has schema version %d; this build reads version %d. Let a job or replay of this build write to it, which brings it up to date, or use the build that wrote it.",
                    version,
                    ResultSchema.CURRENT));

    write(List.of());

    try (ResultReader results = ResultReader.open(file.toString())) {
      assertThat(results.meta())
          .containsEntry("schema_version", CURRENT)
          .containsEntry("seed", "1");
      assertThat(results.rows(AudienceSentiment.class, RowQuery.all())).hasSize(1);
      assertThat(results.rows(DeadLetter.class, RowQuery.all())).hasSize(1);
    }
    Path fresh = directory.resolve("fresh.db");
    ResultDatabase.open(fresh, TIMES).close();
    assertThat(SchemaFixture.shape("jdbc:sqlite:" + file))
        .isEqualTo(SchemaFixture.shape("jdbc:sqlite:" + fresh));
  }

  @Test
  void aForeignDatabaseIsRefusedAndLeftAlone() throws Exception {
    Files.createDirectories(file.getParent());
    execute("CREATE TABLE diary (day TEXT)");

    String message =
        file
            + " is a database, but not one of Undertone's results. Choose another one, or in"
            + " PostgreSQL a schema of its own: CREATE SCHEMA NAME, and ?currentSchema=NAME behind"
            + " the URL.";
    assertThatThrownBy(() -> ResultDatabase.open(file, TIMES)).hasMessage(message);
    assertThatThrownBy(() -> ResultReader.open(file.toString())).hasMessage(message);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "period,blogger,sentiment\n".repeat(100));

    assertThatThrownBy(() -> ResultDatabase.open(file, TIMES))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot open " + file + " as a result database: ")
        .hasMessageEndingWith("Choose another file or directory.");
    assertThatThrownBy(() -> ResultReader.open(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read " + file + " as a result database: ");
  }

  @Test
  void aMissingDatabaseIsNotCreatedByReading() {
    assertThatThrownBy(() -> ResultReader.open(file.toString()))
        .hasMessage(
            "There is no result database "
                + file
                + ". Replay a data set first, or give the database of a job.");
    assertThat(file).doesNotExist();
  }

  @Test
  void sealedDatabaseIsOneFileUnlessSomebodyReads() throws IOException {
    write(List.of(SampleResults.huawei(1).findings().get(0)));
    try (ResultReader reader = ResultReader.open(file.toString())) {
      assertThat(reader.topics()).isNotEmpty();
      seal();
      assertThat(reader.topics()).isNotEmpty();
    }
    seal();
    assertThat(Path.of(file + "-wal")).doesNotExist();
    try (ResultReader reader = ResultReader.open(file.toString())) {
      assertThat(reader.topics()).isNotEmpty();
    }
  }

  private void seal() throws IOException {
    try (ResultDatabase database = ResultDatabase.open(file, TIMES)) {
      database.seal();
    }
  }

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertThatThrownBy(() -> ResultReader.open("jdbc:mysql://localhost/x"))
        .hasMessage(
            "The database is 'jdbc:mysql://localhost/x'; it must be a SQLite file, jdbc:sqlite:FILE,"
                + " postgresql://HOST/DATABASE or jdbc:postgresql://HOST/DATABASE.");
  }

  /** The sinks of a job open, write and close when they please, and others read meanwhile. */
  @Test
  void writersAndReadersThatComeAtOnceWaitForOneAnother() throws Exception {
    int together = 3;
    ExecutorService pool = Executors.newFixedThreadPool(together);
    try {
      CyclicBarrier start = new CyclicBarrier(together);
      for (int round = 0; round < 150; round++) {
        Path fresh = directory.resolve("round" + round + ".db");
        List<Future<Integer>> all = new ArrayList<>();
        for (int line = 0; line < together; line++) {
          DeadLetter letter = new DeadLetter("", "bad", "f.csv", line, "?", Instant.EPOCH, "");
          all.add(
              pool.submit(
                  () -> {
                    start.await();
                    try (ResultDatabase database = ResultDatabase.open(fresh, TIMES)) {
                      database.write(List.of(letter));
                    }
                    try (ResultReader results = ResultReader.open(fresh.toString())) {
                      return results.rows(DeadLetter.class, RowQuery.all()).size();
                    }
                  }));
        }
        for (Future<Integer> one : all) {
          assertThat(one.get()).isBetween(1, together);
        }
        try (ResultReader results = ResultReader.open(fresh.toString())) {
          assertThat(results.rows(DeadLetter.class, RowQuery.all())).hasSize(together);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void write(List<Findings> findings) throws IOException {
    try (ResultDatabase database = ResultDatabase.open(file, TIMES)) {
      for (Findings period : findings) {
        database.write(period);
      }
    }
  }

  private static <R extends Record> void assertSame(
      ResultReader results,
      Class<R> type,
      List<Findings> findings,
      Function<Findings, List<R>> rows)
      throws IOException {
    assertThat(results.rows(type, RowQuery.topic("huawei")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            findings.stream().flatMap(period -> rows.apply(period).stream()).toList());
  }

  private int count(String view) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
