// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files that make the page: plain HTML, CSS and JavaScript, and the charting library. */
public final class PageAssets {
  /** Name under which the charting library is served. */
  public static final String CHARTS = "echarts.min.js";

  /** Scripts in the order in which they run, after the charting library. */
  public static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "i18n.js",
          "columns.js",
          "data.js",
          "charts.js",
          "graph.js",
          "view-audit.js",
          "view-brief.js",
          "view-mood.js",
          "view-influence.js",
          "view-private.js",
          "view-models.js",
          "view-whatif.js",
          "view-evidence.js",
          "change.js",
          "view-planner.js",
          "view-health.js",
          "app.js");

  /** The style sheet. */
  public static final String STYLE = "page.css";

  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private PageAssets() {}

  /**
   * Text of a file.
   *
   * @param name {@link #STYLE}, {@link #CHARTS} or one of {@link #SCRIPTS}
   */
  public static String text(String name) {
    String path = name.equals(CHARTS) ? ECHARTS : "/io/undertone/sinks/page/" + name;
    try (InputStream in = PageAssets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            path + " is missing from the class path; build sinks with its resources.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page.
   *
   * @param head what the head gets: policy and style
   * @param scripts what comes last in the body
   */
  public static String html(String head, String scripts) {
    return text("page.html").replace("<!--head-->", head).replace("<!--scripts-->", scripts);
  }
}
