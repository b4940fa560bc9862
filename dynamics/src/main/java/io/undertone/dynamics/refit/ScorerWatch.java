// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.ScorerVariances.ScorerNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells when an audience's comments are scored by others than before: two scorers may differ in
 * level, and the series jumps without any change of opinion.
 *
 * <p>An audience in two languages has a scorer for each, of which now one and now the other may be
 * missing; so a change is a scorer that this audience never had, or scorers none of which worked in
 * its previous period.
 */
final class ScorerWatch {
  private static final StatePart<ScorerWatch> PART =
      StatePart.of("scorers", 2, ScorerWatch::transfer).readsUntyped(1, ScorerWatch::transfer);

  private final TreeMap<String, String> lastOfBlogger = new TreeMap<>();
  private final TreeMap<String, String> everOfBlogger = new TreeMap<>();

  /** Takes in the next period; one alert for each audience whose scorers differ. */
  List<Alert> observe(AlignedPeriod aligned, int revision) {
    List<Alert> alerts = new ArrayList<>();
    for (AudiencePeriod audience : aligned.audiences()) {
      String now = audience.scorers();
      if (now.isEmpty()) {
        continue;
      }
      String blogger = audience.blogger();
      String before = lastOfBlogger.put(blogger, now);
      String ever = everOfBlogger.getOrDefault(blogger, "");
      everOfBlogger.put(blogger, ScorerNames.merge(List.of(ever, now)));
      if (before != null && isChange(ever, before, now)) {
        alerts.add(alert(audience, before, now, revision));
      }
    }
    return alerts;
  }

  private static boolean isChange(String ever, String before, String now) {
    boolean known = ScorerNames.split(ever).containsAll(ScorerNames.split(now));
    return !known || Collections.disjoint(ScorerNames.split(before), ScorerNames.split(now));
  }

  private static Alert alert(AudiencePeriod audience, String before, String now, int revision) {
    Alert.Subject about =
        new Alert.Subject(
            audience.topic(),
            audience.blogger(),
            audience.period().start(),
            audience.period().end());
    return Alert.scorerChange(about, different(before, now), before, now, revision);
  }

  /** How many names are in one set alone. */
  private static int different(String before, String now) {
    TreeSet<String> gone = ScorerNames.split(before);
    TreeSet<String> come = ScorerNames.split(now);
    gone.removeAll(ScorerNames.split(now));
    come.removeAll(ScorerNames.split(before));
    return gone.size() + come.size();
  }

  void parts(Map<String, byte[]> parts) {
    parts.put(PART.name(), PART.write(this));
  }

  /** Continues from the parts of a refit; from those of an earlier build, without a past. */
  void restore(Map<String, byte[]> parts) {
    byte[] state = parts.get(PART.name());
    if (state != null) {
      PART.read(state, this);
    }
  }

  private void transfer(Codec codec) {
    List<String> names = codec.texts(List.copyOf(lastOfBlogger.keySet()));
    List<String> last = codec.texts(List.copyOf(lastOfBlogger.values()));
    List<String> ever = codec.texts(List.copyOf(everOfBlogger.values()));
    for (int i = 0; i < names.size(); i++) {
      lastOfBlogger.put(names.get(i), last.get(i));
      everOfBlogger.put(names.get(i), ever.get(i));
    }
  }
}
