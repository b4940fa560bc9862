// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Chromium in front of a dashboard whose results are being written. */
final class Browsers {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private Browsers() {}

  /** Skips a test, and says so, where there is no browser. */
  static void require() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "No " + CHROMIUM + ": install Debian's chromium package to run the browser tests.");
  }

  static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** Waits until the replay has made its database. */
  static DashboardServer serve(Path database, CompletableFuture<Integer> replay) throws Exception {
    for (int i = 0; i < 300 && !replay.isDone(); i++) {
      try {
        return DashboardServer.start(DashboardOptions.of(database.toString()));
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return DashboardServer.start(DashboardOptions.of(database.toString()));
  }

  /** A page that notes its errors and what it asks for. */
  static Page page(Browser browser, List<String> problems, List<String> requests) {
    Page page =
        browser
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB"))
            .newPage();
    page.setDefaultTimeout(120_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            problems.add(message.text());
          }
        });
    page.onPageError(problems::add);
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /**
   * Waits until an expression is true; the page's security policy forbids the browser to poll it.
   */
  static void await(Page page, String expression) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Boolean.TRUE.equals(page.evaluate(expression))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("It never came true: " + expression);
      }
      page.waitForTimeout(50);
    }
  }

  /** Opens a view and keeps a picture of it. */
  static void show(Page page, String view, URI url, String picture) {
    page.navigate(url + "#/" + view);
    page.locator("body[data-view=" + view + "]").waitFor();
    page.waitForTimeout(300);
    screenshot(page, picture);
  }

  /** What fits on a screen, for the README: copy target/screenshots/readme-*.png to docs/images. */
  static void forReadme(Page page, String view) {
    page.setViewportSize(1280, 860);
    page.waitForTimeout(500);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("readme-" + view + ".png")));
  }

  static void screenshot(Page page, String picture) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(picture)).setFullPage(true));
  }

  static BrowserType.LaunchOptions flags() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(CHROMIUM)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }
}
