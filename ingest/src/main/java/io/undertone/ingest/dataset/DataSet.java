// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.ParserOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directory of comments, or a single file, and how it is to be read. What its descriptor {@code
 * dataset.yaml} leaves open is null.
 *
 * @param directory where the files lie
 * @param name short name
 * @param title one line on what it is
 * @param format how the files are written
 * @param files in ascending order, at least one
 * @param zone zone of the periods
 * @param period {@code half-month} or an ISO-8601 duration
 * @param periodBy {@code post} or {@code comment}: whose time decides the period of a comment
 * @param origin day from which periods are counted
 * @param topic topic of comments that no rule and no field gives one
 * @param lateness allowed lateness
 * @param bloggers public names by blogger id; empty when unknown
 * @param defaults values of fields that a record does not have
 */
public record DataSet(
    Path directory,
    String name,
    String title,
    CommentFormat format,
    List<Path> files,
    @Nullable ZoneId zone,
    @Nullable String period,
    @Nullable String periodBy,
    @Nullable LocalDate origin,
    @Nullable String topic,
    @Nullable Duration lateness,
    Map<String, String> bloggers,
    Map<Field, String> defaults,
    @Nullable String license,
    @Nullable String citation) {

  /** Name of the descriptor in a data set's directory. */
  public static final String DESCRIPTOR = "dataset.yaml";

  /**
   * Opens a directory (with a descriptor or without), a descriptor or a single file, and checks
   * that every file can be read.
   *
   * @param format format to use instead of the descriptor's; null to use that or to tell it from
   *     the files
   * @throws InputException when it cannot be read, in one sentence
   */
  public static DataSet open(Path path, @Nullable String format) {
    if (!Files.exists(path)) {
      throw new InputException(
          "there is no data set at '" + path + "'; give a directory or a file with comments.");
    }
    if (!Files.isReadable(path)) {
      throw new InputException("'" + path + "' may not be read; check its permissions.");
    }
    boolean descriptor = path.endsWith(DESCRIPTOR);
    Path parent = path.toAbsolutePath().getParent();
    Path directory = Files.isDirectory(path) || parent == null ? path : parent;
    boolean described =
        (descriptor || Files.isDirectory(path)) && Files.exists(directory.resolve(DESCRIPTOR));
    Descriptor read =
        described ? Descriptor.read(directory.resolve(DESCRIPTOR)) : Descriptor.empty(path);
    List<Path> single = described || Files.isDirectory(path) ? List.of() : List.of(path);
    return new DataSetFiles(directory, read, format).resolve(single);
  }

  /** What a parser needs to know for this data set. */
  public ParserOptions parserOptions(String authorSalt) {
    ParserOptions plain = ParserOptions.of(topic == null ? "" : topic, authorSalt);
    return new ParserOptions(
        plain.topic(), plain.authorSalt(), defaults, plain.limits(), plain.clock());
  }
}
