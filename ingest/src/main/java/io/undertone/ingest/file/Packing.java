// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Packed streams, told by their first bytes. */
enum Packing {
  NONE,
  GZIP(0x1F, 0x8B) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER);
    }
  },
  ZSTD(0x28, 0xB5, 0x2F, 0xFD) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      // dumps use windows of up to 2 GB
      return new ZstdInputStream(in).setLongMax(31);
    }
  },
  XZ(0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new XZInputStream(in);
    }
  },
  BZIP2(0x42, 0x5A, 0x68) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  };

  static final int BUFFER = 64 * 1024;
  private static final Pattern ENDING =
      Pattern.compile("\\.(gz|zst|zstd|xz|bz2|zip)$", Pattern.CASE_INSENSITIVE);

  private final int[] magic;

  Packing(int... magic) {
    this.magic = magic;
  }

  /** The packing of a stream that can be marked; it is left at its beginning. */
  static Packing of(InputStream in) throws IOException {
    in.mark(8);
    byte[] start = in.readNBytes(8);
    in.reset();
    for (Packing packing : values()) {
      if (packing != NONE && Magic.startsWith(start, packing.magic)) {
        return packing;
      }
    }
    return NONE;
  }

  /** Unpacked bytes of a stream that is packed once, or of one that is not. */
  static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    return of(in).unpack(in);
  }

  InputStream unpack(InputStream in) throws IOException {
    return in;
  }

  /** The name without the ending of a packed file, in small letters. */
  static String stripEnding(String name) {
    return ENDING.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  /** Whether the name says that the file is packed. */
  static boolean named(String name) {
    return ENDING.matcher(name).find();
  }
}
