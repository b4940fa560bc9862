// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.util.regex.Pattern;

/** Makes dead letters whose payload is bounded, printable and free of authors. */
final class DeadLetters {
  static final int PAYLOAD_BYTES = 1_000;

  private final ParserOptions options;
  private final Pattern author;

  DeadLetters(RecordSchema schema, ParserOptions options) {
    this.options = options;
    String name = schema.name(Field.AUTHOR);
    String last = Pattern.quote(name.substring(name.lastIndexOf('.') + 1));
    author = Pattern.compile("(\"" + last + "\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\s]+)");
  }

  Parsed of(String reason, String source, long position, byte[] bytes, int from, int to) {
    String start = new String(bytes, from, Math.min(PAYLOAD_BYTES, to - from), UTF_8);
    return of(reason, source, position, start);
  }

  Parsed of(String reason, String source, long position, String payload) {
    String shown = author.matcher(Text.printable(payload)).replaceAll("$1\"...\"");
    return Parsed.of(
        new DeadLetter(
            options.topic(), reason, source, position, shown, options.clock().instant()));
  }
}
