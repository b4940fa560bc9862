// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.util.Locale;

/** Every metric of the dashboard process, in Prometheus' terms. */
enum DashboardMetric {
  REQUESTS("undertone_dashboard_requests_total", "counter", "Requests answered, by status class."),
  REQUEST_SECONDS(
      "undertone_dashboard_request_duration_seconds",
      "histogram",
      "Seconds from a request to its answer, event streams left out."),
  EVENT_STREAMS("undertone_dashboard_event_streams", "gauge", "Pages that listen for changes."),
  CHANGES("undertone_dashboard_changes_total", "counter", "Changes told to the pages."),
  DATABASE_ERRORS(
      "undertone_dashboard_database_errors_total", "counter", "Questions the database left open."),
  LAST_WRITE(
      "undertone_results_last_write_timestamp_seconds",
      "gauge",
      "Unix time of the last write to the result database.");

  private final String title;
  private final String type;
  private final String help;

  DashboardMetric(String title, String type, String help) {
    this.title = title;
    this.type = type;
    this.help = help;
  }

  String title() {
    return title;
  }

  /** The two comment lines that Prometheus expects before the samples. */
  String header() {
    return String.format(Locale.ROOT, "# HELP %1$s %2$s\n# TYPE %1$s %3$s\n", title, help, type);
  }
}
