// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of {@code docker/}, which images and the local stack use alike. */
final class ShippedFile {
  private static final String ROOT = "/io/undertone/docker/";

  private ShippedFile() {}

  /** Its text, by its path below {@code docker/}. */
  static String text(String path) throws IOException {
    try (InputStream file = ShippedFile.class.getResourceAsStream(ROOT + path)) {
      if (file == null) {
        throw new IOException("not on the class path: " + ROOT + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
