// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to run.
 *
 * @param jar holds the job and what Flink does not provide
 * @param mainClass the class to run; null takes the one of the jar's manifest
 * @param arguments of the main class
 * @param parallelism at least 1
 * @param savepoint directory of a savepoint or checkpoint to go on from; null begins anew
 */
public record Submission(
    Path jar,
    @Nullable String mainClass,
    List<String> arguments,
    int parallelism,
    @Nullable String savepoint) {

  public Submission {
    arguments = List.copyOf(arguments);
  }

  /** A new run of the jar's own main class. */
  public static Submission of(Path jar, int parallelism, String... arguments) {
    return new Submission(jar, null, List.of(arguments), parallelism, null);
  }

  /** The same job, going on from a savepoint or checkpoint at this parallelism. */
  public Submission from(String state, int newParallelism) {
    return new Submission(jar, mainClass, arguments, newParallelism, state);
  }

  /** The same job with another main class of the jar. */
  public Submission withMainClass(String name) {
    return new Submission(jar, name, arguments, parallelism, savepoint);
  }

  /** Body of the request that runs the job. */
  Map<String, Object> request() {
    Map<String, Object> body = new HashMap<>();
    body.put("programArgsList", arguments);
    body.put("parallelism", parallelism);
    if (mainClass != null) {
      body.put("entryClass", mainClass);
    }
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    return body;
  }
}
