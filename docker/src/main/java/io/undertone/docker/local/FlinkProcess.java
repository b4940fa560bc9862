// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.docker.local.FlinkJobs.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A job manager of a session cluster or a task manager, started as Flink's own scripts do. Every
 * start of a task manager registers anew, under an id of its own.
 */
final class FlinkProcess extends LocalPart {
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

  private final Kind kind;
  private final Path lib;
  private final Map<String, String> settings;
  private final FlinkRest rest;
  private final Map<String, String> environment;
  private String id;

  /** What a process is. */
  enum Kind {
    JOB_MANAGER(
        "GET_JM_RESOURCE_PARAMS",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"),
    TASK_MANAGER(
        "GET_TM_RESOURCE_PARAMS", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");

    /** What Flink's own scripts ask for the memory of this kind of process. */
    private final String memoryQuery;

    private final String mainClass;

    Kind(String memoryQuery, String mainClass) {
      this.memoryQuery = memoryQuery;
      this.mainClass = mainClass;
    }
  }

  /**
   * @param lib folder of Flink's jars
   * @param settings of {@code config.yaml}
   * @param environment variables beside those of this process
   */
  FlinkProcess(
      WorkDirectory directory,
      Kind kind,
      String name,
      Path lib,
      Map<String, String> settings,
      FlinkRest rest,
      Map<String, String> environment) {
    super(directory, name);
    this.kind = kind;
    this.lib = lib;
    this.settings = settings;
    this.rest = rest;
    this.environment = environment;
    this.id = name;
  }

  @Override
  Map<String, String> environment() {
    return environment;
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    if (kind == Kind.TASK_MANAGER) {
      return rest.taskManagers().contains(id);
    }
    try {
      rest.taskManagers();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  List<String> command() throws IOException, InterruptedException {
    Files.writeString(data().resolve("config.yaml"), new YAMLMapper().writeValueAsString(settings));
    Path logging =
        Files.writeString(
            data().resolve("log4j.properties"), shipped("conf/log4j-console.properties"));
    List<String> memory = memory();
    return Commands.join(
        List.of(Commands.java()),
        words(memory.get(0)),
        words(settings.getOrDefault("env.java.opts.all", "")),
        List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
        List.of("-Dlog4j.configurationFile=" + logging.toUri(), "-cp", lib + "/*"),
        List.of(kind.mainClass, "--configDir", data().toString()),
        arguments(),
        words(memory.get(1)));
  }

  private List<String> arguments() {
    if (kind == Kind.JOB_MANAGER) {
      return List.of();
    }
    id = name() + "-" + UUID.randomUUID();
    return List.of("-Dtaskmanager.resource-id=" + id);
  }

  /** Two lines: options of the Java process, and settings that follow from them. */
  private List<String> memory() throws IOException, InterruptedException {
    String printed =
        Commands.run(
            data(),
            data().resolve("memory.txt"),
            List.of(
                Commands.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                lib + "/*",
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                kind.memoryQuery,
                "--configDir",
                data().toString()));
    List<String> lines =
        printed
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> line.substring(RESULT.length()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (lines.size() != 2) {
      throw new IOException("Flink does not say how much memory " + name() + " needs: " + printed);
    }
    return lines;
  }

  private static List<String> words(String line) {
    return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
  }
}
