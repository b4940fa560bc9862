// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The job's jar for clusters, which {@code ./undertone test} builds. */
final class BuiltJar {
  private BuiltJar() {}

  /** The jar; without one the test is skipped and says how to build it. */
  static Path assumed() {
    try {
      return Submission.builtJar(Path.of(".."));
    } catch (IOException e) {
      return Assumptions.abort(e.getMessage());
    }
  }
}
