// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.ingest.InputException;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.MappingFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a descriptor that maps a source's fields to Undertone's. */
final class MappingKeys {
  private static final Set<String> POSTS_KEYS = Set.of("fields", "times");
  private static final Set<Field> TIMES = Set.of(Field.POST_TIME, Field.TIME, Field.OBSERVED_AT);

  private final Descriptor descriptor;

  MappingKeys(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * @throws InputException when there are no fields, or a key or value is not allowed
   */
  MappingFormat format() {
    if (descriptor.node("fields").isEmpty()) {
      throw new InputException(
          "the format mapping needs a "
              + DataSet.DESCRIPTOR
              + " with fields, such as 'fields: {blogger: user_id, post: note_id}'.");
    }
    JsonNode posts = descriptor.node("posts");
    descriptor.refuseUnknown(posts, "posts.", POSTS_KEYS);
    try {
      return new MappingFormat(
          records("", descriptor.node("fields"), descriptor.node("times")),
          posts.isEmpty() ? null : records("posts.", posts.path("fields"), posts.path("times")));
    } catch (IllegalArgumentException e) {
      throw new InputException(descriptor.file() + ": " + e.getMessage() + ".", e);
    }
  }

  private MappingFormat.Records records(String prefix, JsonNode fields, JsonNode times) {
    @Nullable ZoneId zone = descriptor.zone();
    return new MappingFormat.Records(
        byField(prefix + "fields", fields, Set.of(Field.values())),
        byField(prefix + "times", times, TIMES),
        Objects.requireNonNullElse(zone, ZoneOffset.UTC));
  }

  private Map<Field, String> byField(String key, JsonNode node, Set<Field> allowed) {
    List<String> names = allowed.stream().map(Field::key).sorted().toList();
    descriptor.refuseUnknown(node, key + ".", names);
    Map<Field, String> values = new EnumMap<>(Field.class);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isValueNode() || entry.getValue().asText().isBlank()) {
        throw descriptor.invalid(key + "." + entry.getKey(), entry.getValue(), "a single value");
      }
      values.put(Objects.requireNonNull(Field.byKey(entry.getKey())), entry.getValue().asText());
    }
    return values;
  }
}
