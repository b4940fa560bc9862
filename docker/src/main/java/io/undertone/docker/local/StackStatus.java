// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.docker.local.FlinkJobs.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what runs, what has ended, how the job is and where all is found. */
final class StackStatus {
  /** The address of Flink's web interface goes by this name. */
  static final String FLINK = "Flink";

  private final WorkDirectory directory;
  private final Consumer<String> say;

  StackStatus(WorkDirectory directory, Consumer<String> say) {
    this.directory = directory;
    this.say = say;
  }

  /** Whether anything runs. */
  boolean tell() throws IOException, InterruptedException {
    List<String> running = directory.running();
    if (running.isEmpty()) {
      say.accept("nothing runs");
      return false;
    }
    say.accept("running: " + String.join(" ", running));
    List<String> ended = directory.ended();
    if (!ended.isEmpty()) {
      say.accept("ended: " + String.join(" ", ended));
    }
    List<String> addresses = addresses();
    String flink = flink(addresses);
    if (flink != null) {
      say.accept("job: " + job(flink));
    }
    addresses.forEach(say);
    return true;
  }

  /** Keeps where what runs is found, by name, in the order in which it is shown. */
  void keep(Map<String, String> addresses) throws IOException {
    Files.write(
        file(),
        addresses.entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "  %-12s %s", one.getKey(), one.getValue()))
            .toList());
  }

  /** Lines of names and addresses of the last start; none before the first. */
  List<String> addresses() throws IOException {
    return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
  }

  private Path file() {
    return directory.root().resolve("addresses");
  }

  private static @Nullable String flink(List<String> addresses) {
    return addresses.stream()
        .map(line -> line.strip().split("\\s+", 2))
        .filter(words -> words[0].equals(FLINK))
        .map(words -> words[1])
        .findFirst()
        .orElse(null);
  }

  /** The state of the newest job. */
  private static String job(String flink) throws InterruptedException {
    try {
      String state = "none";
      long newest = 0;
      for (JsonNode job : new FlinkRest(flink).get("/jobs/overview").path("jobs")) {
        if (job.path("start-time").asLong() > newest) {
          newest = job.path("start-time").asLong();
          state = job.path("state").asText();
        }
      }
      return state;
    } catch (IOException e) {
      return "not known, " + flink + " does not answer";
    }
  }
}
