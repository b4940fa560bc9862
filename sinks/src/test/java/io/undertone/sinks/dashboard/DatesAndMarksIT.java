// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import io.undertone.sinks.page.PageFit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zooming by mouse, thumb and key, and a reader's own marks; the link keeps both. */
class DatesAndMarksIT {
  private static final String FIRST = "1595443924";
  private static final String SECOND = "1783497251";
  private static final String HOSTILE = "<img src=x onerror=alert(1)>;,~&?#%";

  @TempDir Path directory;
  private PageBrowser browser;
  private ServedSample served;
  private Page page;

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    served = new ServedSample(directory, SampleResults.huawei(17), 17, options -> options);
    page = browser.page(1366, 900);
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
  void draggingOverOneChartZoomsAllOfThemAndTheLinkKeepsIt() {
    open("mood");
    int all = periods().size();
    drag(page.locator(".card[data-blogger='" + FIRST + "'] .chart"), .3, .6);
    PageBrowser.await(page, "location.hash.includes('until=')");
    drawn();
    List<String> zoomed = periods();
    assertThat(zoomed.size()).isBetween(3, all - 6);
    assertThat(periodsOf(SECOND)).isEqualTo(zoomed);
    assertThat(page.locator("#period-from").inputValue()).isEqualTo(zoomed.get(0));
    assertThat(page.locator("#dates-shown").textContent())
        .isEqualTo(zoomed.get(0) + " – " + zoomed.get(zoomed.size() - 1));
    PageBrowser.keep(page, "mood-zoomed");

    Page other = browser.page(1366, 900);
    PageBrowser.open(other, page.url(), "mood");
    assertThat(other.evaluate(categories(FIRST))).isEqualTo(zoomed);

    page.locator("#dates-all").click();
    PageBrowser.await(page, "!location.hash.includes('until=')");
    drawn();
    assertThat(periods()).hasSize(all);
    assertThat(page.locator("#dates-all").isDisabled()).isTrue();

    drag(page.locator(".card[data-blogger='" + SECOND + "'] .chart"), .7, .2);
    PageBrowser.await(page, "location.hash.includes('until=')");
    drawn();
    page.locator(".card[data-blogger='" + SECOND + "'] .chart").dblclick();
    PageBrowser.await(page, "location.hash.includes('from=start')");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void aClickThatDoesNotDragStillLeadsToThePosts() {
    open("mood");
    Locator chart = page.locator(".card[data-blogger='" + FIRST + "'] .chart");
    Object at =
        chart.evaluate(
            "(box) => box.chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [4,"
                + " box.option.series.find((one) => one.name === 'Sentiment').data[4]])");
    List<?> point = (List<?>) at;
    BoundingBox box = chart.boundingBox();
    page.mouse()
        .click(
            box.x + ((Number) point.get(0)).doubleValue(),
            box.y + ((Number) point.get(1)).doubleValue());
    PageBrowser.await(page, "document.body.dataset.view === 'evidence'");
  }

  @Test
  void theSliderIsMovedWithKeysAndKeepsTheFocus() {
    open("private");
    page.locator("#dates-from").focus();
    page.keyboard().press("ArrowRight");
    PageBrowser.await(page, "location.hash.includes('from=2023-05-16')");
    PageBrowser.await(page, "document.activeElement?.id === 'dates-from'");
    page.keyboard().press("ArrowRight");
    PageBrowser.await(page, "location.hash.includes('from=2023-06-01')");
    assertThat(page.locator("#dates-from").getAttribute("aria-valuetext")).isEqualTo("2023-06-01");
    page.locator("#dates-until").focus();
    page.keyboard().press("Home");
    PageBrowser.await(page, "location.hash.includes('until=2023-06-16')");
    // the last period stays after the first
    PageBrowser.await(page, "document.getElementById('dates-until')?.value === '3'");
  }

  @Test
  void anEventIsMarkedInEveryChartAndThePostOnlyInItsOwn() {
    open("mood");
    page.locator(".dates summary").click();
    page.locator("#pin-date").fill("2023-08-05");
    page.locator("#pin-text").fill(HOSTILE);
    page.locator("#pin-form button").click();
    page.waitForSelector("#pins li");
    drawn();
    assertThat(page.locator("#pins li").textContent()).startsWith("2023-08-05 · " + HOSTILE);
    assertThat(marks(FIRST)).isEqualTo(List.of("1@2023-08-01"));
    assertThat(marks(SECOND)).isEqualTo(List.of("1@2023-08-01"));

    page.navigate(page.url().replace("#/mood", "#/evidence") + "&blogger=" + SECOND);
    page.waitForSelector("body[data-view=evidence] #posts");
    Locator pin = page.locator("#posts button").first();
    assertThat(pin.textContent()).isEqualTo("Mark");
    pin.click();
    page.waitForSelector("#posts button[aria-pressed=true]");
    page.navigate(page.url().replace("#/evidence", "#/mood"));
    page.waitForSelector("body[data-view=mood] #pins li:nth-child(2)");
    drawn();
    assertThat(marks(FIRST)).hasSize(1);
    assertThat(marks(SECOND)).hasSize(2).startsWith("1@2023-08-01");
    PageBrowser.keep(page, "mood-marks");

    Page other = browser.page(390, 844);
    PageBrowser.open(other, page.url(), "mood");
    assertThat(other.locator("#pins li").allTextContents())
        .isEqualTo(page.locator("#pins li").allTextContents());
    assertThat(other.locator("main img").count()).isZero();
    assertThat(PageFit.tooWide(other)).isEmpty();
    PageBrowser.keep(other, "phone-mood-marks");

    page.locator("#pins button").first().click();
    PageBrowser.await(page, "document.querySelectorAll('#pins li').length === 1");
    drawn();
    assertThat(marks(FIRST)).isEmpty();
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void allAudiencesInOneChartShowTheMarksAndZoomAsWell() {
    open("mood?layout=together&pins=2023-08-05%3Blaunch%3B");
    assertThat(page.evaluate(marksOf("main .chart"))).isEqualTo(List.of("1@2023-08-01"));
    drag(page.locator("main .chart"), .4, .7);
    PageBrowser.await(page, "location.hash.includes('until=')");
    assertThat(page.url()).contains("pins=");
  }

  private void open(String view) {
    PageBrowser.open(page, served.url("#/" + view), view.split("\\?", 2)[0]);
  }

  private void drawn() {
    page.waitForTimeout(200);
    PageBrowser.await(
        page, "[...document.querySelectorAll('main .chart')].every((one) => one.chart)");
  }

  private void drag(Locator chart, double from, double to) {
    chart.scrollIntoViewIfNeeded();
    BoundingBox box = chart.boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + from * box.width, y);
    page.mouse().down();
    page.mouse().move(box.x + (from + to) / 2 * box.width, y);
    page.mouse().move(box.x + to * box.width, y);
    assertThat(page.locator(".zooming").isVisible()).isTrue();
    page.mouse().up();
  }

  private List<String> periods() {
    return periodsOf(FIRST);
  }

  @SuppressWarnings("unchecked")
  private List<String> periodsOf(String blogger) {
    return (List<String>) page.evaluate(categories(blogger));
  }

  private static String categories(String blogger) {
    return "document.querySelector(\".card[data-blogger='"
        + blogger
        + "'] .chart\").option.xAxis[0].data";
  }

  @SuppressWarnings("unchecked")
  private List<String> marks(String blogger) {
    return (List<String>) page.evaluate(marksOf(".card[data-blogger='" + blogger + "'] .chart"));
  }

  /** Numbers and periods of the upright lines that a chart has drawn. */
  private static String marksOf(String chart) {
    return "(() => { const { chart } = document.querySelector(\""
        + chart
        + "\"); const { series, xAxis } = chart.getOption(); return series.flatMap((one) =>"
        + " (one.markLine || { data: [] }).data).filter((line) => line.xAxis !== undefined)"
        + ".map((line) => line.label.formatter + '@' + xAxis[0].data[line.xAxis]); })()";
  }
}
