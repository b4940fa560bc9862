// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import io.undertone.docker.DeploymentFiles;
import io.undertone.docker.GrafanaQuery;
import io.undertone.docker.local.LocalPostgres.DatabaseLogins;
import io.undertone.docker.local.LocalStack.Leash;
import io.undertone.docker.local.StackCommand.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local stack as users start it: the job's jar on real processes, the demo's data. */
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
class StackCommandIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Pattern URL = Pattern.compile("(https?|jdbc):\\S+");
  private static final double PAGE_MILLIS = 60_000;
  private static final int AUDIENCES_IN_PERIODS = 100;

  /** Panels that the demo's data may leave empty. */
  private static final List<String> RARE =
      List.of("Who listens to whom", "Alerts", "Private opinion", "Records that could not be used");

  @TempDir static Path root;
  private static final List<String> SAID = new ArrayList<>();
  private static @Nullable WorkDirectory directory;
  private static @Nullable Leash leash;

  @BeforeAll
  static void up() throws Exception {
    BuiltJar.assumed();
    directory = new WorkDirectory(root);
    leash = Leash.attach(directory);
    StackOptions options = new StackOptions();
    options.speed = "4000000x";
    new StackStart(HOME, directory, options, SAID::add).run();
  }

  @AfterAll
  static void end() throws IOException {
    if (leash != null) {
      leash.close();
    }
  }

  private static WorkDirectory directory() {
    return Objects.requireNonNull(directory);
  }

  /** What was printed for a part. */
  private static String line(String part) {
    return SAID.stream().filter(said -> said.startsWith("  " + part)).findFirst().orElseThrow();
  }

  private static String address(String part) {
    Matcher url = URL.matcher(line(part));
    assertThat(url.find()).as(part).isTrue();
    return url.group();
  }

  private static Connection reader() throws SQLException, IOException {
    DatabaseLogins logins = DatabaseLogins.kept(root.resolve("passwords"));
    return DriverManager.getConnection(
        address("PostgreSQL"), DatabaseLogins.READER, logins.readerPassword());
  }

  private static long count(String query) throws SQLException, IOException {
    try (Connection connection = reader();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  @Order(1)
  void theDemoFillsTheTables() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> count("SELECT count(*) FROM closed_sentiment") >= AUDIENCES_IN_PERIODS);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count("SELECT count(*) FROM model_score") > 0);
  }

  @Test
  @Order(2)
  void theDashboardShowsTheAudiences() {
    assumeTrue(Files.exists(CHROMIUM), "no browser at " + CHROMIUM);
    try (Playwright playwright =
            Playwright.create(
                new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
      Page page = browser.newPage();
      page.navigate(address("dashboard"));
      page.waitForSelector(
          "main canvas", new Page.WaitForSelectorOptions().setTimeout(PAGE_MILLIS));
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/local-stack-dashboard.png")));
      assertThat(page.textContent("body")).contains("huawei").doesNotContain("Connecting");
    }
  }

  @Test
  @Order(3)
  void everyQueryOfGrafanaRunsOnTheRealSchemaAndFindsWhatADemoBrings() throws Exception {
    List<String> empty = new ArrayList<>();
    try (Connection connection = reader();
        Statement statement = connection.createStatement()) {
      for (GrafanaQuery query : GrafanaQuery.all()) {
        try (ResultSet rows = statement.executeQuery(query.sent("huawei"))) {
          if (!rows.next()) {
            empty.add(query.title());
          }
        }
      }
    }
    assertThat(GrafanaQuery.all()).hasSizeGreaterThan(RARE.size() + 5);
    assertThat(empty).isSubsetOf(RARE);
  }

  @Test
  @Order(4)
  void everyMetricOfTheRulesAndDashboardsIsReported() throws Exception {
    StringBuilder reported = new StringBuilder(text(address("dashboard") + "/metrics"));
    Matcher urls = URL.matcher(line("metrics"));
    while (urls.find()) {
      reported.append(text(urls.group()));
    }
    assertThat(DeploymentFiles.metrics())
        .hasSizeGreaterThan(30)
        .filteredOn(metric -> !metric.isIn(reported.toString()))
        .isEmpty();
  }

  @Test
  @Order(5)
  void statusSaysWhatRunsAndWhere() throws Exception {
    List<String> told = new ArrayList<>();

    assertThat(new StackStatus(directory(), told::add).tell()).isTrue();

    assertThat(told.get(0)).startsWith("running: kafka postgres jobmanager taskmanager-1");
    assertThat(told).contains("job: RUNNING", line("dashboard"), line("PostgreSQL"));
  }

  private static String text(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(6)
  void aSecondStackInTheSamePlaceIsRefused() {
    assertThatThrownBy(() -> new StackStart(HOME, directory(), new StackOptions(), SAID::add).run())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("already running: ")
        .hasMessageEndingWith("; docker/local/down stops it.");
  }

  @Test
  @Order(7)
  void downLeavesNothingRunning() throws Exception {
    directory().stopAll();

    assertThat(directory().running()).isEmpty();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      assertThat(
              all.filter(process -> process.pid() != ProcessHandle.current().pid())
                  .map(
                      process -> String.join(" ", process.info().arguments().orElse(new String[0])))
                  .filter(arguments -> arguments.contains(root.toString()))
                  .filter(arguments -> !arguments.contains(Leash.class.getName())))
          .isEmpty();
    }
  }
}
