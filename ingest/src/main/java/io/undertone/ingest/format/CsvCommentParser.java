// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV records under a header. A field whose bytes equal those of the record before is not
 * read again, so comments that repeat their post's attributes cost little and share them.
 */
final class CsvCommentParser implements CommentParser {
  private final CsvHeader header;
  private final int width;
  private final KindChoice choice;
  private final List<Plan> plans = new ArrayList<>();
  private final BitSet hidden = new BitSet();
  private final int unknownColumns;
  private final DeadLetters deadLetters;
  private final ParseTally tally = new ParseTally();
  private final byte[] headerBytes;
  private CsvSplitter fields;
  private CsvSplitter lastFields;
  private byte[] lastRecord = new byte[1024];
  private @Nullable Plan last;
  private byte[] current = new byte[0];

  /**
   * What is done with the columns for one kind of records.
   *
   * @param columns column of each step
   * @param targets field of each step
   * @param names what the source calls it
   * @param again steps that are done even when nothing has changed
   * @param several steps of fields that have more than one column
   * @param fallback steps that are done only when those of the same field before gave nothing
   */
  private record Plan(
      RecordSchema schema,
      RecordBuilder builder,
      int[] columns,
      Field[] targets,
      String[] names,
      boolean[] again,
      boolean[] several,
      boolean[] fallback) {}

  /**
   * @param names column names; those that the format does not know are ignored
   * @param headerBytes the header's line, which may come again; empty when there is none
   * @throws Rejected when a column that every record needs is missing, or one is named twice
   */
  CsvCommentParser(
      CommentFormat format,
      ParserOptions options,
      List<String> names,
      byte separator,
      byte[] headerBytes)
      throws Rejected {
    header = new CsvHeader(names);
    header.check(format, options.defaults());
    width = names.size();
    choice = format.kinds();
    this.headerBytes = headerBytes;
    fields = new CsvSplitter(separator);
    lastFields = new CsvSplitter(separator);
    Set<Integer> known = new HashSet<>();
    for (RecordSchema schema : format.schemas()) {
      if (header.missing(schema, options.defaults().keySet()).isEmpty()) {
        plans.add(plan(schema, new RecordBuilder(schema, options, tally), known));
      }
    }
    Masking masking = new Masking(format);
    Set<Integer> shown = new TreeSet<>();
    for (RecordSchema schema : format.schemas()) {
      for (String name : schema.allNames()) {
        if (masking.shows(name)) {
          shown.add(header.column(name));
        }
      }
    }
    for (int i = 0; i < width; i++) {
      hidden.set(i, !shown.contains(i));
    }
    unknownColumns = width - known.size();
    deadLetters = new DeadLetters(format, options);
  }

  private Plan plan(RecordSchema schema, RecordBuilder builder, Set<Integer> known) {
    List<Integer> columns = new ArrayList<>();
    List<Field> targets = new ArrayList<>();
    List<Boolean> again = new ArrayList<>();
    List<Boolean> several = new ArrayList<>();
    List<Boolean> fallback = new ArrayList<>();
    for (Map.Entry<Field, List<String>> entry : ordered(schema)) {
      List<Integer> found =
          entry.getValue().stream().map(header::column).filter(c -> c >= 0).distinct().toList();
      for (int column : found) {
        known.add(column);
        fallback.add(column != found.get(0));
        boolean relative =
            entry.getKey().kind == Field.Kind.TIME && header.has(schema, Field.OBSERVED_AT);
        again.add(relative || found.size() > 1);
        several.add(found.size() > 1);
        columns.add(column);
        targets.add(entry.getKey());
      }
    }
    return new Plan(
        schema,
        builder,
        columns.stream().mapToInt(Integer::intValue).toArray(),
        targets.toArray(Field[]::new),
        targets.stream().map(schema::name).toArray(String[]::new),
        array(again),
        array(several),
        array(fallback));
  }

  private static boolean[] array(List<Boolean> flags) {
    boolean[] array = new boolean[flags.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = flags.get(i);
    }
    return array;
  }

  /** The time of observation first: others may be relative to it. */
  private static List<Map.Entry<Field, List<String>>> ordered(RecordSchema schema) {
    List<Map.Entry<Field, List<String>>> entries = new ArrayList<>(schema.names().entrySet());
    entries.sort(java.util.Comparator.comparing(e -> e.getKey() != Field.OBSERVED_AT));
    return entries;
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    if (isHeader(bytes, from, to)) {
      tally.passOver();
      return;
    }
    boolean split = false;
    try {
      split(bytes, from, to);
      split = true;
      Parsed parsed = read(bytes, source, position);
      if (parsed != null) {
        out.accept(parsed);
      }
    } catch (Rejected e) {
      last = null;
      tally.deadLetter();
      out.accept(deadLetters.of(e.reason(), source, position, payload(bytes, from, to, split)));
    }
    tally.unknownFields(unknownColumns);
    remember(bytes, from, to);
  }

  private boolean isHeader(byte[] bytes, int from, int to) {
    return headerBytes.length > 0
        && bytes[from] == headerBytes[0]
        && Arrays.equals(bytes, from, to, headerBytes, 0, headerBytes.length);
  }

  /** Whether the bytes are one record with as many fields as the header. */
  boolean fits(byte[] bytes, int from, int to) {
    try {
      return fields.split(bytes, from, to) == width;
    } catch (Rejected e) {
      return false;
    }
  }

  private void split(byte[] bytes, int from, int to) throws Rejected {
    int count = fields.split(bytes, from, to);
    if (count != width) {
      throw Rejected.of(Refusal.Kind.COLUMNS, Integer.toString(count), Integer.toString(width));
    }
  }

  private @Nullable Parsed read(byte[] bytes, String source, long position) throws Rejected {
    Plan plan = plans.size() == 1 ? plans.get(0) : choose(bytes);
    boolean same = plan == last;
    last = null;
    RecordBuilder builder = plan.builder();
    if (!same) {
      builder.clear();
    }
    Field filled = null;
    for (int i = 0; i < plan.columns().length; i++) {
      int column = plan.columns()[i];
      Field field = plan.targets()[i];
      if (same && !plan.again()[i] && sameAsLast(bytes, column)) {
        continue;
      }
      if (plan.fallback()[i] && filled == field) {
        continue;
      }
      String raw = fields.text(bytes, column, plan.names()[i]);
      boolean read = builder.set(field, raw);
      plan.again()[i] |= !read;
      filled = plan.several()[i] && !raw.isBlank() ? field : filled;
    }
    last = plan;
    return builder.build(source, position, 0, position);
  }

  private Plan choose(byte[] bytes) throws Rejected {
    current = bytes;
    RecordSchema schema = choice.of(this::hasValue);
    for (Plan plan : plans) {
      if (plan.schema() == schema) {
        return plan;
      }
    }
    throw choice.neither();
  }

  private boolean hasValue(String name) {
    int column = header.column(name);
    return column >= 0 && !isBlank(column);
  }

  private boolean isBlank(int column) {
    for (int i = fields.starts[column]; i < fields.ends[column]; i++) {
      if (current[i] != ' ') {
        return false;
      }
    }
    return true;
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
    if (last == null) {
      return;
    }
    if (lastRecord.length < to - from) {
      lastRecord = new byte[2 * (to - from)];
    }
    System.arraycopy(bytes, from, lastRecord, 0, to - from);
    for (int i = 0; i < width; i++) {
      fields.starts[i] -= from;
      fields.ends[i] -= from;
    }
    CsvSplitter swap = lastFields;
    lastFields = fields;
    fields = swap;
  }

  /** The record without what may say who wrote it, where its columns can be told. */
  private String payload(byte[] bytes, int from, int to, boolean split) {
    if (hidden.isEmpty()) {
      return decode(bytes, from, to);
    }
    if (!split) {
      return Masking.HIDDEN;
    }
    StringBuilder payload = new StringBuilder();
    int at = from;
    for (int i = hidden.nextSetBit(0); i >= 0; i = hidden.nextSetBit(i + 1)) {
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
  public ParseTally tally() {
    return tally;
  }
}
