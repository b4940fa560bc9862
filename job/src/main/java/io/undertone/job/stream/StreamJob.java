// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.UserError;
import io.undertone.job.graph.UndertonePipeline;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import java.io.IOException;
import java.util.Locale;
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

  private StreamJob(
      Settings settings, StreamInput input, StreamOutput output, StreamExecutionEnvironment env) {
    this.settings = settings;
    this.input = input;
    this.output = output;
    this.env = env;
    UndertonePipeline.define(input.add(env), settings, output.sinks());
  }

  /**
   * Puts source, graph and sinks together.
   *
   * @param files data set of {@code input} or {@code backfill}; null when there is none
   * @throws UserError when something needed is not configured
   */
  public static StreamJob define(Settings settings, @Nullable DataSet files) {
    StreamInput input = StreamInput.of(settings, files);
    StreamExecutionEnvironment env = FlinkEnvironment.of(settings);
    StreamOutput output = StreamOutput.of(settings, files, env.getCheckpointConfig());
    return new StreamJob(settings, input, output, env);
  }

  /** The operators as JSON, in Flink's form of an execution plan. */
  public String plan() {
    return env.getExecutionPlan();
  }

  /** From where to where, in one line. */
  public String inWords() {
    return "from " + input.inWords() + " to " + output.inWords();
  }

  /** Checks that topics and database can be used. */
  public void check() throws IOException {
    input.check();
    output.check();
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
      var unused = job.getJobExecutionResult().get();
      say.accept("job is finished");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw failed(e);
    }
  }

  private static void watch(JobClient job, Consumer<String> say) throws InterruptedException {
    JobStatus last = JobStatus.INITIALIZING;
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
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static UserError failed(Exception e) {
    return UserError.failed("The job failed: " + UserError.rootMessage(e));
  }
}
