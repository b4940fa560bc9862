// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.job.Undertone;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.testing.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An author's comments taken out of the results, and out of the job that goes on. */
@Timeout(240)
class ErasureIT {
  private static final String WORDS = "words of alice";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void deletionsLeaveTheRowsOfAStreamThatNeverHadTheAuthor() throws Exception {
    try (KafkaBroker broker = new KafkaBroker(directory.resolve("broker"))) {
      List<String> all = StreamRuns.comments(0, 5).stream().map(ErasureIT::withAuthor).toList();
      List<String> others = all.stream().filter(c -> !c.contains(WORDS)).toList();
      Path data = Files.write(directory.resolve("comments.jsonl"), all);
      Map<String, SortedSet<String>> never = rows(broker, "never", others);
      assertThat(never.get("audience_sentiment")).hasSize(15);
      Path database = directory.resolve("with.db");
      rows(broker, "with", all);
      assertThat(words(database)).isEqualTo(15);

      String deletions = directory.resolve("deletions.jsonl").toString();
      assertThat(erase(database, "alice", "--data", data.toString(), "--deletions", deletions))
          .containsPattern("comment_evidence +15\n")
          .contains("15 of its comments are in")
          .contains("15 deletions written to");
      assertThat(words(database)).isZero();
      assertThat(erase(database, "alice", "--data", data.toString())).contains("nothing of it");

      assertThat(run("produce", deletions, "--kafka-brokers", broker.address(), "--into", "with"))
          .as(err.toString())
          .isZero();
      Map<String, SortedSet<String>> after = rows(broker, "with", List.of());
      for (String table : List.of("audience_sentiment", "post_evidence", "comment_evidence")) {
        assertThat(after.get(table)).as(table).isEqualTo(never.get(table));
      }
    }
  }

  /** Runs a job over all of the topic into a database of that name. */
  private Map<String, SortedSet<String>> rows(
      KafkaBroker broker, String topic, List<String> records) throws Exception {
    Path database = directory.resolve(topic + ".db");
    if (!Files.exists(database)) {
      broker.createTopic(topic, 2);
    } else {
      // the whole topic again, with what takes comments out of it
      database = directory.resolve(topic + "-again.db");
    }
    StreamRuns.send(broker, topic, records, null);
    Map<String, String> options = StreamRuns.options(broker, topic);
    options.put("kafka-group", topic + records.size());
    options.put("database", database.toString());
    StreamRuns.run(options);
    return StreamRuns.rows(database);
  }

  private static String withAuthor(String comment) {
    boolean hers = comment.contains("\"id\":\"c3\"");
    return comment.replace(
        "\"score\"",
        String.format(
            Locale.ROOT,
            "\"author\":\"%s\",\"text\":\"%s\",\"score\"",
            hers ? "alice" : "bert",
            hers ? WORDS : "other words"));
  }

  private static long words(Path database) throws IOException {
    try (ResultReader results = ResultReader.open(database.toString())) {
      return results.rows(CommentEvidence.class, RowQuery.all()).stream()
          .filter(row -> row.text().equals(WORDS))
          .count();
    }
  }

  private String erase(Path database, String author, String... options) {
    out.getBuffer().setLength(0);
    List<String> args =
        new ArrayList<>(List.of("erase", "--db", database.toString(), "--author", author));
    args.addAll(List.of(options));
    assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private int run(String... args) {
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
