// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.Limits;
import io.undertone.ingest.format.ParserOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Runs a replay on the mini cluster and collects what comes out, in order. */
final class Replays {
  static final ParserOptions OPTIONS =
      new ParserOptions("topic", "salt", Map.of(), Limits.DEFAULT, Clock.systemUTC());
  private static final Map<String, Queue<Seen>> OUTPUT = new ConcurrentHashMap<>();

  private Replays() {}

  static ReplaySource source(List<Path> files, double speed, long memoryBytes) {
    List<DataFile> data =
        files.stream().map(file -> DataFile.plain(file, Formats.undertone())).toList();
    return new ReplaySource(data, OPTIONS, speed, memoryBytes);
  }

  static ReplaySource source(List<Path> files) {
    return source(files, ReplaySource.MAX_SPEED, ReplaySource.DEFAULT_MEMORY);
  }

  static List<Seen> run(ReplaySource source, int parallelism) throws Exception {
    return run(source, parallelism, new Configuration());
  }

  static List<Seen> run(ReplaySource source, int parallelism, Configuration configuration)
      throws Exception {
    String run = "run-" + OUTPUT.size();
    start(source, parallelism, run, configuration).getJobExecutionResult().get();
    return output(run);
  }

  static JobClient start(
      ReplaySource source, int parallelism, String run, Configuration configuration)
      throws Exception {
    OUTPUT.put(run, new ConcurrentLinkedQueue<>());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.enableCheckpointing(500);
    environment
        .fromSource(source, ReplaySource.watermarks(), "comments")
        .uid("comments")
        .process(new Collecting(run))
        .uid("collect")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return environment.executeAsync();
  }

  static List<Seen> output(String run) {
    return List.copyOf(Objects.requireNonNull(OUTPUT.get(run)));
  }

  private static final class Collecting extends ProcessFunction<Parsed, Parsed> {
    private static final long serialVersionUID = 1L;
    private final String run;

    Collecting(String run) {
      this.run = run;
    }

    @Override
    public void processElement(Parsed parsed, Context context, Collector<Parsed> out) {
      Objects.requireNonNull(OUTPUT.get(run))
          .add(
              new Seen(
                  id(parsed),
                  Objects.requireNonNull(context.timestamp()),
                  context.timerService().currentWatermark(),
                  getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()));
      out.collect(parsed);
    }

    private static String id(Parsed parsed) {
      Comment comment = parsed.comment();
      DeadLetter letter = parsed.deadLetter();
      return comment != null
          ? comment.id()
          : letter != null ? letter.source() + ":" + letter.position() : "";
    }
  }
}
