// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.file.FoundFiles.PassedOver;
import io.undertone.ingest.file.InputFile;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.ParseTally;
import io.undertone.ingest.format.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a path and how it would be read.
 *
 * @param files those that are read
 * @param passedOver those that hold no comments, and why
 * @param notes what the user should know, in sentences
 * @param defaults values of fields that records do not have
 * @param sure whether it may be read without asking
 * @param guess the mapping that was guessed, in the mapping language; null when the format is known
 */
public record Inspection(
    List<Inspected> files,
    List<PassedOver> passedOver,
    List<String> notes,
    Map<Field, String> defaults,
    boolean sure,
    @Nullable ObjectNode guess) {

  /**
   * One file.
   *
   * @param sample its first records, whatever its format
   * @param tally what became of the records tried
   * @param whole whether these were all
   * @param problem why it cannot be read; null when it can
   * @param times when the comments tried were written
   * @param postsByBlogger ids of posts by blogger
   * @param commentsByBlogger number of comments by blogger
   */
  public record Inspected(
      InputFile input,
      CommentFormat format,
      Sample sample,
      ParseTally tally,
      boolean whole,
      @Nullable Refusal problem,
      List<Instant> times,
      Map<String, Set<String>> postsByBlogger,
      Map<String, Long> commentsByBlogger) {

    Inspected withProblem(Refusal why) {
      return new Inspected(
          input, format, sample, tally, whole, why, times, postsByBlogger, commentsByBlogger);
    }
  }

  /** Looks at a folder, an archive or a file, as {@link DataSet#open} does. */
  public static Inspection of(Path path, @Nullable String format) {
    if (!Files.exists(path)) {
      throw new InputException(
          "there is nothing at '" + path + "'; give a folder or a file with comments.");
    }
    Path parent = path.toAbsolutePath().getParent();
    boolean folder = Files.isDirectory(path);
    boolean descriptor = path.endsWith(DataSet.DESCRIPTOR);
    Path directory = folder || parent == null ? path : parent;
    Path described = directory.resolve(DataSet.DESCRIPTOR);
    Descriptor read = Files.exists(described) ? Descriptor.read(described) : Descriptor.empty(path);
    try {
      return new DataSetFiles(directory, read, format, null)
          .inspect(folder || descriptor ? null : path);
    } catch (java.io.IOException e) {
      throw new InputException("'" + path + "' cannot be read: " + e.getMessage() + ".", e);
    }
  }

  List<DataFile> dataFiles() {
    return files.stream().map(file -> new DataFile(file.input(), file.format())).toList();
  }

  /**
   * @throws InputException when nothing can be read, when a file that should be cannot, or when the
   *     fields were guessed and the guess is not sure
   */
  void requireReadable(Path named) {
    for (PassedOver other : passedOver) {
      if (other.broken()) {
        throw new InputException("'" + other.name() + "' cannot be read: " + other.reason());
      }
    }
    for (Inspected file : files) {
      if (!sure && file.sample().headless()) {
        throw new InputException(
            "'"
                + file.input().name()
                + "' has no header: its first line looks like data, not like names of columns."
                + " `undertone inspect "
                + named
                + " --write` saves a dataset.yaml with header: [c1, c2, ...] and what each column"
                + " seems to be.");
      }
      if (file.problem() != null) {
        throw new InputException(
            "'"
                + file.input().name()
                + "' cannot be read as "
                + file.format().name()
                + ": "
                + file.problem().text());
      }
    }
    if (files.isEmpty()) {
      String first =
          passedOver.isEmpty()
              ? "it has no comments"
              : "'" + passedOver.get(0).name() + "': " + passedOver.get(0).reason();
      throw new InputException("'" + named + "' has no file with comments: " + first);
    }
    if (!sure) {
      throw new InputException(
          "'"
              + named
              + "' is in no known format, and its fields cannot be told for sure; `undertone inspect "
              + named
              + "` shows what was found, and with --write saves a dataset.yaml to correct and use.");
    }
  }
}
