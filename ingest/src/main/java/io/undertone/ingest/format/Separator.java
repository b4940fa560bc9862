// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Arrays;

/** What stands between the fields of a table: a comma, a semicolon, a tab or a bar. */
final class Separator {
  private static final byte[] ALL = {',', ';', '\t', '|'};
  private static final byte[] EXCEL = {'s', 'e', 'p', '='};

  private Separator() {}

  /** The one that cuts a header into the most fields; a comma where none does. */
  static byte of(byte[] bytes, int from, int to) {
    byte best = ',';
    int most = 1;
    for (byte separator : ALL) {
      int count;
      try {
        count = new CsvSplitter(separator).split(bytes, from, to);
      } catch (Rejected e) {
        count = 0;
      }
      if (count > most) {
        most = count;
        best = separator;
      }
    }
    return best;
  }

  /** The separator that Excel's first line names, {@code sep=;}; or 0. */
  static byte named(byte[] bytes, int from, int to) {
    boolean named =
        to - from == EXCEL.length + 1 && Arrays.equals(bytes, from, to - 1, EXCEL, 0, EXCEL.length);
    return named ? bytes[to - 1] : 0;
  }
}
