// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.console.UserError;
import io.undertone.job.options.Option;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run was begun with, against what it is started with now. */
final class RunOptions {
  private static final String TOPICS = "topics.";

  /** What state and written rows mean depends on these. */
  private static final List<Option<?>> FIXED =
      List.of(
          UndertoneOptions.PERIOD,
          UndertoneOptions.ORIGIN,
          UndertoneOptions.ZONE,
          UndertoneOptions.PERIOD_BY,
          UndertoneOptions.TOPIC,
          UndertoneOptions.AUTHOR_WEIGHT_CAP);

  /** What may change from one start to the next, and should not do so unseen. */
  private static final List<Option<?>> NOTED =
      List.of(
          UndertoneOptions.SCORER,
          UndertoneOptions.MODELS,
          UndertoneOptions.LATENESS,
          UndertoneOptions.HISTORY,
          UndertoneOptions.COMMENT_VARIANCE);

  /** What the state of the source holds, whatever a later start says. */
  private static final Option<Boolean> BOUNDED = StreamOptions.KAFKA_BOUNDED;

  private RunOptions() {}

  /** As they are kept beside the state. */
  static Map<String, String> of(Settings settings) {
    Map<String, String> options = new TreeMap<>();
    FIXED.forEach(option -> options.put(option.key(), settings.shown(option)));
    NOTED.forEach(option -> options.put(option.key(), settings.shown(option)));
    options.put(BOUNDED.key(), settings.shown(BOUNDED));
    settings.foreign(TOPICS).forEach((name, words) -> options.put(TOPICS + name, words));
    return options;
  }

  /**
   * Compares where a start that goes on from state would end with where that state does: its source
   * keeps the offsets at which it ends, or that it does not.
   *
   * @return what to say of it; empty when nothing
   * @throws UserError when the start asks for the other
   */
  static List<String> compareEnds(String run, Map<String, String> before, Settings settings) {
    String given = settings.shown(BOUNDED);
    String old = before.getOrDefault(BOUNDED.key(), given);
    if (!old.equals(given)) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "%s is '%s', but the state of run '%s' was begun with '%s' and keeps where its input ends: this start would %s. Give the old value, or begin another run (run: NAME), which reads from the start.",
              BOUNDED.key(),
              given,
              run,
              old,
              settings.get(BOUNDED) ? "never end" : "end at the old offsets"));
    }
    return settings.get(BOUNDED)
        ? List.of(
            String.format(
                Locale.ROOT,
                "it ends at the offsets that were the latest when run '%s' began, not at those of today",
                run))
        : List.of();
  }

  /**
   * Compares a start with the one before.
   *
   * @return what changed and may change, one line each
   * @throws UserError when something changed that must not
   */
  static List<String> compare(String run, Map<String, String> before, Settings settings) {
    List<String> remarks = new ArrayList<>();
    if (before.isEmpty()) {
      return remarks;
    }
    Map<String, String> now = of(settings);
    Map<String, String> either = new TreeMap<>(before);
    either.putAll(now);
    either.remove(BOUNDED.key());
    for (String key : either.keySet()) {
      String old = before.getOrDefault(key, "none");
      String given = now.getOrDefault(key, "none");
      if (!old.equals(given)) {
        if (isFixed(key)) {
          throw UserError.usage(
              String.format(
                  Locale.ROOT,
                  "%s is '%s', but run '%s' counts with '%s', and its state and its rows with it. Give the old value, or begin another run in a database of its own (run: NAME, database: ...).",
                  key,
                  given,
                  run,
                  old));
        }
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s is '%s' from now on instead of '%s'; what is counted and closed stays as it is",
                key,
                given,
                old));
      }
    }
    return remarks;
  }

  private static boolean isFixed(String key) {
    return key.startsWith(TOPICS) || FIXED.stream().anyMatch(option -> option.key().equals(key));
  }
}
