// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A format that a data set's descriptor describes by renaming fields. */
public final class MappingFormat extends SchemaFormat {
  private static final long serialVersionUID = 1L;

  /** The name in descriptors. */
  public static final String NAME = "mapping";

  /**
   * One kind of records.
   *
   * @param fields the source's name of each field; a dot descends into a nested object
   * @param times how times are written, by field: {@code iso}, {@code epoch-seconds}, {@code
   *     epoch-milliseconds}, {@code weibo} or a pattern
   * @param zone zone of times without offset
   */
  public record Records(Map<Field, String> fields, Map<Field, String> times, ZoneId zone) {

    private RecordSchema schema(RecordSchema.Kind kind) {
      Map<String, Field> byName = new HashMap<>();
      fields.forEach(
          (field, name) -> {
            if (byName.put(name, field) != null) {
              throw new IllegalArgumentException(
                  "the source's field '" + name + "' is mapped twice; map each once");
            }
          });
      Map<Field, TimeFormat> formats = new HashMap<>();
      times.forEach((field, format) -> formats.put(field, time(field, format)));
      return new RecordSchema(kind, byName, formats);
    }

    private TimeFormat time(Field field, String format) {
      try {
        return TimeFormat.of(format, zone);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the time format of "
                + field.key()
                + " is '"
                + format
                + "'; it must be iso, epoch-seconds, epoch-milliseconds, weibo or a pattern with date"
                + " and year such as yyyy-MM-dd HH:mm",
            e);
      }
    }
  }

  /**
   * @param posts the records of posts, where they are apart from the comments; otherwise null
   * @throws IllegalArgumentException when a time format is invalid, or comments have no field of
   *     their own
   */
  public MappingFormat(Records comments, @Nullable Records posts) {
    super(
        NAME,
        comments.schema(posts == null ? RecordSchema.Kind.COMMENT : RecordSchema.Kind.UNJOINED),
        posts == null ? null : posts.schema(RecordSchema.Kind.POST));
  }
}
