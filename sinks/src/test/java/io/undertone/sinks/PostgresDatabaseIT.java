// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.SampleResults.TIMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PostgresDatabaseIT extends ResultStoreContract {
  private static final Backoff QUICK = new Backoff(4, Duration.ofMillis(5), Duration.ofMillis(20));

  private static PostgresServer server;
  private String url;
  private final AtomicInteger retries = new AtomicInteger();

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    server = PostgresServer.start(directory);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws SQLException {
    url = server.newDatabase();
  }

  @Override
  ResultStore store() throws IOException {
    return store(Backoff.DEFAULT);
  }

  private ResultStore store(Backoff backoff) throws IOException {
    return PostgresDatabase.open(target(), backoff, retries::incrementAndGet);
  }

  @Override
  ResultTarget target() {
    return ResultTarget.of(url, "postgres", "s3cret", TIMES);
  }

  @Override
  ResultReader reader() throws IOException {
    return ResultReader.open(url, "postgres", "s3cret");
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "s3cret");
  }

  @Test
  void aConnectionThatIsEndedIsMadeAgainAndLosesNothing() throws Exception {
    List<Findings> findings = SampleResults.huawei(8).findings();
    try (ResultStore store = store()) {
      for (Findings period : findings) {
        server.endConnections(database());
        store.write(period);
      }
    }
    assertThat(retries.get()).isEqualTo(findings.size());
    try (ResultReader results = reader()) {
      assertThat(results.rows(Influence.class, RowQuery.all()))
          .containsExactlyInAnyOrderElementsOf(
              findings.stream().flatMap(period -> period.influences().stream()).toList());
    }
  }

  @Test
  void aDatabaseThatStaysAwayFailsWithinTheBound() throws Exception {
    try (ResultStore store = store(QUICK)) {
      server.stop();
      try {
        assertThatThrownBy(() -> store.write(List.of(letter(1, "x"))))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("Cannot write to " + url + ": ")
            .hasMessageEndingWith("Tried 4 times; check that the database runs and can be reached.")
            .hasMessageNotContaining("s3cret");
      } finally {
        server.startAgain();
      }
      assertThat(retries.get()).isEqualTo(3);
      store.write(List.of(letter(1, "x")));
    }
    try (ResultReader results = reader()) {
      assertThat(results.count(ResultTable.DEAD_LETTER, RowQuery.all())).isEqualTo(1);
    }
  }

  @Test
  void aStandbyIsWaitedForUntilItIsPromoted() throws Exception {
    store().close();
    server.stop();
    server.startAgainAsStandby();
    try (ResultStore store = store(QUICK)) {
      assertThatThrownBy(() -> store.write(List.of(letter(1, "x"))))
          .hasMessageContaining("read-only transaction")
          .hasMessageEndingWith(
              "Tried 4 times; the server is a standby: give the address of the primary, or promote"
                  + " it.");
    }
    assertThat(retries.getAndSet(0)).isEqualTo(3);
    try (ResultStore store =
        PostgresDatabase.open(
            ResultTarget.of(url, "postgres", "s3cret", TIMES), QUICK, this::promote)) {
      store.write(List.of(letter(1, "x")));
    }
    assertThat(retries.get()).isEqualTo(1);
    assertThat(deadLetters()).isEqualTo(1);
  }

  private void promote() {
    retries.incrementAndGet();
    try {
      server.promote();
    } catch (SQLException e) {
      throw new IllegalStateException("The standby cannot be promoted", e);
    }
  }

  @Test
  void aReadOnlyUserFailsAtOnce() throws Exception {
    server.execute(
        database(),
        String.format(
            Locale.ROOT, "ALTER DATABASE %s SET default_transaction_read_only = on", database()));

    assertThatThrownBy(this::store)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot open " + url + ": ")
        .hasMessageEndingWith(
            "The user or the database is set to default_transaction_read_only; give a user who may"
                + " write.");
    assertThat(retries.get()).isZero();
  }

  /** The longest names that input allows, of letters that no index compresses. */
  @Test
  void theLongestNamesFitEveryTable() throws Exception {
    String topic = name(1);
    String blogger = name(2);
    Findings sample = new SampleResults(topic, List.of(blogger, name(3)), 6, 7).findings().get(4);
    PostEvidence post = longest(sample.evidence().get(0));
    Findings findings = withEvidence(sample, post);
    PostComments comments = SampleResults.comments(post, 0, "good");
    DeadLetter letter =
        new DeadLetter(topic, name(4), "comments.csv", 1, longText(1_000), Instant.EPOCH, "");
    try (ResultStore store = store()) {
      store.write(findings);
      store.writeComments(List.of(comments));
      store.write(List.of(letter));
    }
    try (ResultReader results = reader()) {
      for (ResultTable table : ResultTable.values()) {
        assertThat(results.count(table, RowQuery.topic(topic))).as(table.tableName()).isPositive();
      }
      assertThat(results.rows(PostEvidence.class, RowQuery.all())).containsExactly(post);
    }
  }

  private static String name(long seed) {
    return longText(256, seed);
  }

  private static PostEvidence longest(PostEvidence post) {
    return new PostEvidence(
        post.topic(),
        post.blogger(),
        name(5),
        post.periodStart(),
        post.periodEnd(),
        post.postTime(),
        post.postLikes(),
        post.likeWeight(),
        post.sentiment(),
        post.comments(),
        post.effectiveComments(),
        post.contentScore(),
        post.revision());
  }

  private static Findings withEvidence(Findings period, PostEvidence post) {
    return period
        .but()
        .evidence(List.of(post))
        .postNowcasts(SampleResults.nowcasts(List.of(post)))
        .build();
  }

  @Test
  void aSchemaSeesNoTablesOfOneWithAlmostTheSameName() throws Exception {
    server.execute(database(), "CREATE SCHEMA myxschema");
    PostgresDatabase.open(url + "?currentSchema=myxschema", "postgres", null, TIMES).close();
    server.execute(database(), "CREATE SCHEMA my_schema");
    String underscored = url + "?currentSchema=my_schema";
    assertThatThrownBy(() -> ResultReader.open(underscored, "postgres", "s3cret"))
        .hasMessageContaining("not one of Undertone's results");

    PostgresDatabase.open(underscored, "postgres", null, TIMES).close();

    try (ResultReader results = ResultReader.open(underscored, "postgres", "s3cret")) {
      assertThat(results.topics()).isEmpty();
    }
  }

  private long deadLetters() throws IOException {
    try (ResultReader results = reader()) {
      return results.count(ResultTable.DEAD_LETTER, RowQuery.all());
    }
  }

  @Test
  void anErrorOfTheDataFailsAtOnceAndLeavesNoRow() throws IOException {
    Findings good = SampleResults.huawei(1).findings().get(0);
    try (ResultStore store = store()) {
      assertThatThrownBy(
              () ->
                  store.write(
                      SampleAlerts.with(good, List.of(SampleAlerts.old(good, null, "", "none")))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("null value in column \"kind\"")
          .hasMessageEndingWith("trying again would not help.");
      assertThat(retries.get()).isZero();
      try (ResultReader results = reader()) {
        assertThat(results.topics()).isEmpty();
      }
      store.write(good);
    }
    try (ResultReader results = reader()) {
      assertThat(results.count(ResultTable.AUDIENCE_SENTIMENT, RowQuery.all())).isEqualTo(7);
    }
  }

  @Test
  void manyMayStartAtOnceOnAnEmptyDatabase() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> starts = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int line = i;
        starts.add(
            () -> {
              try (ResultStore store = store()) {
                store.write(List.of(letter(line, "x")));
              }
              return null;
            });
      }
      for (Future<Void> start : threads.invokeAll(starts)) {
        start.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(retries.get()).isZero();
    try (ResultReader results = reader()) {
      assertThat(results.count(ResultTable.DEAD_LETTER, RowQuery.all())).isEqualTo(writers);
    }
  }

  @ParameterizedTest
  @MethodSource("io.undertone.sinks.SchemaFixture#earlier")
  void anOlderDatabaseIsBroughtUpToDateByWriting(int version) throws Exception {
    server.execute(database(), SchemaFixture.version(version, SqlDialect.POSTGRESQL));
    assertThatThrownBy(this::reader)
        .hasMessageContaining(
            String.format(Locale.ROOT, "has schema version %d; this build reads", version));

    try (ResultStore store = store()) {
      store.write(List.of(letter(4, ResultStoreContract.longText(50_000))));
    }

    try (ResultReader results = reader()) {
      assertThat(results.meta())
          .containsEntry("schema_version", Integer.toString(ResultSchema.CURRENT))
          .containsEntry("seed", "1");
      assertThat(results.rows(AudienceSentiment.class, RowQuery.all())).hasSize(1);
      assertThat(results.rows(DeadLetter.class, RowQuery.all())).hasSize(2);
    }
    String migrated = url;
    url = server.newDatabase();
    store().close();
    assertThat(SchemaFixture.shape(migrated + "?user=postgres"))
        .isEqualTo(SchemaFixture.shape(url + "?user=postgres"))
        .contains(
            "dead_letter.payload text nullable NO generated NO: start of the record as it came");
  }

  @Test
  void anotherVersionOrZoneOrDatabaseIsRefused() throws Exception {
    store().close();
    assertThatThrownBy(
            () ->
                PostgresDatabase.open(
                    url, "postgres", null, new TimeFormat(ZoneId.of("UTC"), true)))
        .hasMessageContaining("holds times in Asia/Shanghai");
    server.execute(database(), "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    assertThatThrownBy(this::store).hasMessageContaining("has schema version 99; this build");
    url = server.newDatabase();
    server.execute(database(), "CREATE TABLE diary (day TEXT)");
    assertThatThrownBy(this::store).hasMessageContaining("not one of Undertone's results");
    server.execute(database(), "CREATE SCHEMA undertone");
    PostgresDatabase.open(url + "?currentSchema=undertone", "postgres", null, TIMES).close();
  }

  @Test
  void theRolesOfTheDocumentedSetUpSuffice() throws Exception {
    String page = Files.readString(Path.of("../docs/database.md"));
    Matcher block = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    server.execute(database(), block.group(1));

    try (PostgresDatabase database =
        PostgresDatabase.open(url, "undertone_writer", "change me", TIMES)) {
      database.writeMeta(Map.of("seed", "2"));
    }
    try (ResultReader results = ResultReader.open(url, "undertone_reader", "change me")) {
      assertThat(results.meta()).containsEntry("seed", "2");
      assertThat(results.topics()).isEmpty();
    }
    try (PostgresDatabase database =
        PostgresDatabase.open(url, "undertone_reader", "change me", TIMES)) {
      assertThatThrownBy(() -> database.writeMeta(Map.of("seed", "3")))
          .hasMessageContaining("permission denied for table meta");
    }
  }

  @Test
  void textWithoutMeaningInPostgresIsKeptLegible() throws IOException {
    try (ResultStore store = store()) {
      store.write(List.of(letter(1, "a\0b")));
    }
    try (ResultReader results = reader()) {
      assertThat(results.rows(DeadLetter.class, RowQuery.all()))
          .extracting(DeadLetter::payload)
          .containsExactly("a\ufffdb");
    }
  }

  @Test
  void passwordsAreInNoMessage() throws Exception {
    String secret = url + "?user=postgres&password=s3cret";
    assertThat(ResultSink.findings(ResultTarget.of(secret, "postgres", "s3cret", TIMES)).toString())
        .isEqualTo("ResultSink(" + url + ")");
    server.execute(database(), "CREATE TABLE diary (day TEXT)");
    assertThatThrownBy(() -> PostgresDatabase.open(secret, null, null, TIMES))
        .hasMessageStartingWith(url)
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> ResultReader.open(secret)).hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> ResultTarget.of("jdbc:mysql://me:s3cret@host/x", null, null, TIMES))
        .hasMessageStartingWith("The database is 'jdbc:mysql://host/x'; it must be a SQLite file,");
  }

  private String database() {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
