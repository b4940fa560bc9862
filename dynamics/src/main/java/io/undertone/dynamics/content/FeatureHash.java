// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.nio.charset.StandardCharsets;

/**
 * FNV-1a with 64 bits over the UTF-8 of a name, then the finaliser of SplitMix64. A hash is no
 * secret: whoever has a dictionary can look words up, unless a salt stands before the name.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-eastlake-fnv/">The FNV hash</a>
 */
final class FeatureHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private FeatureHash() {}

  static long of(String name) {
    return finish(absorb(start(), name));
  }

  /** State before the first byte. */
  static long start() {
    return OFFSET;
  }

  /** h <- (h xor byte) * prime, byte by byte. */
  static long absorb(long hash, String text) {
    long h = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xff)) * PRIME;
    }
    return h;
  }

  static long finish(long hash) {
    long h = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }
}
