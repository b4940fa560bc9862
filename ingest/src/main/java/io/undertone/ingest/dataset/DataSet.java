// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.InputException;
import io.undertone.ingest.file.FoundFiles.PassedOver;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.ingest.format.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
 * @param format how most of the files are written
 * @param files in ascending order, at least one
 * @param passedOver files that hold no comments, and why
 * @param notes what the user should know about how it is read, in sentences
 * @param zone zone of the periods
 * @param period {@code half-month} or an ISO-8601 duration
 * @param periodBy {@code post} or {@code comment}: whose time decides the period of a comment
 * @param textRules {@code none} or {@code paper}: texts that are neutral whatever a scorer says
 * @param origin day from which periods are counted
 * @param topic topic of comments that no rule and no field gives one
 * @param lateness allowed lateness
 * @param crawledAt what times such as 5分钟前 are relative to
 * @param weight what a comment counts for, where the format leaves it open
 * @param bloggers public names by blogger id; empty when unknown
 * @param defaults values of fields that a record does not have
 */
public record DataSet(
    Path directory,
    String name,
    String title,
    CommentFormat format,
    List<DataFile> files,
    List<PassedOver> passedOver,
    List<String> notes,
    @Nullable ZoneId zone,
    @Nullable String period,
    @Nullable String periodBy,
    @Nullable String textRules,
    @Nullable LocalDate origin,
    @Nullable String topic,
    @Nullable Duration lateness,
    @Nullable Instant crawledAt,
    @Nullable Weight weight,
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
    return open(path, format, null);
  }

  /**
   * The same for data whose times are relative to the moment at which they were crawled.
   *
   * @param crawledAt that moment; null leaves it to the descriptor
   */
  public static DataSet open(Path path, @Nullable String format, @Nullable Instant crawledAt) {
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
    boolean described = Files.exists(directory.resolve(DESCRIPTOR));
    Descriptor read =
        described ? Descriptor.read(directory.resolve(DESCRIPTOR)) : Descriptor.empty(path);
    boolean single = !descriptor && !Files.isDirectory(path);
    DataSet opened =
        new DataSetFiles(directory, read, format, crawledAt).resolve(single ? path : null);
    return opened.with(crawledAt, null);
  }

  /** The same with what the command line says about times and weights; null leaves it. */
  public DataSet with(@Nullable Instant crawled, @Nullable Weight counted) {
    return new DataSet(
        directory,
        name,
        title,
        format,
        files,
        passedOver,
        notes,
        zone,
        period,
        periodBy,
        textRules,
        origin,
        topic,
        lateness,
        crawled == null ? crawledAt : crawled,
        counted == null ? weight : counted,
        bloggers,
        defaults,
        license,
        citation);
  }

  /** What a parser needs to know for this data set. */
  public ParserOptions parserOptions(String authorSalt) {
    ParserOptions plain = ParserOptions.of(topic == null ? "" : topic, authorSalt);
    ParserOptions own =
        new ParserOptions(
                plain.topic(), plain.authorSalt(), defaults, plain.limits(), plain.clock())
            .with(crawledAt, weight);
    return zone == null ? own : own.withZone(zone);
  }
}
