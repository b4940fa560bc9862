// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.FlinkJobs.CheckpointStatistics;
import io.undertone.docker.local.LocalKafka.ConsumerLag;
import io.undertone.docker.local.LocalStack;
import io.undertone.docker.soak.SoakVerdict.SoakSample;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at a running job from outside. */
final class Sampler {
  private static final int TASK_MANAGERS = 2;

  private final LocalStack stack;
  private final String job;
  private final ConsumerLag lag;
  private final SteadyProducer producer;
  private final long start = System.nanoTime();
  private final long failuresBefore;

  Sampler(LocalStack stack, String job, ConsumerLag lag, SteadyProducer producer)
      throws IOException, InterruptedException {
    this.stack = stack;
    this.job = job;
    this.lag = lag;
    this.producer = producer;
    this.failuresBefore = failures();
  }

  SoakSample sample() throws IOException, InterruptedException, SQLException {
    CheckpointStatistics checkpoints = stack.flink().jobs().checkpointStatistics(job);
    long heap = 0;
    long resident = 0;
    for (int i = 0; i < TASK_MANAGERS; i++) {
      resident += stack.flink().taskManager(i).residentBytes();
      heap += stack.flink().taskManager(i).liveHeapBytes();
    }
    return new SoakSample(
        (System.nanoTime() - start) / 1_000_000_000,
        producer.sent(),
        lag.records(),
        heap,
        stack.flink().jobManager().liveHeapBytes(),
        resident,
        rocksDbBytes(),
        checkpoints.stateBytes(),
        checkpoints.writtenBytes(),
        checkpoints.millis(),
        failures() - failuresBefore,
        rows());
  }

  private long failures() throws IOException, InterruptedException {
    return stack.flink().jobs().checkpointStatistics(job).failed()
        + stack.flink().jobs().restores(job);
  }

  /** Files may vanish while they are counted. */
  private long rocksDbBytes() throws IOException {
    AtomicLong bytes = new AtomicLong();
    Files.walkFileTree(
        stack.directory().data("tmp"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith(Path.of("db", file.getFileName().toString()))) {
              bytes.addAndGet(attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return bytes.get();
  }

  private long rows() throws SQLException {
    try (Connection connection = stack.postgres().connectAsWriter();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT sum(n_live_tup) FROM pg_stat_user_tables WHERE relname <> 'table_change'")) {
      found.next();
      return found.getLong(1);
    }
  }
}
