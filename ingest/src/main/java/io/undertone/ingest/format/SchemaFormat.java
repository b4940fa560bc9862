// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format that is told by its field names alone: CSV, JSON Lines or a JSON array by the file's
 * ending and beginning. Posts may be records of their own; a field that only comments have tells
 * the two apart.
 */
class SchemaFormat implements CommentFormat {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final RecordSchema comments;
  private final @Nullable RecordSchema posts;
  private final String marker;

  SchemaFormat(String name, RecordSchema comments, @Nullable RecordSchema posts) {
    this.name = name;
    this.comments = comments;
    this.posts = posts;
    this.marker = posts == null ? "" : comments.nameUnknownTo(posts);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public boolean recognises(Path file, Set<String> names) {
    return names.containsAll(comments.requiredNames())
        || (posts != null && names.containsAll(posts.requiredNames()));
  }

  @Override
  public CommentFile open(Path file, ParserOptions options) throws IOException {
    return open(
        file, posts != null && !FieldNames.of(file).contains(marker) ? posts : comments, options);
  }

  static CommentFile open(Path file, RecordSchema schema, ParserOptions options)
      throws IOException {
    if (FileKind.of(file) == FileKind.CSV) {
      return new CsvFile(file, schema, options);
    }
    return new JsonFile(file, new JsonCommentParser(schema, options), schema, options);
  }

  /** JSON Schemas of its records, by the format's name and the kind of record. */
  final Map<String, ObjectNode> jsonSchemas() {
    Map<String, ObjectNode> schemas = new HashMap<>();
    InputSchema comment = new InputSchema(comments, "A comment, format " + name);
    if (posts != null) {
      comment.with(marker);
      InputSchema post = new InputSchema(posts, "A post, format " + name).without(marker);
      schemas.put(name + ".post", post.toJson());
    }
    schemas.put(name + ".comment", comment.toJson());
    return schemas;
  }

  @Override
  public CommentParser jsonParser(ParserOptions options) {
    CommentParser comment = new JsonCommentParser(comments, options);
    return posts == null
        ? comment
        : new TwoKindsParser(comment, new JsonCommentParser(posts, options), marker);
  }
}
