// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** One task manager. Every start registers anew, under a name of its own. */
final class LocalTaskManager extends FlinkProcess {
  private final FlinkRest rest;
  private String id;

  LocalTaskManager(
      WorkDirectory directory, String name, Path lib, FlinkSettings settings, FlinkRest rest) {
    super(directory, name, lib, settings);
    this.rest = rest;
    this.id = name;
  }

  @Override
  List<String> arguments() {
    id = name() + "-" + UUID.randomUUID();
    return List.of("-Dtaskmanager.resource-id=" + id);
  }

  @Override
  String memoryQuery() {
    return "GET_TM_RESOURCE_PARAMS";
  }

  @Override
  String mainClass() {
    return "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    return rest.taskManagers().contains(id);
  }
}
