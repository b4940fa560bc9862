// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.Words;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterIT {
  private static final String HOSTILE = "</script><script>document.title='taken'</script><b>x";
  @TempDir Path directory;

  @Test
  void theReportStandsAloneAndShowsItsNumbers() throws Exception {
    SampleResults sample = SampleResults.huawei(17);
    Path report = write(sample, Map.of("build", "test"));
    try (PageBrowser browser = PageBrowser.start();
        ResultReader results = ResultReader.open(directory.resolve("undertone.db").toString())) {
      TopicSummary summary = TopicSummary.of(results, "huawei");
      Page page = browser.page(1280, 900);
      PageBrowser.open(page, report.toUri().toString(), "brief");
      assertThat(page.locator("#brief section").count()).isPositive();
      PageBrowser.open(page, report.toUri() + "#/mood", "mood");
      PageBrowser.keep(page, "report-mood");
      assertThat(page.locator(".panels .card canvas").count()).isEqualTo(7);
      assertThat(page.locator("#verdict").textContent()).contains("Confirmed: 1 of 42");

      PageBrowser.open(page, report.toUri() + "#/influence", "influence");
      assertThat(page.locator("#matrix td[data-status=confirmed]").textContent())
          .startsWith("0.25");
      page.locator("#asof").fill("0");
      PageBrowser.await(page, "location.hash.includes('asof')");
      PageBrowser.await(
          page, "document.querySelectorAll('#matrix td[data-status=confirmed]').length === 0");

      PageBrowser.open(page, report.toUri() + "#/models", "models");
      assertThat(page.locator("tr[data-model=mean]").textContent()).contains("baseline");
      assertThat(page.locator("tr.best").getAttribute("data-model")).isEqualTo("undertone");
      for (String view : List.of("private", "whatif", "evidence", "planner", "health")) {
        PageBrowser.open(page, report.toUri() + "#/" + view, view);
        assertThat(page.locator("main .card").count()).as(view).isPositive();
      }
      assertThat(summary.closedPeriods()).isEqualTo(16);
      assertThat(browser.problems()).isEmpty();
      assertThat(browser.requests()).allMatch(url -> url.startsWith(report.toUri().toString()));
    }
  }

  @Test
  void hostileNamesStayText() throws Exception {
    SampleResults sample =
        new SampleResults("<img src=x onerror=alert(1)>", List.of(HOSTILE, "\"'&lt;", "c"), 8, 3);
    Path report = write(sample, Map.of("blogger_name.c", "<i>" + HOSTILE, "build", HOSTILE));
    try (PageBrowser browser = PageBrowser.start()) {
      Page page = browser.page(1280, 900);
      for (String view :
          List.of("mood", "influence", "private", "models", "whatif", "evidence", "health")) {
        PageBrowser.open(page, report.toUri() + "#/" + view, view);
        assertThat(page.title()).as(view).doesNotContain("taken");
        assertThat(page.locator("main b, main i, main img").count())
            .as(view)
            .isEqualTo(page.locator("main .now > b, main .open > b").count());
      }
      assertThat(page.locator("#foot").textContent()).contains(HOSTILE);
      assertThat(browser.problems()).isEmpty();
    }
  }

  @Test
  void theReportOfAnAuditBeginsWithItsVerdict() throws Exception {
    Path report = write(SampleResults.huawei(4), Map.of("periods", "numbered"));
    AuditSheet sheet =
        new AuditSheet(
            new Words("Audit of " + HOSTILE, "审计"),
            List.of(new Words("No edge can be told from chance " + HOSTILE, "无")),
            List.of(
                new AuditSheet.Table(
                    "edges",
                    new Words("Edges", "边"),
                    List.of("source", "weight", "p_value"),
                    List.of(List.of("a", "0.25", "0.00042"), List.of(HOSTILE, "12", "")))));
    try (ResultReader results = ResultReader.open(directory.resolve("undertone.db").toString());
        PageBrowser browser = PageBrowser.start()) {
      ReportWriter.write(results, report, sheet);
      Page page = browser.page(1280, 900);
      PageBrowser.open(page, report.toUri().toString(), "audit");
      PageBrowser.keep(page, "report-audit");
      assertThat(page.locator("h1").textContent()).isEqualTo("Audit of " + HOSTILE);
      assertThat(page.locator("#audit-verdict li").allTextContents())
          .containsExactly("No edge can be told from chance " + HOSTILE);
      assertThat(page.locator("[data-table=edges] tbody td").allTextContents())
          .containsExactly("a", "0.250", "0.00042", HOSTILE, "12", "–");
      PageBrowser.open(page, report.toUri() + "#/mood", "mood");
      assertThat(page.locator(".panels .card canvas").count()).isEqualTo(7);
      assertThat(page.locator("#period-until option").nth(1).textContent())
          .as("days since 2000-01-01 count as numbers")
          .isEqualTo("8521");
      assertThat(page.title()).doesNotContain("taken");
      assertThat(browser.problems()).isEmpty();
    }
  }

  @Test
  void whatPeopleWroteStaysTextAndWhatIsCutIsSaid() throws Exception {
    Path file = directory.resolve("undertone.db");
    Findings last = SampleResults.huawei(3).findings().get(1);
    PostEvidence post = last.evidence().get(last.evidence().size() - 1);
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      database.write(last);
      database.writeComments(
          List.of(SampleResults.comments(post, 0, "</script>" + HOSTILE, "\u202eturned", "=1+1")));
    }
    Path report = directory.resolve("cut.html");
    try (ResultReader results = ResultReader.open(file.toString());
        PageBrowser browser = PageBrowser.start()) {
      ReportWriter.write(results, report, null, 1);
      Page page = browser.page(1280, 900);
      PageBrowser.open(page, report.toUri() + "#/evidence?blogger=" + post.blogger(), "evidence");
      PageBrowser.keep(page, "report-comments");
      assertThat(page.locator("#comments bdi").allTextContents())
          .containsExactly("</script>" + HOSTILE, "\u202eturned", "=1+1");
      assertThat(page.locator("main b, main i, main img, main script").count()).isZero();
      assertThat(page.locator("main .note.warn").allTextContents())
          .anySatisfy(
              note ->
                  assertThat(note)
                      .matches(
                          "This report holds \\d+ of 28 rows of post_evidence: those of the latest"
                              + " periods and of every few of the earlier ones. The database and"
                              + " the CSV files hold all."));
      assertThat(browser.problems()).isEmpty();
    }
  }

  private Path write(SampleResults sample, Map<String, String> meta) throws IOException {
    Path file = directory.resolve("undertone.db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      database.writeMeta(meta);
      for (Findings period : sample.findings()) {
        database.write(period);
      }
    }
    Path report = directory.resolve("report.html");
    try (ResultReader results = ResultReader.open(file.toString())) {
      ReportWriter.write(results, report);
    }
    return report;
  }
}
