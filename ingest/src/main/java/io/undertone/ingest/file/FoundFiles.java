// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.Refusal.Kind;
import io.undertone.ingest.file.InputFile.Shape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What can be read among the files of a data set, and what cannot and why.
 *
 * @param readable files, entries and tables with text, in the order given
 * @param passedOver the others
 */
public record FoundFiles(List<InputFile> readable, List<PassedOver> passedOver) {

  /**
   * A file that holds no comments for us.
   *
   * @param name relative to the data set
   * @param why what it is
   * @param broken whether it should have been read, so that it is no foreign file
   */
  public record PassedOver(String name, Refusal why, boolean broken) {
    /** What it is, to complete "it is passed over: ...". */
    public String reason() {
      return why.text();
    }
  }

  private static final Set<String> NEVER =
      Set.of(
          "md",
          "markdown",
          "rst",
          "yaml",
          "yml",
          "toml",
          "ini",
          "cfg",
          "py",
          "ipynb",
          "js",
          "css",
          "java",
          "sh",
          "bat",
          "png",
          "jpg",
          "jpeg",
          "gif",
          "webp",
          "svg",
          "mp4",
          "mp3",
          "webm",
          "pdf",
          "doc",
          "docx",
          "ppt",
          "pptx",
          "html",
          "htm",
          "log",
          "lock",
          "part",
          "tmp",
          "jar");

  /**
   * Looks into files.
   *
   * @param root names are relative to it
   * @param chosen whether the user named each file, so that none may be passed over for its name
   */
  public static FoundFiles of(Path root, List<Path> files, boolean chosen) throws IOException {
    FoundFiles found = new FoundFiles(new ArrayList<>(), new ArrayList<>());
    for (Path file : files) {
      Path relative = root.toAbsolutePath().relativize(file.toAbsolutePath());
      String name =
          relative.toString().isEmpty() ? file.getFileName().toString() : relative.toString();
      found.look(file, name.replace('\\', '/'), chosen);
    }
    return found;
  }

  private void look(Path file, String name, boolean chosen) throws IOException {
    String plain = Packing.stripEnding(name);
    String ending = plain.substring(plain.lastIndexOf('.') + 1);
    if (!chosen && NEVER.contains(ending)) {
      pass(
          name,
          "js".equals(ending) ? script(file) : Refusal.of(Kind.NO_COMMENTS_KIND, ending),
          false);
      return;
    }
    if (Files.size(file) == 0) {
      pass(name, Refusal.of(Kind.EMPTY_FILE), false);
      return;
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(16);
    }
    try {
      if (Magic.startsWith(start, Magic.SQLITE)) {
        for (String table : SqliteTables.names(file)) {
          if (SqliteTables.isEmpty(file, table)) {
            pass(name + "/" + table, Refusal.of(Kind.TABLE_EMPTY), false);
          } else {
            add(file, table, name + "/" + table, Shape.SQLITE);
          }
        }
        return;
      }
      Archives.Kind kind = Archives.kind(file);
      if (kind == Archives.Kind.NONE) {
        text(new InputFile(file.toString(), "", name, Shape.JSON, "UTF-8"), start);
        return;
      }
      List<String> entries = Archives.entries(file, kind);
      if (entries.contains("xl/workbook.xml")) {
        add(file, "", name, Shape.XLSX);
        if (entries.contains("xl/worksheets/sheet2.xml")) {
          pass(name + "/sheet2", Refusal.of(Kind.FURTHER_SHEET), false);
        }
        return;
      }
      for (String entry : entries) {
        entry(file, name, entry);
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      pass(name, Refusal.of(Kind.NOT_OPENED, String.valueOf(e.getMessage())), true);
    }
  }

  private static Refusal script(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(64), java.nio.charset.StandardCharsets.UTF_8);
      return start.startsWith("window.")
          ? Refusal.of(Kind.SCRIPT)
          : Refusal.of(Kind.NO_COMMENTS_KIND, "js");
    }
  }

  private void entry(Path file, String archive, String entry) throws IOException {
    String name = archive + "/" + entry;
    String plain = Packing.stripEnding(entry);
    String ending = plain.substring(plain.lastIndexOf('.') + 1);
    if (entry.startsWith("__MACOSX") || NEVER.contains(ending)) {
      pass(name, Refusal.of(Kind.NO_COMMENTS_KIND, ending), false);
      return;
    }
    InputFile input = new InputFile(file.toString(), entry, name, Shape.JSON, "UTF-8");
    byte[] start;
    try (InputStream in = Archives.open(input)) {
      start = in.readNBytes(16);
    }
    if (start.length == 0) {
      pass(name, Refusal.of(Kind.EMPTY_FILE), false);
    } else if (Magic.isContainer(start)) {
      pass(name, Refusal.of(Kind.CONTAINER), true);
    } else {
      text(input, start);
    }
  }

  private void text(InputFile input, byte[] start) throws IOException {
    Refusal foreign = foreign(start);
    if (foreign != null) {
      pass(input.name(), foreign, true);
      return;
    }
    Shape shape;
    Encoding encoding;
    try {
      encoding = Encoding.of(() -> raw(input));
      shape = shape(input, encoding.charset());
    } catch (EOFException | ZipException e) {
      add(
          input.path(),
          input.entry(),
          input.name(),
          InputFile.plain(Path.of(input.name())).shape());
      return; // its reader says where it is cut short
    }
    if (encoding.problem() != null) {
      pass(input.name(), encoding.problem(), true);
    } else if (shape == null) {
      pass(input.name(), Refusal.of(Kind.MARKUP), true);
    } else {
      readable.add(
          new InputFile(input.location(), input.entry(), input.name(), shape, encoding.charset()));
    }
  }

  private static InputStream raw(InputFile input) throws IOException {
    FileBytes bytes = new FileBytes(input);
    InputStream raw;
    try {
      raw = bytes.raw();
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
    return new java.io.FilterInputStream(raw) {
      @Override
      public void close() throws IOException {
        super.close();
        bytes.close();
      }
    };
  }

  private static @Nullable Refusal foreign(byte[] start) {
    if (Magic.startsWith(start, Magic.OLD_OFFICE)) {
      return Refusal.of(Kind.OLD_WORKBOOK);
    }
    if (Magic.startsWith(start, Magic.RAR)) {
      return Refusal.of(Kind.RAR);
    }
    if (Magic.startsWith(start, Magic.PARQUET)) {
      return Refusal.of(Kind.PARQUET);
    }
    return Magic.startsWith(start, Magic.PDF) ? Refusal.of(Kind.PDF) : null;
  }

  /** By the first visible characters; null for XML that is no export of Disqus. */
  private static @Nullable Shape shape(InputFile input, String charset) throws IOException {
    String start;
    InputFile encoded =
        new InputFile(input.location(), input.entry(), input.name(), Shape.JSON, charset);
    try (InputStream in = new BufferedInputStream(new FileBytes(encoded))) {
      start = new String(in.readNBytes(2_048), java.nio.charset.StandardCharsets.UTF_8);
    }
    String visible = start.replace("\uFEFF", "").stripLeading();
    if (visible.startsWith("<")) {
      return visible.contains("<disqus") ? Shape.DISQUS : null;
    }
    String plain = Packing.stripEnding(input.name());
    boolean named = plain.endsWith(".csv") || plain.endsWith(".tsv");
    boolean json =
        visible.startsWith("{") || visible.matches("(?s)\\[\\s*[\\[{\\]].*") || visible.equals("[");
    if (json && !named) {
      return Shape.JSON;
    }
    boolean jsonNamed =
        plain.endsWith(".json") || plain.endsWith(".jsonl") || plain.endsWith(".ndjson");
    return jsonNamed ? Shape.JSON : Shape.TABLE;
  }

  private void add(Path file, String entry, String name, Shape shape) {
    readable.add(new InputFile(file.toString(), entry, name, shape, "UTF-8"));
  }

  private void pass(String name, Refusal why, boolean broken) {
    passedOver.add(new PassedOver(name, why, broken));
  }
}
