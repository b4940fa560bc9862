// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.file.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first records of a file, whatever its format: names of fields with their values. Fields of
 * objects in a list go under {@code list[].field}.
 */
public final class Sample {
  private static final int RECORDS = 1_000;
  private static final int VALUES = 1_000;
  private static final int RECORD_BYTES = 8_000_000;
  private static final int MAX_DEPTH = 40;
  private static final long BYTES = 32_000_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int records;
  private byte separator;
  private boolean headless;
  private int above;

  private Sample() {}

  public static Sample of(InputFile file) throws IOException {
    Sample sample = new Sample();
    if (file.shape().isTable()) {
      sample.readTable(file);
    } else {
      sample.readJson(file);
    }
    return sample;
  }

  /** Names of the fields. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Values of a field that are not blank, in the order of the records, at most 1,000. */
  public List<String> values(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** How many records or elements of a list have a value. */
  public int count(String name) {
    return counts.getOrDefault(name, 0);
  }

  /** Records looked at. */
  public int records() {
    return records;
  }

  /** What stands between the fields of a table; null for JSON. */
  public @Nullable String separator() {
    return separator == 0 ? null : Character.toString((char) separator);
  }

  /** Whether a table has no header; its fields are then called c1, c2 and so on. */
  public boolean headless() {
    return headless;
  }

  /** Lines of a table above its header. */
  public int linesAbove() {
    return above;
  }

  private void readTable(InputFile file) throws IOException {
    try (LineReader lines = new LineReader(new FileBytes(file), Limits.DEFAULT.recordBytes())) {
      above = TableHead.linesAbove(file);
      List<String> header = header(lines);
      if (header.isEmpty()) {
        return;
      }
      header.forEach(name -> values.put(name, new ArrayList<>()));
      CsvSplitter splitter = new CsvSplitter(separator);
      if (headless) {
        row(lines, splitter, header);
      }
      while (records < RECORDS && lines.next()) {
        row(lines, splitter, header);
      }
    }
  }

  private List<String> header(LineReader lines) throws IOException {
    try {
      boolean more = lines.next();
      while (more && (lines.line() <= above || lines.end() == lines.start())) {
        more = lines.next();
      }
      byte named = more ? Separator.named(lines.bytes(), lines.start(), lines.end()) : 0;
      if (!more || (named != 0 && !lines.next())) {
        return List.of();
      }
      separator = named != 0 ? named : Separator.of(lines.bytes(), lines.start(), lines.end());
      List<String> header =
          CsvSplitter.fields(lines.bytes(), lines.start(), lines.end(), separator);
      headless = new CsvHeader(header).looksLikeData();
      if (!headless) {
        return header;
      }
      List<String> numbered = new ArrayList<>();
      for (int i = 1; i <= header.size(); i++) {
        numbered.add("c" + i);
      }
      return numbered;
    } catch (Rejected e) {
      return List.of(); // No header that can be read, so no names.
    }
  }

  private void row(LineReader lines, CsvSplitter splitter, List<String> header) throws IOException {
    lines.joinQuoted();
    if (!isRow(lines, splitter, header) && lines.lines() > lines.line()) {
      lines.retract(); // a stray quote joined lines that do not belong together
      isRow(lines, splitter, header);
    }
  }

  private boolean isRow(LineReader lines, CsvSplitter splitter, List<String> header) {
    try {
      int count = splitter.split(lines.bytes(), lines.start(), lines.end());
      if (count != header.size()) {
        return false;
      }
      List<String> row = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        row.add(splitter.text(lines.bytes(), i, "a column"));
      }
      for (int i = 0; i < count; i++) {
        add(header.get(i), row.get(i));
      }
      records++;
      return true;
    } catch (Rejected e) {
      return false; // a bad record says nothing about the others
    }
  }

  private void readJson(InputFile file) throws IOException {
    FileBytes bytes = new FileBytes(file);
    try (RecordCutter cutter = JsonFile.cutter(file, RECORD_BYTES, bytes)) {
      while (records < RECORDS && bytes.consumed() < BYTES && cutter.next()) {
        records++;
        try (JsonParser json =
            JSON.createParser(cutter.bytes(), cutter.start(), cutter.end() - cutter.start())) {
          if (json.nextToken() == JsonToken.START_OBJECT) {
            object(json, "", 0);
          }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          continue; // What came before the fault counts.
        }
      }
    }
  }

  private void object(JsonParser json, String prefix, int depth) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + json.currentName();
      json.nextToken();
      value(json, name, depth);
    }
  }

  private void value(JsonParser json, String name, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
      values.computeIfAbsent(name, n -> new ArrayList<>());
      object(json, name + ".", depth + 1);
    } else if (token == JsonToken.START_ARRAY && depth < MAX_DEPTH) {
      values.computeIfAbsent(name, n -> new ArrayList<>());
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          object(json, name + "[].", depth + 1);
        } else {
          value(json, name + "[]", depth + 1);
        }
      }
    } else if (token != null && token.isScalarValue()) {
      add(name, token == JsonToken.VALUE_NULL ? "" : json.getText());
    } else {
      json.skipChildren();
    }
  }

  private void add(String name, String value) {
    List<String> known = values.computeIfAbsent(name, n -> new ArrayList<>());
    if (!value.isBlank()) {
      counts.merge(name, 1, Integer::sum);
      if (known.size() < VALUES) {
        known.add(value.length() > 2_000 ? value.substring(0, 2_000) : value);
      }
    }
  }
}
