// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file's ending says about it; a further {@code .gz} means packed. */
public enum FileKind {
  CSV,
  JSON_LINES;

  /** The kind, or null when the ending is none of .csv, .jsonl, .ndjson, .json. */
  public static @Nullable FileKind of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (unpacked.endsWith(".csv")) {
      return CSV;
    }
    boolean json =
        unpacked.endsWith(".jsonl") || unpacked.endsWith(".ndjson") || unpacked.endsWith(".json");
    return json ? JSON_LINES : null;
  }
}
