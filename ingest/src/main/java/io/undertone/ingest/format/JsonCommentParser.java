// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that are JSON objects: one each, or lists of them inside of one object, with
 * replies inside of comments to any depth. A number may also be written as a string and a name as a
 * number, as exporters do; null means absent; of a repeated field the last value counts.
 */
final class JsonCommentParser implements CommentParser {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final int MAX_REPLIES_DEPTH = 500;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Limits limits;
  private final ParseTally tally = new ParseTally();
  private final JsonRecord record;
  private final RecordOutput output;
  private final @Nullable ListPath records;
  private final @Nullable ListPath replies;

  JsonCommentParser(CommentFormat format, ParserOptions options) {
    this.limits = options.limits();
    this.records = format.records();
    this.replies = format.replies();
    this.output = new RecordOutput(format, options, tally);
    this.record = new JsonRecord(format, options, tally);
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    output.begin(bytes, from, to, source, position, out);
    try {
      limits.requireRecord(to - from);
      String text = StorableText.decode(bytes, from, to, "");
      read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (Rejected e) {
      output.reject(e.reason());
    }
  }

  private void read(String object) throws Rejected {
    try {
      if (records == null) {
        readOne(object);
      } else {
        readList(object, records);
      }
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOne(String object) throws IOException, Rejected {
    try (JsonParser json = JSON.createParser(object)) {
      requireObject(json);
      record.clear();
      TokenBuffer inner = record.read(json, replies);
      requireEnd(json);
      finish(inner, null, 0);
    }
  }

  private static void requireObject(JsonParser json) throws IOException, Rejected {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejected(
          Refusal.with(
              Refusal.Kind.NOT_AN_OBJECT, Refusal.of(JsonRecord.kind(json.currentToken()))));
    }
  }

  private static void requireEnd(JsonParser json) throws IOException, Rejected {
    if (json.nextToken() != null) {
      throw Rejected.of(Refusal.Kind.GOES_ON);
    }
  }

  static Rejected invalid(JsonProcessingException e) {
    return Rejected.of(Refusal.Kind.NOT_JSON, StorableText.printable(e.getOriginalMessage()));
  }

  /** Builds what has been collected, then the replies in it. */
  private void finish(@Nullable TokenBuffer inner, @Nullable Object @Nullable [] outer, int depth)
      throws IOException {
    RecordBuilder builder = output.finish(record, outer);
    if (inner == null || builder == null || replies == null) {
      return;
    }
    @Nullable Object[] inherited = builder.inheritance();
    try (JsonParser json = inner.asParser()) {
      if (depth >= MAX_REPLIES_DEPTH) {
        output.reject(
            Refusal.of(Refusal.Kind.REPLIES_TOO_DEEP, Integer.toString(MAX_REPLIES_DEPTH)), "");
        return;
      }
      json.nextToken();
      ListWalk.walk(
          json,
          replies.from(0),
          true,
          element -> {
            record.clear();
            TokenBuffer deeper = record.read(element, replies);
            finish(deeper, inherited, depth + 1);
          });
    }
  }

  private void readList(String object, ListPath path) throws IOException, Rejected {
    try (JsonParser json = JSON.createParser(object)) {
      requireObject(json);
      record.readOuter(json);
      requireEnd(json);
    }
    int[] index = {0};
    boolean found;
    try (JsonParser json = JSON.createParser(object)) {
      json.nextToken();
      found =
          ListWalk.walk(
              json,
              path.from(0),
              false,
              element -> {
                output.element(path.text(), index[0]++);
                record.clear();
                TokenBuffer inner = record.read(element, replies);
                finish(inner, null, 0);
              });
    }
    if (!found || index[0] == 0) {
      tally.passOver();
    }
  }

  @Override
  public ParseTally tally() {
    return tally;
  }
}
