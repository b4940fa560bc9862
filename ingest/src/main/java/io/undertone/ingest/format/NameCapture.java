// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.file.InputFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Fields from the name of a file or its folders: {@code "{blogger}/{post}.csv"}, or a regular
 * expression with groups named after fields ({@code "comment(?<blogger>\\d+)"}), found in the path
 * relative to the data set.
 */
record NameCapture(Pattern pattern, List<Field> fields) implements Serializable {

  /**
   * @throws IllegalArgumentException when the pattern names no field or is no pattern
   */
  static NameCapture of(String text) {
    List<Field> fields = new ArrayList<>();
    String regex = text;
    for (Field field : Field.values()) {
      String group = field.key().replace("_", "");
      boolean template = text.contains("{" + field.key() + "}");
      if (template || text.contains("(?<" + field.key() + ">")) {
        fields.add(field);
        regex =
            regex
                .replace("{" + field.key() + "}", "(?<" + group + ">[^/]+?)")
                .replace("(?<" + field.key() + ">", "(?<" + group + ">");
      }
    }
    if (text.contains("{") && !text.contains("(?<")) {
      regex = "(?:^|/)" + regex.replaceAll("\\.(?=[a-z])", "\\\\.").replace("*", "[^/]*") + "$";
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "from_name is '" + text + "'; it must name fields, such as {blogger}/{post}.csv");
    }
    try {
      return new NameCapture(Pattern.compile(regex), new ArrayList<>(fields));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "from_name is '" + text + "'; it must be like {blogger}/{post}.csv", e);
    }
  }

  Map<Field, String> of(InputFile file) {
    Map<Field, String> found = new EnumMap<>(Field.class);
    Matcher matcher = pattern.matcher(file.name());
    if (matcher.find()) {
      for (Field field : fields) {
        String value = matcher.group(field.key().replace("_", ""));
        if (value != null && !value.isBlank()) {
          found.put(field, value);
        }
      }
    }
    return found;
  }
}
