// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sinks.Column;
import io.undertone.sinks.ColumnType;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a page of rows ended: the values that order its last row, as opaque text. */
final class PageToken {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PageToken() {}

  static String of(
      ResultTable table, RowQuery query, List<@Nullable Object> row, ResultReader results) {
    List<String> values = new ArrayList<>();
    for (Column column : query.order(table)) {
      Object value = Objects.requireNonNull(row.get(table.columns().indexOf(column)));
      values.add(value instanceof Instant time ? results.times().time(time) : text(value));
    }
    try {
      byte[] json = JSON.writeValueAsBytes(values);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  static RowQuery after(String token, ResultTable table, RowQuery query) {
    List<Column> order = query.order(table);
    try {
      byte[] json = Base64.getUrlDecoder().decode(token.getBytes(UTF_8));
      List<String> texts = JSON.readValue(json, new TypeReference<List<String>>() {});
      if (texts.size() == order.size()) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
          values.add(value(order.get(i).type(), texts.get(i)));
        }
        return query.after(values);
      }
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw refused(token);
    }
    throw refused(token);
  }

  private static Object value(ColumnType type, String text) {
    return switch (type) {
      case TIME, PERIOD_BOUND -> OffsetDateTime.parse(text).toInstant();
      case INTEGER -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case REAL -> Double.valueOf(text);
      case TEXT -> text;
    };
  }

  private static ApiException refused(String token) {
    return new ApiException(ApiProblem.NO_PAGE_TOKEN, token);
  }
}
