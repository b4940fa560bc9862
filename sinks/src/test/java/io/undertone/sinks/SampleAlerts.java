// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.findings.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts of every kind, and some as they were written before their numbers had columns. */
public final class SampleAlerts {
  private SampleAlerts() {}

  /** An alert of a kind with all its numbers. */
  public static Alert of(
      AlertKind kind, String topic, String blogger, Instant from, Instant until) {
    Alert.Subject all = new Alert.Subject(topic, "", from, until);
    Alert.Subject one = new Alert.Subject(topic, blogger, from, until);
    return switch (kind) {
      case SURPRISE -> Alert.of(one, kind, 4.21, AlertNumbers.surprise(.71, .5905, .52, .66), 0);
      case DATA_GAP -> Alert.of(one, kind, 3, AlertNumbers.dataGap(1234, 1400), 0);
      case CONSENSUS -> Alert.of(all, kind, .0625, AlertNumbers.consensus(7, .1875), 0);
      case INFLUENCE_CHANGE ->
          Alert.influenceChange(
              all, .337, AlertNumbers.influenceChange(.96, .0125), blogger, "Q & <b>", 0);
      case SCORER_CHANGE -> Alert.scorerChange(one, 2, "zh-ngram", "en-lexicon + {value:3}", 0);
    };
  }

  /** An alert that has only its sentence. */
  @SuppressWarnings("NullAway") // some tests break it on purpose
  public static Alert old(Findings period, @Nullable AlertKind kind, String blogger, String text) {
    return new Alert(
        period.topic(),
        blogger,
        period.periodStart(),
        period.periodEnd(),
        kind,
        1,
        text,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0);
  }

  /** The same findings with these alerts. */
  public static Findings with(Findings period, List<Alert> alerts) {
    return period.but().alerts(alerts).build();
  }

  /** The same findings with an alert of every kind and an old one. */
  public static Findings withEveryKind(Findings period, String blogger, String other) {
    List<Alert> alerts = new ArrayList<>();
    for (AlertKind kind : AlertKind.values()) {
      alerts.add(of(kind, period.topic(), blogger, period.periodStart(), period.periodEnd()));
    }
    alerts.add(old(period, AlertKind.DATA_GAP, other, "No post for 3 periods, after posts in 8."));
    return with(period, alerts);
  }
}
