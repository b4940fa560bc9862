// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.Formats;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How records are written that do not lie in files.
 *
 * @param format their format
 * @param defaults values of fields that a record does not have
 */
public record RecordDescription(CommentFormat format, Map<Field, String> defaults) {
  private static final String USUAL_FORMAT = "undertone";

  /**
   * @param format name of a format; null to use the descriptor's, or Undertone's own
   * @param descriptor a {@code dataset.yaml} whose mapping and defaults hold; null for none
   * @throws InputException when there is no such format, or the descriptor cannot be used
   */
  public static RecordDescription of(@Nullable String format, @Nullable Path descriptor) {
    Descriptor read =
        descriptor == null
            ? Descriptor.empty(Path.of(DataSet.DESCRIPTOR))
            : Descriptor.read(descriptor);
    boolean mapped = read.text("format") == null && !read.node("fields").isEmpty();
    String name =
        format != null ? format : read.text("format", mapped ? Formats.MAPPING : USUAL_FORMAT);
    CommentFormat described =
        name.equals(Formats.MAPPING)
            ? read.mapping().alone(name)
            : read.mapping().over(Formats.byName(name));
    return new RecordDescription(described, read.defaults());
  }
}
