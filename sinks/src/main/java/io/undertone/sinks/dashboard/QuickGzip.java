// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses what goes out once, as fast as can be. */
final class QuickGzip extends GZIPOutputStream {
  private static final int BUFFER = 1 << 16;

  QuickGzip(OutputStream out) throws IOException {
    super(out, BUFFER);
    def.setLevel(Deflater.BEST_SPEED);
  }
}
