// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits one CSV record (RFC 4180, any separator) into byte ranges. Only a field that begins with a
 * quote is quoted; elsewhere a quote is an ordinary character.
 */
final class CsvSplitter {
  int[] starts = new int[32];
  int[] ends = new int[32];
  private boolean[] doubled = new boolean[32];
  private int count;
  private final byte separator;

  CsvSplitter(byte separator) {
    this.separator = separator;
  }

  /** Splits [from, to) and returns the number of fields. */
  int split(byte[] bytes, int from, int to) throws Rejected {
    count = 0;
    int at = from;
    while (true) {
      if (count == starts.length) {
        grow();
      }
      boolean quoted = at < to && bytes[at] == '"';
      int next = quoted ? quoted(bytes, at + 1, to) : plain(bytes, at, to);
      count++;
      if (next >= to) {
        return count;
      }
      at = next + 1;
    }
  }

  /** Returns the position of the separator that ends the field, or {@code to}. */
  private int plain(byte[] bytes, int from, int to) throws Rejected {
    int at = from;
    while (at < to && bytes[at] != separator) {
      if (bytes[at] == '\n') {
        throw Rejected.of(Refusal.Kind.LINE_ENDS);
      }
      at++;
    }
    starts[count] = from;
    ends[count] = at;
    doubled[count] = false;
    return at;
  }

  private int quoted(byte[] bytes, int from, int to) throws Rejected {
    boolean twice = false;
    int at = from;
    while (at < to) {
      if (bytes[at] != '"') {
        at++;
      } else if (at + 1 < to && bytes[at + 1] == '"') {
        twice = true;
        at += 2;
      } else {
        break;
      }
    }
    if (at >= to) {
      throw Rejected.of(Refusal.Kind.QUOTE_OPEN, Integer.toString(count + 1));
    }
    if (at + 1 < to && bytes[at + 1] != separator) {
      throw Rejected.of(Refusal.Kind.QUOTE_GOES_ON, Integer.toString(count + 1));
    }
    starts[count] = from;
    ends[count] = at;
    doubled[count] = twice;
    return at + 1;
  }

  private void grow() {
    int size = starts.length * 2;
    starts = Arrays.copyOf(starts, size);
    ends = Arrays.copyOf(ends, size);
    doubled = Arrays.copyOf(doubled, size);
  }

  String text(byte[] bytes, int field, String name) throws Rejected {
    String text = StorableText.decode(bytes, starts[field], ends[field], name);
    return doubled[field] ? text.replace("\"\"", "\"") : text;
  }

  /** All fields of one record, such as a header. */
  static List<String> fields(byte[] bytes, int from, int to, byte separator) throws Rejected {
    CsvSplitter splitter = new CsvSplitter(separator);
    int count = splitter.split(bytes, from, to);
    List<String> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fields.add(splitter.text(bytes, i, "column " + (i + 1)).strip());
    }
    return fields;
  }
}
