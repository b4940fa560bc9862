// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param type media type
 * @param plain the body
 * @param gzipped the body, compressed; null of a large one, which is compressed as it goes out
 * @param kept what a browser may do with it later, as Cache-Control says it
 */
record Response(String type, byte[] plain, byte @Nullable [] gzipped, String kept) {
  /** Larger bodies are neither kept nor compressed before somebody asks for it. */
  static final int LARGEST_BYTES = 4 << 20;

  private static final String NOT = "no-store";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  static final String JSON = "application/json";

  /** Bytes that it takes. */
  int size() {
    return plain.length + (gzipped == null ? 0 : gzipped.length);
  }

  Response(String type, byte[] plain, byte @Nullable [] gzipped) {
    this(type, plain, gzipped, NOT);
  }

  /** The same for an address that changes with its content. */
  Response immutable() {
    return new Response(type, plain, gzipped, FOR_EVER);
  }

  static Response of(String type, byte[] body) {
    if (body.length > LARGEST_BYTES) {
      return new Response(type, body, null);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Response(type, body, packed.toByteArray());
  }

  static Response of(String type, String body) {
    return of(type, body.getBytes(StandardCharsets.UTF_8));
  }
}
