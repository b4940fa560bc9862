// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.ingest.InputException;
import io.undertone.ingest.IsoDuration;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.FormatYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of a {@code dataset.yaml} and the rule of each. */
final class Descriptor {
  private static final Set<String> KEYS = keys();

  private static Set<String> keys() {
    Set<String> keys =
        new TreeSet<>(
            List.of(
                "name",
                "title",
                "format",
                "files",
                "zone",
                "period",
                "period_by",
                "text_rules",
                "origin",
                "topic",
                "lateness",
                "crawled_at",
                "bloggers",
                "defaults",
                "license",
                "citation"));
    keys.addAll(FormatYaml.KEYS);
    return keys;
  }

  private final Path file;
  private final JsonNode root;

  private Descriptor(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static Descriptor empty(Path path) {
    return new Descriptor(path, new YAMLMapper().createObjectNode());
  }

  /**
   * @throws InputException when the file is no YAML mapping or has a key that is not known
   */
  static Descriptor read(Path file) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new InputException(
          "'"
              + file
              + "' is not valid YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    } catch (IOException e) {
      throw new InputException("'" + file + "' cannot be read: " + e.getMessage() + ".", e);
    }
    if (!root.isObject()) {
      throw new InputException(
          "'" + file + "' is empty; it must hold lines such as 'topic: phones'.");
    }
    Descriptor descriptor = new Descriptor(file, underscored(file, root));
    descriptor.refuseUnknown(descriptor.root, "", KEYS);
    return descriptor;
  }

  private void refuseUnknown(JsonNode node, String prefix, Collection<String> allowed) {
    FormatYaml.refuseUnknown(file.toString(), node, prefix, allowed);
  }

  /** The part of it that is written in the mapping language. */
  FormatYaml mapping() {
    return new FormatYaml(file.toString(), root);
  }

  /** The source's names of the fields that it maps, by field. */
  Map<String, List<String>> mappedNames() {
    Map<String, List<String>> names = new TreeMap<>();
    for (String prefix : List.of("", "posts.")) {
      JsonNode fields = prefix.isEmpty() ? root.path("fields") : root.path("posts").path("fields");
      fields
          .properties()
          .forEach(
              entry -> {
                List<String> given = new ArrayList<>();
                JsonNode value = entry.getValue();
                (value.isArray() ? value : List.of(value)).forEach(n -> given.add(n.asText()));
                names.put(prefix + "fields." + entry.getKey(), given);
              });
    }
    return names;
  }

  @Nullable Instant crawledAt() {
    String value = text("crawled_at");
    try {
      return value == null ? null : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw invalid("crawled_at", value, "a time with offset such as 2023-05-03T12:00:00+08:00");
    }
  }

  Path file() {
    return file;
  }

  /** Keys with their underscores, where they were written with hyphens as options are. */
  private static JsonNode underscored(Path file, JsonNode root) {
    ObjectNode spelled = new YAMLMapper().createObjectNode();
    root.properties()
        .forEach(
            entry -> {
              String key = entry.getKey().replace('-', '_');
              if (spelled.has(key)) {
                throw new InputException(
                    "'" + file + "' has " + key + " twice, as " + entry.getKey() + "; keep one.");
              }
              spelled.set(KEYS.contains(key) ? key : entry.getKey(), entry.getValue());
            });
    return spelled;
  }

  /** The value of a key that holds further keys; empty when it is absent. */
  JsonNode node(String key) {
    JsonNode node = root.path(key);
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw invalid(key, node, "a list of 'key: value'");
    }
    return node;
  }

  @Nullable String text(String key) {
    JsonNode node = root.get(key);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw invalid(key, node, "a single value");
    }
    return node.asText().strip();
  }

  String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  List<String> list(String key) {
    JsonNode node = root.get(key);
    if (node == null || node.isNull()) {
      return List.of();
    }
    List<String> items = new ArrayList<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (!item.isValueNode() || item.asText().isBlank()) {
        throw invalid(key, node, "a file name, or a list of them");
      }
      items.add(item.asText());
    }
    return items;
  }

  @Nullable String oneOf(String key, String... allowed) {
    String value = text(key);
    if (value != null && !Arrays.asList(allowed).contains(value)) {
      throw invalid(key, value, String.join(" or ", allowed));
    }
    return value;
  }

  @Nullable ZoneId zone() {
    String value = text("zone");
    try {
      return value == null ? null : ZoneId.of(value);
    } catch (DateTimeException e) {
      throw invalid("zone", value, "a time zone such as Asia/Shanghai or +08:00");
    }
  }

  @Nullable LocalDate origin() {
    String value = text("origin");
    try {
      return value == null ? null : LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw invalid("origin", value, "a date such as 2023-05-01");
    }
  }

  @Nullable Duration lateness() {
    String value = text("lateness");
    Duration lateness;
    try {
      lateness = value == null ? null : Duration.parse(IsoDuration.of(value));
    } catch (DateTimeException e) {
      throw invalid("lateness", value, IsoDuration.RULE + ", such as P14D or 14d");
    }
    if (lateness != null && lateness.isNegative()) {
      throw invalid("lateness", value, "at least zero, such as P14D");
    }
    return lateness;
  }

  Map<Field, String> defaults() {
    Map<Field, String> defaults = new EnumMap<>(Field.class);
    JsonNode node = node("defaults");
    Set<String> names = new TreeSet<>(Arrays.stream(Field.values()).map(Field::key).toList());
    refuseUnknown(node, "defaults.", names);
    node.fields()
        .forEachRemaining(
            entry -> {
              Field field = Field.byKey(entry.getKey());
              if (field != null) {
                defaults.put(field, entry.getValue().asText());
              }
            });
    return defaults;
  }

  InputException invalid(String key, @Nullable Object value, String rule) {
    return new InputException(
        "'" + file + "': " + key + " is '" + value + "'; it must be " + rule + ".");
  }
}
