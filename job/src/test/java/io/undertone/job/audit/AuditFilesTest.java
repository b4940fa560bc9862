// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Words;
import io.undertone.sinks.page.AuditSheet;
import io.undertone.sinks.page.AuditSheet.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditFilesTest {
  private static final List<String> HEADER = List.of("blogger", "pairs", "sum");

  @Test
  void aColumnOfWhichNothingIsKnownIsLeftOut() {
    assertThat(printed(List.of(List.of("ada", "7", ""), List.of("ben", "", ""))))
        .contains("blogger  pairs")
        .doesNotContain("sum");
    assertThat(printed(List.of(List.of("ada", "7", ""), List.of("ben", "", "0.25"))))
        .contains("blogger  pairs   sum");
  }

  @Test
  void whereNoAnswerIsKnownTheQuestionsStay() {
    assertThat(printed(List.of(List.of("ada", "", "")))).contains("blogger  pairs  sum");
  }

  private static String printed(List<List<String>> rows) {
    Words title = new Words("Table", "表");
    StringWriter out = new StringWriter();
    AuditFiles.print(
        new PrintWriter(out),
        new AuditSheet(title, List.of(), List.of(new Table("table", title, HEADER, rows))));
    return out.toString();
  }
}
