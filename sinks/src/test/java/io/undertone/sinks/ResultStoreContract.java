// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every result database does with rows that come again, late or out of order. */
abstract class ResultStoreContract {
  private final Findings closed = SampleResults.huawei(2).findings().get(0);
  private final AudienceSentiment first = closed.audienceSentiments().get(0);
  private final AudienceSentiment second = closed.audienceSentiments().get(1);

  private boolean rowsDeletedByHand;

  abstract ResultStore store() throws IOException;

  abstract ResultTarget target();

  abstract ResultReader reader() throws IOException;

  /** A connection of somebody's own. */
  abstract Connection connection() throws SQLException;

  @Test
  void theLastFinalIssueWinsWhateverItsRevision() throws IOException {
    write(only(revised(first, 0.5, 5)), only(revised(first, 0.7, 0)));
    assertThat(rows(AudienceSentiment.class)).containsExactly(revised(first, 0.7, 0));

    write(only(revised(first, 0.6, 1)));
    assertThat(rows(AudienceSentiment.class)).containsExactly(revised(first, 0.6, 1));
  }

  @Test
  void aFinalIssueWithdrawsWhatItHoldsNoMore() throws IOException {
    Findings rich = withAlert(closed);
    write(rich, only(revised(first, 0.25, 0)));

    assertThat(rows(AudienceSentiment.class)).containsExactly(revised(first, 0.25, 0));
    for (ResultTable table : ResultTable.values()) {
      if (table != ResultTable.AUDIENCE_SENTIMENT && table != ResultTable.MODEL_SCORE) {
        assertThat(rows(table.row())).as(table.tableName()).isEmpty();
      }
    }
    assertThat(rows(ModelScore.class)).containsExactlyInAnyOrderElementsOf(closed.modelScores());
  }

  @Test
  void whatASilentPeriodHeldIsWithdrawnToo() throws IOException {
    write(withAlert(of(List.of())));
    assertThat(rows(Alert.class)).hasSize(1);

    write(only(provisional(first)));
    assertThat(rows(AudienceSentiment.class)).as("provisional").isEmpty();

    write(only(revised(first, 0.25, 1)));
    assertThat(rows(Alert.class)).isEmpty();
    assertThat(rows(AudienceSentiment.class)).containsExactly(revised(first, 0.25, 1));
  }

  @Test
  void aProvisionalIssueReplacesTheOneBefore() throws IOException {
    write(of(List.of(provisional(first), provisional(second))), only(provisional(second)));

    assertThat(rows(AudienceSentiment.class)).containsExactly(provisional(second));
  }

  @Test
  void aFinalIssueReplacesAProvisionalOne() throws IOException {
    write(of(List.of(provisional(first), provisional(second))), only(revised(first, 0.25, 0)));

    assertThat(rows(AudienceSentiment.class)).containsExactly(revised(first, 0.25, 0));
  }

  @Test
  void aProvisionalIssueNeverReplacesAFinalOne() throws IOException {
    write(closed, only(provisional(first)));

    assertThat(rows(AudienceSentiment.class)).isEqualTo(closed.audienceSentiments());
    assertThat(rows(PostEvidence.class)).hasSameSizeAs(closed.evidence());
  }

  @Test
  void anIssueLeavesOtherPeriodsAndTopicsAlone() throws IOException {
    Findings next = SampleResults.huawei(3).findings().get(1);
    Findings other = new SampleResults("apple", List.of("A"), 2, 7).findings().get(0);
    write(closed, next, other, of(List.of()));

    assertThat(rows(AudienceSentiment.class))
        .hasSize(next.audienceSentiments().size() + 1)
        .containsAll(next.audienceSentiments())
        .containsAll(other.audienceSentiments());
    assertThat(rows(AudienceForecast.class))
        .hasSize(next.forecasts().size() + other.forecasts().size());
  }

  @Test
  void aDeadLetterThatComesAgainIsNotDoubled() throws IOException {
    String payload = longText(100_000);
    List<DeadLetter> letters =
        List.of(letter(1, payload), letter(1, payload + "."), letter(2, payload));
    try (ResultStore store = store()) {
      store.write(letters);
      store.write(letters);
      store.write(List.of(letters.get(0), letters.get(0)));
    }
    assertThat(rows(DeadLetter.class)).containsExactlyInAnyOrderElementsOf(letters);
  }

  @Test
  void theLastIssueOfCommentsWinsWhateverItsRevision() throws IOException {
    PostComments earlier = comments(5, "first", "second", "third");
    PostComments later = comments(0, "third", "<b>fourth</b>");
    try (ResultStore store = store()) {
      store.writeComments(List.of(earlier));
      store.writeComments(List.of(later, later));
    }
    assertThat(rows(CommentEvidence.class)).isEqualTo(later.comments());

    try (ResultStore store = store()) {
      store.writeComments(List.of(comments(3, "fifth"), comments(2)));
    }
    assertThat(rows(CommentEvidence.class)).isEmpty();
  }

  private PostComments comments(int revision, String... texts) {
    return SampleResults.comments(closed.evidence().get(0), revision, texts);
  }

  @Test
  void whatWasLearntOfPostsIsKeptOnceForEachTopic() throws IOException {
    try (ResultStore store = store();
        ResultReader results = reader()) {
      assertThat(results.drafts(closed.topic())).isNull();
      store.write(closed.but().drafts("first").build());
      store.write(closed);
      assertThat(results.drafts(closed.topic()))
          .isEqualTo(new ResultReader.Drafts(closed.periodEnd(), "first"));
      store.write(closed.but().drafts("second").build());
      assertThat(results.drafts(closed.topic()))
          .isEqualTo(new ResultReader.Drafts(closed.periodEnd(), "second"));
      assertThat(results.drafts("other")).isNull();
    }
  }

  @Test
  void eachWriteChangesTheVersion() throws IOException {
    try (ResultStore store = store();
        ResultReader results = reader()) {
      long empty = results.version();
      store.write(closed);
      long written = results.version();
      store.write(List.of(letter(1, "x")));
      long refused = results.version();
      store.writeMeta(Map.of("seed", "2"));
      assertThat(List.of(empty, written, refused, results.version())).doesNotHaveDuplicates();
      assertThat(results.version()).isEqualTo(results.version());
    }
  }

  @Test
  void aPostIsErasedWithItsCommentsAndRefusedRecordsAndNothingElse() throws IOException {
    PostEvidence post = fill();
    Erasure erasure = new Erasure(post.blogger(), post.post(), Set.of());

    assertThat(erase(erasure, true)).containsExactlyInAnyOrderEntriesOf(counts(1, 3, 2));
    assertThat(rows(CommentEvidence.class)).hasSize(5);
    assertThat(erase(erasure, false)).containsExactlyInAnyOrderEntriesOf(counts(1, 3, 2));
    assertThat(rows(PostEvidence.class)).hasSize(closed.evidence().size() - 1);
    assertThat(rows(PostEvidence.class)).doesNotContain(post);
    assertThat(rows(CommentEvidence.class)).hasSize(2);
    assertThat(rows(DeadLetter.class)).extracting(DeadLetter::position).containsExactly(3L);
    assertThat(rows(AudienceSentiment.class)).isEqualTo(closed.audienceSentiments());
    assertThat(erase(erasure, false)).as("again").isEqualTo(counts(0, 0, 0));
  }

  @Test
  void aCommentIsErasedWithItsRefusedRecordAlone() throws IOException {
    PostEvidence post = fill();

    assertThat(erase(new Erasure(null, post.post(), Set.of("c1")), false))
        .containsExactlyInAnyOrderEntriesOf(counts(0, 1, 1));
    assertThat(rows(CommentEvidence.class)).extracting(CommentEvidence::text).doesNotContain("two");
    assertThat(rows(DeadLetter.class)).extracting(DeadLetter::position).containsExactly(2L, 3L);
  }

  @Test
  void refusedRecordsOfAPostGoWithACommentThatHasNoIdOfItsOwn() throws IOException {
    PostEvidence post = fill();

    assertThat(erase(new Erasure(null, post.post(), Set.of(post.post() + "#7")), false))
        .containsExactlyInAnyOrderEntriesOf(counts(0, 0, 2));
  }

  @Test
  void whatIsUnknownOrOfAnotherBloggerErasesNoRowAndLeavesTheVersion() throws IOException {
    PostEvidence post = fill();
    try (ResultReader results = reader()) {
      long before = results.version();
      assertThat(erase(new Erasure(null, "nowhere", Set.of()), false)).isEqualTo(counts(0, 0, 0));
      assertThat(results.version()).isEqualTo(before);
    }
    assertThat(erase(new Erasure("somebody else", post.post(), Set.of()), false))
        .containsExactlyInAnyOrderEntriesOf(counts(0, 0, 2));
  }

  /** A period, five comments under two of its posts, and three refused records. */
  private PostEvidence fill() throws IOException {
    PostEvidence post = closed.evidence().get(0);
    PostEvidence other = closed.evidence().get(1);
    try (ResultStore store = store()) {
      store.write(closed);
      store.writeComments(List.of(comments(0, "one", "two", "three")));
      store.writeComments(List.of(SampleResults.comments(other, 0, "four", "five")));
      store.write(
          List.of(
              letter(
                  1, String.format(Locale.ROOT, "{\"note_id\":\"%s\",\"id\":\"c1\"}", post.post())),
              letter(2, String.format(Locale.ROOT, "a,%s,c12", post.post())),
              letter(
                  3, String.format(Locale.ROOT, "{\"post\":\"%s0\",\"id\":\"c1\"}", post.post()))));
    }
    return post;
  }

  private Map<ResultTable, Integer> erase(Erasure what, boolean dryRun) throws IOException {
    try (ResultStore store = store()) {
      return store.erase(List.of(what), dryRun);
    }
  }

  private static Map<ResultTable, Integer> counts(int posts, int comments, int letters) {
    return Map.of(
        ResultTable.POST_EVIDENCE, posts,
        ResultTable.POST_NOWCAST, 0,
        ResultTable.COMMENT_EVIDENCE, comments,
        ResultTable.DEAD_LETTER, letters);
  }

  /** Whatever runs issue in whatever order, nothing final is replaced by what counted less. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRunThatKnowsLessNeverReplacesWhatAnotherMadeFinal(long seed) throws Exception {
    Random random = new Random(seed);
    List<ResultStore> stores = new ArrayList<>();
    try {
      for (String run : List.of("one", "two", "three")) {
        stores.add(target().as(run, 0).open());
      }
      Issue held = null;
      for (int i = 0; i < 40; i++) {
        int run = random.nextInt(stores.size());
        Issue issue = Issue.random(run, random);
        stores.get(run).write(issue.findings(closed, first));
        if (held == null || held.run() == run || issue.knowsAsMuchAs(held)) {
          held = issue;
        }
        assertThat(rows(AudienceSentiment.class)).isEqualTo(held.findings(closed, first).rows());
      }
    } finally {
      for (ResultStore store : stores) {
        store.close();
      }
    }
  }

  /** Comments that a run counted of each audience; none of an audience that it saw nothing of. */
  private record Issue(int run, Map<String, Integer> counts) {
    static Issue random(int run, Random random) {
      Map<String, Integer> counts = new TreeMap<>();
      for (String blogger : List.of("A", "B", "C")) {
        if (random.nextInt(4) > 0) {
          counts.put(blogger, 1 + random.nextInt(3));
        }
      }
      return new Issue(run, counts);
    }

    boolean knowsAsMuchAs(Issue other) {
      return other.counts().entrySet().stream()
          .allMatch(e -> counts.getOrDefault(e.getKey(), 0) >= e.getValue());
    }

    Findings findings(Findings period, AudienceSentiment like) {
      return of(
          period,
          counts.entrySet().stream().map(e -> counted(like, e.getKey(), e.getValue())).toList());
    }
  }

  @Test
  void aRunThatSawOneLateCommentLeavesThePeriodAlone() throws Exception {
    Findings whole = withAlert(closed);
    try (ResultStore one = target().as("one", 0).open();
        ResultStore two = target().as("two", 0).open()) {
      one.write(whole);
      two.write(of(List.of()));
      two.write(of(List.of(counted(first, first.blogger(), 1))));
      two.write(SampleResults.huawei(3).findings().get(1));
      assertThat(rows(ModelScore.class)).containsAll(whole.modelScores());
      assertThat(rows(AudienceSentiment.class)).containsAll(whole.audienceSentiments());
      assertThat(rows(Influence.class)).containsAll(whole.influences());
      assertThat(rows(Alert.class)).isEqualTo(whole.alerts());
      long counted = whole.audienceSentiments().stream().mapToLong(a -> a.comments()).sum();
      assertThat(two.kept("two"))
          .containsExactly(
              new KeptPeriod(
                  closed.topic(), closed.periodStart(), closed.periodEnd(), "one", counted, 1));
      assertThat(one.kept("one")).isEmpty();

      two.write(whole);
      one.write(only(revised(first, 0.25, 9)));
      assertThat(rows(AudienceSentiment.class)).as("another run's now").hasSizeGreaterThan(1);
    }
  }

  /** What a run had counted is known, whatever somebody deletes of its rows. */
  @ParameterizedTest
  @EnumSource(
      value = ResultTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DEAD_LETTER", "COMMENT_EVIDENCE", "MODEL_SCORE"})
  void aRunThatKnowsLessLeavesThePeriodAloneAfterRowsWereDeletedByHand(ResultTable table)
      throws Exception {
    Findings whole = withAlert(closed);
    try (ResultStore one = target().as("one", 0).open();
        ResultStore two = target().as("two", 0).open()) {
      one.write(whole);
      rowsDeletedByHand = true;
      execute("DELETE FROM " + table.tableName());
      Map<ResultTable, List<?>> left = finals();
      two.write(of(List.of()));
      two.write(of(List.of(counted(first, first.blogger(), 1))));
      assertThat(finals()).isEqualTo(left);
      assertThat(two.kept("two")).hasSize(1);
      one.write(whole);
      assertThat(rows(AudienceSentiment.class)).isEqualTo(whole.audienceSentiments());
      two.write(whole);
      one.write(only(revised(first, 0.25, 9)));
      assertThat(rows(AudienceSentiment.class)).as("another run's now").hasSizeGreaterThan(1);
    }
  }

  private Map<ResultTable, List<?>> finals() throws IOException {
    Map<ResultTable, List<?>> all = new TreeMap<>();
    for (ResultTable table : ResultTable.values()) {
      all.put(table, rows(table.row()));
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 60, 100, 400})
  void oldPeriodsGoWholeAndEverythingElseStays(int days) throws Exception {
    List<Findings> all = SampleResults.huawei(60).findings();
    Instant newest = all.get(all.size() - 2).periodEnd();
    Instant until = newest.minus(Duration.ofDays(days));
    try (ResultStore store = target().as("one", 0).keeping(Duration.ofDays(days)).open()) {
      for (Findings findings : all) {
        store.write(findings);
        store.writeComments(List.of(SampleResults.comments(findings.evidence().get(0), 0, "a")));
      }
      List<Findings> kept = all.stream().filter(f -> f.periodEnd().isAfter(until)).toList();
      holds(kept);
      for (Findings late : all.subList(0, all.size() - kept.size())) {
        store.write(late);
        store.writeComments(List.of(SampleResults.comments(late.evidence().get(0), 0, "b")));
      }
      holds(kept);
    }
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*), sum(deleted_rows) FROM deleted_history")) {
      rows.next();
      assertThat(rows.getInt(1)).isOne();
      assertThat(rows.getLong(2)).isPositive();
    }
  }

  /** Exactly the rows of these periods, and everything beside the tables in step with them. */
  private void holds(List<Findings> kept) throws Exception {
    for (ResultTable table : ResultTable.values()) {
      if (table != ResultTable.DEAD_LETTER && table != ResultTable.COMMENT_EVIDENCE) {
        List<Record> expected =
            kept.stream().flatMap(f -> f.rows().stream()).filter(table.row()::isInstance).toList();
        assertThat(new HashSet<Object>(rows(table.row())))
            .as(table.tableName())
            .isEqualTo(new HashSet<Object>(expected));
      }
    }
    assertThat(rows(CommentEvidence.class)).hasSameSizeAs(kept);
  }

  /** Whatever was written, replaced, erased or deleted, the sums are those of the rows. */
  @AfterEach
  void whatIsKeptBesideTheTablesIsWhatTheirRowsSay(TestInfo test) throws SQLException {
    boolean ofContract =
        test.getTestMethod().orElseThrow().getDeclaringClass() == ResultStoreContract.class;
    if (!ofContract || rowsDeletedByHand) {
      return;
    }
    List<String> pairs = new ArrayList<>(BESIDE);
    for (ResultTable table : ResultTable.values()) {
      pairs.add(
          String.format(
              Locale.ROOT,
              "SELECT coalesce(sum(row_count), 0), coalesce(sum(revised_count), 0) FROM table_change WHERE name IN ('%1$s')"
                  + " = SELECT count(*), count(CASE WHEN revision > 0 THEN 1 END) FROM %1$s",
              table.tableName()));
    }
    for (String same : pairs) {
      String[] queries = same.split(" = ", 2);
      assertThat(query(queries[0])).as(same).isEqualTo(query(queries[1]));
    }
  }

  /** What is kept beside the tables, and the same from their rows. */
  private static final List<String> BESIDE =
      List.of(
          "SELECT topic, blogger, comments, posts, periods, unscored FROM current_audience = SELECT topic, blogger, sum(comments), sum(posts), count(*), sum(unscored) FROM audience_sentiment GROUP BY topic, blogger",
          "SELECT topic, period_start, comments FROM current_period = SELECT topic, period_start, sum(comments) FROM audience_sentiment GROUP BY topic, period_start",
          "SELECT topic, period_start, comments FROM final_period = SELECT topic, period_start, sum(comments) FROM audience_sentiment WHERE NOT provisional GROUP BY topic, period_start",
          "SELECT reason, letters FROM dead_letter_reason = SELECT reason, count(*) FROM dead_letter GROUP BY reason",
          "SELECT coalesce(sum(late_count), 0) FROM table_change = SELECT count(CASE WHEN reason LIKE 'too late%' THEN 1 END) FROM dead_letter",
          "SELECT topic, model, issued_at, tested, confirmed, likely, undetermined, excluded, explained FROM issue WHERE name IN ('influence') = SELECT topic, model, as_of, count(DISTINCT CASE WHEN p_value IS NOT NULL THEN target END)"
              + ", count(CASE WHEN source <> target AND status IN ('confirmed') THEN 1 END)"
              + ", count(CASE WHEN source <> target AND status IN ('likely') THEN 1 END)"
              + ", count(CASE WHEN source <> target AND status IN ('undetermined') THEN 1 END)"
              + ", count(CASE WHEN source <> target AND status IN ('excluded') THEN 1 END)"
              + ", count(CASE WHEN explained THEN 1 END) FROM influence GROUP BY topic, model, as_of",
          "SELECT model, issued_at FROM issue WHERE name IN ('influence') = SELECT DISTINCT model, as_of FROM influence",
          "SELECT model, issued_at FROM issue WHERE name IN ('forecast') = SELECT DISTINCT model, made_at FROM forecast",
          "SELECT model, issued_at FROM issue WHERE name IN ('model_score') = SELECT DISTINCT model, as_of FROM model_score");

  private Set<List<String>> query(String sql) throws SQLException {
    Set<List<String>> found = new HashSet<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
    }
    return found;
  }

  @Test
  void aRunWithFewerCommentsOfAPostLeavesTheOthersAlone() throws Exception {
    PostComments three = comments(0, "first", "second", "third");
    try (ResultStore one = target().as("one", 0).open();
        ResultStore two = target().as("two", 0).open()) {
      one.writeComments(List.of(three));
      two.writeComments(List.of(comments(5, "late")));
      two.writeComments(List.of(comments(6)));
      assertThat(rows(CommentEvidence.class)).isEqualTo(three.comments());
      one.writeComments(List.of(comments(1, "only")));
      assertThat(rows(CommentEvidence.class)).hasSize(1);
    }
  }

  @Test
  void startsAreCountedAndRowsNameTheirRun() throws Exception {
    try (ResultStore store = target().as("weekly", 1).open()) {
      assertThat(store.runs()).isEmpty();
      assertThat(store.hasResults()).isFalse();
      store.announce("weekly", "file:/x/weekly", "0.2");
      store.announce("daily", null, "0.2");
      store.announce("weekly", "file:/y/weekly", "0.3");
      store.write(closed);
      assertThat(store.hasResults()).isTrue();
      assertThat(store.runs()).extracting(RunStart::name).containsExactly("weekly", "daily");
      RunStart weekly = store.runs().get(0);
      assertThat(List.of(weekly.starts(), weekly.build())).isEqualTo(List.of(2L, "0.3"));
      assertThat(weekly.checkpoints()).isEqualTo("file:/y/weekly");
      assertThat(weekly.begunAt()).isBefore(weekly.startedAt());
    }
    StringWriter csv = new StringWriter();
    try (ResultReader results = reader()) {
      CsvExport.write(results, ResultTable.AUDIENCE_SENTIMENT, RowQuery.all(), csv);
    }
    assertThat(csv.toString().lines().skip(1)).isNotEmpty().allMatch(l -> l.endsWith(",weekly"));
  }

  @Test
  void aSecondProcessOfTheSameRunIsRefused() throws Exception {
    ResultTarget weekly = target().as("weekly", 0);
    try (ResultStore store = weekly.open();
        ResultStore second = weekly.open();
        ResultStore other = target().as("daily", 0).open()) {
      store.claim();
      store.claim();
      other.claim();
      assertThatThrownBy(second::claim)
          .hasMessage(
              String.format(
                  Locale.ROOT,
                  "Another process writes to %s as run 'weekly'. Stop it first, or give this one an identity of its own: run: NAME.",
                  store));
    }
    try (ResultStore again = weekly.open()) {
      again.claim();
    }
  }

  private void write(Findings... findings) throws IOException {
    try (ResultStore store = store()) {
      for (Findings period : findings) {
        store.write(period);
      }
    }
  }

  private <R extends Record> List<R> rows(Class<R> type) throws IOException {
    try (ResultReader results = reader()) {
      return results.rows(type, RowQuery.all());
    }
  }

  private Findings only(AudienceSentiment row) {
    return of(List.of(row));
  }

  private Findings of(List<AudienceSentiment> rows) {
    return of(closed, rows);
  }

  private static Findings of(Findings closed, List<AudienceSentiment> rows) {
    return Findings.of(
            closed.topic(),
            closed.periodStart(),
            closed.periodEnd(),
            rows.isEmpty() ? 0 : rows.get(0).revision())
        .audienceSentiments(rows)
        .build();
  }

  private static Findings withAlert(Findings f) {
    return SampleAlerts.with(f, List.of(SampleAlerts.old(f, AlertKind.DATA_GAP, "", "No post.")));
  }

  private static AudienceSentiment revised(AudienceSentiment row, double value, int revision) {
    return with(row, value, false, revision);
  }

  private static AudienceSentiment counted(AudienceSentiment row, String blogger, int comments) {
    return new AudienceSentiment(
        row.topic(),
        blogger,
        row.periodStart(),
        row.periodEnd(),
        row.sentiment(),
        row.standardError(),
        comments,
        1,
        1,
        null,
        null,
        null,
        false,
        row.scorer(),
        0,
        0);
  }

  private static AudienceSentiment provisional(AudienceSentiment row) {
    return with(row, 0.9, true, AudienceSentiment.PROVISIONAL_REVISION);
  }

  static AudienceSentiment with(
      AudienceSentiment row, @Nullable Double value, boolean provisional, int revision) {
    return new AudienceSentiment(
        row.topic(),
        row.blogger(),
        row.periodStart(),
        row.periodEnd(),
        value,
        row.standardError(),
        row.comments(),
        row.posts(),
        row.effectivePosts(),
        row.contentEffect(),
        null,
        null,
        provisional,
        row.scorer(),
        row.unscored(),
        revision);
  }

  static DeadLetter letter(long line, String payload) {
    return new DeadLetter(
        "huawei", "score is 7", "comments.csv", line, payload, Instant.ofEpochMilli(line), "");
  }

  /** Text that does not compress, so that an index would have to hold all of it. */
  static String longText(int length) {
    return longText(length, 1);
  }

  static String longText(int length, long seed) {
    return new Random(seed)
        .ints(length, 0x4e00, 0x9fff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
