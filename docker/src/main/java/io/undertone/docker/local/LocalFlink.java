// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.docker.local.FlinkJobs.FlinkRest;
import io.undertone.docker.local.FlinkProcess.Kind;
import io.undertone.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Flink session cluster of separate processes: one job manager and any number of task managers,
 * on the settings of {@code docker/conf/flink-config.yaml}.
 */
public final class LocalFlink {
  private final WorkDirectory directory;
  private final Path lib;
  private final Map<String, String> settings;
  private final FlinkRest rest;
  private final String url;
  private final FlinkProcess jobManager;
  private final List<FlinkProcess> taskManagers = new ArrayList<>();
  private final FlinkJobs jobs;
  private final List<Integer> metricsPorts = new ArrayList<>();

  /**
   * A cluster that is not started yet.
   *
   * @param port of its web interface; 0 takes a free one
   * @param taskManagers how many, at least 1
   * @param settings more settings of Flink, which win over the file's
   * @param environment variables that the main methods of jobs see
   */
  public LocalFlink(
      WorkDirectory directory,
      int port,
      int taskManagers,
      Map<String, String> settings,
      Map<String, String> environment)
      throws IOException {
    this.directory = directory;
    this.lib = library();
    int restPort = Ports.orFree(port);
    this.url = "http://localhost:" + restPort;
    this.settings = merged(merged(defaults(), addresses(restPort)), settings);
    this.rest = new FlinkRest(url);
    this.jobs = new FlinkJobs(rest);
    this.jobManager =
        new FlinkProcess(
            directory, Kind.JOB_MANAGER, "jobmanager", lib, withMetricsPort(), rest, environment);
    for (int i = 0; i < taskManagers; i++) {
      addTaskManager();
    }
  }

  private Map<String, String> addresses(int restPort) throws IOException {
    Map<String, String> addresses = new HashMap<>();
    addresses.put("jobmanager.rpc.address", "localhost");
    addresses.put("jobmanager.rpc.port", Integer.toString(Ports.free()));
    addresses.put("jobmanager.bind-host", "localhost");
    addresses.put("taskmanager.host", "localhost");
    addresses.put("taskmanager.bind-host", "localhost");
    addresses.put("rest.address", "localhost");
    addresses.put("rest.bind-address", "localhost");
    addresses.put("rest.port", Integer.toString(restPort));
    addresses.put("io.tmp.dirs", directory.data("tmp").toString());
    addresses.put(
        "execution.checkpointing.dir", WorkDirectory.flinkUri(directory.data("checkpoints")));
    addresses.put("execution.checkpointing.savepoint-dir", savepoints());
    return addresses;
  }

  /** What images have, too. */
  private static Map<String, String> defaults() throws IOException {
    return new YAMLMapper()
        .readValue(
            LocalPart.shipped("conf/flink-config.yaml"),
            new TypeReference<TreeMap<String, String>>() {});
  }

  private static Map<String, String> merged(
      Map<String, String> settings, Map<String, String> more) {
    Map<String, String> merged = new TreeMap<>(settings);
    merged.putAll(more);
    return merged;
  }

  private Map<String, String> withMetricsPort() throws IOException {
    int port = Ports.free();
    metricsPorts.add(port);
    return merged(settings, Map.of("metrics.reporter.prom.port", Integer.toString(port)));
  }

  /** The jars of the distribution, which the module docker/flink-dist puts together. */
  private static Path library() throws IOException {
    Path lib = Path.of(System.getProperty("undertone.flink.lib", "flink-dist/target/lib"));
    if (!Files.isDirectory(lib)) {
      throw new IOException(
          lib.toAbsolutePath()
              + " is missing; build it with: mvn process-resources -pl docker/flink-dist, or set"
              + " the system property undertone.flink.lib.");
    }
    return lib.toAbsolutePath();
  }

  private String savepoints() throws IOException {
    return WorkDirectory.flinkUri(directory.data("savepoints"));
  }

  /** Makes one more task manager, which is not started yet; for more slots than before. */
  public LocalPart addTaskManager() throws IOException {
    FlinkProcess added =
        new FlinkProcess(
            directory,
            Kind.TASK_MANAGER,
            "taskmanager-" + (taskManagers.size() + 1),
            lib,
            withMetricsPort(),
            rest,
            Map.of());
    taskManagers.add(added);
    return added;
  }

  /** Starts all processes and waits until every task manager has registered. */
  public void start() throws IOException, InterruptedException {
    launch();
    awaitReady();
  }

  void launch() throws IOException, InterruptedException {
    jobManager.launch();
    for (FlinkProcess taskManager : taskManagers) {
      taskManager.launch();
    }
  }

  void awaitReady() throws IOException, InterruptedException {
    jobManager.awaitReady();
    for (FlinkProcess taskManager : taskManagers) {
      taskManager.awaitReady();
    }
  }

  /** Stops all processes in good order; running jobs are lost but for their checkpoints. */
  public void stop() throws IOException, InterruptedException {
    for (FlinkProcess taskManager : taskManagers) {
      taskManager.stop();
    }
    jobManager.stop();
  }

  /** The job manager; without high availability its jobs end with it. */
  public LocalPart jobManager() {
    return jobManager;
  }

  /**
   * One of the task managers.
   *
   * @param index from 0
   */
  public LocalPart taskManager(int index) {
    return taskManagers.get(index);
  }

  /** Jobs of this cluster. */
  public FlinkJobs jobs() {
    return jobs;
  }

  /** Where the processes answer Prometheus, the job manager first. */
  public List<URI> metrics() {
    return metricsPorts.stream()
        .map(port -> URI.create("http://localhost:" + port + "/metrics"))
        .toList();
  }

  /** Address of the web interface. */
  public String url() {
    return url;
  }
}
