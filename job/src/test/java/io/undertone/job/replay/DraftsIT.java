// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.job.Undertone;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.answers.DraftAnswer;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import io.undertone.sinks.dashboard.DraftScorer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two drafts are asked about on the page, over a real replay of texts and with a real scorer. */
class DraftsIT {
  private static final String PRAISE = "great camera, I love this phone";
  private static final String BLAME = "a terrible battery, what a disappointment";

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  @BeforeAll
  static void needChromium() {
    Browsers.require();
  }

  @Test
  void twoDraftsAreComparedAudienceByAudience() throws Exception {
    replay();
    String database = directory.resolve("undertone.db").toString();
    DraftScorer scorer = scorer();
    DraftAnswer expected;
    try (ResultReader results = ResultReader.open(database)) {
      expected =
          DraftAnswer.of(
              results,
              "generated",
              List.of(
                  new DraftAnswer.Asked(PRAISE, scorer.score(PRAISE)),
                  new DraftAnswer.Asked(BLAME, scorer.score(BLAME))),
              null,
              scorer.salt());
    }
    assertThat(expected.differences()).hasSize(4);
    try (DashboardServer server =
            DashboardServer.start(DashboardOptions.of(database).withDrafts(scorer));
        Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, new ArrayList<>());
      for (int width : List.of(390, 768, 1366)) {
        page.setViewportSize(width, 900);
        ask(page, server.url() + "#/whatif?lang=en&theme=" + (width < 500 ? "dark" : "light"));
        assertDifferences(page, expected);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        Browsers.screenshot(page, "drafts-" + width + ".png");
      }
      ask(page, server.url() + "#/whatif?lang=zh");
      Browsers.screenshot(page, "drafts-zh.png");
      List<String> names = new ArrayList<>(List.of(scorer.name(), "generated"));
      expected.drafts().stream()
          .flatMap(draft -> draft.audiences().stream())
          .forEach(
              audience -> {
                names.add(audience.blogger());
                audience.moving().forEach(word -> names.add(word.word()));
              });
      assertThat(LatinWords.on(page, names)).isEmpty();

      page.locator("#words-1").fill(" ");
      page.locator("#words-ask").click();
      Browsers.await(page, "!document.getElementById('words-difference')");
      assertThat(page.locator("#words-out section").count()).as("one draft alone").isEqualTo(1);
      assertThat(problems).isEmpty();

      server.close();
      page.locator("#words-ask").click();
      page.locator("#words-state").getByText("无法连接仪表板").waitFor();
    }
  }

  private static void assertDifferences(Page page, DraftAnswer expected) {
    List<Locator> rows = page.locator("#words-difference tbody tr").all();
    assertThat(rows).hasSameSizeAs(expected.differences());
    for (int i = 0; i < rows.size(); i++) {
      DraftAnswer.Difference difference = expected.differences().get(i);
      List<String> cells = rows.get(i).locator("td").allTextContents();
      assertThat(cells.get(0)).isEqualTo(difference.blogger());
      assertThat(cells.get(1)).isEqualTo(signed(difference.difference()));
      assertThat(cells.get(2))
          .isEqualTo(signed(difference.lower95()) + " … " + signed(difference.upper95()));
      assertThat(cells.get(3))
          .isEqualTo(
              difference.noise()
                  ? "nothing but noise: the interval holds 0"
                  : (difference.difference() > 0 ? "First" : "Second") + " draft does better");
      assertThat(cells.get(4)).isEqualTo(Math.round(100 * difference.better()) + " %");
    }
    List<Locator> drafts = page.locator("#words-out .two > section").all();
    assertThat(drafts).hasSize(2);
    for (int k = 0; k < 2; k++) {
      assertThat(drafts.get(k).locator("tbody tr td:nth-child(2)").allTextContents())
          .isEqualTo(
              expected.drafts().get(k).audiences().stream()
                  .map(audience -> String.format(Locale.ROOT, "%.2f", audience.expected()))
                  .toList());
    }
  }

  private static String signed(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value).replace("-0.00", "0.00");
    return (Double.parseDouble(text) > 0 ? "+" : "") + text.replace('-', '−');
  }

  private static void ask(Page page, String url) {
    page.navigate("about:blank");
    page.navigate(url);
    page.locator("body[data-view=whatif]").waitFor();
    page.locator("#words-0").fill(PRAISE);
    page.locator("#words-1").fill(BLAME);
    page.locator("#words-ask").click();
    page.locator("#words-difference").waitFor();
  }

  private static DraftScorer scorer() {
    SentimentScorer scorer = Scorers.byName("auto", ScorerOptions.defaults());
    return new DraftScorer() {
      @Override
      public String salt() {
        return "";
      }

      @Override
      public String name() {
        return "auto";
      }

      @Override
      public double score(String text) {
        return scorer.score(text).positive();
      }
    };
  }

  private void replay() {
    StringWriter out = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    Path data = Path.of("..", "replay-data", "generated-text");
    int exit =
        command.execute("replay", data.toString(), "--no-serve", "--out", directory.toString());
    assertThat(exit).as(out.toString()).isZero();
  }
}
