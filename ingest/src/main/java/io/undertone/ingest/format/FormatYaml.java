// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.ingest.InputException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The mapping language: reads a format from the keys {@code fields, times, scale, zone, posts,
 * records, replies, from_name, header, weight, recognise} and {@code defaults}, on top of another
 * format or from nothing. Presets and descriptors are written in it.
 */
public final class FormatYaml {
  /** The keys of the language. */
  public static final Set<String> KEYS =
      Set.of(
          "fields",
          "times",
          "scale",
          "posts",
          "records",
          "replies",
          "from_name",
          "header",
          "weight");

  private static final Set<String> POSTS_KEYS = Set.of("fields", "times", "scale");
  private static final Set<Field> TIMES = Set.of(Field.POST_TIME, Field.TIME, Field.OBSERVED_AT);
  private static final Set<Field> SCORES = Set.of(Field.SCORE, Field.POST_SCORE);
  private static final Set<Field> OF_POSTS =
      Set.of(Field.BLOGGER, Field.POST_TIME, Field.POST_LIKES, Field.POST_TEXT, Field.POST_SCORE);

  private final String file;
  private final JsonNode root;

  /**
   * @param file where the keys stand, for messages
   */
  public FormatYaml(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /** Whether there is any key of the language. */
  public boolean isEmpty() {
    return KEYS.stream().noneMatch(key -> root.hasNonNull(key));
  }

  /**
   * A format of its own.
   *
   * @throws InputException when a key or value is not allowed
   */
  public CommentFormat alone(String name) {
    return read(name, null);
  }

  /**
   * The same as another format but for what the keys say.
   *
   * @throws InputException when a key or value is not allowed
   */
  public CommentFormat over(CommentFormat base) {
    return isEmpty() ? base : read(base.name(), base);
  }

  private CommentFormat read(String name, @Nullable CommentFormat base) {
    JsonNode posts = node("posts");
    refuseUnknown(posts, "posts.", POSTS_KEYS);
    ZoneId zone = zone(base);
    Map<Field, List<String>> ofComments = names("fields", node("fields"));
    Map<Field, List<String>> ofPosts = names("posts.fields", posts.path("fields"));
    @Nullable RecordSchema basePosts = base == null ? null : base.posts();
    if (basePosts != null) {
      for (Field field : OF_POSTS) {
        if (ofComments.containsKey(field)) {
          ofPosts.putIfAbsent(field, ofComments.get(field));
          ofComments.remove(field);
        }
      }
    }
    boolean apart = basePosts != null || !posts.isEmpty();
    try {
      RecordSchema comments =
          schema(
              apart ? RecordSchema.Kind.UNJOINED : RecordSchema.Kind.COMMENT,
              base == null ? null : base.comments(),
              ofComments,
              times("times", node("times")),
              scales("scale", root.path("scale")),
              zone,
              root.path("indexed_by_position").asBoolean(false));
      RecordSchema postSchema =
          apart
              ? schema(
                  RecordSchema.Kind.POST,
                  basePosts,
                  ofPosts,
                  times("posts.times", posts.path("times")),
                  scales("posts.scale", posts.path("scale")),
                  zone,
                  false)
              : null;
      return new CommentFormat(
          name,
          root.path("title").asText(base == null ? name : base.title()),
          comments,
          postSchema,
          path("records", base == null ? null : base.records()),
          path("replies", base == null ? null : base.replies()),
          root.hasNonNull("from_name")
              ? NameCapture.of(text("from_name"))
              : base == null ? null : base.fromName(),
          base == null ? Map.of() : base.constants(),
          root.hasNonNull("header") ? list("header", root.path("header")) : header(base),
          signatures(),
          weight(base));
    } catch (IllegalArgumentException e) {
      throw new InputException("'" + file + "': " + e.getMessage() + ".", e);
    }
  }

  private static List<String> header(@Nullable CommentFormat base) {
    return base == null ? List.of() : base.header();
  }

  private @Nullable ZoneId zone(@Nullable CommentFormat base) {
    if (!root.hasNonNull("zone")) {
      return base == null ? null : base.comments().zone;
    }
    try {
      return ZoneId.of(root.path("zone").asText());
    } catch (DateTimeException e) {
      throw invalid("zone", root.path("zone").asText(), "a time zone such as Asia/Shanghai");
    }
  }

  private static RecordSchema schema(
      RecordSchema.Kind kind,
      @Nullable RecordSchema base,
      Map<Field, List<String>> names,
      Map<Field, SourceTimeFormat> times,
      Map<Field, Scale> scales,
      @Nullable ZoneId zone,
      boolean indexed) {
    Map<Field, List<String>> allNames = new EnumMap<>(Field.class);
    Map<Field, SourceTimeFormat> allTimes = new EnumMap<>(Field.class);
    Map<Field, Scale> allScales = new EnumMap<>(Field.class);
    if (base != null) {
      allNames.putAll(base.names());
      allTimes.putAll(base.times());
      allScales.putAll(base.scales());
      names.keySet().forEach(allTimes::remove); // how the other field was written is no rule here
    }
    allNames.putAll(names);
    allNames.values().removeIf(List::isEmpty);
    allTimes.putAll(times);
    allScales.putAll(scales);
    boolean byPosition = indexed || (base != null && base.indexedByPosition);
    return new RecordSchema(kind, allNames, allTimes, allScales, zone, byPosition);
  }

  private Map<Field, List<String>> names(String key, JsonNode node) {
    refuseUnknown(node, key + ".", keys(Set.of(Field.values())));
    Map<Field, List<String>> names = new EnumMap<>(Field.class);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Field field = Field.byKey(entry.getKey());
      if (field != null) {
        boolean none = entry.getValue().isTextual() && entry.getValue().asText().isBlank();
        names.put(field, none ? List.of() : list(key + "." + entry.getKey(), entry.getValue()));
      }
    }
    return names;
  }

  private Map<Field, SourceTimeFormat> times(String key, JsonNode node) {
    refuseUnknown(node, key + ".", keys(TIMES));
    Map<Field, SourceTimeFormat> times = new EnumMap<>(Field.class);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Field field = Field.byKey(entry.getKey());
      String format = entry.getValue().asText();
      try {
        if (field != null) {
          times.put(field, SourceTimeFormat.of(format));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the time format of "
                + entry.getKey()
                + " is '"
                + format
                + "'; it must be "
                + SourceTimeFormat.NAMES
                + " or a pattern with date and year such as yyyy-MM-dd HH:mm ("
                + e.getMessage()
                + ")",
            e);
      }
    }
    return times;
  }

  private Map<Field, Scale> scales(String key, JsonNode node) {
    Map<Field, Scale> scales = new EnumMap<>(Field.class);
    if (node.isMissingNode() || node.isNull()) {
      return scales;
    }
    boolean byField =
        node.isObject()
            && node.properties().stream().allMatch(e -> Field.byKey(e.getKey()) != null);
    if (!byField) {
      scales.put(key.startsWith("posts") ? Field.POST_SCORE : Field.SCORE, scale(node));
      return scales;
    }
    refuseUnknown(node, key + ".", keys(SCORES));
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      scales.put(Field.valueOf(entry.getKey().toUpperCase(Locale.ROOT)), scale(entry.getValue()));
    }
    return scales;
  }

  private static Scale scale(JsonNode node) {
    if (!node.isObject()) {
      return Scale.of(node.asText());
    }
    Scale labels = new Scale(0, 1, new java.util.HashMap<>());
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      double score = entry.getValue().asDouble(Double.NaN);
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "the score of the label " + entry.getKey() + " must be a number in [0,1]");
      }
      labels.labels().put(entry.getKey().toLowerCase(Locale.ROOT), score);
    }
    return labels;
  }

  private @Nullable ListPath path(String key, @Nullable ListPath base) {
    return root.hasNonNull(key) ? ListPath.of(text(key)) : base;
  }

  private List<List<String>> signatures() {
    List<List<String>> signatures = new ArrayList<>();
    for (JsonNode signature : root.path("recognise")) {
      signatures.add(list("recognise", signature));
    }
    return signatures;
  }

  private @Nullable Weight weight(@Nullable CommentFormat base) {
    if (!root.hasNonNull("weight")) {
      return base == null ? null : base.weight();
    }
    String given = text("weight");
    return Arrays.stream(Weight.values())
        .filter(w -> w.name().toLowerCase(Locale.ROOT).equals(given))
        .findFirst()
        .orElseThrow(() -> invalid("weight", given, "likes, votes or one"));
  }

  private JsonNode node(String key) {
    JsonNode node = root.path(key);
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw invalid(key, node, "a list of 'key: value'");
    }
    return node;
  }

  private String text(String key) {
    JsonNode node = root.path(key);
    if (!node.isValueNode() || node.asText().isBlank()) {
      throw invalid(key, node, "a single value");
    }
    return node.asText().strip();
  }

  private List<String> list(String key, JsonNode node) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (!item.isValueNode() || item.asText().isBlank()) {
        throw invalid(
            key, node, "a name, or a list of them of which the first that is there counts");
      }
      items.add(item.asText());
    }
    return items;
  }

  private static Set<String> keys(Collection<Field> fields) {
    return fields.stream().map(Field::key).collect(Collectors.toSet());
  }

  private void refuseUnknown(JsonNode node, String prefix, Collection<String> allowed) {
    refuseUnknown(file, node, prefix, allowed);
  }

  /**
   * @throws InputException when a key is not among those allowed, with the nearest of them
   */
  public static void refuseUnknown(
      String file, JsonNode node, String prefix, Collection<String> allowed) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!allowed.contains(key)) {
                throw new InputException(
                    "'"
                        + file
                        + "' has the unknown key "
                        + prefix
                        + key
                        + ". "
                        + Names.suggestion(key, allowed));
              }
            });
  }

  private InputException invalid(String key, Object value, String rule) {
    return new InputException(
        "'" + file + "': " + key + " is '" + value + "'; it must be " + rule + ".");
  }
}
