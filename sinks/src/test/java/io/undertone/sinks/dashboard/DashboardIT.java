// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardIT {
  static final List<String> VIEWS =
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
  private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";

  @TempDir Path directory;
  private PageBrowser browser;
  private ServedSample served;
  private Page page;

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    served = new ServedSample(directory, SampleResults.huawei(17), 16, options -> options);
    served
        .database()
        .writeMeta(
            Map.of(
                "blogger_name.1595443924", "科技小辛",
                "blogger_name.7239083016", HOSTILE,
                "build", "test",
                "scorer", "given"));
    served
        .database()
        .write(List.of(new DeadLetter("", HOSTILE, "a.csv", 7, HOSTILE, Instant.EPOCH, "")));
    page = browser.page(1280, 900);
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
  void everyViewShowsItsNumbersAndNothingGoesWrong() throws Exception {
    AudienceSentiment last = served.findings().get(15).audienceSentiments().get(0);
    double sentiment = Objects.requireNonNull(last.sentiment());

    open("mood");
    Locator first = page.locator(".card[data-blogger='1595443924']");
    assertThat(first.locator("h2").textContent()).isEqualTo("科技小辛");
    assertThat(first.locator(".now b").textContent()).isEqualTo(two(sentiment));
    assertThat(drawn(first, "Sentiment").path(15).asDouble()).isEqualTo(sentiment);
    assertThat(page.locator("#forecaster").textContent()).contains("Undertone engine");
    assertThat(page.locator("#verdict").textContent())
        .contains("1 confirmed dependency", "1783497251 → 2022252207 ●")
        .doesNotContain("7109370363")
        .doesNotContain("undetermined");
    first.locator("summary").click();
    first.locator("details td").first().waitFor();
    assertThat(first.locator("details td").allTextContents())
        .as("the last closed period and the forecasts after it are among the numbers")
        .contains("2023-12-16", String.format(Locale.ROOT, "%.3f", sentiment), "2024-01-01");
    assertThat(page.locator("#mood-legend").textContent()).contains("95 % sampling error");

    open("influence");
    assertThat(page.locator("#matrix td[data-status=confirmed]").textContent())
        .startsWith("0.25 ●");
    assertThat(page.locator("#matrix td.own").count()).isEqualTo(7);
    assertThat(page.locator("#claims li").allTextContents())
        .as("only what is confirmed is a headline")
        .containsExactly(
            "● confirmed 1783497251 → 2022252207 · weight 0.25 (0.16–0.34) · evidence 900, p 0.001,"
                + " adjusted 0.020 · lag 0: follows in the next period · predicts the other beyond"
                + " its own past and the crowd, however often one looks");
    assertThat(page.locator("#likely").isVisible()).isFalse();
    assertThat(page.locator("#likely li").allTextContents())
        .containsExactly(
            "◐ likely 5821279480 → 7109370363 · weight 0.25 (0.16–0.34) · evidence 900, p 0.001,"
                + " adjusted 0.020 · lag 1: follows 2 periods later · stands out at this date"
                + " alone; no finding yet");

    open("private");
    assertThat(page.locator("main .card h2").first().textContent()).isEqualTo("2561744167");
    assertThat(page.locator("main").textContent())
        .contains("Enough periods, but a private opinion explains nothing more.");

    open("models");
    assertThat(page.locator("tr[data-model]").first().getAttribute("data-model")).isEqualTo("mean");
    assertThat(page.locator("tr.best").getAttribute("data-model")).isEqualTo("undertone");

    open("whatif?blogger=1783497251");
    assertThat(page.locator("main table tbody tr").nth(1).textContent())
        .startsWith("2022252207+0.025");
    page.locator("#push").fill("-0.2");
    assertThat(page.locator("main table tbody tr").nth(1).textContent())
        .startsWith("2022252207−0.050");

    open("evidence?blogger=1595443924&period=2023-12-16");
    assertThat(page.locator("#evidence-sentiment .value").textContent())
        .isEqualTo(String.format(Locale.ROOT, "%.3f", sentiment));
    assertThat(page.locator("#posts tbody tr").count()).isEqualTo(4);
    assertThat(page.locator("main").textContent())
        .contains(
            String.format(Locale.ROOT, "Like weight times sentiment, summed: %.3f", sentiment));

    open("planner");
    assertThat(page.locator("#plan tbody tr").count()).isEqualTo(4);

    open("health");
    assertThat(page.locator("#dead-letters .value").textContent()).isEqualTo("1");
    assertThat(page.locator("main").textContent()).contains(HOSTILE, "0.0725");

    assertThat(page.title()).doesNotContain("taken");
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.startsWith(served.url("")) || url.startsWith("data:"));
  }

  @Test
  void aNewPeriodArrivesByItself() throws Exception {
    open("mood");
    assertThat(page.locator(".card[data-blogger='1595443924'] canvas").count()).isEqualTo(1);
    page.waitForSelector("#live.live:not(.off)");

    served.write(1);

    PageBrowser.await(
        page,
        "document.querySelector(\".card[data-blogger='1595443924']"
            + " .chart\").option.xAxis[0].data.length === 19");
    PageBrowser.await(page, "document.querySelector('#period-until').options.length === 18");
    AudienceSentiment open = served.findings().get(16).audienceSentiments().get(0);
    assertThat(
            drawn(page.locator(".card[data-blogger='1595443924']"), "Nowcast").path(16).asDouble())
        .isEqualTo(open.nowcast());
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void theTimeSliderShowsAnEarlierMatrixAndItsStateIsInTheAddress() {
    open("influence");
    page.locator("#asof").focus();
    page.keyboard().press("Home");

    PageBrowser.await(page, "location.hash.includes('asof=2023-05-16')");
    PageBrowser.await(
        page, "document.querySelectorAll('#matrix td[data-status=undetermined]').length === 49");
    page.reload();
    PageBrowser.await(
        page, "document.querySelectorAll('#matrix td[data-status=undetermined]').length === 49");
    assertThat(page.locator("#asof-text").textContent()).isEqualTo("As of 2023-05-16");
    assertThat(page.locator("main .note").textContent())
        .as("an earlier time is judged by what was known then")
        .isEqualTo(
            "No measurable cross-influence: none of 42 tested edges stands out from chance.");
  }

  @Test
  void theMatrixIsReadWithTheKeyboard() {
    open("influence");
    page.locator("#matrix tbody td").first().focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowRight");

    assertThat(page.locator("#edge").textContent())
        .startsWith("1783497251 → 2022252207 · weight 0.25 (0.16–0.34)")
        .contains("confirmed: predicts");
  }

  @Test
  void anUpdateKeepsEveryElementOfAnUnchangedView() {
    for (String view : VIEWS) {
      open(view);
      page.evaluate("window.before = [...document.querySelectorAll('body *:not(canvas)')]");
      update();
      assertThat(
              page.evaluate("before.filter((node) => !node.isConnected).map((n) => n.outerHTML)"))
          .as(view)
          .isEqualTo(List.of());
    }
  }

  @Test
  void anUpdateWithNewNumbersKeepsWhatAReaderHolds() throws Exception {
    open("influence");
    page.waitForSelector("#live.live:not(.off)");
    page.locator("#pickers .menu summary").click();
    page.locator("button[title='Zoom in']").click();
    page.locator("#graph-search").fill("2022252207");
    page.locator(".all-numbers summary").first().click();
    page.locator(".scroll.numbers td").first().waitFor();
    page.locator("#matrix tbody td").nth(2).focus();
    page.evaluate(
        """
        () => {
          document.querySelector('#pickers .menu').open = true;
          document.querySelector('.scroll.numbers').scrollTop = 40;
          scrollTo(0, 200);
          const all = (selector) => [...document.querySelectorAll(selector)];
          window.before = { nodes: all('main .card, #graph, #matrix td, main details, input, select, button'),
            chart: document.getElementById('graph').chart, focus: document.activeElement, scroll: scrollY, edges: all('#edge')[0].textContent };
        }
        """);
    served.write(1);
    update();

    assertThat(page.evaluate("before.nodes.every((node) => node.isConnected)")).isEqualTo(true);
    assertThat(page.evaluate("document.activeElement === before.focus")).isEqualTo(true);
    assertThat(page.evaluate("scrollY === before.scroll && scrollY > 0")).isEqualTo(true);
    assertThat(page.evaluate("document.querySelector('.scroll.numbers').scrollTop")).isEqualTo(40);
    assertThat(page.evaluate("document.querySelector('.all-numbers').open")).isEqualTo(true);
    assertThat(page.evaluate("document.querySelector('#pickers .menu').open")).isEqualTo(true);
    assertThat(page.locator("#graph-search").inputValue()).isEqualTo("2022252207");
    assertThat(page.locator("#graph-found p").count()).isPositive();
    assertThat(page.evaluate("document.getElementById('graph').chart === before.chart"))
        .isEqualTo(true);
    assertThat(page.evaluate("before.chart.getOption().series[0].zoom")).isEqualTo(1.5);
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void anUpdateKeepsTheLegendsChoiceAndWhatIsTyped() throws Exception {
    open("mood?layout=together");
    page.waitForSelector("#live.live:not(.off)");
    page.locator("#period-until").focus();
    page.evaluate(
        "window.chart = document.querySelector('.chart').chart;"
            + " chart.dispatchAction({ type: 'legendUnSelect', name: '科技小辛' })");
    page.locator("summary:has-text('Mark')").click();
    page.locator("#pin-text").fill("half a word");
    served.write(1);
    PageBrowser.await(page, "chart.getOption().xAxis[0].data.length === 19");

    assertThat(page.evaluate("chart.getOption().legend[0].selected['科技小辛']")).isEqualTo(false);
    assertThat(page.locator("#pin-text").inputValue()).isEqualTo("half a word");
    assertThat(page.locator("#pin-text").isVisible()).isTrue();
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void anUpdateLeavesASliderInTheHand() throws Exception {
    open("whatif");
    page.waitForSelector("#live.live:not(.off)");
    page.evaluate("scrollTo(0, 300)");
    page.locator("#push").hover();
    page.mouse().down();
    page.evaluate("window.before = { push: document.getElementById('push'), scroll: scrollY }");
    String value = page.locator("#push").inputValue();
    served.write(1);
    PageBrowser.await(page, "Number(document.body.dataset.turn) > 1");
    assertThat(page.evaluate("before.push.isConnected && scrollY === before.scroll"))
        .isEqualTo(true);
    assertThat(page.locator("#push").inputValue()).isEqualTo(value);
    assertThat(page.locator("output[for=push]").textContent())
        .isEqualTo(signed(Double.parseDouble(value)));

    page.mouse().move(900, 500);
    page.mouse().up();
    assertThat(page.locator("#push").inputValue()).isNotEqualTo(value);
    assertThat(page.url()).contains("push=" + page.locator("#push").inputValue());
  }

  @Test
  void anUpdateThatFailsKeepsWhatIsReadSaysSoAndIsTriedAgain() {
    open("mood");
    page.evaluate("window.before = [...document.querySelectorAll('main *:not(canvas)')]");
    page.route("**/api/v1/summary*", route -> route.abort());
    update();
    update();
    assertThat(page.evaluate("before.every((node) => node.isConnected)")).isEqualTo(true);
    assertThat(page.locator("#not-updated").count()).isEqualTo(1);
    assertThat(page.locator("#not-updated").textContent()).contains("what is shown is older");

    page.unroute("**/api/v1/summary*");
    PageBrowser.await(page, "document.getElementById('not-updated') === null");
    assertThat(page.evaluate("before.every((node) => node.isConnected)")).isEqualTo(true);
  }

  /** Asks everything anew, as after a broken connection. */
  private void update() {
    Object turn = page.evaluate("document.body.dataset.turn");
    page.evaluate("dispatchEvent(new Event('online'))");
    PageBrowser.await(page, "Number(document.body.dataset.turn) > " + turn);
  }

  private static String signed(double value) {
    String text = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return text.equals("0.00") ? text : (value < 0 ? "−" : "+") + text;
  }

  @Test
  void ownMindCountsTheAudiencesThatAreNotShown() {
    open("influence?bloggers=2022252207");
    assertThat(page.locator("#matrix td").count()).isEqualTo(2);
    assertThat(page.locator("main table").last().locator("tbody td").nth(2).textContent())
        .as("0.25 of one neighbour and 0.01 of five others")
        .startsWith("0.30");
  }

  @Test
  void anAlertIsAcknowledged() {
    open("mood");
    page.locator(".alerts button").first().click();

    page.waitForSelector(".alerts li.done");
    assertThat(page.locator(".alerts li.done").textContent()).contains("acknowledged");
  }

  @Test
  void theInterfaceSpeaksChineseInTheDark() {
    open("mood?lang=zh&theme=dark&layout=together");

    assertThat(page.locator("h1").textContent()).isEqualTo("各受众的情绪");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(16, 21, 27)");
    PageBrowser.keep(page, "mood-zh-dark");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void aPhoneNeedsNoSidewaysScrolling() {
    page = browser.page(390, 844);
    for (String view : VIEWS) {
      open(view);
      PageBrowser.keep(page, "phone-" + view);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(view).isEqualTo(390);
    }
  }

  @Test
  void axeFindsNothingSerious() throws Exception {
    String axe = resource("/axe.min.js");
    for (String theme : List.of("light", "dark")) {
      for (String view : VIEWS) {
        open(view + "?theme=" + theme);
        page.evaluate(axe);
        Object found =
            page.evaluate(
                """
                async () => (await axe.run()).violations
                  .filter((v) => ['serious', 'critical'].includes(v.impact))
                  .map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html).join(' | '))
                """);
        assertThat((List<?>) found).as(view + " " + theme).isEmpty();
      }
    }
  }

  @Test
  void firstContentComesWithinASecond() {
    open("mood");
    page.reload();
    page.waitForSelector("main .card canvas");
    Object paint =
        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");

    System.out.println("first contentful paint: " + paint + " ms");
    assertThat(((Number) paint).doubleValue()).isPositive();
  }

  private void open(String view) {
    PageBrowser.open(page, served.url("#/" + view), view.split("\\?", 2)[0]);
    if (page.viewportSize().width > 1000) {
      PageBrowser.keep(page, view.split("\\?", 2)[0]);
    }
  }

  /** Values of a named series of the first chart within an element. */
  private static JsonNode drawn(Locator card, String series) throws IOException {
    Object values =
        card.locator(".chart")
            .first()
            .evaluate(
                "(box, name) => JSON.stringify(box.option.series.find((s) => s.name ==="
                    + " name).data)",
                series);
    return new ObjectMapper().readTree(values.toString());
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(DashboardIT.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
