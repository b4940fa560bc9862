// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import io.undertone.ingest.Refusal;
import io.undertone.ingest.Refusal.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Tells the encoding of a text by reading it whole: UTF-8 where its lines are, UTF-16 by its mark
 * or its zeros, otherwise what a detector says of the lines that are not UTF-8, tried on all of it.
 *
 * @param charset name of the encoding
 * @param problem why the text cannot be read in one encoding; null when it can
 */
record Encoding(String charset, @Nullable Refusal problem) {
  static final Encoding UTF_8 = new Encoding("UTF-8", null);

  /** A text of which so small a part is not UTF-8 has broken records, not another encoding. */
  private static final int FEW = 20;

  private static final int SAMPLE = 64 * 1024;

  /** Opens the unpacked bytes anew. */
  interface Source {
    InputStream open() throws IOException;
  }

  static Encoding of(Source source) throws IOException {
    Utf8Lines lines = new Utf8Lines();
    try (InputStream in = source.open()) {
      byte[] start = in.readNBytes(4_096);
      String wide = wide(start);
      if (wide != null) {
        return new Encoding(wide, null);
      }
      lines.add(start, start.length);
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        lines.add(buffer, read);
      }
    } catch (EOFException | ZipException e) {
      // a packed file that is cut short: what there is decides, and its reader reports the cut
      lines.end();
    }
    lines.end();
    if (lines.invalid == 0 || lines.invalid * FEW <= lines.valid) {
      return UTF_8;
    }
    if (lines.valid > 2 && lines.invalid < 10 * lines.valid) {
      return new Encoding(
          "UTF-8",
          Refusal.of(
              Kind.MIXED_ENCODINGS,
              counted(lines.valid),
              counted(lines.invalid),
              counted(lines.firstInvalid)));
    }
    String charset = guess(lines.sample.toByteArray());
    Refusal problem = problem(source, Charset.forName(charset));
    return new Encoding(charset, problem);
  }

  private static String counted(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static @Nullable String wide(byte[] start) {
    if (Magic.startsWith(start, 0xFF, 0xFE) || Magic.startsWith(start, 0xFE, 0xFF)) {
      return "UTF-16";
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < start.length; i++) {
      if (start[i] == 0) {
        even += i % 2 == 0 ? 1 : 0;
        odd += i % 2;
      }
    }
    int few = start.length / 10;
    if (odd > few && even * 10 < odd) {
      return "UTF-16LE";
    }
    return even > few && odd * 10 < even ? "UTF-16BE" : null;
  }

  private static String guess(byte[] sample) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(sample);
    detector.dataEnd();
    String detected = detector.getDetectedCharset();
    boolean chinese = chinese(sample);
    if (detected == null || detected.startsWith("WINDOWS-125") || detected.startsWith("ISO-8859")) {
      return chinese ? "GB18030" : western(detected);
    }
    if (detected.equals("UTF-8") || detected.equals("US-ASCII") || !Charset.isSupported(detected)) {
      return chinese ? "GB18030" : "windows-1252";
    }
    return detected;
  }

  private static String western(@Nullable String detected) {
    return detected != null && Charset.isSupported(detected) ? detected : "windows-1252";
  }

  /** Whether nearly all pairs of high bytes are among the common characters of GB 2312. */
  private static boolean chinese(byte[] sample) {
    int common = 0;
    int pairs = 0;
    for (int i = 0; i + 1 < sample.length; i++) {
      int lead = sample[i] & 0xFF;
      if (lead >= 0x80) {
        int trail = sample[++i] & 0xFF;
        pairs++;
        boolean word = lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1;
        boolean sign = (lead == 0xA1 || lead == 0xA3) && trail >= 0xA1;
        common += word || sign ? 1 : 0;
      }
    }
    return pairs > 0 && common * 10 >= pairs * 8;
  }

  /** Decodes all of it; says where it fails. */
  private static @Nullable Refusal problem(Source source, Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
    CharBuffer chars = CharBuffer.allocate(SAMPLE);
    long line = 1;
    try (InputStream in = source.open()) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, end);
        chars.flip();
        line += chars.chars().filter(c -> c == '\n').count();
        if (result.isError()) {
          return Refusal.of(Kind.OTHER_ENCODING, counted(line), charset.name());
        }
        bytes.compact();
      }
    } catch (EOFException | ZipException e) {
      return null; // its reader reports the cut
    }
    return null;
  }

  /** Counts the lines with characters beyond ASCII that are UTF-8, and those that are not. */
  private static final class Utf8Lines {
    private static final byte[] NONE = {};

    long valid;
    long invalid;
    long firstInvalid;
    final ByteArrayOutputStream sample = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number = 1;
    private boolean high;
    private boolean broken;
    private int expected;
    private int minimum = 0x80;
    private int maximum = 0xBF;

    void add(byte[] bytes, int length) {
      int from = 0;
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        if (b == '\n') {
          end(bytes, from, i);
          from = i + 1;
        } else if (b < 0 || expected > 0) {
          follow(b & 0xFF);
        }
      }
      if (sample.size() < SAMPLE) {
        line.write(bytes, from, Math.min(length - from, SAMPLE - Math.min(SAMPLE, line.size())));
      }
    }

    private void follow(int b) {
      high = true;
      if (expected > 0) {
        broken |= b < minimum || b > maximum;
        minimum = 0x80;
        maximum = 0xBF;
        expected--;
        return;
      }
      if (b >= 0xC2 && b <= 0xDF) {
        expected = 1;
      } else if (b >= 0xE0 && b <= 0xEF) {
        expected = 2;
        minimum = b == 0xE0 ? 0xA0 : 0x80;
        maximum = b == 0xED ? 0x9F : 0xBF;
      } else if (b >= 0xF0 && b <= 0xF4) {
        expected = 3;
        minimum = b == 0xF0 ? 0x90 : 0x80;
        maximum = b == 0xF4 ? 0x8F : 0xBF;
      } else {
        broken = true;
      }
    }

    void end() {
      end(NONE, 0, 0);
    }

    /** A line ends, of which this is the last part. */
    private void end(byte[] bytes, int from, int to) {
      if (high) {
        if (broken || expected > 0) {
          invalid++;
          firstInvalid = firstInvalid == 0 ? number : firstInvalid;
          if (sample.size() < SAMPLE) {
            sample.writeBytes(line.toByteArray());
            sample.write(bytes, from, Math.min(to - from, SAMPLE));
            sample.write('\n');
          }
        } else {
          valid++;
        }
      }
      line.reset();
      high = false;
      broken = false;
      expected = 0;
      minimum = 0x80;
      maximum = 0xBF;
      number++;
    }
  }
}
