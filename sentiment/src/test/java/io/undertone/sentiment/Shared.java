// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that must not enter the project, beside the repository where a developer has them. */
public final class Shared {
  private Shared() {}

  /** The file, or the test is skipped and says why. */
  public static Path file(String name) {
    String override = System.getProperty("undertone.shared");
    Path root = override != null ? Path.of(override) : Path.of("..", "..", "shared");
    Path file = root.resolve("data").resolve(name).toAbsolutePath().normalize();
    assumeTrue(Files.isReadable(file), "skipped: " + file + " is not there (undertone.shared)");
    return file;
  }
}
