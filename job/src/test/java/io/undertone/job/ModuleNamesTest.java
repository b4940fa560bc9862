// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each jar has a module name of its own, which a user's module may require. */
class ModuleNamesTest {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern NAME =
      Pattern.compile("<automatic\\.module\\.name>(io\\.undertone[a-z.]+)</automatic");

  @Test
  void everyJarHasAModuleNameOfItsOwn() throws IOException {
    String parent = Files.readString(Path.of("../pom.xml"));
    assertThat(parent)
        .contains("<Automatic-Module-Name>${automatic.module.name}</Automatic-Module-Name>");
    List<String> names = new ArrayList<>();
    for (Matcher module = MODULE.matcher(parent); module.find(); ) {
      String pom = Files.readString(Path.of("..", module.group(1), "pom.xml"));
      if (!pom.contains("<packaging>pom</packaging>")) {
        Matcher name = NAME.matcher(pom);
        assertThat(name.find()).as(module.group(1)).isTrue();
        names.add(name.group(1));
      }
    }
    assertThat(names).hasSizeGreaterThan(6).doesNotHaveDuplicates();
  }
}
