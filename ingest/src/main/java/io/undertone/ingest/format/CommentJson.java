// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertone.ingest.Comment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as a JSON record of Undertone's own format. The author is left out: its hash is of no
 * use to others.
 */
public final class CommentJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CommentJson() {}

  /** One object in UTF-8, without a line end. */
  public static byte[] of(Comment comment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      writePost(comment, out);
      writeComment(comment, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writePost(Comment comment, JsonGenerator out) throws IOException {
    write(out, Field.TOPIC, comment.topic());
    write(out, Field.BLOGGER, comment.blogger());
    write(out, Field.POST, comment.post());
    write(out, Field.POST_TIME, comment.postTime());
    out.writeNumberField(Field.POST_LIKES.key(), comment.postLikes());
    write(out, Field.POST_TEXT, comment.postText());
    write(out, Field.POST_SCORE, comment.postScore());
  }

  private static void writeComment(Comment comment, JsonGenerator out) throws IOException {
    write(out, Field.ID, comment.id());
    write(out, Field.TIME, comment.time());
    out.writeNumberField(Field.LIKES.key(), comment.likes());
    write(out, Field.TEXT, comment.text());
    write(out, Field.SCORE, comment.score());
    write(out, Field.LANGUAGE, comment.language());
    write(out, Field.OBSERVED_AT, comment.observedAt());
    if (comment.deleted()) {
      out.writeBooleanField(Field.DELETED.key(), true);
    }
  }

  private static void write(JsonGenerator out, Field field, @Nullable Object value)
      throws IOException {
    if (value instanceof Double number) {
      out.writeNumberField(field.key(), number);
    } else if (value instanceof String || value instanceof Instant) {
      out.writeStringField(field.key(), value.toString());
    }
  }
}
