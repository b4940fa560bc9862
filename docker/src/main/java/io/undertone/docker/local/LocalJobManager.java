// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The job manager of a session cluster. */
final class LocalJobManager extends FlinkProcess {
  private final FlinkRest rest;
  private final Map<String, String> environment;

  LocalJobManager(
      WorkDirectory directory,
      Path lib,
      FlinkSettings settings,
      FlinkRest rest,
      Map<String, String> environment) {
    super(directory, "jobmanager", lib, settings);
    this.rest = rest;
    this.environment = environment;
  }

  /** Main methods of jobs run in this process. */
  @Override
  Map<String, String> environment() {
    return environment;
  }

  @Override
  String memoryQuery() {
    return "GET_JM_RESOURCE_PARAMS";
  }

  @Override
  String mainClass() {
    return "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  }

  @Override
  boolean answers() throws InterruptedException {
    try {
      rest.taskManagers();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
