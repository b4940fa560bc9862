// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar that a Flink cluster runs. */
public final class JobJar {
  private JobJar() {}

  /**
   * The jar that was built last.
   *
   * @param home the project's folder
   * @throws IOException when it was not built
   */
  public static Path in(Path home) throws IOException {
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
}
