// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes dead letters whose payload is bounded, printable and free of authors. */
final class DeadLetters {
  static final int PAYLOAD_BYTES = 1_000;

  private final ParserOptions options;
  private final Pattern personal;
  private final boolean shown;

  DeadLetters(RecordSchema schema, ParserOptions options) {
    this.options = options;
    String keys =
        schema.personalKeys().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    personal =
        Pattern.compile("(\"(?:" + keys + ")\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\s]+)");
    shown = keys.isEmpty();
  }

  Parsed of(String reason, String source, long position, byte[] bytes, int from, int to) {
    String start = new String(bytes, from, Math.min(PAYLOAD_BYTES, to - from), UTF_8);
    return of(reason, source, position, start);
  }

  Parsed of(String reason, String source, long position, String payload) {
    String printable = Text.printable(payload);
    String masked = shown ? printable : personal.matcher(printable).replaceAll("$1\"...\"");
    return Parsed.of(
        new DeadLetter(
            options.topic(), reason, source, position, masked, options.clock().instant()));
  }
}
