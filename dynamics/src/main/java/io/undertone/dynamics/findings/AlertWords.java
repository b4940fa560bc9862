// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import io.undertone.dynamics.findings.Alert.AlertKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alerts in words, made from their kind and numbers by the phrases of {@code alerts.properties},
 * where {@code {value:3}} stands for the column {@code value} with three digits.
 */
public final class AlertWords {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?::(\\d))?}");
  private static final Properties PHRASES = phrases();

  /** What is said of a kind of alert. */
  public enum What {
    /** Its name. */
    NAME,
    /** Its numbers in one sentence, with places for them. */
    WORDS,
    /** What to do about it. */
    TODO
  }

  private AlertWords() {}

  /** A phrase as it stands. */
  public static String phrase(AlertKind kind, What what, ReportLanguage language) {
    return phrase(kind.name(), what, language);
  }

  /** What a row says that was written before its numbers had columns: {@code {evidence}}. */
  public static String old(ReportLanguage language) {
    return phrase("OLD", What.WORDS, language);
  }

  /**
   * The numbers in one sentence; of a row written before they had columns, the English sentence
   * that it came with, marked where another language is asked for.
   *
   * @param names from a blogger to the name that is shown
   */
  public static String sentence(Alert alert, UnaryOperator<String> names, ReportLanguage language) {
    String words = phrase(alert.kind(), What.WORDS, language);
    boolean whole =
        PLACE
            .matcher(words)
            .results()
            .map(place -> value(alert, place.group(1)))
            .allMatch(Objects::nonNull);
    return PLACE
        .matcher(whole ? words : old(language))
        .replaceAll(place -> Matcher.quoteReplacement(text(alert, place, names)));
  }

  private static String text(Alert alert, MatchResult place, UnaryOperator<String> names) {
    Object value = Objects.requireNonNull(value(alert, place.group(1)));
    if (value instanceof Double number) {
      int digits = Integer.parseInt(place.group(2));
      return new BigDecimal(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
    if (value instanceof Long count) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    boolean blogger = place.group(1).equals("source") || place.group(1).equals("target");
    return blogger ? names.apply((String) value) : (String) value;
  }

  private static @Nullable Object value(Alert alert, String column) {
    try {
      for (RecordComponent component : Alert.class.getRecordComponents()) {
        if (component.getName().replaceAll("([A-Z])", "_$1").equalsIgnoreCase(column)) {
          return component.getAccessor().invoke(alert);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("An alert cannot be read", e);
    }
    throw new IllegalStateException("An alert has no column " + column);
  }

  private static String phrase(String kind, What what, ReportLanguage language) {
    String key = String.join(".", kind, what.name(), language.name()).toLowerCase(Locale.ROOT);
    return Objects.requireNonNull(PHRASES.getProperty(key), key);
  }

  private static Properties phrases() {
    Properties phrases = new Properties();
    try (InputStream in = AlertWords.class.getResourceAsStream("alerts.properties");
        Reader text =
            new InputStreamReader(
                Objects.requireNonNull(in, "alerts.properties"), StandardCharsets.UTF_8)) {
      phrases.load(text);
      return phrases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Languages that findings are told in. */
  public enum ReportLanguage {
    /** English. */
    EN,
    /** Simplified Chinese. */
    ZH
  }
}
