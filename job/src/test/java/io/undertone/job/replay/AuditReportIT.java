// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.dynamics.model.Models;
import io.undertone.job.Undertone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report of an audit holds the views of the dashboard and the audit's own. */
class AuditReportIT {
  private static final Path FOUR_BLOGGERS = Path.of("..", "replay-data", "generated-text");

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  @Test
  void aDataSetIsShownDownToItsPosts() throws Exception {
    audit(FOUR_BLOGGERS);
    inBrowser(
        page -> {
          assertVerdict(page);
          show(page, "evidence");
          assertThat(page.locator("#posts tbody tr").count()).isPositive();
          show(page, "models");
          assertThat(page.locator("tr[data-model=french-degroot]").count()).isEqualTo(1);
          show(page, "audit?lang=zh");
          assertThat(page.locator("#audit-verdict li").count())
              .isEqualTo(Files.readAllLines(directory.resolve("out/verdict.txt")).size());
          assertThat(LatinWords.on(page, names())).isEmpty();
        });
  }

  @Test
  void aTableIsShownAsTheJobWouldHaveCountedIt() throws Exception {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("period,blogger,sentiment,variance"));
    for (int t = 1; t <= 30; t++) {
      for (String blogger : List.of("ann", "bob", "cat")) {
        lines.add(
            String.format(
                Locale.ROOT, "%d,%s,0.%03d,0.002", t, blogger, 300 + random.nextInt(400)));
      }
    }
    audit(Files.write(directory.resolve("series.csv"), lines));
    String last = lines.get(lines.size() - 1).split(",", -1)[2];
    inBrowser(
        page -> {
          assertVerdict(page);
          show(page, "mood");
          assertThat(page.locator(".card[data-blogger=cat] .now b").textContent())
              .isEqualTo(String.format(Locale.ROOT, "%.2f", Double.parseDouble(last)));
          assertThat(page.locator("#period-until option").last().textContent()).isEqualTo("30");
          show(page, "influence");
          assertThat(page.locator("#matrix td.own").count()).isEqualTo(3);
          assertThat(page.locator("#asof-text").textContent()).isEqualTo("As of 31");
          show(page, "evidence");
          assertThat(page.locator("main").textContent())
              .contains("The posts behind this number were not kept.");
        });
  }

  /** Every edge of the audit has the weight that the matrix shows. */
  private void assertVerdict(Page page) throws Exception {
    assertThat(page.locator("#audit-verdict li").allTextContents())
        .isEqualTo(Files.readAllLines(directory.resolve("out/verdict.txt")));
    List<String> edges = Files.readAllLines(directory.resolve("out/edges.csv"));
    String[] edge = edges.get(1).split(",", -1);
    assertThat(page.locator("[data-table=edges] tbody tr").count()).isEqualTo(edges.size() - 1);
    show(page, "influence");
    String weight = String.format(Locale.ROOT, "%.2f", Double.parseDouble(edge[2]));
    assertThat(page.locator("#matrix td[title^='" + edge[0] + " → " + edge[1] + "']").textContent())
        .startsWith(weight);
  }

  private interface Steps {
    void on(Page page) throws Exception;
  }

  private void inBrowser(Steps steps) throws Exception {
    Browsers.require();
    try (Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, new ArrayList<>());
      show(page, "audit");
      steps.on(page);
      assertThat(problems).isEmpty();
    }
  }

  /** Names of the data, which stay what they are, and models in the verdict by their own names. */
  private static List<String> names() {
    List<String> names = new ArrayList<>(Models.NAMES);
    names.addAll(List.of("generated-friedkin-johnsen", "generated", "comment-variance"));
    for (int i = 1; i <= 4; i++) {
      names.add("blogger-000" + i);
    }
    return names;
  }

  private void show(Page page, String view) {
    String report = directory.resolve("out/report.html").toUri().toString();
    String name = view.split("\\?", 2)[0];
    page.navigate(report + "#/" + view);
    page.locator("body[data-view=" + name + "]").waitFor();
    page.locator("html[lang=" + (view.endsWith("lang=zh") ? "zh-CN" : "en") + "]").waitFor();
    Browsers.screenshot(page, "audit-" + name + (view.equals(name) ? "" : "-zh") + ".png");
  }

  private void audit(Path what) {
    StringWriter said = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int exit =
        command.execute("audit", what.toString(), "--out", directory.resolve("out").toString());
    assertThat(exit).as(said.toString()).isZero();
  }
}
