// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;

/** Makes dead letters whose payload is bounded, printable and free of people. */
final class DeadLetters {
  static final int PAYLOAD_BYTES = 1_000;

  private final ParserOptions options;
  private final Masking masking;

  DeadLetters(CommentFormat format, ParserOptions options) {
    this.options = options;
    this.masking = new Masking(format);
  }

  /** Of a JSON record, of which only the values of known fields are shown. */
  Parsed of(Refusal reason, String source, long position, byte[] bytes, int from, int to) {
    String start = new String(bytes, from, Math.min(PAYLOAD_BYTES, to - from), UTF_8);
    return of(reason, source, position, masking.json(start));
  }

  /** Of a payload that names nobody. */
  Parsed of(Refusal reason, String source, long position, String payload) {
    return Parsed.of(
        DeadLetter.of(
            options.topic(),
            reason,
            source,
            position,
            StorableText.printable(payload),
            options.clock().instant()));
  }
}
