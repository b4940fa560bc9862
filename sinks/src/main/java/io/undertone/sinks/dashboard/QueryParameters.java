// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query parameters of a request; each may be given several times. */
record QueryParameters(Map<String, List<String>> values) {

  /** Reads the part of a URL after the question mark. */
  static QueryParameters parse(@Nullable String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        values
            .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return new QueryParameters(values);
  }

  /** Refuses parameters that are not in this list. */
  void allowOnly(Collection<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new ApiException(ApiProblem.UNKNOWN_PARAMETER, name, String.join(", ", names));
      }
    }
  }

  @Nullable String first(String name) {
    List<String> all = values.get(name);
    return all == null ? null : all.get(0);
  }

  String required(String name) {
    String value = first(name);
    if (value == null || value.isEmpty()) {
      throw new ApiException(ApiProblem.MISSING_PARAMETER, name);
    }
    return value;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ApiProblem.NOT_URL_ENCODED, text);
    }
  }
}
