// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.dataset.Bloggers;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.console.UserError;
import io.undertone.job.console.Version;
import io.undertone.job.graph.Outlet;
import io.undertone.job.graph.UndertonePipeline.Sinks;
import io.undertone.job.options.Option;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.sinks.KeptPeriod;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.jspecify.annotations.Nullable;

/** Where results and dead letters go. */
final class StreamOutput {
  private static final List<Option<?>> CALENDAR =
      List.of(UndertoneOptions.PERIOD, UndertoneOptions.ORIGIN, UndertoneOptions.PERIOD_BY);

  private final Settings settings;
  private final @Nullable DataSet files;
  private final @Nullable DatabaseOutput database;
  private final KafkaResults kafka;
  private final List<Outlet<Findings>> results = new ArrayList<>();
  private final List<Outlet<DeadLetter>> deadLetters = new ArrayList<>();
  private final List<Outlet<PostComments>> comments = new ArrayList<>();

  private StreamOutput(
      Settings settings, @Nullable DataSet files, CheckpointConfig checkpoints, long start) {
    this.settings = settings;
    this.files = files;
    this.database = DatabaseOutput.of(settings, start);
    this.kafka = KafkaResults.of(settings, checkpoints);
  }

  /**
   * @param files data set that is read; null when there is none
   * @param checkpoints as they will be taken
   * @param start number of the run's start; 0 when nothing is decided
   * @throws UserError when results have nowhere to go
   */
  static StreamOutput of(
      Settings settings, @Nullable DataSet files, CheckpointConfig checkpoints, long start) {
    StreamOutput output = new StreamOutput(settings, files, checkpoints, start);
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
    return new Sinks(
        List.copyOf(results), List.copyOf(deadLetters), List.copyOf(comments), List.of());
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

  /** The database while a start is prepared; without one there is nothing to close. */
  record Prepared(@Nullable ResultStore store) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (store != null) {
        store.close();
      }
    }
  }

  /** Opens the database, creates its tables and refuses one that holds other periods. */
  Prepared open() throws IOException {
    if (database == null) {
      return new Prepared(null);
    }
    ResultStore store = database.open();
    try {
      requireSamePeriods(store);
      return new Prepared(store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void requireSamePeriods(ResultStore store) throws IOException {
    if (!store.hasResults()) {
      return;
    }
    Map<String, String> meta = store.meta();
    for (Option<?> option : CALENDAR) {
      String written = meta.get(option.key());
      if (written != null && !written.equals(settings.shown(option))) {
        throw UserError.usage(
            String.format(
                Locale.ROOT,
                "%s holds results with %s '%s', but this run has '%s'; rows of both would overwrite each other. Give the old value, or choose another database or schema.",
                store,
                option.key(),
                written,
                settings.shown(option)));
      }
    }
  }

  /** What a job would find in its database; null when it has none. Nothing is made. */
  @Nullable String inspectDatabase() throws IOException {
    return database == null ? null : database + " " + database.inspect();
  }

  /** What a job would find in Kafka; null when nothing goes there. Nothing is made. */
  @Nullable String inspectKafka() throws IOException {
    return kafka.inspect();
  }

  /** Closed periods of other runs that a run has left alone. */
  List<KeptPeriod> kept(String run) throws IOException {
    if (database == null) {
      return List.of();
    }
    try (ResultStore store = database.open()) {
      return store.kept(run);
    }
  }

  /** File of an embedded database; null when there is none. */
  @Nullable Path file() {
    return database == null ? null : database.file();
  }

  /** Creates topics, and announces the start of a run that nobody else goes on as. */
  void begin(Prepared prepared, RunStarts.Decision start) throws IOException {
    kafka.check();
    ResultStore store = prepared.store();
    if (database != null && store != null) {
      try (ResultStore own = database.open()) {
        own.claim();
      }
      store.announce(
          start.run(), start.folder() == null ? null : start.folder().path(), Version.build());
      store.writeMeta(meta());
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
