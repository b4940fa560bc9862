// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.Option;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the layers of settings together: data set, file, environment, flags. */
final class Layers {
  /** Variables of the launcher, which are no options. */
  private static final List<String> LAUNCHER = List.of("UNDERTONE_HEAP", "UNDERTONE_JAVA_OPTS");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private Layers() {}

  static Settings settings(
      @Nullable Map<String, String> dataSet, @Nullable Path file, Map<String, String> flags) {
    Settings.Builder builder = Settings.builder();
    if (dataSet != null) {
      builder.layer("data set", dataSet);
    }
    if (file != null) {
      builder.layer(file.toString(), readFile(file));
    }
    return builder.environment(System.getenv(), LAUNCHER).layer("flag", flags).build();
  }

  /** The effective value of every option and its layer, secrets hidden. */
  static TextTable table(Settings settings) {
    TextTable table = new TextTable("option", "value", "from");
    for (Option<?> option : UndertoneOptions.all()) {
      table.row(option.key(), settings.shown(option), settings.value(option).origin());
    }
    settings.foreignShown().forEach((key, value) -> table.row(key, value, "passed through"));
    return table;
  }

  /** Reads a flat or nested YAML file; nested keys are joined by dots. */
  private static Map<String, String> readFile(Path file) {
    if (!Files.isReadable(file)) {
      throw UserError.usage("There is no readable configuration file " + file + ".");
    }
    try {
      Map<String, String> values = new LinkedHashMap<>();
      flatten("", new YAMLMapper().readTree(Files.readString(file)), values);
      return values;
    } catch (IOException e) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "%s is not a YAML file of options: %s",
              file,
              String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                      field.getValue(),
                      values));
    } else if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(item.asText()));
      values.put(prefix, filledIn(String.join(",", items)));
    } else if (!prefix.isEmpty()) {
      values.put(prefix, filledIn(node.asText()));
    }
  }

  /** Puts the value of the environment variable NAME for each ${NAME}. */
  private static String filledIn(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            match -> {
              String variable = System.getenv(match.group(1));
              if (variable == null) {
                throw UserError.usage(
                    String.format(
                        Locale.ROOT,
                        "The configuration names the environment variable %s, which is not set. Set it, or write the value itself.",
                        match.group(1)));
              }
              return Matcher.quoteReplacement(variable);
            });
  }
}
