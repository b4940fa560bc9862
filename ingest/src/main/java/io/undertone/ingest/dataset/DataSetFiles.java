// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.InputException;
import io.undertone.ingest.file.FoundFiles;
import io.undertone.ingest.format.CommentFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of a data set, how each is written and what speaks against reading them. */
final class DataSetFiles {
  private static final String BLOGGERS = "bloggers.csv";
  private static final int DEPTH = 8;

  private final Path directory;
  private final Descriptor descriptor;
  private final @Nullable String chosenFormat;
  private final @Nullable Instant crawledAt;

  DataSetFiles(
      Path directory,
      Descriptor descriptor,
      @Nullable String chosenFormat,
      @Nullable Instant crawledAt) {
    this.crawledAt = crawledAt != null ? crawledAt : descriptor.crawledAt();
    this.directory = directory;
    this.descriptor = descriptor;
    this.chosenFormat = chosenFormat;
  }

  /**
   * @param single the only file that is meant; null for all of the directory
   */
  DataSet resolve(@Nullable Path single) {
    try {
      return describe(single);
    } catch (IOException e) {
      throw new InputException("'" + directory + "' cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** What lies there, file by file. */
  Inspection inspect(@Nullable Path single) throws IOException {
    List<Path> files = single == null ? find() : List.of(single);
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new InputException("'" + file + "' may not be read; check its permissions.");
      }
    }
    boolean chosen = single != null || !descriptor.list("files").isEmpty();
    FoundFiles found = FoundFiles.of(directory, files, chosen);
    String name = descriptor.text("name", baseName(single == null ? directory : single));
    return new Detection(descriptor, chosenFormat, name, crawledAt).of(found);
  }

  private DataSet describe(@Nullable Path single) throws IOException {
    descriptor.zone();
    descriptor.origin();
    descriptor.lateness();
    Map<String, String> bloggers = bloggers();
    Inspection inspection = inspect(single);
    inspection.requireReadable(single == null ? directory : single);
    Path named = single == null ? directory : single;
    String name = descriptor.text("name", baseName(named));
    CommentFormat format = inspection.files().get(0).format();
    return new DataSet(
        directory,
        name,
        descriptor.text("title", name),
        format,
        inspection.dataFiles(),
        inspection.passedOver(),
        inspection.notes(),
        descriptor.zone(),
        descriptor.text("period"),
        descriptor.oneOf("period_by", "post", "comment"),
        descriptor.oneOf("text_rules", "none", "paper"),
        descriptor.origin(),
        descriptor.text("topic"),
        descriptor.lateness(),
        descriptor.crawledAt(),
        null,
        bloggers,
        inspection.defaults(),
        descriptor.text("license"),
        descriptor.text("citation"));
  }

  static String baseName(Path named) {
    Path name = named.toAbsolutePath().normalize().getFileName();
    return name == null ? "comments" : name.toString();
  }

  private List<Path> find() throws IOException {
    List<String> patterns = descriptor.list("files");
    if (!patterns.isEmpty()) {
      return findByPattern(patterns);
    }
    List<Path> found = new ArrayList<>(listed(DEPTH));
    found.removeIf(this::isOther);
    if (found.isEmpty()) {
      throw new InputException(
          "'"
              + directory
              + "' has no file with comments; CSV, JSON, Excel, SQLite and XML of Disqus are read,"
              + " packed or not.");
    }
    return found;
  }

  /** Hidden files, descriptors, names of bloggers and what tells people about the files. */
  private boolean isOther(Path file) {
    String name = nameOf(file);
    String last = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || name.contains("/.")
        || last.startsWith("readme")
        || last.startsWith("license")
        || last.equals(DataSet.DESCRIPTOR)
        || name.equals(descriptor.text("bloggers", BLOGGERS));
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
