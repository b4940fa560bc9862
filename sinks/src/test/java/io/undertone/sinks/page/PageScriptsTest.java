// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.sinks.Column;
import io.undertone.sinks.ResultTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what of the page needs no browser, as Node sees it: src/test/js/page.test.js. */
class PageScriptsTest {
  private static final int OLDEST_NODE = 20;
  private static final String TYPESCRIPT = "5.9.3";

  @TempDir Path directory;

  @BeforeAll
  static void needNode() throws Exception {
    int version = version();
    assumeTrue(
        version >= OLDEST_NODE,
        version == 0
            ? "No node on the path: install Node 20 or later to run the tests of the page's scripts."
            : "Node " + version + " is too old for the tests of the page's scripts; they need 20.");
  }

  @Test
  void modulesDoWhatTheySay() throws Exception {
    Path modules = Files.createDirectory(directory.resolve("page"));
    Files.writeString(directory.resolve("package.json"), "{\"type\": \"module\"}");
    Files.writeString(directory.resolve("columns.txt"), columns());
    Files.copy(Path.of("src/test/js/page.test.js"), directory.resolve("page.test.js"));
    for (String module : PageAssets.SCRIPTS) {
      Files.writeString(modules.resolve(module), PageAssets.module(module));
    }
    run("node", "--test", directory.resolve("page.test.js").toString());
  }

  @Test
  void joinedModulesAreOneModule() throws Exception {
    Path joined = directory.resolve("page.mjs");
    Files.writeString(joined, PageAssets.text(PageAssets.SCRIPT));
    run("node", "--check", joined.toString());
    assertThat(Files.readString(joined)).doesNotContainPattern("(?m)^(import|export) ");
  }

  @Test
  void modulesUseEachOtherAsTheirTypesAllow() throws Exception {
    run("node", typeScript().toString(), "-p", "src/test/js");
  }

  /** TypeScript's compiler, from npm once and from target after; a test without it is skipped. */
  private static Path typeScript() throws Exception {
    Path folder = Path.of("target", "typescript");
    Path compiler = folder.resolve("node_modules/typescript/bin/tsc");
    if (!Files.exists(compiler)) {
      Files.createDirectories(folder);
      ProcessBuilder install =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  folder.toString(),
                  "--prefer-offline",
                  "--fetch-retries=0",
                  "--no-audit",
                  "--no-fund",
                  "typescript@" + TYPESCRIPT)
              .redirectErrorStream(true);
      String said;
      try {
        Process npm = install.start();
        said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        npm.waitFor();
      } catch (IOException none) {
        said = "no npm on the path";
      }
      assumeTrue(
          Files.exists(compiler),
          "TypeScript " + TYPESCRIPT + " cannot be had to check the page's scripts: " + said);
    }
    return compiler;
  }

  private static String columns() {
    return Arrays.stream(ResultTable.values())
        .flatMap(table -> table.columns().stream())
        .map(Column::name)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static int version() throws Exception {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(said.replaceAll("(?s)^v(\\d+).*", "$1"));
    } catch (IOException none) {
      return 0;
    }
  }

  private static void run(String... command) throws Exception {
    Process node = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(said).isZero();
  }
}
