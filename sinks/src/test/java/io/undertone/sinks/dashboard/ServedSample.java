// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A dashboard over a sample, whose next periods a test may write. */
final class ServedSample implements AutoCloseable {
  private final ResultDatabase database;
  private final DashboardServer server;
  private final List<Findings> findings;
  private int written;

  ServedSample(
      Path directory, SampleResults sample, int periods, UnaryOperator<DashboardOptions> options)
      throws IOException {
    Path file = directory.resolve("undertone.db");
    database = ResultDatabase.open(file, SampleResults.TIMES);
    findings = sample.findings();
    write(periods);
    server = DashboardServer.start(options.apply(DashboardOptions.of(file.toString())));
  }

  /** Writes the next periods. */
  void write(int periods) throws IOException {
    for (int i = 0; i < periods; i++) {
      database.write(findings.get(written++));
    }
  }

  ResultDatabase database() {
    return database;
  }

  DashboardServer server() {
    return server;
  }

  List<Findings> findings() {
    return findings;
  }

  String url(String path) {
    return server.url() + path;
  }

  @Override
  public void close() throws IOException {
    server.close();
    database.close();
  }
}
