// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.job.Undertone;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The dashboard in a real browser while the real data set is replayed, and after. */
class DashboardReplayIT {
  private static final Path WEIBO = Path.of("..", "replay-data", "weibo-2023");

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  @BeforeAll
  static void needChromium() {
    Browsers.require();
  }

  @Test
  void aPageThatIsOpenDuringAReplayFillsByItselfAndShowsTheResultsNumbers() throws Exception {
    Path database = directory.resolve("undertone.db");
    CompletableFuture<Integer> replay = CompletableFuture.supplyAsync(this::replay);
    try (DashboardServer server = Browsers.serve(database, replay);
        Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, requests);
      page.navigate(server.url() + "#/mood");
      page.waitForSelector("#live.live:not(.off)");

      assertThat(replay.get(120, TimeUnit.SECONDS)).isZero();
      page.locator("#verdict .value").getByText("Too early to say").waitFor();
      page.locator(".tile .value").getByText("93,568").waitFor();
      show(page, "mood", server.url());
      assertMood(page);
      Browsers.forReadme(page, "mood");

      show(page, "influence", server.url());
      assertThat(page.locator("#matrix td[data-status=confirmed]").count()).isZero();
      assertThat(page.locator("main").textContent())
          .contains("Not enough data yet: 18 of 24 periods.");
      show(page, "models", server.url());
      assertThat(page.locator("tr[data-model]").allTextContents().get(0))
          .startsWith("Mean of the past · baseline");
      show(page, "evidence", server.url());
      assertThat(page.locator("#posts tbody tr").count()).isPositive();
      for (String view : List.of("private", "whatif", "planner", "health")) {
        show(page, view, server.url());
        assertThat(page.locator("main .card").count()).as(view).isPositive();
      }
      assertThat(page.locator("#dead-letters .value").textContent()).isEqualTo("0");
      assertThat(problems).isEmpty();
      assertThat(requests)
          .allMatch(url -> url.startsWith(server.url().toString()) || url.startsWith("data:"));
    }
  }

  /** Each audience's latest closed value on the page is that of the CSV. */
  private void assertMood(Page page) throws IOException {
    List<String[]> rows =
        Files.readAllLines(directory.resolve("audience_sentiment.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(cells -> cells[12].equals("false") && !cells[4].isEmpty())
            .toList();
    for (String blogger : rows.stream().map(cells -> cells[1]).distinct().toList()) {
      String[] last =
          rows.stream().filter(cells -> cells[1].equals(blogger)).reduce((a, b) -> b).orElseThrow();
      assertThat(page.locator(".card[data-blogger='" + blogger + "'] .now b").textContent())
          .as(blogger)
          .isEqualTo(String.format(Locale.ROOT, "%.2f", Double.parseDouble(last[4])));
    }
  }

  private int replay() {
    StringWriter out = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return command.execute("replay", WEIBO.toString(), "--no-serve", "--out", directory.toString());
  }

  private static void show(Page page, String view, URI url) {
    Browsers.show(page, view, url, "replay-" + view + ".png");
  }
}
