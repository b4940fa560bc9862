// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes out of a JSON record every value that is not of a field which the format knows, and those
 * of authors: what a source says about people goes under names nobody can foresee. Where the JSON
 * is broken the rest is not shown.
 */
final class Masking {
  static final String HIDDEN = "(not shown: it may name an author)";

  private final Set<String> shown = new HashSet<>();

  Masking(CommentFormat format) {
    for (RecordSchema schema : format.schemas()) {
      shown.addAll(schema.allNames());
    }
    for (RecordSchema schema : format.schemas()) {
      if (schema.kind != RecordSchema.Kind.POST) {
        shown.removeAll(schema.names(Field.AUTHOR));
      }
    }
  }

  boolean shows(String name) {
    return shown.contains(name);
  }

  String json(String record) {
    String plain = record.startsWith("\uFEFF") ? record.substring(1) : record;
    return plain.isBlank() || "{[".indexOf(plain.strip().charAt(0)) >= 0
        ? new Scan(plain).run()
        : HIDDEN;
  }

  /** One pass over the characters of a record. */
  private final class Scan {
    private final String text;
    private final StringBuilder masked = new StringBuilder();
    private final Deque<String> path = new ArrayDeque<>();
    private String key = "";
    private boolean keyNext = true;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    String run() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '"') {
          if (!string()) {
            return masked.append("...").toString();
          }
        } else if ("{}[],:".indexOf(c) >= 0 || c <= ' ') {
          structure(c);
        } else if (!word()) {
          return masked.append("...").toString();
        }
      }
      return masked.toString();
    }

    private void structure(char c) {
      masked.append(c);
      at++;
      switch (c) {
        case '{' -> {
          path.push(key);
          key = "";
          keyNext = true;
        }
        case '[' -> {
          path.push("[" + key);
          keyNext = false;
        }
        case '}', ']' -> {
          String outer = path.isEmpty() ? "" : path.pop();
          key = outer.startsWith("[") ? outer.substring(1) : outer;
        }
        case ':' -> keyNext = false;
        case ',' -> keyNext = path.isEmpty() || !path.element().startsWith("[");
        default -> {}
      }
    }

    /** Copies a key or a value that may be shown; false when the string never ends. */
    private boolean string() {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != '"') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      boolean closed = end < text.length();
      String inner = text.substring(at + 1, Math.min(end, text.length()));
      if (keyNext) {
        if (!closed || !text.substring(end + 1).stripLeading().startsWith(":")) {
          return false;
        }
        String outer = path.isEmpty() ? "" : path.element();
        key = outer.isEmpty() || outer.startsWith("[") ? inner : outer + "." + inner;
        masked.append('"').append(inner).append('"');
      } else if (closed && !follows(end + 1)) {
        return false;
      } else {
        masked.append('"').append(isShown() ? inner : "...").append(closed ? "\"" : "");
      }
      at = end + 1;
      return closed || isShown();
    }

    /** After a value comes a separator, or the record ends. */
    private boolean follows(int from) {
      String rest = text.substring(Math.min(from, text.length())).stripLeading();
      return rest.isEmpty() || ",}]".indexOf(rest.charAt(0)) >= 0;
    }

    private boolean isShown() {
      return shown.contains(key) || shown.contains("/" + key);
    }

    /** A number, true, false or null; anything else is no JSON. */
    private boolean word() {
      int end = at;
      while (end < text.length()
          && "{}[],:\"".indexOf(text.charAt(end)) < 0
          && text.charAt(end) > ' ') {
        end++;
      }
      String word = text.substring(at, end);
      if (keyNext || !word.matches("-?[0-9][0-9.eE+-]*|true|false|null")) {
        return false;
      }
      masked.append(isShown() || !word.matches("-?[0-9].*") ? word : "...");
      at = end;
      return true;
    }
  }
}
