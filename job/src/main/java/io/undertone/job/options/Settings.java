// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.refit.RefitOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of every option, and where each comes from.
 *
 * <p>Layers, strongest first: flag, environment, file, data set descriptor, default. Settings of
 * other systems pass through under their prefixes {@code kafka.}, {@code kafka-output.} and {@code
 * flink.}.
 */
public final class Settings {
  private static final String TOPICS = "topics.";
  private static final List<String> FOREIGN = List.of("kafka.", "kafka-output.", "flink.", TOPICS);

  /** A value as text and the layer it was found in. */
  public record Value(String text, String origin) {}

  private final Map<String, Value> values;
  private final Map<String, String> foreign;

  private Settings(Map<String, Value> values, Map<String, String> foreign) {
    this.values = values;
    this.foreign = foreign;
  }

  /** Starts from the defaults alone. */
  public static Builder builder() {
    return new Builder();
  }

  /** The typed value. */
  public <T> T get(Option<T> option) {
    Value value = value(option);
    return option.parse(value.text(), value.origin());
  }

  /** The value as text, with its layer. */
  public Value value(Option<?> option) {
    return Optional.ofNullable(values.get(option.key()))
        .orElseGet(() -> new Value(option.defaultText(), "default"));
  }

  /** Whether a flag, the environment or a file gives the value. */
  public boolean isGiven(Option<?> option) {
    return values.containsKey(option.key());
  }

  /** The value as text, a secret hidden. */
  public String shown(Option<?> option) {
    return Secrets.shown(option.key(), value(option).text());
  }

  /** Settings of other systems with their prefixes, secrets hidden. */
  public Map<String, String> foreignShown() {
    Map<String, String> shown = new TreeMap<>();
    foreign.forEach((key, value) -> shown.put(key, Secrets.shown(key, value)));
    return shown;
  }

  /** Settings of another system, without the prefix. */
  public Map<String, String> foreign(String prefix) {
    return foreign.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                e -> e.getKey().substring(prefix.length()),
                Map.Entry::getValue,
                (a, b) -> b,
                LinkedHashMap::new));
  }

  /** Period, origin and zone together. */
  public PeriodCalendar calendar() {
    return PeriodCalendar.parse(
        get(UndertoneOptions.PERIOD), get(UndertoneOptions.ORIGIN), get(UndertoneOptions.ZONE));
  }

  /** Keyword rules, one {@code topics.NAME: word, word} a topic. */
  public TopicRules topicRules() {
    try {
      return TopicRules.parse(foreign(TOPICS), get(UndertoneOptions.TOPIC));
    } catch (IllegalArgumentException e) {
      throw new InvalidOption(String.valueOf(e.getMessage()), e);
    }
  }

  /** What the refit needs to know. */
  public RefitOptions refit() {
    return refit(calendar());
  }

  /** The same for periods of another calendar. */
  public RefitOptions refit(PeriodCalendar calendar) {
    return new RefitOptions(
        calendar,
        get(UndertoneOptions.COMMENT_VARIANCE),
        get(UndertoneOptions.HISTORY),
        get(UndertoneOptions.MODELS),
        get(UndertoneOptions.REFIT_THREADS),
        get(UndertoneOptions.FOLLOW_SILENT),
        get(UndertoneOptions.CONTENT));
  }

  /** Options as text, secrets hidden, for the results' meta table. */
  public Map<String, String> asMap(List<Option<?>> options) {
    Map<String, String> map = new LinkedHashMap<>();
    options.forEach(o -> map.put(o.key(), shown(o)));
    return map;
  }

  /** These settings under one more layer. */
  public Settings over(String origin, Map<String, String> layer) {
    Builder more = new Builder();
    more.values.putAll(values);
    more.foreign.putAll(foreign);
    return more.layer(origin, layer).build();
  }

  /** Collects the layers, weakest first. */
  public static final class Builder {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, String> foreign = new LinkedHashMap<>();

    /** Adds a layer over those added before; each value is checked at once. */
    public Builder layer(String origin, Map<String, String> layer) {
      Map<String, String> spelled = new LinkedHashMap<>();
      layer.forEach(
          (key, text) -> {
            if (FOREIGN.stream().anyMatch(key::startsWith)) {
              foreign.put(key, text);
            } else {
              Option<?> option = known(key, origin);
              refuseSecond(option, spelled.put(option.key(), key), key, origin);
              Object unused = option.parse(text, origin);
              values.put(option.key(), new Value(option.spelling().apply(text.trim()), origin));
            }
          });
      return this;
    }

    private static void refuseSecond(
        Option<?> option, @Nullable String first, String second, String origin) {
      if (first != null) {
        throw new InvalidOption(
            String.format(
                Locale.ROOT,
                "'%s' and '%s' (%s) are the same option, %s. Keep one of them.",
                first,
                second,
                origin,
                option.key()),
            null);
      }
    }

    /**
     * Adds the UNDERTONE_ variables; others that carry the prefix are refused, but for those that
     * Kubernetes sets for a service of that name.
     */
    public Builder environment(Map<String, String> environment, List<String> alsoAllowed) {
      environment.entrySet().stream()
          .filter(e -> e.getKey().startsWith("UNDERTONE_") && !alsoAllowed.contains(e.getKey()))
          .filter(e -> !SERVICE_LINK.matcher(e.getKey()).matches())
          .forEach(
              e -> {
                String key = e.getKey().substring(10).toLowerCase(java.util.Locale.ROOT);
                layer("environment " + e.getKey(), Map.of(key.replace('_', '-'), e.getValue()));
              });
      return this;
    }

    /** The effective settings. */
    public Settings build() {
      return new Settings(Map.copyOf(values), Map.copyOf(foreign));
    }

    private static final Pattern SERVICE_LINK =
        Pattern.compile(".*_SERVICE_HOST|.*_SERVICE_PORT(_.*)?|.*_PORT(_\\d+_(TCP|UDP|SCTP).*)?");

    private static Option<?> known(String key, String origin) {
      return UndertoneOptions.all().stream()
          .filter(o -> o.key().equals(OptionFlags.hyphenated(key)))
          .findFirst()
          .orElseThrow(() -> unknown(key, origin));
    }

    private static InvalidOption unknown(String key, String origin) {
      String nearest =
          UndertoneOptions.all().stream()
              .map(Option::key)
              .min(java.util.Comparator.comparingInt(k -> distance(k, key)))
              .orElseThrow();
      return new InvalidOption(
          String.format(
              Locale.ROOT,
              "'%s' (%s) is no option. Did you mean '%s'? `undertone config` lists them all.",
              key,
              origin,
              nearest),
          null);
    }

    private static int distance(String a, String b) {
      return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
  }
}
