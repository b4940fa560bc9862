// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.findings.AlertWords;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.SampleAlerts;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import io.undertone.sinks.page.PageFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alerts of the page: in words, ranked and grouped, of the audiences and dates chosen. */
class AlertsIT {
  private static final String FIRST = "1595443924";
  private static final String SECOND = "1783497251";

  @TempDir Path directory;
  private PageBrowser browser;
  private ServedSample served;
  private Page page;
  private final List<Alert> alerts = new ArrayList<>();

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    served = new ServedSample(directory, SampleResults.huawei(17), 17, options -> options);
    Findings late = served.findings().get(12);
    Findings rich = SampleAlerts.withEveryKind(late, FIRST, SECOND);
    alerts.addAll(rich.alerts());
    served.database().write(rich);
    Findings early = served.findings().get(6);
    List<Alert> surprises = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String blogger = early.audienceSentiments().get(i).blogger();
      Alert.Subject about =
          new Alert.Subject("huawei", blogger, early.periodStart(), early.periodEnd());
      surprises.add(
          Alert.of(about, AlertKind.SURPRISE, 3 + i, AlertNumbers.surprise(.9, .5, .4, .6), 0));
    }
    served.database().write(SampleAlerts.with(early, surprises));
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

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void thePageSaysWhatTheFindingsSay(ReportLanguage language) throws Exception {
    open("lang=" + language.name().toLowerCase(Locale.ROOT));
    String text = page.locator(".card.last").textContent();
    assertThat(text).doesNotContain("{lower", "{evidence", "null", "undefined");
    for (Alert alert : alerts) {
      assertThat(text)
          .contains(AlertWords.sentence(alert, name -> name, language))
          .contains(AlertWords.phrase(alert.kind(), AlertWords.What.TODO, language));
    }
    page.locator(".card.last .all-numbers summary").click();
    assertThat(page.locator(".card.last").textContent()).doesNotContain("scorers_before");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void theMostSeriousKindComesFirstAndThenTheLatestAndLargest() {
    open("lang=en");
    assertThat(kinds())
        .containsExactly("scorer_change", "influence_change", "surprise", "data_gap", "consensus");
    Locator surprises = page.locator("[data-kind=surprise]");
    assertThat(surprises.locator("> ul li").count()).isEqualTo(3);
    assertThat(surprises.locator("> ul li .who").allTextContents())
        .as("the latest, then the largest; one line for an audience")
        .containsExactly(FIRST, "5821279480", "2561744167");
    assertThat(surprises.locator("summary").textContent()).isEqualTo("4 more");

    page.locator("[data-kind=scorer_change] button").click();
    page.waitForSelector("[data-kind=scorer_change] li.done");
    assertThat(kinds()).as("what is acknowledged comes last").last().isEqualTo("scorer_change");
  }

  @Test
  void onlyTheChosenAudiencesAndDatesAreListed() {
    open("lang=en&bloggers=" + SECOND);
    assertThat(kinds())
        .as("what concerns all is of everyone")
        .containsExactly("influence_change", "surprise", "data_gap", "consensus");
    assertThat(page.locator(".card.last .who").allTextContents())
        .containsOnly(SECOND, "all audiences");
    open("lang=en&until=2023-09-16");
    assertThat(kinds()).containsExactly("surprise", "data_gap");
    open("lang=en&from=2023-12-01");
    assertThat(page.locator(".card.last").textContent()).contains("Nothing out of the ordinary.");
  }

  @Test
  void theCardFitsAndIsReadableAtEveryWidthInBothLanguagesAndThemes() {
    for (int width : PageFit.WIDTHS) {
      page = browser.page(width, 900);
      for (String how : List.of("lang=en&theme=light", "lang=zh&theme=dark")) {
        open(how);
        page.evaluate(
            "document.querySelectorAll('.card.last details').forEach((one) => { one.open = true;"
                + " })");
        assertThat(PageFit.tooWide(page)).as(how + " " + width).isEmpty();
        List<?> crowded =
            (List<?>)
                page.evaluate(
                    """
                    () => [...document.querySelectorAll('.card.last li')].filter((line) => {
                      const [words, button] = line.children;
                      return words.getBoundingClientRect().width < 240 || (button && button.getBoundingClientRect().height < 24);
                    }).map((line) => line.textContent)
                    """);
        assertThat(crowded).as(how + " " + width).isEmpty();
        PageBrowser.keep(page, "alerts-" + how.substring(5, 7) + "-" + width);
      }
    }
    assertThat(browser.problems()).isEmpty();
  }

  private List<String> kinds() {
    return page.locator("[data-kind]").all().stream()
        .map(kind -> kind.getAttribute("data-kind"))
        .toList();
  }

  private void open(String how) {
    page.navigate("about:blank");
    PageBrowser.open(page, served.url("#/mood?" + how), "mood");
  }
}
