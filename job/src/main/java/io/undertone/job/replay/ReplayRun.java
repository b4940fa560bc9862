// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.replay.ReplayMetric;
import io.undertone.ingest.replay.ReplaySource;
import io.undertone.job.console.UserError;
import io.undertone.job.console.Version;
import io.undertone.job.graph.Metric;
import io.undertone.job.graph.Operator;
import io.undertone.job.graph.Outlet;
import io.undertone.job.graph.UndertonePipeline;
import io.undertone.job.graph.WarmStart;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultSink;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** One bounded run of the main job over a data set, into a SQLite database. */
public final class ReplayRun {
  /** Identity of a replay, which has a database of its own. */
  private static final String RUN = "replay";

  private static final long POLL_MILLIS = 100;

  /** A lateness that nothing exceeds. */
  private static final String EVER = "P36500D";

  private final DataSet dataSet;
  private final Settings settings;
  private final Path database;
  private final @Nullable Path warmStart;
  private final @Nullable Path export;
  private @Nullable ReplayAccount account;

  /**
   * @param database file to write; an earlier result there is replaced
   */
  public ReplayRun(DataSet dataSet, Settings settings, Path database) {
    this(dataSet, settings, database, null, null);
  }

  /**
   * @param warmStart file to go on from; null starts afresh
   * @param export file for what was learnt; null writes none
   */
  public ReplayRun(
      DataSet dataSet,
      Settings settings,
      Path database,
      @Nullable Path warmStart,
      @Nullable Path export) {
    this.dataSet = dataSet;
    this.settings = settings;
    this.database = database;
    this.warmStart = warmStart;
    this.export = export;
  }

  /**
   * How far a run is.
   *
   * @param bytesRead of {@code bytesTotal}, while files are read and ordered
   * @param records emitted of {@code recordsTotal}, dead letters included
   * @param eventTime of the last record, epoch milliseconds; 0 before the first
   * @param deadLetters so far, late ones not included
   * @param late comments that came after their period took no more
   * @param periods closed so far
   * @param seconds since the start
   */
  public record Progress(
      long bytesRead,
      long bytesTotal,
      long records,
      long recordsTotal,
      long eventTime,
      long deadLetters,
      long late,
      long unscored,
      long periods,
      double seconds) {}

  /** Which comments are counted. */
  public enum Sample {
    ALL,
    /** About half of them, chosen by the hash of the comment, so always the same. */
    FIRST_HALF,
    /** The others. */
    SECOND_HALF;

    boolean keeps(Parsed parsed) {
      Comment comment = parsed.comment();
      if (this == ALL || comment == null) {
        return true;
      }
      int hash = (comment.blogger() + '/' + comment.post() + '/' + comment.id()).hashCode();
      // the low bits of a string hash follow its last characters; mix them
      boolean first = ((hash * 0x9E3779B9) >>> 31) == 0;
      return first == (this == FIRST_HALF);
    }
  }

  /** Options of the replay as written to the results. */
  public static TimeFormat timeFormat(Settings settings) {
    return new TimeFormat(settings.get(UndertoneOptions.ZONE), settings.calendar().wholeDays());
  }

  /**
   * Runs to the end.
   *
   * @param monitor is told about progress, several times a second
   * @return the last progress
   * @throws UserError when the run fails
   */
  public Progress run(Consumer<Progress> monitor) throws IOException, InterruptedException {
    return run(monitor, Sample.ALL);
  }

  /** Runs to the end over a sample of the comments. */
  public Progress run(Consumer<Progress> monitor, Sample sample)
      throws IOException, InterruptedException {
    TimeFormat times = timeFormat(settings);
    ResultTarget target =
        ResultTarget.file(database, times)
            .as(RUN, 0)
            .keepingMatricesEvery(settings.get(UndertoneOptions.INFLUENCE_EVERY));
    String run = UUID.randomUUID().toString();
    ReplayGauges gauges = ReplayGauges.of(run);
    Path scratch = Files.createTempDirectory("undertone-");
    Thread cleaner = new Thread(() -> ScratchFiles.delete(scratch));
    Runtime.getRuntime().addShutdownHook(cleaner);
    long started = System.nanoTime();
    try {
      StreamExecutionEnvironment env = EmbeddedCluster.environment(settings, run, scratch);
      var parsed =
          env.fromSource(source(), ReplaySource.watermarks(), Operator.READ.title())
              .uid(Operator.READ.uid());
      WarmStart warm = warmStart == null ? WarmStart.none() : WarmStart.read(warmStart);
      UndertonePipeline.define(
          sample == Sample.ALL ? parsed : parsed.filter(sample::keeps).uid("sample"),
          graphSettings(),
          warm,
          sinks(target));
      JobClient job = env.executeAsync("undertone replay " + dataSet.name());
      await(job, monitor, gauges, started);
      account = ReplayAccount.of(gauges, dataSet.files(), dataSet.passedOver());
      return progress(gauges, started);
    } catch (IOException | InterruptedException | UserError e) {
      throw e;
    } catch (Exception e) {
      throw UserError.failed("The replay could not be started: " + UserError.rootMessage(e));
    } finally {
      ReplayGauges.forget(run);
    }
  }

  private UndertonePipeline.Sinks sinks(ResultTarget target) {
    var sinks =
        new UndertonePipeline.Sinks(
                ResultSink.findings(target), ResultSink.deadLetters(target), true)
            .withComments(Outlet.single(ResultSink.comments(target)));
    return export == null
        ? sinks
        : sinks.withLearnt(Outlet.single(new WarmStartSink(export.toAbsolutePath().toString())));
  }

  private ReplaySource source() {
    return new ReplaySource(
        dataSet.files(),
        dataSet.parserOptions(authorSalt()).withZone(settings.get(UndertoneOptions.ZONE)),
        settings.get(UndertoneOptions.SPEED),
        ReplaySource.DEFAULT_MEMORY);
  }

  /** What became of the records, once {@link #run} has ended. */
  public ReplayAccount account() {
    return Objects.requireNonNull(account, "the replay has not ended");
  }

  /** At full speed no period is open long enough to be looked at. */
  private Settings graphSettings() {
    Settings whole = wholeFiles(settings);
    return Double.isInfinite(settings.get(UndertoneOptions.SPEED))
        ? whole.over("speed max", Map.of(UndertoneOptions.PROVISIONAL_EVERY.key(), "PT0S"))
        : whole;
  }

  /** Files that are finished are counted whole, unless a live run is to be re-created. */
  public static Settings wholeFiles(Settings settings) {
    return settings.isGiven(UndertoneOptions.LATENESS)
        ? settings
        : settings.over("finished files", Map.of(UndertoneOptions.LATENESS.key(), EVER));
  }

  /** Authors only cap weights within one run, so a salt of its own protects them best. */
  private static String authorSalt() {
    return UUID.randomUUID().toString();
  }

  /** Puts an empty database in place, with how it is made; call it before {@link #run}. */
  public void prepare() throws IOException {
    Path directory = database.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(Path.of(database + suffix));
    }
    Map<String, String> meta =
        new LinkedHashMap<>(wholeFiles(settings).asMap(UndertoneOptions.shared()));
    meta.put("data_set", dataSet.name());
    meta.put("title", dataSet.title());
    meta.put("build", Version.build());
    dataSet.bloggers().forEach((id, name) -> meta.put(ResultReader.BLOGGER_NAME + id, name));
    try (ResultDatabase results = ResultDatabase.open(database, timeFormat(settings))) {
      results.writeMeta(meta);
    }
  }

  /** Writes into the results what became of the records. */
  public void writeAccount() throws IOException {
    try (ResultDatabase results = ResultDatabase.open(database, timeFormat(settings))) {
      results.writeMeta(account().asMeta());
    }
  }

  /** Leaves the database as one plain file. */
  public void seal() throws IOException {
    try (ResultDatabase results = ResultDatabase.open(database, timeFormat(settings))) {
      results.seal();
    }
  }

  private static void await(
      JobClient job, Consumer<Progress> monitor, ReplayGauges gauges, long started)
      throws InterruptedException {
    var result = job.getJobExecutionResult();
    while (true) {
      try {
        var unused = result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        monitor.accept(progress(gauges, started));
      } catch (ExecutionException e) {
        throw UserError.failed("The replay failed: " + UserError.rootMessage(e));
      }
    }
  }

  private static Progress progress(ReplayGauges gauges, long started) {
    return new Progress(
        gauges.sum(ReplayMetric.BYTES_READ),
        gauges.sum(ReplayMetric.BYTES_TOTAL),
        gauges.sum(ReplayMetric.RECORDS_EMITTED),
        gauges.sum(ReplayMetric.RECORDS_TOTAL),
        gauges.max(ReplayMetric.EVENT_TIME),
        gauges.sum(Metric.DEAD_LETTERS),
        gauges.sum(Metric.LATE_COMMENTS),
        gauges.sum(Metric.UNSCORED),
        gauges.sum(Metric.CLOSED_PERIODS),
        (System.nanoTime() - started) / 1e9);
  }
}
