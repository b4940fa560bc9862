// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Jobs of a local Flink cluster, by their ids. */
public final class FlinkJobs {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final FlinkRest rest;
  private final Map<Path, String> uploaded = new HashMap<>();

  /**
   * Checkpoints of a job since it was submitted; sizes and time of the newest complete one, 0
   * before the first.
   *
   * @param completed how many are complete
   * @param failed how many failed
   * @param stateBytes bytes that a restore from the newest one would read
   * @param writtenBytes bytes that the newest one wrote, less than its state where it is
   *     incremental
   * @param millis wall time of the newest one, from its trigger to its end
   */
  public record CheckpointStatistics(
      long completed, long failed, long stateBytes, long writtenBytes, long millis) {

    static CheckpointStatistics of(JsonNode checkpoints) {
      JsonNode counts = checkpoints.path("counts");
      JsonNode newest = checkpoints.path("latest").path("completed");
      return new CheckpointStatistics(
          counts.path("completed").asLong(),
          counts.path("failed").asLong(),
          newest.path("state_size").asLong(),
          newest.path("checkpointed_size").asLong(),
          newest.path("end_to_end_duration").asLong());
    }
  }

  FlinkJobs(FlinkRest rest) {
    this.rest = rest;
  }

  /** Uploads the jar, runs its job and returns the job's id. */
  public String submit(Submission submission) throws IOException, InterruptedException {
    String jar = uploaded.get(submission.jar());
    if (jar == null) {
      jar = rest.upload(submission.jar());
      uploaded.put(submission.jar(), jar);
    }
    return rest.post("/jars/" + jar + "/run", submission.request()).path("jobid").asText();
  }

  /** Its state, such as {@code RUNNING}, {@code FINISHED} or {@code RESTARTING}. */
  public String state(String job) throws IOException, InterruptedException {
    return rest.get("/jobs/" + job).path("state").asText();
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws IOException when the job has ended, with its reason, or not all run in 120 s
   */
  public void awaitRunning(String job) throws IOException, InterruptedException {
    await(job, "all its tasks run", () -> allTasksRun(rest.get("/jobs/" + job)));
  }

  private static boolean allTasksRun(JsonNode job) {
    for (JsonNode vertex : job.path("vertices")) {
      JsonNode tasks = vertex.path("tasks");
      if (tasks.path("RUNNING").asInt() + tasks.path("FINISHED").asInt()
          < vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return job.path("state").asText().equals("RUNNING");
  }

  /** Waits until the job has completed at least so many checkpoints. */
  public void awaitCheckpoints(String job, long atLeast) throws IOException, InterruptedException {
    await(job, atLeast + " checkpoints are complete", () -> completedCheckpoints(job) >= atLeast);
  }

  /** How many checkpoints the job has completed since it was submitted. */
  public long completedCheckpoints(String job) throws IOException, InterruptedException {
    return checkpoints(job).path("counts").path("completed").asLong();
  }

  /** How often the job was restored from a checkpoint since it was submitted. */
  public long restores(String job) throws IOException, InterruptedException {
    return checkpoints(job).path("counts").path("restored").asLong();
  }

  /** The most subtasks that one of its operators has. */
  public int parallelism(String job) throws IOException, InterruptedException {
    int most = 0;
    for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
      most = Math.max(most, vertex.path("parallelism").asInt());
    }
    return most;
  }

  /** What checkpoints have cost so far. */
  public CheckpointStatistics checkpointStatistics(String job)
      throws IOException, InterruptedException {
    return CheckpointStatistics.of(checkpoints(job));
  }

  private JsonNode checkpoints(String job) throws IOException, InterruptedException {
    return rest.get("/jobs/" + job + "/checkpoints");
  }

  /** Waits until a bounded job has ended well. */
  public void awaitFinished(String job) throws IOException, InterruptedException {
    await(job, "the job has finished", () -> state(job).equals("FINISHED"));
  }

  /** Stops the job with a savepoint in canonical format and returns the savepoint's directory. */
  public String stopWithSavepoint(String job) throws IOException, InterruptedException {
    String request =
        rest.post("/jobs/" + job + "/stop", Map.of("formatType", "CANONICAL"))
            .path("request-id")
            .asText();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = rest.get("/jobs/" + job + "/savepoints/" + request);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        return location(job, answer.path("operation"));
      }
      Thread.sleep(200);
    }
    throw new IOException(
        "job " + job + " has made no savepoint in " + PATIENCE.toSeconds() + " s");
  }

  private static String location(String job, JsonNode operation) throws IOException {
    JsonNode location = operation.path("location");
    if (!location.isTextual()) {
      throw new IOException(
          "job " + job + " has made no savepoint: " + operation.path("failure-cause"));
    }
    return location.asText();
  }

  /** Cancels the job and waits for its end. */
  public void cancel(String job) throws IOException, InterruptedException {
    rest.patch("/jobs/" + job);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!state(job).equals("CANCELED")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("job " + job + " does not end: it is " + state(job));
      }
      Thread.sleep(200);
    }
  }

  private void await(String job, String what, Condition condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      String state = state(job);
      if (state.equals("FAILED") || state.equals("CANCELED") || System.nanoTime() > deadline) {
        throw new IOException(
            "waited until " + what + ", but job " + job + " is " + state + ": " + reason(job));
      }
      Thread.sleep(200);
    }
  }

  private String reason(String job) throws IOException, InterruptedException {
    JsonNode failures = rest.get("/jobs/" + job + "/exceptions").path("exceptionHistory");
    JsonNode newest = failures.path("entries").path(0).path("stacktrace");
    return newest.isTextual() ? newest.asText() : "no exception is known";
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Flink's REST interface, as far as it is used here. */
  static final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 300;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    FlinkRest(String url) {
      this.url = url;
    }

    /** Ids of the task managers that have registered. */
    List<String> taskManagers() throws IOException, InterruptedException {
      List<String> ids = new ArrayList<>();
      get("/taskmanagers").path("taskmanagers").forEach(one -> ids.add(one.path("id").asText()));
      return ids;
    }

    /** Uploads a jar and returns its id. */
    String upload(Path jar) throws IOException, InterruptedException {
      String boundary = "boundary-" + UUID.randomUUID();
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
              + "Content-Type: application/x-java-archive\r\n\r\n";
      BodyPublisher body =
          BodyPublishers.concat(
              text(String.format(Locale.ROOT, head, boundary, jar.getFileName())),
              BodyPublishers.ofFile(jar),
              text("\r\n--" + boundary + "--\r\n"));
      String stored =
          send(request("/jars/upload")
                  .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                  .POST(body))
              .path("filename")
              .asText();
      return stored.substring(stored.lastIndexOf('/') + 1);
    }

    private static BodyPublisher text(String text) {
      return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
      return send(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    void patch(String path) throws IOException, InterruptedException {
      send(request(path).method("PATCH", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
      HttpRequest request = builder.build();
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= OK) {
        throw new IOException(
            request.method()
                + " "
                + request.uri()
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return json.readTree(response.body());
    }
  }
}
