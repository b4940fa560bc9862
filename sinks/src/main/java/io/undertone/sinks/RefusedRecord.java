// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.ingest.DeadLetter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a refused record tells of posts and comments. Where it is a JSON object, whole values of its
 * fields are names; where it is a line of CSV or cut off, words are.
 */
final class RefusedRecord {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Fields that hold no name, whatever a source calls the others. */
  private static final Pattern NO_NAME =
      Pattern.compile("(?i).*(likes?|count|score|index|time|_ts|_at)");

  private final String source;
  private final String payload;
  private final @Nullable JsonNode fields;

  RefusedRecord(DeadLetter letter) {
    // until version 0.1.0 the job named post and comment of what it dropped only as the source
    boolean ofJob =
        letter.reason().startsWith("too late: ") || letter.reason().startsWith("post unknown: ");
    source = ofJob ? "/" + letter.source() + "/" : "";
    payload = letter.payload();
    fields = fields(payload);
  }

  private static @Nullable JsonNode fields(String payload) {
    try {
      JsonNode node = JSON.readTree(payload);
      return node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null; // cut off, or no JSON
    }
  }

  /** Whether it names the post or comment. */
  boolean names(String id) {
    return source.contains("/" + id + "/")
        || (fields == null ? hasWord(payload, id) : hasValue(fields, id));
  }

  /** False where it says that somebody else posted. */
  boolean mayBeOf(String blogger) {
    JsonNode told = fields == null ? null : fields.get("blogger");
    return told == null || told.asText().equals(blogger);
  }

  private static boolean hasValue(JsonNode node, String id) {
    if (node.isValueNode()) {
      return node.asText().equals(id);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!NO_NAME.matcher(field.getKey()).matches() && hasValue(field.getValue(), id)) {
        return true;
      }
    }
    for (JsonNode element : node.isArray() ? node : JSON.createArrayNode()) {
      if (hasValue(element, id)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || !isOfWord(text.charAt(at - 1)))
          && (end == text.length() || !isOfWord(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }
}
