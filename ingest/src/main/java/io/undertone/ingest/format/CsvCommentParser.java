// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.Parsed;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV records under a header. A field whose bytes equal those of the record before is not
 * read again, so comments that repeat their post's attributes cost little and share them.
 */
final class CsvCommentParser implements CommentParser {
  private final RecordSchema schema;
  private final @Nullable Field[] columns;
  private final BitSet personalColumns = new BitSet();
  private final int unknownColumns;
  private final RecordBuilder builder;
  private final DeadLetters deadLetters;
  private CsvSplitter fields = new CsvSplitter();
  private CsvSplitter lastFields = new CsvSplitter();
  private byte[] lastRecord = new byte[1024];
  private boolean lastUsable;
  private final boolean textOnly;
  private long unknownFields;

  /**
   * @param header column names; those that the schema does not know are ignored
   * @throws Rejected when a column that every record needs is missing, or one is named twice
   */
  CsvCommentParser(RecordSchema schema, ParserOptions options, List<String> header)
      throws Rejected {
    new CsvHeader(schema, options).check(header);
    this.schema = schema;
    this.columns = new Field[header.size()];
    Set<Field> known = new HashSet<>();
    for (int i = 0; i < columns.length; i++) {
      Field field = schema.field(header.get(i));
      columns[i] = field;
      personalColumns.set(i, schema.isPersonal(header.get(i)));
      if (field != null) {
        known.add(field);
      }
    }
    // beside scores a blank text is an absent one
    this.textOnly = known.contains(Field.TEXT) && !known.contains(Field.SCORE);
    this.unknownColumns = columns.length - known.size();
    this.builder = new RecordBuilder(schema, options);
    this.deadLetters = new DeadLetters(schema, options);
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    Parsed parsed;
    boolean split = false;
    try {
      split(bytes, from, to);
      split = true;
      parsed = read(bytes, source, position);
    } catch (Rejected e) {
      lastUsable = false;
      String payload = payload(bytes, from, to, split);
      parsed = deadLetters.of(e.reason(), source, position, payload);
    }
    unknownFields += unknownColumns;
    out.accept(parsed);
    remember(bytes, from, to);
  }

  /** Whether the bytes are one record with as many fields as the header. */
  boolean fits(byte[] bytes, int from, int to) {
    try {
      return fields.split(bytes, from, to) == columns.length;
    } catch (Rejected e) {
      return false;
    }
  }

  private void split(byte[] bytes, int from, int to) throws Rejected {
    int count = fields.split(bytes, from, to);
    if (count != columns.length) {
      throw new Rejected(
          "the record has " + count + " columns; the header has " + columns.length + ".");
    }
  }

  private Parsed read(byte[] bytes, String source, long position) throws Rejected {
    for (int i = 0; i < columns.length; i++) {
      Field field = columns[i];
      if (field != null && !(lastUsable && sameAsLast(bytes, i))) {
        String raw = fields.text(bytes, i, schema.name(field));
        if (textOnly && field == Field.TEXT && raw.isBlank()) {
          builder.setEmptyText();
        } else {
          builder.set(field, raw);
        }
      }
    }
    lastUsable = true;
    return builder.build(source, position);
  }

  private boolean sameAsLast(byte[] bytes, int i) {
    return Arrays.equals(
        bytes,
        fields.starts[i],
        fields.ends[i],
        lastRecord,
        lastFields.starts[i],
        lastFields.ends[i]);
  }

  /** The reader's buffer is overwritten, so the record is copied; its ranges move with it. */
  private void remember(byte[] bytes, int from, int to) {
    if (!lastUsable) {
      return;
    }
    if (lastRecord.length < to - from) {
      lastRecord = new byte[2 * (to - from)];
    }
    System.arraycopy(bytes, from, lastRecord, 0, to - from);
    for (int i = 0; i < columns.length; i++) {
      fields.starts[i] -= from;
      fields.ends[i] -= from;
    }
    CsvSplitter swap = lastFields;
    lastFields = fields;
    fields = swap;
  }

  /** The record without what says who wrote it, where those columns can be told. */
  private String payload(byte[] bytes, int from, int to, boolean split) {
    if (personalColumns.isEmpty()) {
      return decode(bytes, from, to);
    }
    if (!split) {
      return "(not shown: it may name an author)";
    }
    StringBuilder payload = new StringBuilder();
    int at = from;
    for (int i = personalColumns.nextSetBit(0); i >= 0; i = personalColumns.nextSetBit(i + 1)) {
      payload.append(decode(bytes, at, fields.starts[i]));
      payload.append(fields.ends[i] > fields.starts[i] ? "..." : "");
      at = fields.ends[i];
    }
    return payload.append(decode(bytes, at, to)).toString();
  }

  private static String decode(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.min(DeadLetters.PAYLOAD_BYTES, to - from), UTF_8);
  }

  @Override
  public long unknownFields() {
    return unknownFields;
  }
}
