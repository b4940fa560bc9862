// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void referencePageIsUpToDate() throws IOException {
    assertThat(Path.of("..", "docs", "configuration.md"))
        .as("run: ./undertone config --markdown > docs/configuration.md")
        .hasContent(ConfigurationPage.render());
  }
}
