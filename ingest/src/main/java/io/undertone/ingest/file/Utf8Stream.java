// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8; the encoding has been tried on the whole file before. */
final class Utf8Stream extends InputStream {
  private final Reader in;
  private final CharBuffer chars = CharBuffer.allocate(8 * 1024);
  private final ByteBuffer bytes = ByteBuffer.allocate(32 * 1024);
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private boolean ended;

  Utf8Stream(InputStream in, Charset charset) {
    this.in = new InputStreamReader(in, charset);
    bytes.limit(0);
    chars.limit(0);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!bytes.hasRemaining()) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(buffer, offset, count);
    return count;
  }

  private void fill() throws IOException {
    chars.compact();
    ended = in.read(chars) < 0;
    chars.flip();
    bytes.clear();
    encoder.encode(chars, bytes, ended);
    if (ended) {
      encoder.flush(bytes);
    }
    bytes.flip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
