// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.job.Undertone;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whoever reads the page in Chinese reads nothing in English, whatever a replay has to say. */
class ChinesePageIT {
  private static final List<String> VIEWS =
      List.of(
          "mood",
          "brief",
          "influence",
          "private",
          "models",
          "whatif",
          "evidence",
          "planner",
          "health");

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  @BeforeAll
  static void needChromium() {
    assumeTrue(
        Files.isExecutable(Browsers.CHROMIUM),
        "No "
            + Browsers.CHROMIUM
            + ": install Debian's chromium package to run the browser tests.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weibo-2023", "delayed-private", "generated-text"})
  void everyViewOfAReplayIsChinese(String dataSet) throws Exception {
    replay(dataSet);
    Path database = directory.resolve("undertone.db");
    List<String> names = names(database);
    try (Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, new ArrayList<>());
      try (DashboardServer server =
          DashboardServer.start(DashboardOptions.of(database.toString()))) {
        walk(page, server.url().toString(), names, dataSet);
        assertThat(problems).isEmpty();
      }
      page.evaluate("U.data.forget(); U.refresh()");
      page.locator("main .note.warn").waitFor();
      assertThat(page.locator("main .note.warn").textContent())
          .as("a dashboard that is gone")
          .isEqualTo("无法显示：无法连接仪表板；它还在运行吗？");
      walk(page, directory.resolve("report.html").toUri().toString(), names, dataSet + "-report");
    }
  }

  private void walk(Page page, String url, List<String> names, String picture) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String view : VIEWS) {
      page.navigate("about:blank");
      page.navigate(url + "#/" + view + "?lang=zh&apart=1");
      page.locator("body[data-view=" + view + "]").waitFor();
      page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      page.waitForTimeout(300);
      Browsers.screenshot(page, "zh-" + picture + "-" + view + ".png");
      List<String> words = LatinWords.on(page, names);
      if (!words.isEmpty()) {
        found.put(view, words);
      }
    }
    assertThat(found).as(picture).isEmpty();
  }

  /** What the data call their audiences, topics, posts and scorer. */
  private static List<String> names(Path database) throws IOException {
    List<String> names = new ArrayList<>();
    try (ResultReader results = ResultReader.open(database.toString())) {
      results.meta().forEach((key, value) -> names.add(value));
      for (String topic : results.topics()) {
        names.add(topic);
        TopicSummary.of(results, topic)
            .audiences()
            .forEach(audience -> names.addAll(List.of(audience.blogger(), audience.name())));
        results
            .rows(PostEvidence.class, RowQuery.topic(topic))
            .forEach(post -> names.add(post.post()));
        for (AudienceSentiment row : results.rows(AudienceSentiment.class, RowQuery.topic(topic))) {
          String scorer = row.scorer();
          names.addAll(scorer == null ? List.of() : List.of(scorer.split(" \\+ ", -1)));
        }
      }
    }
    names.removeIf(String::isBlank);
    return names;
  }

  private void replay(String dataSet) {
    StringWriter out = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    Path data = Path.of("..", "replay-data", dataSet);
    int exit =
        command.execute("replay", data.toString(), "--no-serve", "--out", directory.toString());
    assertThat(exit).as(out.toString()).isZero();
  }
}
