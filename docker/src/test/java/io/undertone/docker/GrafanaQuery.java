// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An SQL query of a dashboard.
 *
 * @param title of its panel, or name of the variable that it fills
 * @param sql as Grafana keeps it, with its macros and variables
 */
public record GrafanaQuery(String title, String sql) {
  private static final String TIME_FILTER = "\\$__timeFilter\\((\\w+)\\)";
  private static final String TOPIC = "${topic:sqlstring}";

  /** Those of both dashboards. */
  public static List<GrafanaQuery> all() throws IOException {
    List<GrafanaQuery> all = new ArrayList<>();
    for (JsonNode dashboard : DeploymentFiles.dashboards()) {
      for (JsonNode panel : dashboard.path("panels")) {
        panel
            .findValuesAsText("rawSql")
            .forEach(sql -> all.add(new GrafanaQuery(panel.path("title").asText(), sql)));
      }
      for (JsonNode variable : dashboard.path("templating").path("list")) {
        all.add(new GrafanaQuery(variable.path("name").asText(), variable.path("query").asText()));
      }
    }
    return all;
  }

  /** What Grafana sends to the database for this topic and a range around the year 2023. */
  public String sent(String topic) {
    return sql.replaceAll(
            TIME_FILTER, "$1 BETWEEN '2023-01-01T00:00:00Z' AND '2024-01-01T00:00:00Z'")
        .replace(TOPIC, "'" + topic.replace("'", "''") + "'");
  }
}
