// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What decides a score, in a few hexadecimal digits; the same on every machine. */
public final class Fingerprint {
  private static final int BYTES = 4;

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes one part; parts do not run into each other. */
  public Fingerprint with(Object part) {
    byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    digest.update((byte) 0xFF); // no byte of UTF-8
    return this;
  }

  /** Eight digits: the start of the SHA-256 of all parts so far; call it once, at the end. */
  public String digits() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
