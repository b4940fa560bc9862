// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import io.undertone.ingest.IsoDuration;
import io.undertone.ingest.format.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Options of the streaming job: where records come from, where results go, how Flink keeps them.
 */
public final class StreamOptions {
  private static final String NONE = "none";

  private StreamOptions() {}

  public static final Option<Optional<String>> INPUT =
      optional(
          "input",
          "DATASET",
          "a folder with a dataset.yaml, or a file of comments",
          "Files that are read instead of Kafka; the job ends with them.");

  public static final Option<Optional<String>> BACKFILL =
      optional(
          "backfill",
          "DATASET",
          "a folder with a dataset.yaml, or a file of comments",
          "Files that are read before Kafka, in the same job; comments that are in both count once.");

  public static final Option<Duration> BACKFILL_OVERLAP =
      duration(
          "backfill-overlap",
          "P1D",
          Duration.ZERO,
          "Kafka is read from this long before the newest time of the backfill. Time stays this far"
              + " behind the newest comment, so that nothing of the overlap is late.");

  public static final Option<Optional<String>> FORMAT =
      optional(
          "format",
          "NAME",
          "undertone, weibo-research-scored, mediacrawler-weibo or mapping",
          OptionWords.FORMAT
              + "; files tell theirs, and Kafka's are `undertone` unless this says"
              + " otherwise.");

  public static final Option<Optional<String>> DESCRIPTOR =
      optional(
          "descriptor",
          "FILE",
          "a dataset.yaml",
          "Descriptor that maps the fields of the records in Kafka, for the format `mapping`.");

  public static final Option<Optional<String>> KAFKA_BROKERS =
      optional(
          "kafka-brokers",
          "HOST:PORT,...",
          "host:port, separated by commas",
          "Kafka brokers that are asked first.");

  public static final Option<List<String>> KAFKA_TOPICS =
      new Option<>(
          "kafka-topics",
          "NAMES",
          NONE,
          "none, or names separated by commas",
          "Topics with comments, and with posts where these are records of their own.",
          StreamOptions::names);

  public static final Option<Optional<String>> KAFKA_GROUP =
      optional(
          "kafka-group",
          "NAME",
          "any text",
          "Consumer group, to which offsets are committed at each checkpoint; without one the name of"
              + " the run.");

  public static final Option<String> KAFKA_START =
      new Option<>(
          "kafka-start",
          "WHERE",
          "committed",
          "committed, earliest, latest or an instant such as 2023-05-01T00:00:00Z",
          "Where a job without a checkpoint begins: the group's offsets (earliest where there are"
              + " none), the ends of the topics, or the broker's time of a record.",
          StreamOptions::start);

  public static final Option<Boolean> KAFKA_BOUNDED =
      flag(
          "kafka-bounded",
          false,
          "Whether the job ends at the offsets that are the latest when its run begins; a start that"
              + " goes on from state keeps them, and is refused with the other value.");

  public static final Option<Duration> OUT_OF_ORDERNESS =
      duration(
          "out-of-orderness",
          "PT10M",
          Duration.ZERO,
          "How far a comment's time may lie behind the newest of its partition before it is late.");

  public static final Option<Duration> IDLENESS =
      duration(
          "idleness",
          "PT1M",
          Duration.ofMillis(1),
          "After how long without usable records a partition no longer holds back the others.");

  public static final Option<Duration> MAX_FUTURE =
      duration(
          "max-future",
          "P1D",
          Duration.ZERO,
          "How far ahead of the wall clock a time may lie. A later one is a dead letter, since it"
              + " would close every period.");

  public static final Option<Optional<String>> AUTHOR_SALT =
      optional(
          "author-salt",
          "SECRET",
          "any text",
          "Secret with which authors are hashed on entry; without one a new secret is made at each"
              + " start.");

  public static final Option<Optional<String>> DATABASE =
      optional(
          "database",
          "URL",
          "postgresql://HOST/NAME, jdbc:postgresql://HOST/NAME, jdbc:sqlite:FILE or a file",
          OptionWords.DATABASE + ", which the job writes.");

  public static final Option<Optional<String>> DATABASE_USER =
      optional("database-user", "NAME", "any text", OptionWords.DATABASE_USER + ".");

  public static final Option<Optional<String>> DATABASE_PASSWORD =
      optional("database-password", "SECRET", "any text", "Password of the database's user.");

  public static final Option<Optional<String>> BLOGGERS =
      optional(
          "bloggers",
          "FILE.csv",
          "a CSV file with the columns blogger and name",
          "Names under which the dashboard shows bloggers; files that are read may bring theirs.");

  public static final Option<Boolean> DATABASE_DEAD_LETTERS =
      flag("database-dead-letters", true, "Whether dead letters go to the database.");

  public static final Option<Optional<Duration>> RETENTION =
      new Option<Optional<Duration>>(
              "retention",
              "DURATION",
              NONE,
              "none, or " + IsoDuration.RULE + ", such as P90D or 90d, not shorter than lateness",
              "How long the database keeps rows: closed periods that end so long before the topic's newest"
                  + " closed one are deleted from all tables, and dead letters that were met so long ago."
                  + " What was learnt from them stays. Kafka's topics have retentions of their own.",
              text -> text.isEmpty() || text.equals(NONE) ? Optional.empty() : retention(text))
          .ofDurations();

  public static final Option<Optional<String>> KAFKA_RESULTS =
      optional(
          "kafka-results",
          "PREFIX",
          "the start of topic names such as undertone.",
          "Results go to one Kafka topic a table, named by this prefix and the table.");

  public static final Option<Optional<String>> KAFKA_DEAD_LETTERS =
      optional("kafka-dead-letters", "TOPIC", "a topic", "Kafka topic of the dead letters.");

  public static final Option<Optional<String>> KAFKA_OUTPUT_BROKERS =
      optional(
          "kafka-output-brokers",
          "HOST:PORT,...",
          "host:port, separated by commas",
          "Kafka brokers of results and dead letters where these are others than kafka-brokers;"
              + " settings of their clients are `kafka-output.*` instead of `kafka.*`.");

  public static final Option<Delivery> DELIVERY =
      UndertoneOptions.choice(
          "delivery",
          Delivery.EXACTLY_ONCE,
          Delivery.class,
          "What a failure may do to results in Kafka. `exactly_once` makes them visible to"
              + " read_committed consumers with each checkpoint; with `at_least_once` they are visible"
              + " at once and may come twice.");

  public static final Option<Optional<String>> TRANSACTION_PREFIX =
      optional(
          "transaction-prefix",
          "NAME",
          "any text",
          "Start of the ids of Kafka transactions, which no other job on these brokers may use;"
              + " without one the name of the run.");

  public static final Option<Duration> TRANSACTION_TIMEOUT =
      duration(
          "transaction-timeout",
          "PT15M",
          Duration.ofSeconds(1),
          "How long Kafka keeps an open transaction: longer than a checkpoint and a restart take,"
              + " and at most the broker's transaction.max.timeout.ms. What was not committed by then"
              + " is lost.");

  public static final Option<String> JOB_NAME =
      new Option<>(
          "job-name",
          "NAME",
          "undertone",
          "any text",
          "Name of the job in Flink.",
          Function.identity());

  public static final Option<Duration> CHECKPOINT_EVERY =
      duration(
          "checkpoint-every",
          "PT1M",
          Duration.ofMillis(10),
          "Time between checkpoints; Kafka offsets and results are committed with them.");

  public static final Option<Delivery> CHECKPOINT_MODE =
      UndertoneOptions.choice(
          "checkpoint-mode",
          Delivery.EXACTLY_ONCE,
          Delivery.class,
          "Whether a record counts exactly once after a failure, or at least once.");

  public static final Option<Optional<String>> CHECKPOINTS =
      optional(
          "checkpoints",
          "FOLDER",
          "a folder or URI such as file:///var/lib/undertone or s3://bucket/undertone",
          "Where checkpoints are kept, one folder a run. Without one: where the run kept them before,"
              + " where Flink's configuration says, beside an embedded database, or else"
              + " undertone-checkpoints in the working directory.");

  public static final Option<Optional<String>> RUN =
      new Option<>(
          "run",
          "NAME",
          NONE,
          "none, or letters, digits and . _ - (at most 100, a letter or digit first)",
          "Identity of the run: its checkpoints, its rows, its offsets in Kafka. Without one the job"
              + " goes on as the run that was started last, or begins one. A new name begins a new"
              + " run, which leaves final periods alone that it knows less of than another.",
          StreamOptions::runName);

  public static final Option<Optional<String>> RESTORE =
      optional(
          "restore",
          "FOLDER",
          "the folder of a checkpoint or savepoint",
          "State from which the job goes on, instead of the run's newest checkpoint.");

  public static final Option<Restart> RESTART =
      UndertoneOptions.choice(
          "restart",
          Restart.EXPONENTIAL_DELAY,
          Restart.class,
          "When a failed job starts again; `flink.restart-strategy.*` says more.");

  public static final Option<Duration> HEARTBEAT =
      duration(
          "heartbeat",
          "PT1M",
          Duration.ZERO,
          "How often a job in this process says what it is doing: records, lag, refused records, open"
              + " period, last checkpoint. PT0S for never.");

  /** All of them in the order of the reference page. */
  static List<Option<?>> all() {
    return List.of(
        INPUT,
        BACKFILL,
        BACKFILL_OVERLAP,
        FORMAT,
        DESCRIPTOR,
        KAFKA_BROKERS,
        KAFKA_TOPICS,
        KAFKA_GROUP,
        KAFKA_START,
        KAFKA_BOUNDED,
        OUT_OF_ORDERNESS,
        IDLENESS,
        MAX_FUTURE,
        AUTHOR_SALT,
        DATABASE,
        DATABASE_USER,
        DATABASE_PASSWORD,
        BLOGGERS,
        DATABASE_DEAD_LETTERS,
        RETENTION,
        KAFKA_RESULTS,
        KAFKA_DEAD_LETTERS,
        KAFKA_OUTPUT_BROKERS,
        DELIVERY,
        TRANSACTION_PREFIX,
        TRANSACTION_TIMEOUT,
        JOB_NAME,
        CHECKPOINT_EVERY,
        CHECKPOINT_MODE,
        CHECKPOINTS,
        RUN,
        RESTORE,
        RESTART,
        HEARTBEAT);
  }

  /** How large a record may be and how far ahead its times. */
  public static Limits limits(Settings settings) {
    return new Limits(
        Limits.DEFAULT.recordBytes(), Limits.DEFAULT.textCharacters(), settings.get(MAX_FUTURE));
  }

  private static Optional<Duration> retention(String text) {
    Duration span = IsoDuration.parse(text);
    if (span.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("It is shorter than an hour.");
    }
    return Optional.of(span);
  }

  private static Option<Optional<String>> optional(
      String key, String placeholder, String allowed, String description) {
    return new Option<>(
        key,
        placeholder,
        NONE,
        "none, or " + allowed,
        description,
        text -> text.isEmpty() || text.equals(NONE) ? Optional.empty() : Optional.of(text));
  }

  private static Option<Duration> duration(
      String key, String defaultText, Duration least, String description) {
    return new Option<Duration>(
            key,
            "DURATION",
            defaultText,
            IsoDuration.RULE + ", at least " + least,
            description,
            text -> UndertoneOptions.atLeast(IsoDuration.parse(text), least))
        .ofDurations();
  }

  private static Option<Boolean> flag(String key, boolean defaultValue, String description) {
    return new Option<>(
        key,
        "true|false",
        Boolean.toString(defaultValue),
        "true or false",
        description,
        StreamOptions::truth);
  }

  private static Optional<String> runName(String text) {
    if (text.isEmpty() || text.equals(NONE)) {
      return Optional.empty();
    }
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("");
    }
    return Optional.of(text);
  }

  private static boolean truth(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("");
    }
    return Boolean.parseBoolean(text);
  }

  private static List<String> names(String text) {
    return text.equals(NONE)
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private static String start(String text) {
    if (!List.of("committed", "earliest", "latest").contains(text)) {
      Instant unused = Instant.parse(text);
    }
    return text;
  }
}
