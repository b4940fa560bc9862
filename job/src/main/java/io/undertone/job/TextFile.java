// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A text file as characters, whatever it was saved as: gzip is unpacked; UTF-8, UTF-16 and GB18030
 * (GBK) are told apart; anything else is refused.
 *
 * @param text without byte order mark
 * @param encoding what it was read as
 */
record TextFile(String text, String encoding) {
  private static final int MAX_BYTES = 1 << 30;

  /** Reads a file. */
  static TextFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean packed = bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (packed) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readNBytes(MAX_BYTES);
      }
    }
    TextFile result = decoded(bytes);
    if (result == null) {
      throw UserError.failed(
          "file is '"
              + file
              + "'; it is neither UTF-8 nor UTF-16 nor GB18030 text. Save it as UTF-8.");
    }
    return packed ? new TextFile(result.text(), result.encoding() + ", gzip") : result;
  }

  private static @Nullable TextFile decoded(byte[] bytes) {
    Charset wide = utf16(bytes);
    if (wide != null) {
      return strictly(bytes, wide);
    }
    TextFile utf8 = strictly(bytes, StandardCharsets.UTF_8);
    return utf8 != null ? utf8 : strictly(bytes, Charset.forName("GB18030"));
  }

  /** By its mark, or by where its zero bytes are; null for no UTF-16. */
  private static @Nullable Charset utf16(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    int even = 0;
    int odd = 0;
    int end = Math.min(bytes.length & ~1, 4096);
    for (int i = 0; i < end; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (Math.max(even, odd) * 20 < end || end == 0) {
      return null;
    }
    return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static @Nullable TextFile strictly(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return plain.indexOf('\0') >= 0 ? null : new TextFile(plain, charset.name());
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
