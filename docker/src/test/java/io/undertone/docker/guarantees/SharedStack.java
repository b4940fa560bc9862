// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import io.undertone.docker.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack for all tests of this run, as a parameter: starting it takes longer than most. */
final class SharedStack implements ParameterResolver {
  /** One slot each, so that every task manager has a part of each job of two subtasks. */
  private static final Map<String, String> FLINK =
      Map.of(
          "taskmanager.numberOfTaskSlots", "1",
          "taskmanager.memory.process.size", "1024m",
          // every job that is submitted here leaves classes of its own behind
          "jobmanager.memory.process.size", "1280m",
          "jobmanager.memory.jvm-metaspace.size", "512m");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedStack.class))
        .getOrComputeIfAbsent("stack", key -> start(), LocalStack.class);
  }

  private static LocalStack start() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      LocalStack stack = LocalStack.start(Files.createTempDirectory(target, "a stack"), FLINK);
      // the third is for jobs that are rescaled
      stack.flink().addTaskManager().start();
      return stack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
