// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.job.Undertone;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Replays of generated data that have something to show, and something to hide. */
class GeneratedReplayIT {
  private static final String HOSTILE = "<img src=x onerror=document.title='taken'>";

  /** No tag that platforms write into texts, so it is kept; a browser would run it. */
  private static final String SCRIPT = "<image src=x onerror=document.title='taken'> great";

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  @BeforeAll
  static void needChromium() {
    Browsers.require();
  }

  @Test
  void influenceAndPrivateOpinionsAreShownAsTheTablesHaveThem() throws Exception {
    run(
        "generate delayed-private --bloggers 5 --periods 300 --seed 4",
        "--out",
        directory.resolve("data").toString());
    replay("--models", "mean");
    try (DashboardServer server = server();
        Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, requests);
      Browsers.show(page, "influence", server.url(), "generated-influence.png");
      assertInfluence(page);
      Browsers.forReadme(page, "influence");
      Browsers.show(page, "private", server.url(), "generated-private.png");
      assertPrivate(page);
      assertWhatIf(page, server);
      assertSlider(page, server);
      assertQuiet(server);
    }
  }

  private void assertInfluence(Page page) throws IOException {
    List<String[]> latest = rows("influence").filter(edge -> edge[2].equals("undertone")).toList();
    String last = latest.get(latest.size() - 1)[1];
    List<String> claimed =
        latest.stream()
            .filter(edge -> edge[1].equals(last) && edge[12].matches("confirmed|likely"))
            .map(edge -> edge[3] + " → " + edge[4] + " · weight " + two(edge[6]))
            .toList();
    assertThat(claimed).as("the generated influence is found").isNotEmpty();
    List<String> shown = page.locator("#claims li, #likely li").allTextContents();
    assertThat(shown).hasSameSizeAs(claimed);
    claimed.forEach(edge -> assertThat(shown).anyMatch(line -> line.contains(edge)));
    assertThat(page.locator("#matrix td[data-status=confirmed]").count())
        .isEqualTo(
            latest.stream().filter(e -> e[1].equals(last) && e[12].equals("confirmed")).count());
  }

  private void assertPrivate(Page page) throws IOException {
    List<String[]> supported =
        rows("private_opinion").filter(row -> row[10].equals("supported")).toList();
    String[] row = supported.get(supported.size() - 1);
    Locator card =
        page.locator(".panels .card").filter(new Locator.FilterOptions().setHasText(row[1]));
    assertThat(card.textContent())
        .contains(
            String.format(
                Locale.ROOT,
                "Expressed %s, private %s (90 %% %s – %s).",
                two(row[4]),
                two(row[5]),
                two(row[6]),
                two(row[7])));
    assertThat(page.locator("main").textContent())
        .contains("Enough periods, but a private opinion explains nothing more.");
  }

  /** One period ahead, a change spreads as the weights say. */
  private void assertWhatIf(Page page, DashboardServer server) throws IOException {
    String[] edge =
        rows("influence")
            .filter(e -> e[2].equals("undertone") && e[12].equals("confirmed"))
            .reduce((a, b) -> b)
            .orElseThrow();
    page.navigate(server.url() + "#/whatif?blogger=" + edge[3] + "&push=0.2");
    Locator line = page.locator("main .card").first().locator("tbody tr");
    line.filter(new Locator.FilterOptions().setHasText(edge[4])).first().waitFor();
    String said = line.filter(new Locator.FilterOptions().setHasText(edge[4])).textContent();
    double weight = 0.2 * Double.parseDouble(edge[6]);
    // what is heard with a longer delay comes later
    assertThat(Double.parseDouble(said.substring(edge[4].length()).split(" ", 2)[0]))
        .isBetween(.9 * weight, weight + .0005);
    assertThat(said).endsWith("beyond noise");
    Browsers.screenshot(page, "generated-whatif.png");
  }

  private void assertSlider(Page page, DashboardServer server) {
    Browsers.show(page, "influence", server.url(), "generated-influence-again.png");
    page.locator("#asof").focus();
    page.keyboard().press("Home");
    page.locator("main .note").getByText("Not enough data yet: 1 of 24 periods.").waitFor();
    assertThat(page.locator("#claims").count()).isZero();
  }

  @Test
  void aScriptInACommentABloggerOrAPostStaysText() throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    List<String> lines = new ArrayList<>();
    lines.add("blogger,post,post_time,post_likes,comment_index,time,likes,text");
    for (int post = 0; post < 40; post++) {
      String time = String.format(Locale.ROOT, "2024-01-%02dT10:00:00Z", 1 + post / 4);
      String blogger = post % 2 == 0 ? HOSTILE : "ann";
      for (int c = 0; c < 3; c++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%s-%d,%s,5,%d,%s,%d,%s",
                blogger,
                HOSTILE,
                post,
                time,
                c,
                time,
                c,
                SCRIPT.replace("<", "&lt;").replace(">", "&gt;") + ' ' + c));
      }
    }
    Files.write(data.resolve("comments.csv"), lines);
    replay("--period", "P1D", "--models", "mean", "--topic", HOSTILE);
    try (DashboardServer server = server();
        Playwright playwright = Browsers.playwright();
        Browser browser = playwright.chromium().launch(Browsers.flags())) {
      Page page = Browsers.page(browser, problems, requests);
      for (String address :
          List.of(
              server.url().toString(), directory.resolve("out/report.html").toUri().toString())) {
        for (String view : List.of("mood", "influence", "private", "models", "whatif", "health")) {
          visit(page, address, view);
        }
        visit(page, address, "evidence");
        assertThat(page.locator("#comments bdi").first().textContent()).startsWith(SCRIPT);
        assertThat(page.locator("#posts").textContent()).contains(HOSTILE);
        assertThat(page.locator("#evidence-blogger").textContent()).contains(HOSTILE);
      }
      Browsers.screenshot(page, "hostile-evidence.png");
    }
  }

  private void visit(Page page, String address, String view) {
    page.navigate(address + "#/" + view);
    page.locator("body[data-view=" + view + "]").waitFor();
    assertThat(page.title()).as(view).doesNotStartWith("taken");
    assertThat(page.locator("img, main script").count()).as(view).isZero();
    assertThat(problems).as(view).isEmpty();
  }

  private void assertQuiet(DashboardServer server) {
    assertThat(problems).isEmpty();
    assertThat(requests)
        .allMatch(url -> url.startsWith(server.url().toString()) || url.startsWith("data:"));
  }

  private java.util.stream.Stream<String[]> rows(String table) throws IOException {
    return Files.readAllLines(directory.resolve("out").resolve(table + ".csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1));
  }

  private static String two(String value) {
    return String.format(Locale.ROOT, "%.2f", Double.parseDouble(value));
  }

  private DashboardServer server() throws IOException {
    return DashboardServer.start(
        DashboardOptions.of(directory.resolve("out/undertone.db").toString()));
  }

  private void replay(String... options) {
    List<String> more = new ArrayList<>(List.of(options));
    more.addAll(List.of("--no-serve", "--out", directory.resolve("out").toString()));
    run("replay " + directory.resolve("data"), more.toArray(String[]::new));
  }

  private static void run(String words, String... more) {
    StringWriter said = new StringWriter();
    CommandLine command = Undertone.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
    arguments.addAll(List.of(more));
    assertThat(command.execute(arguments.toArray(String[]::new))).as(said.toString()).isZero();
  }
}
