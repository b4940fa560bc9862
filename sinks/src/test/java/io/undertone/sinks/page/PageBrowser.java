// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real headless Chromium that keeps what went wrong on a page. */
public final class PageBrowser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  private PageBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts Chromium; a test without it is skipped and says so. */
  public static PageBrowser start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "No " + CHROMIUM + ": install Debian's chromium package to run the browser tests.");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new PageBrowser(playwright, browser);
  }

  /** Opens an empty page of this size. */
  public Page page(int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-GB"));
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            problems.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> problems.add("exception: " + error));
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /** Opens a view and waits until it is drawn. */
  public static void open(Page page, String url, String view) {
    page.navigate(url);
    page.waitForSelector("body[data-view='" + view + "']");
    await(page, "!document.querySelector('.chart') || !!document.querySelector('.chart canvas')");
  }

  /** Waits until an expression holds; the page's policy forbids the browser to poll it itself. */
  public static void await(Page page, String expression) {
    for (int i = 0; i < 200; i++) {
      if (Boolean.TRUE.equals(page.evaluate(expression))) {
        return;
      }
      page.waitForTimeout(100);
    }
    throw new AssertionError("After 20 s this still does not hold: " + expression);
  }

  /** Keeps a picture of the whole page under target/screenshots. */
  public static void keep(Page page, String name) {
    page.waitForTimeout(150);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** Console errors, warnings and exceptions so far. */
  public List<String> problems() {
    return problems;
  }

  /** Addresses that pages asked for. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
