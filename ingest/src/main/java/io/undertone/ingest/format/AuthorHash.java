// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces an author by the first 128 bits of HMAC-SHA-256(salt, author), so that one author's
 * comments can be recognised but the author cannot be found without the salt.
 */
final class AuthorHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final Mac mac;

  AuthorHash(String salt) {
    if (salt.isEmpty()) {
      throw new IllegalArgumentException(
          "the salt for authors is empty; give at least 1 character.");
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt.getBytes(UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
    }
  }

  String hash(String author) {
    return HexFormat.of().formatHex(mac.doFinal(author.getBytes(UTF_8)), 0, BYTES);
  }
}
