// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * One readable file: a file of its own, an entry of an archive or a table of a database.
 *
 * @param location the file in the file system
 * @param entry name of the entry or table in it; empty when it is the file itself
 * @param name path relative to the data set, with the entry; names records that have no id
 * @param shape how its records are laid out
 * @param charset how its text is encoded
 */
public record InputFile(String location, String entry, String name, Shape shape, String charset)
    implements Serializable {

  /** How records are laid out. */
  public enum Shape {
    /** A table with a header: CSV with any separator. */
    TABLE("a table"),
    /** JSON objects: one a line, one after the other, in an array or in lists inside objects. */
    JSON("JSON"),
    /** A workbook of Excel, read as a table. */
    XLSX("an Excel workbook"),
    /** A table of an SQLite database, read as a table. */
    SQLITE("an SQLite table"),
    /** An export of Disqus, read as JSON. */
    DISQUS("a Disqus export");

    private final String title;

    Shape(String title) {
      this.title = title;
    }

    /** For people. */
    public String title() {
      return title;
    }

    /** Whether its text reads as a table rather than as JSON. */
    public boolean isTable() {
      return this == TABLE || this == XLSX || this == SQLITE;
    }
  }

  /** A file that is UTF-8 text, named by itself. */
  public static InputFile plain(Path file) {
    String name = file.getFileName().toString();
    return new InputFile(file.toString(), "", name, shapeByEnding(name), "UTF-8");
  }

  private static Shape shapeByEnding(String name) {
    String plain = Packing.stripEnding(name);
    return plain.endsWith(".csv") || plain.endsWith(".tsv") || plain.endsWith(".txt")
        ? Shape.TABLE
        : Shape.JSON;
  }

  /** Unique among the files of a data set. */
  public String id() {
    return entry.isEmpty() ? location : location + "!" + entry;
  }

  Path path() {
    return Path.of(location);
  }
}
