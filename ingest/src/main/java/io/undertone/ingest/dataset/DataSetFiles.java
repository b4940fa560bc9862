// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.FileKind;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.MappingFormat;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of a data set, their format and what speaks against reading them. */
final class DataSetFiles {
  private static final String BLOGGERS = "bloggers.csv";
  private static final int DEPTH = 8;
  private static final String ENDINGS = ".csv, .jsonl, .ndjson or .json, each also with .gz";

  private final Path directory;
  private final Descriptor descriptor;
  private final @Nullable String chosenFormat;

  DataSetFiles(Path directory, Descriptor descriptor, @Nullable String chosenFormat) {
    this.directory = directory;
    this.descriptor = descriptor;
    this.chosenFormat = chosenFormat != null ? chosenFormat : descriptor.text("format");
  }

  DataSet resolve(List<Path> given) {
    try {
      return given.isEmpty() ? describe(find(), directory) : describe(given, given.get(0));
    } catch (IOException e) {
      throw new InputException("'" + directory + "' cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private DataSet describe(List<Path> files, Path named) throws IOException {
    for (Path file : files) {
      requireReadable(file);
    }
    CommentFormat format = format(files);
    String name = descriptor.text("name", baseName(named));
    DataSet dataSet =
        new DataSet(
            directory,
            name,
            descriptor.text("title", name),
            format,
            files,
            descriptor.zone(),
            descriptor.text("period"),
            descriptor.oneOf("period_by", "post", "comment"),
            descriptor.origin(),
            descriptor.text("topic"),
            descriptor.lateness(),
            bloggers(),
            descriptor.defaults(),
            descriptor.text("license"),
            descriptor.text("citation"));
    requireUsable(dataSet);
    return dataSet;
  }

  private static String baseName(Path named) {
    Path name = named.toAbsolutePath().normalize().getFileName();
    return name == null ? "comments" : name.toString();
  }

  private CommentFormat format(List<Path> files) throws IOException {
    boolean mapped = !descriptor.node("fields").isEmpty();
    if (MappingFormat.NAME.equals(chosenFormat) || (mapped && chosenFormat == null)) {
      return new MappingKeys(descriptor).format();
    }
    if (mapped) {
      throw descriptor.invalid("format", chosenFormat, "mapping, since there are fields");
    }
    if (chosenFormat != null) {
      return Formats.byName(chosenFormat);
    }
    for (Path file : files) {
      CommentFormat format = Formats.detect(file);
      if (format != null) {
        return format;
      }
    }
    return Formats.byName("undertone"); // Its complaint about the file names what is missing.
  }

  private void requireReadable(Path file) {
    if (FileKind.of(file) == null) {
      throw new InputException(
          "'" + file + "' has no known ending; it must end in " + ENDINGS + ".");
    }
    if (!Files.isReadable(file)) {
      throw new InputException("'" + file + "' may not be read; check its permissions.");
    }
  }

  /** A file without any usable record is refused now instead of being one dead letter later. */
  private void requireUsable(DataSet dataSet) throws IOException {
    ParserOptions options;
    try {
      options = dataSet.parserOptions("check");
      for (Path file : dataSet.files()) {
        String problem = Formats.problem(file, dataSet.format(), options);
        if (problem != null) {
          throw new InputException(
              "'" + file + "' cannot be read as " + dataSet.format().name() + ": " + problem);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new InputException("'" + directory + "': " + e.getMessage(), e);
    }
  }

  private List<Path> find() throws IOException {
    List<String> patterns = descriptor.list("files");
    return patterns.isEmpty() ? findByEnding() : findByPattern(patterns);
  }

  private List<Path> findByEnding() throws IOException {
    List<Path> found = new ArrayList<>(listed(1));
    found.removeIf(file -> !isCommentFile(nameOf(file), file));
    if (found.isEmpty()) {
      throw new InputException(
          "'"
              + directory
              + "' has no file with comments; their names must end in "
              + ENDINGS
              + ".");
    }
    return found;
  }

  private List<Path> findByPattern(List<String> patterns) throws IOException {
    List<Path> listed = listed(DEPTH);
    Set<Path> found = new TreeSet<>();
    for (String pattern : patterns) {
      PathMatcher matcher = matcher(pattern);
      List<Path> matching =
          listed.stream()
              .filter(f -> nameOf(f).equals(pattern) || matcher.matches(directory.relativize(f)))
              .toList();
      if (matching.isEmpty()) {
        throw new InputException(
            "'" + directory + "' has no file '" + pattern + "', which its descriptor names.");
      }
      found.addAll(matching);
    }
    return List.copyOf(found);
  }

  private PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw descriptor.invalid("files", pattern, "a file name or a pattern such as *.csv.gz");
    }
  }

  private String nameOf(Path file) {
    return directory.relativize(file).toString();
  }

  private List<Path> listed(int depth) throws IOException {
    try (Stream<Path> walk = Files.walk(directory, depth)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private boolean isCommentFile(String name, Path file) {
    return !name.startsWith(".")
        && !name.equals(descriptor.text("bloggers", BLOGGERS))
        && FileKind.of(file) != null;
  }

  private Map<String, String> bloggers() throws IOException {
    String named = descriptor.text("bloggers");
    Path file = directory.resolve(named == null ? BLOGGERS : named);
    if (!Files.exists(file)) {
      if (named != null) {
        throw descriptor.invalid("bloggers", named, "a file of the data set");
      }
      return Map.of();
    }
    return Bloggers.read(file);
  }
}
