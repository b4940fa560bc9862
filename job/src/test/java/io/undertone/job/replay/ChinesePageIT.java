// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    Browsers.require();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weibo-2023", "delayed-private", "generated-text"})
  void everyViewOfAReplayIsChinese(String dataSet) throws Exception {
    replay(Path.of("..", "replay-data", dataSet));
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
      page.evaluate("dispatchEvent(new Event('online'))");
      page.locator("#not-updated").waitFor();
      assertThat(page.locator("#not-updated").textContent())
          .as("a dashboard that is gone, and what it said")
          .isEqualTo("未能更新，所示为较早内容。无法连接仪表板；它还在运行吗？");
      page.locator("#views a[aria-current=false], #views a:not([aria-current])").first().click();
      page.locator("main > .note.warn").waitFor();
      assertThat(page.locator("main").textContent())
          .as("a dashboard that is gone, and what it did not say")
          .isEqualTo("无法显示：无法连接仪表板；它还在运行吗？");
      walk(page, directory.resolve("report.html").toUri().toString(), names, dataSet + "-report");
    }
  }

  @Test
  void refusedRecordsAreToldInChinese() throws Exception {
    Path data = Files.createDirectory(directory.resolve("broken"));
    Files.writeString(data.resolve("comments.jsonl"), String.join("\n", records()));
    Files.writeString(
        data.resolve("more.csv"),
        "id,post,blogger,post_time,time,score\nx,p1,b,2024-01-01,2024-01-01T02:00:00Z,0.5\n1,2\n");
    Files.writeString(data.resolve("none.csv"), "");
    Files.writeString(data.resolve("prices.csv"), "name,price\nx,1\ny,2\n");
    Files.writeString(data.resolve("notes.md"), "notes");
    replay(data);
    Path database = directory.resolve("undertone.db");
    try (Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags());
        DashboardServer server = DashboardServer.start(DashboardOptions.of(database.toString()))) {
      Page page = Browsers.page(browser, problems, new ArrayList<>());
      List<String> names = names(database);
      names.addAll(List.of("comments.jsonl", "more.csv", "none.csv", "prices.csv", "notes.md"));
      walk(page, server.url().toString(), names, "refused");
      assertThat(page.locator("main").innerText())
          .contains("该记录为 JSON 数组；应为 JSON 对象。")
          .contains("score 为“7”；应为[0,1] 内的数。")
          .contains("deleted 为“perhaps”；应为")
          .contains("该记录有 2 列；表头有 6 列。")
          .as("whole files that were passed over")
          .contains("文件为空。")
          .contains("没有文本，也没有时间；其列为 name, price。")
          .contains("md 文件");
      assertThat(page.locator("main [lang=en]").all()).isEmpty();
      page.navigate("about:blank");
      page.navigate(server.url() + "#/health?lang=en");
      page.locator("body[data-view=health]").waitFor();
      assertThat(page.locator("main").innerText())
          .contains("score is '7'; it must be a number in [0,1].");
    }
  }

  /** A few that can be used, and some with a fault each. */
  private static List<String> records() {
    List<String> records = new ArrayList<>();
    for (int comment = 10; comment < 30; comment++) {
      records.add(
          record(1 + comment % 9, "\"score\":0." + comment).replace("\"c", "\"d" + comment));
    }
    records.add(record(1, "\"score\":7"));
    records.add(record(2, "\"score\":{\"a\":1}"));
    records.add(record(3, "\"language\":\"zh\""));
    records.add(record(4, "\"score\":0.5,\"deleted\":\"perhaps\""));
    records.add(record(5, "\"score\":0.5,\"blogger\":\"" + "b".repeat(300) + "\""));
    records.add(record(6, "\"score\":0.5").replace("2024-01-06", "soon"));
    records.add(record(7, "\"score\":0.5").replace("2024-01-07", "2924-01-07"));
    records.add(record(8, "\"score\":0.5").replace("2024-01-08", "1924-01-08"));
    records.add("[1,2]");
    records.add("{\"id\":");
    records.add("{\"score\":0.5}");
    return records;
  }

  private static String record(int day, String fields) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"c%1$d\",\"post\":\"p%1$d\",\"blogger\":\"b\",\"post_time\":\"2024-01-0%1$dT00:00:00Z\","
            + "\"time\":\"2024-01-0%1$dT01:00:00Z\",%2$s}",
        day,
        fields);
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

  private void replay(Path data) {
    StringWriter out = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int exit =
        command.execute("replay", data.toString(), "--no-serve", "--out", directory.toString());
    assertThat(exit).as(out.toString()).isZero();
  }
}
