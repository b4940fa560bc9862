// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes comments, posts and dead letters of the values of records, and names those without id. */
final class RecordOutput {
  private static final int[] NO_SLOTS = {};

  private final KindChoice kinds;
  private final Map<RecordSchema, Plan> plans = new java.util.IdentityHashMap<>();
  private final DeadLetters deadLetters;
  private final ParseTally tally;
  private Consumer<Parsed> out = parsed -> {};
  private String source = "";
  private long position = -1;
  private long nth;
  private String list = "";
  private int index = -1;
  private byte[] bytes = new byte[0];
  private int start;
  private int end;

  /** A builder and, by field, the slots of its names; the time of observation comes first. */
  private record Plan(RecordBuilder builder, List<Field> fields, Map<Field, int[]> slots) {}

  RecordOutput(CommentFormat format, ParserOptions options, ParseTally tally) {
    this.tally = tally;
    this.kinds = format.kinds();
    this.deadLetters = new DeadLetters(format, options);
    JsonRecord names = new JsonRecord(format, options, tally);
    for (RecordSchema schema : format.schemas()) {
      List<Field> fields = new ArrayList<>(schema.names().keySet());
      if (fields.remove(Field.OBSERVED_AT)) {
        fields.add(0, Field.OBSERVED_AT);
      }
      Map<Field, int[]> slots = new EnumMap<>(Field.class);
      for (Field field : fields) {
        slots.put(field, schema.names(field).stream().mapToInt(names::slot).toArray());
      }
      plans.put(schema, new Plan(new RecordBuilder(schema, options, tally), fields, slots));
    }
  }

  /** The following records lie here. */
  void begin(
      byte[] newBytes,
      int from,
      int to,
      String newSource,
      long newPosition,
      Consumer<Parsed> newOut) {
    bytes = newBytes;
    start = from;
    end = to;
    nth = newPosition == position && newSource.equals(source) ? nth + 1 : 0;
    source = newSource;
    position = newPosition;
    out = newOut;
    list = "";
    index = -1;
  }

  /** The following record is an element of a list. */
  void element(String newList, int newIndex) {
    nth = newIndex == 0 ? nth : nth + 1;
    list = newList.endsWith("[]") ? newList.substring(0, newList.length() - 2) : newList;
    index = newIndex;
  }

  /**
   * Hands on what a record is.
   *
   * @param outer what the record around it says about the post; null when there is none
   * @return the builder that holds its fields; null when the record is neither comment nor post
   */
  @Nullable RecordBuilder finish(JsonRecord record, @Nullable Object @Nullable [] outer) {
    RecordBuilder builder = null;
    try {
      RecordSchema schema = kinds.of(record::has);
      if (schema == null) {
        throw kinds.neither();
      }
      Plan plan = Objects.requireNonNull(plans.get(schema));
      builder = plan.builder();
      if (outer == null) {
        builder.clear();
      } else {
        builder.inherit(outer);
        nth++;
      }
      fill(plan, record);
      Parsed parsed = builder.build(source, position, nth, index >= 0 ? index : position);
      if (parsed != null) {
        out.accept(parsed);
      }
    } catch (Rejected e) {
      if (index < 0 && outer == null) {
        reject(e.reason());
      } else {
        reject(e.reason(), record.shown());
      }
    }
    return builder;
  }

  private void fill(Plan plan, JsonRecord record) throws Rejected {
    for (Field field : plan.fields()) {
      for (int slot : plan.slots().getOrDefault(field, NO_SLOTS)) {
        String value = record.value(slot);
        Refusal.@Nullable Kind broken = record.broken(slot);
        if (broken != null) {
          plan.builder().setBroken(field, broken);
          break;
        }
        if (value != null) {
          plan.builder().set(field, value);
          if (!value.isBlank()) {
            break;
          }
        }
      }
    }
  }

  /** The record as a whole is refused. */
  void reject(Refusal reason) {
    tally.deadLetter();
    out.accept(deadLetters.of(reason, source, position, bytes, start, end));
  }

  /** A record inside of it is refused. */
  void reject(Refusal reason, String payload) {
    tally.deadLetter();
    Refusal placed =
        index < 0 ? reason : Refusal.with(Refusal.Kind.AT, reason, list + "[" + index + "]");
    out.accept(deadLetters.of(placed, source, position, payload));
  }
}
