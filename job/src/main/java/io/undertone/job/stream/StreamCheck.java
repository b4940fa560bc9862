// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.ingest.InputException;
import io.undertone.job.console.UserError;
import io.undertone.job.console.Version;
import io.undertone.sinks.RowJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/** Looks at all that a job needs outside before it starts, and changes nothing. */
final class StreamCheck {
  private final List<Finding> findings = new ArrayList<>();

  /**
   * One thing that was looked at.
   *
   * @param found what is there, or what is wrong and what to do
   */
  record Finding(String what, boolean good, String found) {}

  private interface Look {
    @Nullable String at() throws IOException;
  }

  static List<Finding> of(StreamInput input, StreamOutput output, ReadableConfig flink) {
    StreamCheck check = new StreamCheck();
    check.look("input", () -> input(input));
    check.look("database", output::inspectDatabase);
    check.look("results in Kafka", output::inspectKafka);
    check.look("checkpoints", () -> checkpoints(flink, output.file()));
    check.look(
        "versions",
        () ->
            String.format(
                Locale.ROOT,
                "Undertone %s, Flink %s, Java %s, tables of version %d",
                Version.build(),
                EnvironmentInformation.getVersion(),
                Runtime.version(),
                RowJson.SCHEMA_VERSION));
    return List.copyOf(check.findings);
  }

  private void look(String what, Look look) {
    try {
      String found = look.at();
      if (found != null) {
        findings.add(new Finding(what, true, found));
      }
    } catch (IOException | InputException | UserError e) {
      findings.add(new Finding(what, false, String.valueOf(e.getMessage())));
    }
  }

  private static String input(StreamInput input) {
    input.check();
    return input.inWords();
  }

  private static String checkpoints(ReadableConfig flink, @Nullable Path database)
      throws IOException {
    String folder =
        flink
            .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
            .orElseGet(
                () ->
                    FlinkEnvironment.uri(
                        database == null ? "undertone-checkpoints" : database + "-checkpoints"));
    if (!folder.startsWith("file:")) {
      var unused = new org.apache.flink.core.fs.Path(folder).getFileSystem();
      return folder;
    }
    Path path = Path.of(new org.apache.flink.core.fs.Path(folder).getPath());
    Path there = path;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isWritable(there)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot be written to by this user; change its rights or checkpoints.",
              path));
    }
    return Files.exists(path) ? path.toString() : path + " will be made";
  }
}
