// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a source writes sentiment: numbers between the worst and the best, mapped to [0,1] by (x -
 * worst) / (best - worst), or labels by name.
 *
 * @param worst number that means 0
 * @param best number that means 1
 * @param labels scores in [0,1] by label, in small letters
 */
record Scale(double worst, double best, HashMap<String, Double> labels) implements Serializable {
  private static final double SLACK = 1e-9;
  private static final Pattern RANGE =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*(?:\\.\\.|/|to)\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

  /** Undertone's own. */
  static final Scale UNIT = new Scale(0, 1, new HashMap<>());

  private static final Map<String, Double> WORDS = words();

  private static Map<String, Double> words() {
    Map<String, Double> words = new HashMap<>();
    for (String word : "positive,pos,正面,积极,好评,good,recommended,recommend,true,推荐".split(",", -1)) {
      words.put(word, 1.0);
    }
    for (String word : "neutral,neu,中性,中立,中评,mixed,none".split(",", -1)) {
      words.put(word, 0.5);
    }
    for (String word : "negative,neg,负面,消极,差评,bad,not recommended,false,不推荐".split(",", -1)) {
      words.put(word, 0.0);
    }
    return words;
  }

  /**
   * {@code 1..5}, {@code -1..1}, {@code 0/4}, {@code percent} or {@code labels}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Scale of(String text) {
    if (text.equals("percent")) {
      return new Scale(0, 100, new HashMap<>());
    }
    if (text.equals("labels")) {
      return new Scale(0, 1, new HashMap<>(WORDS));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      double worst = Double.parseDouble(range.group(1));
      double best = Double.parseDouble(range.group(2));
      if (worst != best) {
        return new Scale(worst, best, new HashMap<>());
      }
    }
    throw new IllegalArgumentException(
        "the scale is '"
            + text
            + "'; it must be WORST..BEST such as 1..5, -1..1 or 0/4, percent, labels, or scores by"
            + " label such as {positive: 1, neutral: 0.5, negative: 0}");
  }

  /** Whether a word is one of the usual labels. */
  static boolean isLabel(String raw) {
    return WORDS.containsKey(raw.strip().toLowerCase(Locale.ROOT));
  }

  /** The score in [0,1], or NaN. */
  double read(String raw) {
    if (!labels.isEmpty()) {
      Double label = labels.get(raw.toLowerCase(Locale.ROOT));
      if (label != null) {
        return label;
      }
    }
    double value = number(raw);
    if (this == UNIT) {
      return value >= 0 && value <= 1 ? value + 0.0 : Double.NaN;
    }
    double score = (value - worst) / (best - worst);
    return score >= -SLACK && score <= 1 + SLACK ? Math.min(1, Math.max(0, score)) : Double.NaN;
  }

  /** A decimal number, or NaN; a percent sign may follow. */
  static double number(String raw) {
    String plain = raw.endsWith("%") ? raw.substring(0, raw.length() - 1).strip() : raw;
    return Decimals.parse(plain);
  }

  Refusal rule() {
    if (this == UNIT) {
      return Refusal.of(Refusal.Kind.RULE_UNIT);
    }
    return labels.isEmpty()
        ? Refusal.of(Refusal.Kind.RULE_RANGE, Double.toString(worst), Double.toString(best))
        : Refusal.of(Refusal.Kind.RULE_ONE_OF, String.join(", ", labels.keySet()));
  }
}
