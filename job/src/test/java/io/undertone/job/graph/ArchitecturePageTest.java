// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitecturePageTest {
  @ParameterizedTest
  @EnumSource(Operator.class)
  void theDiagramNamesEveryOperator(Operator operator) throws IOException {
    String page = Files.readString(Path.of("../docs/architecture.md"));
    String diagram = page.substring(page.indexOf("```"), page.lastIndexOf("```"));
    assertThat(diagram).contains(operator.title());
  }
}
