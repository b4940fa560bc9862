// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import io.undertone.ingest.IsoDuration;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every option; {@code docs/configuration.md} is generated from this list. Those of the streaming
 * job alone are in {@link StreamOptions}.
 */
public final class UndertoneOptions {
  /**
   * Groups of keys that state is cut into, and so the highest parallelism. State keeps the number
   * that it was begun with; this one has many divisors, so that groups are spread evenly.
   */
  public static final int MAX_PARALLELISM = 720;

  private UndertoneOptions() {}

  public static final Option<String> TOPIC =
      new Option<>(
          "topic",
          "NAME",
          "all",
          "any text",
          OptionWords.TOPIC + "; comments that name none themselves are about this one.",
          Function.identity());

  public static final Option<ZoneId> ZONE =
      new Option<>(
          "zone",
          "ZONE",
          "UTC",
          "a zone id such as Asia/Shanghai or UTC",
          "Zone whose midnights and calendar cut time into periods, and in which times are shown.",
          ZoneId::of);

  public static final Option<String> PERIOD =
      new Option<String>(
              "period",
              "PERIOD",
              "half-month",
              "half-month, or "
                  + IsoDuration.RULE
                  + ", longer than zero, such as P1D, 1d, P1M or PT6H",
              "Length of one period: one value per blogger, one step of the models.",
              text ->
                  PeriodCalendar.parse(text, PeriodCalendar.DEFAULT_ORIGIN, ZoneId.of("UTC"))
                      .name())
          .ofDurations();

  public static final Option<LocalDate> ORIGIN =
      new Option<>(
          "origin",
          "DATE",
          PeriodCalendar.DEFAULT_ORIGIN.toString(),
          "a date such as 2023-05-01",
          "First day of one of the periods; the others are counted from it. Half-months need none.",
          LocalDate::parse);

  public static final Option<PeriodBy> PERIOD_BY =
      choice(
          "period-by",
          PeriodBy.POST,
          PeriodBy.class,
          "Whether a comment belongs to the period of its post's time (as in the paper) or of its"
              + " own.");

  public static final Option<Duration> LATENESS =
      new Option<Duration>(
              "lateness",
              "DURATION",
              "P14D",
              IsoDuration.RULE + ", zero or more, such as P14D, 14d or PT12H",
              "How long after its end a closed period still takes late or corrected comments. Later"
                  + " ones go to the dead letters.",
              text -> atLeast(IsoDuration.parse(text), Duration.ZERO))
          .ofDurations();

  public static final Option<Duration> REVISE_EVERY =
      new Option<Duration>(
              "revise-every",
              "DURATION",
              "P1D",
              IsoDuration.RULE + ", longer than zero, in event time",
              "Late comments to a closed period are gathered this long before the period is revised.",
              text -> atLeast(IsoDuration.parse(text), Duration.ofMillis(1)))
          .ofDurations();

  public static final Option<Duration> PROVISIONAL_EVERY =
      new Option<Duration>(
              "provisional-every",
              "DURATION",
              "PT5S",
              IsoDuration.RULE + ", zero or more, in wall time; PT0S for never",
              "How often provisional values of the open period follow new comments. A replay at speed"
                  + " max shows none.",
              text -> atLeast(IsoDuration.parse(text), Duration.ZERO))
          .ofDurations();

  public static final Option<ScorerPriors> COMMENT_VARIANCE =
      new Option<>(
          "comment-variance",
          "NUMBER",
          ScorerPriors.BY_SCORER_LABEL,
          "by-scorer, or a number in (0, 0.25]",
          "Prior, worth 50 comments, of the variance s2 of one comment's score around its post's"
              + " sentiment, which is then estimated from the comments of each scorer. by-scorer:"
              + " 0.09 for given and transformer scores, 0.067 for Chinese and 0.015 for English"
              + " ones, else 0.04.",
          UndertoneOptions::scorerPriors);

  public static final Option<Double> AUTHOR_WEIGHT_CAP =
      new Option<>(
          "author-weight-cap",
          "NUMBER",
          "none",
          "none, or a number from 1 on in units of comment weight (likes + 1)",
          "What all comments of one author on one post count for at most, per period. A comment"
              + " whose author is unknown stands for itself.",
          UndertoneOptions::authorWeightCap);

  public static final Option<String> SCORER =
      new Option<>(
          "scorer",
          "NAME",
          "auto",
          "a name that `undertone score --help` lists, some with an argument behind a colon",
          OptionWords.SCORER + "; `auto` picks one by language.",
          Function.identity());

  public static final Option<UnscoredAs> UNSCORED =
      choice(
          "unscored",
          UnscoredAs.OUT,
          UnscoredAs.class,
          "Whether comments that nobody could score (a language no scorer reads, nothing to read, a"
              + " failure) are counted apart, or as 0.5 (as in the paper).");

  public static final Option<TextRules> TEXT_RULES =
      choice(
          "text-rules",
          TextRules.NONE,
          TextRules.class,
          "Whether empty texts, bare reposts and replies are 0.5 (as in the paper) or go to the"
              + " scorer like all others.");

  public static final Option<TopicSentiment> TOPIC_SENTIMENT =
      choice(
          "topic-sentiment",
          TopicSentiment.TEXT,
          TopicSentiment.class,
          "Whether a text is scored whole under each keyword topic, or only its clauses about the"
              + " topic where it names it: \"Nova is great, the iPhone is not\" is then two opinions.");

  public static final Option<Integer> SCORE_CACHE =
      new Option<>(
          "score-cache",
          "TEXTS",
          "20000",
          "a whole number from 0 to 10000000",
          "Texts whose scores each scoring subtask remembers, the least recently used first out.",
          text -> inRange(Integer.parseInt(text), 0, 10_000_000));

  public static final Option<Integer> EVIDENCE_COMMENTS =
      new Option<>(
          "evidence-comments",
          "COMMENTS",
          "3",
          "a whole number from 0 to 100; 0 for none",
          "Comments of each post and period, those with most likes, that are kept with the first"
              + " 280 characters of their text and without their author.",
          text -> inRange(Integer.parseInt(text), 0, 100));

  public static final Option<ContentMode> CONTENT =
      choice(
          "content",
          ContentMode.TEXT,
          ContentMode.class,
          "What of a post is taken for a known input to its audience's reaction: nothing, its"
              + " sentiment, or also its words where posts have texts. Forecasts that know no posts"
              + " are the same with score and text.");

  public static final Option<Optional<String>> CONTENT_SALT =
      new Option<>(
          "content-salt",
          "SECRET",
          "none",
          "any text",
          "Secret put before the words of posts before they are hashed. Without it whoever has the"
              + " state and a dictionary can read what single words have been learnt to do; another"
              + " one starts learning anew, since no word is found again.",
          text -> text.isEmpty() || text.equals("none") ? Optional.empty() : Optional.of(text));

  public static final Option<Integer> HISTORY =
      new Option<>(
          "history",
          "PERIODS",
          "400",
          "a whole number from 20 to 10000",
          "Periods that the models which can only be refitted from their history look back; they"
              + " are refitted after each of the first 32 and then when it has become half as long again, the others after every period.",
          text -> inRange(Integer.parseInt(text), 20, 10_000));

  public static final Option<Integer> INFLUENCE_EVERY =
      new Option<>(
          "influence-every",
          "PERIODS",
          "10",
          "a whole number from 1 to 100000; 1 keeps all",
          "Periods from one matrix of the literature's models to the next that stays in the table"
              + " `influence`, beside the last; of the engine all stay. Kafka gets all.",
          text -> inRange(Integer.parseInt(text), 1, 100_000));

  public static final Option<Integer> FOLLOW_SILENT =
      new Option<>(
          "follow-silent",
          "PERIODS",
          Integer.toString(RefitOptions.DEFAULT_SILENCE),
          "a whole number from 1 to 100000",
          "Periods without a post after which the models no longer follow an audience; a few"
              + " numbers are kept, with which it comes back. The networks follow 64 audiences at"
              + " most, and one that was heard in few periods for 20 times as many.",
          text -> inRange(Integer.parseInt(text), 1, 100_000));

  public static final Option<List<String>> MODELS =
      new Option<>(
          "models",
          "NAMES",
          "all",
          "all, or names separated by commas: " + String.join(", ", Models.ONLINE),
          "Models that are refitted after each period, beside the baselines, which always are.",
          UndertoneOptions::models);

  public static final Option<Integer> REFIT_THREADS =
      new Option<>(
          "refit-threads",
          "N",
          "1",
          "a whole number from 1 to 64",
          "Threads that fit the engine's rows; they change no result and pay from some hundred"
              + " bloggers on.",
          text -> inRange(Integer.parseInt(text), 1, 64));

  public static final Option<Integer> PARALLELISM =
      new Option<>(
          "parallelism",
          "N",
          "1",
          "a whole number from 1 to " + MAX_PARALLELISM,
          "Parallel subtasks of each operator but the database sink.",
          text -> inRange(Integer.parseInt(text), 1, MAX_PARALLELISM));

  public static final Option<StateBackend> STATE_BACKEND =
      choice("state-backend", StateBackend.HEAP, StateBackend.class, "Where keyed state lives.");

  public static final Option<Double> SPEED =
      new Option<>(
          "speed",
          "FACTOR",
          "max",
          "max, or event time over wall time such as 60x",
          "Pace of a replay.",
          UndertoneOptions::speed);

  public static final Option<Long> SEED =
      new Option<>(
          "seed",
          "N",
          "20231016",
          "a whole number",
          OptionWords.SEED + "; written to the results.",
          Long::parseLong);

  /** All options in the order of the reference page. */
  public static List<Option<?>> all() {
    return Stream.concat(shared().stream(), StreamOptions.all().stream()).toList();
  }

  /** The options of the graph, for every command that runs it. */
  public static List<Option<?>> shared() {
    return List.of(
        TOPIC,
        ZONE,
        PERIOD,
        ORIGIN,
        PERIOD_BY,
        LATENESS,
        REVISE_EVERY,
        PROVISIONAL_EVERY,
        COMMENT_VARIANCE,
        AUTHOR_WEIGHT_CAP,
        SCORER,
        UNSCORED,
        TEXT_RULES,
        TOPIC_SENTIMENT,
        SCORE_CACHE,
        EVIDENCE_COMMENTS,
        CONTENT,
        CONTENT_SALT,
        HISTORY,
        INFLUENCE_EVERY,
        FOLLOW_SILENT,
        MODELS,
        REFIT_THREADS,
        PARALLELISM,
        STATE_BACKEND,
        SPEED,
        SEED);
  }

  static <E extends Enum<E>> Option<E> choice(
      String key, E defaultValue, Class<E> type, String description) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    return new Option<>(
        key,
        key.toUpperCase(Locale.ROOT),
        defaultValue.name().toLowerCase(Locale.ROOT),
        String.join(" or ", names),
        description,
        text -> Enum.valueOf(type, choiceName(text, names)));
  }

  private static String choiceName(String text, List<String> names) {
    if (!names.contains(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("");
    }
    return text.toUpperCase(Locale.ROOT);
  }

  /** The baselines and those named, in the order of every table. */
  private static List<String> models(String text) {
    if (text.equalsIgnoreCase("all")) {
      return Models.ONLINE;
    }
    List<String> named = Arrays.stream(text.split(",")).map(String::trim).toList();
    named.forEach(Models::byName);
    return Models.ONLINE.stream()
        .filter(name -> Models.BASELINES.contains(name) || named.contains(name))
        .toList();
  }

  private static double speed(String text) {
    if (text.equalsIgnoreCase("max")) {
      return Double.POSITIVE_INFINITY;
    }
    String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
    return inRange(Double.parseDouble(number), 1e-3, 1e9);
  }

  private static ScorerPriors scorerPriors(String text) {
    return text.equals(ScorerPriors.BY_SCORER_LABEL)
        ? ScorerPriors.BY_SCORER
        : ScorerPriors.of(Double.parseDouble(text));
  }

  private static double authorWeightCap(String text) {
    return text.equalsIgnoreCase("none")
        ? Double.POSITIVE_INFINITY
        : inRange(Double.parseDouble(text), 1.0, Double.MAX_VALUE);
  }

  static Duration atLeast(Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException("It must be at least " + least + ".");
    }
    return value;
  }

  private static <N extends Comparable<N>> N inRange(N value, N least, N most) {
    if (!(value.compareTo(least) >= 0 && value.compareTo(most) <= 0)) {
      throw new IllegalArgumentException("");
    }
    return value;
  }
}
