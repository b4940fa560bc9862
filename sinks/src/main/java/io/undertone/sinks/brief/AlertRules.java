// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AlertWords;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a briefing says of the alerts of the last closed period: the most serious ones. */
record AlertRules(ResultReader results, String topic, UnaryOperator<String> names) {
  private static final int MOST = 3;

  void tell(TopicSummary.@Nullable Span last, Brief.Builder brief) throws IOException {
    if (last == null) {
      return;
    }
    brief.section(Phrase.LOOK);
    List<Alert> alerts =
        results
            .rows(Alert.class, RowQuery.topic(topic).where("period_start", last.start()))
            .stream()
            .sorted(
                Comparator.comparing(Alert::kind)
                    .thenComparing(Comparator.comparingDouble(Alert::size).reversed()))
            .toList();
    if (alerts.isEmpty()) {
      brief.add("#/mood", Phrase.NO_ALERT);
      return;
    }
    for (Alert alert : alerts.subList(0, Math.min(MOST, alerts.size()))) {
      brief.add(
          "#/mood",
          Phrase.ALERT,
          AlertWords.phrase(alert.kind(), AlertWords.What.NAME, brief.language()),
          alert.blogger().isEmpty() ? brief.say(Phrase.EVERYONE) : names.apply(alert.blogger()),
          AlertWords.sentence(alert, names, brief.language()));
    }
    if (alerts.size() > MOST) {
      brief.add("#/mood", Phrase.MORE_ALERTS, Figures.count(alerts.size() - MOST));
    }
  }
}
