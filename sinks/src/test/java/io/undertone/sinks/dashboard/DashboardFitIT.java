// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import io.undertone.sinks.page.PageFit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing on the page is wider than its card, on a phone, a tablet and a laptop. */
class DashboardFitIT {
  private static final String LONG = "A blogger whose name takes more room than there is anywhere";

  @TempDir Path directory;
  private PageBrowser browser;
  private ServedSample served;

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    served = new ServedSample(directory, SampleResults.huawei(17), 17, options -> options);
    served
        .database()
        .writeMeta(Map.of("blogger_name.1595443924", "科技小辛", "blogger_name.7239083016", LONG));
  }

  @AfterEach
  void stop() throws Exception {
    if (served != null) {
      served.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void noElementIsWiderThanItsCardInAnyViewWidthOrLanguage() {
    for (int width : PageFit.WIDTHS) {
      Page page = browser.page(width, 900);
      for (String language : List.of("en", "zh")) {
        for (String view : DashboardIT.VIEWS) {
          PageBrowser.open(page, served.url("#/" + view + "?lang=" + language), view);
          PageFit.unfold(page);
          String where = view + " " + language + " " + width;
          assertThat(PageFit.tooWide(page)).as(where).isEmpty();
          assertThat(PageFit.rawNames(page)).as(where).isEmpty();
          assertThat(PageFit.longNumbers(page)).as(where).isEmpty();
          if (language.equals("zh")) {
            PageBrowser.keep(page, "fit-" + view + "-" + width);
          }
        }
      }
    }
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void theFirstChartIsOnTheFirstScreenOfAPhone() {
    Page page = browser.page(390, 844);
    for (String language : List.of("en", "zh")) {
      PageBrowser.open(page, served.url("#/mood?lang=" + language), "mood");
      assertThat(
              ((Number)
                      page.evaluate(
                          "document.querySelector('main .chart').getBoundingClientRect().bottom"))
                  .doubleValue())
          .as(language)
          .isLessThanOrEqualTo(844);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "phone-first-" + language + ".png")));
    }
  }

  @Test
  void aMoodChartSaysItsScaleItsYearAndItsVolume() {
    Page page = browser.page(1366, 900);
    PageBrowser.open(page, served.url("#/mood"), "mood");
    Object said =
        page.evaluate(
            """
            () => {
              const { xAxis, yAxis, series } = document.querySelector('main .chart').option;
              const words = series.flatMap((one) => one.markLine ? one.markLine.data : [])
                .filter((one) => one.label);
              return [yAxis[0].name, ...words.map((one) => one.yAxis + ' ' + one.label.formatter),
                xAxis[1].axisLabel.formatter(xAxis[1].data[0], 0), series.at(-1).type, series.at(-1).name,
                document.querySelector('.now').textContent.includes('(95 %)')].join('|');
            }
            """);
    assertThat(said)
        .isEqualTo("Sentiment|0.5 ↑ positive\n↓ negative|1 May\n2023|bar|Comments|true");
  }

  @Test
  void theWordsOfTheScaleLieOverNoData() {
    for (int width : List.of(390, 1366)) {
      Page page = browser.page(width, 900);
      for (String language : List.of("en", "zh")) {
        for (String view : List.of("mood", "mood?layout=together", "private")) {
          String[] parts = view.split("\\?");
          String state = (parts.length > 1 ? parts[1] + "&" : "") + "lang=" + language;
          PageBrowser.open(page, served.url("#/" + parts[0] + "?" + state), parts[0]);
          PageBrowser.await(page, "document.documentElement.lang.startsWith('" + language + "')");
          Object found =
              page.evaluate(
                  """
                  () => {
                    const { chart } = document.querySelector('main .chart');
                    const grid = chart.getModel().getComponent('grid').coordinateSystem.getRect();
                    return chart.getZr().storage.getDisplayList(true)
                      .filter((one) => one.type === 'tspan' && /^[↑↓]/.test(one.style.text)).map((one) => {
                        const box = one.getBoundingRect().clone();
                        if (one.transform) box.applyTransform(one.transform);
                        return box.x >= grid.x + grid.width && box.x + box.width <= chart.getWidth() ? 'outside' : one.style.text + ' at ' + box.x + ' to ' + (box.x + box.width) + ' beside ' + (grid.x + grid.width);
                      });
                  }
                  """);
          assertThat(found)
              .as(view + " " + state + " " + width)
              .isEqualTo(List.of("outside", "outside"));
        }
      }
    }
  }

  @Test
  void theFirstViewIsLightAndItsFilesAreKeptForEver() throws Exception {
    Page page = browser.page(1366, 900);
    PageBrowser.open(page, served.url("#/mood"), "mood");
    double bytes =
        ((Number)
                page.evaluate(
                    // once each: rows that were just written are asked for again
                    """
                    Object.values(Object.fromEntries(['navigation', 'resource']
                      .flatMap((kind) => performance.getEntriesByType(kind))
                      .map((one) => [one.name, one.transferSize])))
                      .reduce((sum, one) => sum + one, 0)
                    """))
            .doubleValue();
    System.out.println("first view: " + Math.round(bytes) + " bytes");
    assertThat(bytes).isBetween(100_000.0, 300_000.0);

    PageBrowser.open(page, served.url("#/influence"), "influence");
    PageBrowser.open(page, served.url("#/mood"), "mood");
    for (String file : List.of("page.css", "echarts.common.min.js", "page.js")) {
      String address = io.undertone.sinks.page.PageAssets.address(file);
      Client client = new Client();
      assertThat(client.get(served.url(address)).headers().firstValue("Cache-Control"))
          .as(address)
          .contains("public, max-age=31536000, immutable");
    }
    assertThat(browser.problems()).isEmpty();
  }
}
