// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.AlertWords;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.Words;
import io.undertone.ingest.Refusal;
import io.undertone.sinks.ModelNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files that make the page: plain HTML, CSS and JavaScript, and the charting library. */
public final class PageAssets {
  /** The whole charting library: what a report holds, and what graphs need. */
  public static final String CHARTS = "echarts.min.js";

  /** The part of it that every other view needs. */
  public static final String COMMON_CHARTS = "echarts.common.min.js";

  /** Everything else that runs, after the charting library: the page's modules as one module. */
  public static final String SCRIPT = "page.js";

  /** Phrases for alerts, fits and refused records, made from those of the findings and sources. */
  private static final String PHRASES = "phrases.js";

  /**
   * The page's modules, each before those that use it while they are loaded; views in the order in
   * which they are offered.
   */
  static final List<String> SCRIPTS =
      List.of(
          "state.js",
          PHRASES,
          "i18n.js",
          "format.js",
          "patch.js",
          "dom.js",
          "route.js",
          "verdict.js",
          "alerts.js",
          "refused.js",
          "settings.js",
          "columns.js",
          "data.js",
          "charts.js",
          "picture.js",
          "dates.js",
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
          "app.js",
          "main.js");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]*\\} from )?'\\./[\\w-]+\\.js';\n");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ");

  /** The style sheet. */
  public static final String STYLE = "page.css";

  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/";

  private PageAssets() {}

  /**
   * Text of a file.
   *
   * @param name {@link #STYLE}, {@link #CHARTS}, {@link #COMMON_CHARTS} or {@link #SCRIPT}
   */
  public static String text(String name) {
    return name.equals(SCRIPT)
        ? SCRIPTS.stream().map(PageAssets::joinable).collect(Collectors.joining())
        : file(name);
  }

  /** A module without what joins it to others, which stand in the same scope. */
  private static String joinable(String name) {
    return EXPORT.matcher(IMPORT.matcher(module(name)).replaceAll("")).replaceAll("");
  }

  /** One of the {@link #SCRIPTS}, as a browser or Node would load it by itself. */
  static String module(String name) {
    return name.equals(PHRASES)
        ? export("alertPhrases", alertPhrases())
            + export("fitPhrases", fitPhrases())
            + export("refusalPhrases", refusalPhrases())
            + export("modelNames", modelNames())
        : file(name);
  }

  private static String export(String name, String json) {
    return "export const " + name + " = " + json + ";\n";
  }

  /** Phrases of why a model is not fitted, and of weights, by kind and then by language. */
  private static String fitPhrases() {
    ObjectNode phrases = JsonNodeFactory.instance.objectNode();
    ObjectNode reasons = phrases.putObject("reasons");
    for (FitReason.Kind kind : FitReason.Kind.values()) {
      languages(reasons, kind, kind.words());
    }
    ObjectNode terms = phrases.putObject("terms");
    for (FitReason.TermKind kind : FitReason.TermKind.values()) {
      languages(terms, kind, kind.words());
    }
    return phrases.toString();
  }

  private static String modelNames() {
    ObjectNode names = JsonNodeFactory.instance.objectNode();
    ModelNames.all()
        .forEach((id, name) -> names.putArray("model." + id).add(name.en()).add(name.zh()));
    return names.toString();
  }

  /** Phrases of why a record cannot be used, by kind and then by language. */
  private static String refusalPhrases() {
    ObjectNode phrases = JsonNodeFactory.instance.objectNode();
    for (Refusal.Kind kind : Refusal.Kind.values()) {
      languages(phrases, kind, new Words(kind.english(), kind.chinese()));
    }
    return phrases.toString();
  }

  private static void languages(ObjectNode of, Enum<?> kind, Words words) {
    of.putArray(kind.name().toLowerCase(Locale.ROOT)).add(words.en()).add(words.zh());
  }

  /** Phrases by kind, the most serious first, then by what they say, then by language. */
  private static String alertPhrases() {
    ObjectNode phrases = JsonNodeFactory.instance.objectNode();
    for (AlertKind kind : AlertKind.values()) {
      ObjectNode ofKind = phrases.putObject(kind.name().toLowerCase(Locale.ROOT));
      for (AlertWords.What what : AlertWords.What.values()) {
        ArrayNode languages = ofKind.putArray(what.name().toLowerCase(Locale.ROOT));
        for (ReportLanguage language : ReportLanguage.values()) {
          languages.add(AlertWords.phrase(kind, what, language));
        }
      }
    }
    ArrayNode old = phrases.putObject("old").putArray("words");
    for (ReportLanguage language : ReportLanguage.values()) {
      old.add(AlertWords.old(language));
    }
    return phrases.toString();
  }

  private static String file(String name) {
    boolean charts = name.equals(CHARTS) || name.equals(COMMON_CHARTS);
    String path = (charts ? ECHARTS : "/io/undertone/sinks/page/") + name;
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

  /** Address of a file that changes with its content, so that browsers may keep it for ever. */
  public static String address(String name) {
    int dot = name.lastIndexOf('.');
    return name.substring(0, dot) + "." + hash(text(name)) + name.substring(dot);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The page.
   *
   * @param head what the head gets: policy and style
   * @param body attributes of the body
   * @param scripts what comes last in the body
   */
  public static String html(String head, String body, String scripts) {
    return text("page.html")
        .replace("<!--head-->", head)
        .replace("<!--body-->", body)
        .replace("<!--scripts-->", scripts);
  }
}
