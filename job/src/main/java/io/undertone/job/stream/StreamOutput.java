// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.dataset.Bloggers;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.UserError;
import io.undertone.job.Version;
import io.undertone.job.graph.Outlet;
import io.undertone.job.graph.UndertonePipeline.Sinks;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.jspecify.annotations.Nullable;

/** Where results and dead letters go. */
final class StreamOutput {
  private final Settings settings;
  private final @Nullable DataSet files;
  private final @Nullable DatabaseOutput database;
  private final KafkaResults kafka;
  private final List<Outlet<Findings>> results = new ArrayList<>();
  private final List<Outlet<DeadLetter>> deadLetters = new ArrayList<>();
  private final List<Outlet<PostComments>> comments = new ArrayList<>();

  private StreamOutput(Settings settings, @Nullable DataSet files, CheckpointConfig checkpoints) {
    this.settings = settings;
    this.files = files;
    this.database = DatabaseOutput.of(settings);
    this.kafka = KafkaResults.of(settings, checkpoints);
  }

  /**
   * @param files data set that is read; null when there is none
   * @param checkpoints as they will be taken
   * @throws UserError when results have nowhere to go
   */
  static StreamOutput of(Settings settings, @Nullable DataSet files, CheckpointConfig checkpoints) {
    StreamOutput output = new StreamOutput(settings, files, checkpoints);
    if (output.database != null) {
      output.add(output.database);
    }
    output.add(output.kafka);
    if (output.results.isEmpty()) {
      throw UserError.usage(
          "Results have nowhere to go. Give a database, such as jdbc:sqlite:undertone.db, or"
              + " kafka-results.");
    }
    return output;
  }

  Sinks sinks() {
    return new Sinks(List.copyOf(results), List.copyOf(deadLetters), List.copyOf(comments));
  }

  private void add(DatabaseOutput database) {
    results.add(database.findings());
    comments.add(database.comments());
    if (settings.get(StreamOptions.DATABASE_DEAD_LETTERS)) {
      deadLetters.add(database.deadLetters());
    }
  }

  private void add(KafkaResults topics) {
    topics.findings().ifPresent(results::add);
    topics.deadLetters().ifPresent(deadLetters::add);
  }

  /** Creates tables and topics, so that what cannot be used is reported before the job runs. */
  void check() throws IOException {
    kafka.check();
    if (database != null) {
      try (ResultStore store = database.open()) {
        store.writeMeta(meta());
      }
    }
  }

  private Map<String, String> meta() throws IOException {
    // what shapes results; addresses and users are nobody's business who reads them
    Map<String, String> meta = settings.asMap(UndertoneOptions.shared());
    meta.put("build", Version.build());
    bloggers().forEach((id, name) -> meta.put(ResultReader.BLOGGER_NAME + id, name));
    return meta;
  }

  private Map<String, String> bloggers() throws IOException {
    Optional<String> named = settings.get(StreamOptions.BLOGGERS);
    if (named.isPresent()) {
      return Bloggers.read(Path.of(named.get()));
    }
    return files == null ? Map.of() : files.bloggers();
  }

  /** Where results go, for people. */
  String inWords() {
    return Stream.of(database, kafka)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" and "));
  }
}
