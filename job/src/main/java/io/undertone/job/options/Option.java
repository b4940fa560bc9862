// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import io.undertone.ingest.IsoDuration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One typed option.
 *
 * @param <T> type of its value
 * @param key name in files and, behind {@code --}, on the command line
 * @param placeholder what to write for the value in help texts
 * @param defaultText the default as a user would write it
 * @param allowed unit and range in words
 * @param description one or two sentences
 * @param parser reads a value; throws IllegalArgumentException with what is allowed
 * @param spelling the one way in which a value that may be written in several is kept and shown
 */
public record Option<T>(
    String key,
    String placeholder,
    String defaultText,
    String allowed,
    String description,
    Function<String, T> parser,
    UnaryOperator<String> spelling) {

  /** An option whose values are kept as they are written. */
  Option(
      String key,
      String placeholder,
      String defaultText,
      String allowed,
      String description,
      Function<String, T> parser) {
    this(key, placeholder, defaultText, allowed, description, parser, UnaryOperator.identity());
  }

  /** The same for durations, which may be written as {@link IsoDuration} says. */
  Option<T> ofDurations() {
    return new Option<>(
        key, placeholder, defaultText, allowed, description, parser, IsoDuration::of);
  }

  /**
   * Reads a value.
   *
   * @throws InvalidOption naming the option, the value, the rule and where it came from
   */
  T parse(String text, String origin) {
    try {
      return parser.apply(spelling.apply(text.trim()));
    } catch (RuntimeException e) {
      throw new InvalidOption(
          String.format(
              Locale.ROOT,
              "%s is '%s' (%s); allowed: %s.%s",
              key,
              text,
              origin,
              allowed,
              detail(e.getMessage())),
          e);
    }
  }

  private String detail(@Nullable String message) {
    return message == null || message.isBlank() || message.startsWith("For input string")
        ? ""
        : " " + message;
  }

  /** {@code UNDERTONE_PERIOD_BY} for {@code period-by}. */
  public String environmentVariable() {
    return "UNDERTONE_"
        + key.replace('-', '_').replace('.', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
