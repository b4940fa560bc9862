// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Says what runs, what has ended, how the job is and where all is found. */
final class StackStatus {
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
    StackAddresses addresses = StackAddresses.kept(directory);
    String flink = addresses.all().get(StackAddresses.FLINK);
    if (flink != null) {
      say.accept("job: " + job(flink));
    }
    addresses.lines().forEach(say);
    return true;
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
