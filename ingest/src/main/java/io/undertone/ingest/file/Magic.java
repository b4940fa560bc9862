// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

/** The first bytes by which kinds of files are told. */
final class Magic {
  static final int[] ZIP = {0x50, 0x4B, 0x03, 0x04};
  static final int[] SEVEN_ZIP = {0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C};
  static final int[] RAR = {0x52, 0x61, 0x72, 0x21};
  static final int[] SQLITE = {0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66};
  static final int[] OLD_OFFICE = {0xD0, 0xCF, 0x11, 0xE0};
  static final int[] PARQUET = {0x50, 0x41, 0x52, 0x31};
  static final int[] PDF = {0x25, 0x50, 0x44, 0x46};

  private Magic() {}

  /** Whether it must lie on the disk by itself to be looked into. */
  static boolean isContainer(byte[] start) {
    return startsWith(start, ZIP) || startsWith(start, SEVEN_ZIP) || startsWith(start, SQLITE);
  }

  static boolean startsWith(byte[] start, int... magic) {
    if (start.length < magic.length || magic.length == 0) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((start[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
