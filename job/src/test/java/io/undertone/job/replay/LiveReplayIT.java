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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A replay at a pace that people can watch: the open period appears, moves and becomes final, and
 * nothing that is final depends on what was shown meanwhile. Comments come up to two days after
 * their posts, so that closed days are revised while the next one is open.
 */
class LiveReplayIT {
  private static final int DAYS = 6;

  /** Notes each new nowcast of ann's open period, by period. */
  private static final String RECORDER =
      """
      window.seen = {};
      setInterval(() => {
        const open = document.querySelector(".card[data-blogger='ann'] .open");
        if (!open || open.dataset.nowcast === '') return;
        const values = (seen[open.dataset.period] ||= []);
        if (values.at(-1) !== open.dataset.nowcast) values.push(open.dataset.nowcast);
      }, 50);
      """;

  @TempDir Path directory;

  @Test
  void theOpenPeriodAppearsMovesAndBecomesFinal() throws Exception {
    Browsers.require();
    Path data = data();
    Path live = directory.resolve("live");
    CompletableFuture<Integer> replay =
        CompletableFuture.supplyAsync(
            () -> replay(data, live, "--speed", "10000x", "--provisional-every", "PT0.5S"));
    List<String> problems = new ArrayList<>();
    try (DashboardServer server = Browsers.serve(live.resolve("undertone.db"), replay);
        Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, new ArrayList<>());
      page.addInitScript(RECORDER);
      page.navigate(server.url() + "#/mood");
      Browsers.await(page, "Object.values(seen).some((values) => values.length > 1)");
      Browsers.screenshot(page, "live-mood-open.png");
      assertThat(page.locator(".card[data-blogger='ann'] .open").textContent())
          .containsPattern("still open:.*(so far, from \\d+ comments|no post yet)");

      assertThat(replay.get(240, TimeUnit.SECONDS)).isZero();
      Browsers.await(page, "document.querySelectorAll('.open').length === 0");
      Browsers.screenshot(page, "live-mood-final.png");
      Browsers.show(page, "models", server.url(), "live-models.png");
      assertThat(page.locator("#nowcasts tbody tr").count()).isEqualTo(4);
      assertThat(problems).isEmpty();
    }
    Path fast = directory.resolve("fast");
    assertThat(replay(data, fast, "--speed", "max")).isZero();
    for (String table :
        List.of("audience_sentiment", "forecast", "influence", "model_score", "alert")) {
      assertThat(live.resolve(table + ".csv"))
          .hasSameTextualContentAs(fast.resolve(table + ".csv"));
    }
    assertThat(Files.readString(live.resolve("audience_sentiment.csv")))
        .as("closed days were revised meanwhile")
        .containsPattern("(?m),[1-9]\\d*,[^,]*$")
        .doesNotContain(",true,");
  }

  private static int replay(Path data, Path out, String... options) {
    StringWriter said = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    List<String> arguments =
        new ArrayList<>(List.of("replay", data.toString(), "--no-serve", "--out", out.toString()));
    arguments.addAll(List.of("--period", "P1D", "--models", "french-degroot"));
    arguments.addAll(List.of(options));
    return command.execute(arguments.toArray(String[]::new));
  }

  private Path data() throws IOException {
    Random random = new Random(3);
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    List<String> lines =
        new ArrayList<>(List.of("blogger,post,post_time,comment_index,time,score,likes"));
    for (int post = 0; post < 15 * DAYS; post++) {
      Instant posted = start.plusSeconds(post * 86_400L / 15 + random.nextInt(3000));
      for (int c = 0; c < 10; c++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,p%d,%s,%d,%s,0.%03d,%d",
                List.of("ann", "bob", "cat").get(post % 3),
                post,
                posted,
                c,
                posted.plusSeconds((long) (random.nextDouble() * random.nextDouble() * 172_800)),
                200 + random.nextInt(600),
                random.nextInt(20)));
      }
    }
    Path folder = Files.createDirectory(directory.resolve("data"));
    Files.write(folder.resolve("comments.csv"), lines);
    return folder;
  }
}
