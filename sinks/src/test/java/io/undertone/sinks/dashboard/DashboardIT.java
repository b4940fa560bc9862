// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardIT {
  @TempDir Path directory;
  private PageBrowser browser;
  private ResultDatabase database;
  private DashboardServer server;
  private List<Findings> findings;

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    Path file = directory.resolve("undertone.db");
    database = ResultDatabase.open(file, SampleResults.TIMES);
    database.writeMeta(
        Map.of("blogger_name.1595443924", "科技小辛", "build", "test", "scorer", "given"));
    findings = SampleResults.huawei(17).findings();
    for (Findings period : findings) {
      database.write(period);
    }
    server = DashboardServer.start(DashboardOptions.of(file.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
      database.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyViewShowsItsNumbers() {
    Page page = browser.page(1280, 900);
    for (String view :
        List.of(
            "mood", "influence", "private", "models", "whatif", "evidence", "planner", "health")) {
      PageBrowser.open(page, server.url() + "#/" + view, view);
      PageBrowser.keep(page, view);
    }
    assertThat(browser.problems()).isEmpty();
  }
}
