// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code THIRD-PARTY.txt} names every library that is shipped; `./undertone release` renews it. */
class ThirdPartyIT {
  @Test
  void everyLibraryOfTheProductIsListedWithItsVersion() throws IOException {
    String listed = Files.readString(Path.of("../THIRD-PARTY.txt"));
    // "group:artifact:version" is the jar "artifact-version.jar"
    List<String> missing;
    try (Stream<Path> jars = Files.list(Path.of("target/classpath"))) {
      missing =
          jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
              .filter(name -> !name.startsWith("undertone-"))
              .filter(name -> !isListed(name, listed))
              .collect(Collectors.toList());
    }
    assertThat(missing).as("libraries without their licence; run `./undertone release`").isEmpty();
  }

  private static boolean isListed(String jar, String listed) {
    for (int dash = jar.indexOf('-'); dash >= 0; dash = jar.indexOf('-', dash + 1)) {
      if (listed.contains(":" + jar.substring(0, dash) + ":" + jar.substring(dash + 1) + " ")) {
        return true;
      }
    }
    return false;
  }
}
