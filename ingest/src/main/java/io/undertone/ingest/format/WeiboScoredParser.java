// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.ingest.Parsed;
import java.util.Map;
import java.util.function.Consumer;

/** Reads posts with all their comments as [score, likes]. A bad comment costs only itself. */
final class WeiboScoredParser implements CommentParser {
  private static final String COMMENTS = "comment_score";
  private static final ObjectMapper JSON = new ObjectMapper();

  static final RecordSchema SCHEMA =
      new RecordSchema(
          RecordSchema.Kind.COMMENT,
          Map.of(
              "id", Field.POST,
              "content", Field.POST_TEXT,
              "content_score", Field.POST_SCORE,
              "time", Field.POST_TIME,
              "likes", Field.POST_LIKES),
          Map.of(Field.POST_TIME, WeiboResearchFormat.POST_TIME));

  private final RecordBuilder builder;
  private final DeadLetters deadLetters;
  private final Limits limits;
  private long unknownFields;

  WeiboScoredParser(ParserOptions options) {
    builder = new RecordBuilder(SCHEMA, options);
    deadLetters = new DeadLetters(SCHEMA, options);
    limits = options.limits();
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    try {
      limits.requireRecord(to - from);
      JsonNode post = readPost(Text.decode(bytes, from, to, "the record"));
      int index = 0;
      for (JsonNode comment : post.path(COMMENTS)) {
        out.accept(readComment(comment, index++, source, position));
      }
    } catch (Rejected e) {
      out.accept(deadLetters.of(e.reason(), source, position, bytes, from, to));
    }
  }

  private JsonNode readPost(String record) throws Rejected {
    JsonNode post;
    try {
      post = JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw JsonCommentParser.invalid(e);
    }
    if (!post.isObject() || !post.path(COMMENTS).isArray()) {
      throw new Rejected(
          "the record must be a JSON object with an array " + COMMENTS + " of [score, likes].");
    }
    builder.clear();
    for (Map.Entry<String, JsonNode> entry : post.properties()) {
      Field field = SCHEMA.field(entry.getKey());
      if (field != null) {
        builder.set(field, text(entry.getValue(), entry.getKey()));
      } else if (!entry.getKey().equals(COMMENTS)) {
        unknownFields++;
      }
    }
    return post;
  }

  private Parsed readComment(JsonNode comment, int index, String source, long position) {
    try {
      if (!comment.isArray() || comment.size() != 2) {
        throw new Rejected("it must be [score, likes].");
      }
      builder.set(Field.SCORE, text(comment.get(0), "score"));
      builder.set(Field.LIKES, text(comment.get(1), "likes"));
      builder.set(Field.COMMENT_INDEX, Integer.toString(index));
      return builder.build(source, position);
    } catch (Rejected e) {
      String reason = COMMENTS + "[" + index + "]: " + e.reason();
      return deadLetters.of(reason, source, position, comment.toString());
    }
  }

  private static String text(JsonNode value, String name) throws Rejected {
    if (!value.isValueNode()) {
      throw new Rejected(
          name + " is " + Rejected.shorten(value.toString()) + "; it must be a single value.");
    }
    return value.isNull() ? "" : value.asText();
  }

  @Override
  public long unknownFields() {
    return unknownFields;
  }
}
