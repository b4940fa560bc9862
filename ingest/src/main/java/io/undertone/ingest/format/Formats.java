// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats by name, and the one that a file's first records show. */
public final class Formats {
  private static final int RECORDS_TRIED = 2;
  private static final List<CommentFormat> ALL =
      List.of(
          new UndertoneFormat(),
          new WeiboResearchFormat(),
          new WeiboScoredFormat(),
          new MediaCrawlerFormat());

  private Formats() {}

  /**
   * @throws InputException when there is no format of that name
   */
  public static CommentFormat byName(String name) {
    for (CommentFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new InputException(
        "the format is '"
            + name
            + "'; it must be one of "
            + ALL.stream().map(CommentFormat::name).collect(Collectors.joining(", "))
            + " or, with a descriptor, "
            + MappingFormat.NAME
            + ".");
  }

  /** The format whose fields the file has, or null. */
  public static @Nullable CommentFormat detect(Path file) throws IOException {
    Set<String> names = FieldNames.of(file);
    for (CommentFormat format : ALL) {
      if (format.recognises(file, names)) {
        return format;
      }
    }
    return null;
  }

  /** Why a file cannot be read in a format, or null; only its first records are read. */
  public static @Nullable String problem(Path file, CommentFormat format, ParserOptions options)
      throws IOException {
    List<Parsed> seen = new ArrayList<>();
    try (CommentFile open = format.open(file, options)) {
      for (int i = 0; i < RECORDS_TRIED && seen.isEmpty() && open.read(seen::add); i++) {}
      return open.unusable();
    }
  }
}
