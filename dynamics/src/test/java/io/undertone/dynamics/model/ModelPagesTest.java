// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/models says of every model what its card says. */
class ModelPagesTest {
  private static final Path PAGES = Path.of("../docs/models");

  static java.util.List<String> names() {
    return Models.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void pageNamesCommandAndParameters(String name) throws IOException {
    String page = Files.readString(PAGES.resolve(name + ".md"));
    assertThat(page).contains("--model " + name).contains("Models.byName(\"" + name + "\")");
    for (ModelCard.Parameter parameter : Models.byName(name).describe().parameters()) {
      assertThat(page).contains("`" + parameter.name() + "`");
    }
    assertThat(Files.readString(PAGES.resolve("README.md"))).contains("(" + name + ".md)");
  }
}
