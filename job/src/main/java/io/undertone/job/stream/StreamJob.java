// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.console.UserError;
import io.undertone.job.graph.UndertonePipeline;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.job.stream.StreamOutput.Prepared;
import io.undertone.sinks.KeptPeriod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The streaming job, ready to run on a cluster or in this process. */
public final class StreamJob {
  private static final long POLL_MILLIS = 500;

  private final Settings settings;
  private final StreamInput input;
  private final StreamOutput output;
  private final StreamExecutionEnvironment env;

  private final String heartbeat;
  private final Set<String> keptSaid = new HashSet<>();
  private RunStarts.@Nullable Decision start;

  private StreamJob(
      Settings settings,
      StreamInput input,
      StreamOutput output,
      StreamExecutionEnvironment env,
      String heartbeat) {
    this.settings = settings;
    this.heartbeat = heartbeat;
    this.input = input;
    this.output = output;
    this.env = env;
    UndertonePipeline.define(input.add(env), settings, output.sinks());
  }

  /**
   * Puts source, graph and sinks together, without a look at anything outside.
   *
   * @param files data set of {@code input} or {@code backfill}; null when there is none
   * @throws UserError when something needed is not configured
   */
  public static StreamJob define(Settings settings, @Nullable DataSet files) {
    return define(settings, files, 0);
  }

  /**
   * Puts it together as the run that it goes on as or begins, after checking that topics, database
   * and state can be used. Tables and topics that are missing are made.
   *
   * @throws UserError when something is missing, or the start would know less than what is written
   */
  public static StreamJob prepare(Settings settings, @Nullable DataSet files) throws IOException {
    StreamJob planned = define(settings, files);
    planned.input.check();
    try (Prepared database = planned.output.open()) {
      RunStarts.Decision start =
          new RunStarts(
                  settings,
                  planned.env.getConfiguration(),
                  database.store(),
                  planned.input,
                  planned.output.file())
              .decide();
      StreamJob job = define(start.over(settings), files, start.number());
      job.start = start;
      job.output.begin(database, start);
      if (start.folder() != null) {
        start.folder().begin(RunOptions.of(settings));
      }
      return job;
    }
  }

  private static StreamJob define(Settings settings, @Nullable DataSet files, long start) {
    requireLateness(settings);
    String heartbeat = Heartbeat.newId();
    StreamInput input = StreamInput.of(settings, files);
    StreamExecutionEnvironment env = FlinkEnvironment.of(settings, heartbeat);
    StreamOutput output = StreamOutput.of(settings, files, env.getCheckpointConfig(), start);
    return new StreamJob(settings, input, output, env, heartbeat);
  }

  /** A wrong clock may close a period that much too early; what comes then must still count. */
  private static void requireLateness(Settings settings) {
    Duration lateness = settings.get(UndertoneOptions.LATENESS);
    Duration future = settings.get(StreamOptions.MAX_FUTURE);
    if (lateness.compareTo(future) < 0) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "lateness is %s and max-future %s: a comment that is dated so far ahead would close periods whose comments then come too late. Make lateness at least as long as max-future.",
              lateness,
              future));
    }
  }

  /**
   * Tells of all that it needs outside whether it is there; nothing is changed.
   *
   * @return whether it could start
   */
  public boolean check(Consumer<String> say) {
    List<StreamCheck.Finding> findings = StreamCheck.of(input, output, env.getConfiguration());
    findings.forEach(
        f ->
            say.accept(
                String.format(
                    Locale.ROOT,
                    "%s %s: %s",
                    f.good() ? "ok    " : "FAILED",
                    f.what(),
                    f.found())));
    return findings.stream().allMatch(StreamCheck.Finding::good);
  }

  /** The operators as JSON, in Flink's form of an execution plan. */
  public String plan() {
    return env.getExecutionPlan();
  }

  /** What it does, from where to where and as which run, one line each. */
  public List<String> inWords() {
    List<String> lines = new ArrayList<>();
    lines.add("runs from " + input.inWords() + " to " + output.inWords());
    lines.addAll(start == null ? List.of() : start.remarks());
    return lines;
  }

  /**
   * Hands the job to the cluster; waits for its end when the cluster's client does.
   *
   * @throws UserError when it cannot be submitted or fails
   */
  public void submit() {
    try {
      var unused = env.execute(settings.get(StreamOptions.JOB_NAME));
    } catch (Exception e) {
      throw failed(e);
    }
  }

  /** Starts it in this process. */
  public JobClient start() throws Exception {
    return env.executeAsync(settings.get(StreamOptions.JOB_NAME));
  }

  /**
   * Runs in this process until the job ends.
   *
   * @param say is told when the job fails and starts again
   * @throws UserError when it fails for good
   */
  public void runHere(Consumer<String> say) throws InterruptedException {
    try {
      JobClient job = start();
      watch(job, say);
      sayKept(say);
      var unused = job.getJobExecutionResult().get();
      if (start != null && start.folder() != null) {
        start.folder().end();
      }
      say.accept("job is finished");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw failed(e);
    }
  }

  private void watch(JobClient job, Consumer<String> say) throws Exception {
    JobStatus last = JobStatus.INITIALIZING;
    long every = settings.get(StreamOptions.HEARTBEAT).toNanos();
    long told = System.nanoTime();
    while (!job.getJobExecutionResult().isDone()) {
      JobStatus now;
      try {
        now = job.getJobStatus().get();
      } catch (ExecutionException | IllegalStateException e) {
        return; // the embedded cluster ends with its job, whose result says how
      }
      if (now != last && !now.isGloballyTerminalState()) {
        last = now;
        say.accept("job is " + now.name().toLowerCase(Locale.ROOT));
      }
      if (every > 0 && System.nanoTime() - told >= every) {
        told = System.nanoTime();
        say.accept(
            Heartbeat.of(heartbeat)
                .line(
                    Instant.now(),
                    ReplayRun.timeFormat(settings),
                    time -> settings.calendar().periodOf(time).start()));
        sayKept(say);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Says once of each closed period of another run that it was left alone. */
  private void sayKept(Consumer<String> say) throws IOException {
    for (KeptPeriod kept : output.kept(RunStarts.name(settings))) {
      if (keptSaid.add(kept.topic() + kept.periodStart())) {
        say.accept(
            String.format(
                Locale.ROOT,
                "leaves the period from %s of topic '%s' as run '%s' made it: that counted %,d comments, this run %,d",
                ReplayRun.timeFormat(settings).periodBound(kept.periodStart()),
                kept.topic(),
                kept.keptRun(),
                kept.keptComments(),
                kept.comments()));
      }
    }
  }

  private static UserError failed(Exception e) {
    return UserError.failed("The job failed: " + UserError.rootMessage(e));
  }
}
