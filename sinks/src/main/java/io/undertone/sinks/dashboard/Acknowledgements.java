// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts were acknowledged; kept in a file of its own, since results are never written to.
 */
final class Acknowledgements {
  private static final List<String> KEY =
      List.of("topic", "blogger", "period_start", "period_end", "kind");
  private static final int MOST = 10_000;

  private final ObjectMapper json = new ObjectMapper();
  private final @Nullable Path file;
  private final List<Map<String, String>> alerts;

  Acknowledgements(@Nullable Path file) throws IOException {
    this.file = file;
    this.alerts =
        file != null && Files.exists(file)
            ? json.readValue(file.toFile(), new TypeReference<ArrayList<Map<String, String>>>() {})
            : new ArrayList<>();
  }

  synchronized List<Map<String, String>> all() {
    return List.copyOf(alerts);
  }

  /** Adds an alert by its key; an alert that is acknowledged already changes nothing. */
  synchronized void add(Map<String, String> alert) throws IOException {
    Map<String, String> key = new LinkedHashMap<>();
    for (String name : KEY) {
      String value = alert.get(name);
      if (value == null || value.length() > 1000) {
        throw new ApiException(ApiProblem.ACKNOWLEDGEMENT_WITHOUT_KEY, String.join(", ", KEY));
      }
      key.put(name, value);
    }
    if (alerts.contains(key)) {
      return;
    }
    if (alerts.size() >= MOST) {
      throw new ApiException(ApiProblem.TOO_MANY_ACKNOWLEDGED, MOST);
    }
    alerts.add(key);
    if (file != null) {
      Path next = file.resolveSibling(file.getFileName() + ".new");
      json.writeValue(next.toFile(), alerts);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
