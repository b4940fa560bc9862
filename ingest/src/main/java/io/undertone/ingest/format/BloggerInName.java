// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blogger's id in the name of a file: {@code comment7239083016.csv.json}. */
final class BloggerInName {
  private static final Pattern ID = Pattern.compile("\\d{5,}");

  private BloggerInName() {}

  /** Without digits in the name the blogger is left to the descriptor's defaults. */
  static ParserOptions of(Path file, ParserOptions options) {
    Matcher id = ID.matcher(file.getFileName().toString());
    return id.find() ? options.withDefault(Field.BLOGGER, id.group()) : options;
  }
}
