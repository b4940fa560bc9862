// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /**
   * The job's jar that was built last.
   *
   * @param home the project's folder
   * @throws IOException when it was not built
   */
  public static Path builtJar(Path home) throws IOException {
    Path target = home.resolve("job/target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        var jar = files.filter(file -> file.toString().endsWith("-flink.jar")).findFirst();
        if (jar.isPresent()) {
          return jar.get().toAbsolutePath().normalize();
        }
      }
    }
    throw new IOException(
        "the job's jar is missing in " + target + "; build it with: ./undertone package");
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
