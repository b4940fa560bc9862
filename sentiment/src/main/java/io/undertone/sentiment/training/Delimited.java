// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.ArrayList;
import java.util.List;

/** Records of delimited text with quoted fields (RFC 4180). */
public final class Delimited {
  /**
   * One record.
   *
   * @param line on which it starts, from 1
   */
  public record Fields(int line, List<String> values) {}

  private Delimited() {}

  /** Records of a text; blank lines are none. */
  public static List<Fields> parse(String text, char separator) {
    List<Fields> result = new ArrayList<>();
    List<String> values = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int line = 1;
    int first = 1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '\n';
      boolean end = i == text.length();
      if (c == '\n') {
        line++;
      }
      if (quoted && !end) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        values.add(field.toString());
        field.setLength(0);
      } else if (c == '\n') {
        values.add(field.toString().stripTrailing());
        field.setLength(0);
        if (values.size() > 1 || !values.get(0).isBlank()) {
          result.add(new Fields(first, List.copyOf(values)));
        }
        values.clear();
        first = line;
      } else if (c != '\r') {
        field.append(c);
      }
    }
    return result;
  }
}
