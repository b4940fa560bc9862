// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Command-line flags made from {@link UndertoneOptions}, so that each is described once. Secrets
 * have none, since every user of a machine sees its command lines.
 */
public final class OptionFlags {
  private static final Map<String, String> SHORT =
      Map.of(
          StreamOptions.DATABASE.key(), "--db",
          StreamOptions.DATABASE_USER.key(), "--user");

  private OptionFlags() {}

  /** The spelling with hyphens of a name that may be written with underscores. */
  static String hyphenated(String key) {
    return key.equals("db") ? StreamOptions.DATABASE.key() : key.replace('_', '-');
  }

  /** Arguments whose flags are spelled with hyphens: {@code --period_by} is {@code --period-by}. */
  public static String[] hyphenated(String... arguments) {
    String[] spelled = arguments.clone();
    for (int i = 0; i < spelled.length && !spelled[i].equals("--"); i++) {
      if (spelled[i].startsWith("--")) {
        String[] parts = spelled[i].split("=", 2);
        spelled[i] = parts[0].replace('_', '-') + (parts.length == 2 ? "=" + parts[1] : "");
      }
    }
    return spelled;
  }

  private static String[] names(Option<?> option) {
    String name = "--" + option.key();
    String shorter = SHORT.get(option.key());
    return shorter == null ? new String[] {name} : new String[] {name, shorter};
  }

  /** Adds {@code --key} for each option. */
  public static void addTo(CommandSpec spec, List<Option<?>> options) {
    for (Option<?> option : options) {
      if (Secrets.isSecret(option.key())) {
        continue;
      }
      spec.addOption(
          OptionSpec.builder(names(option))
              .type(String.class)
              .paramLabel(option.placeholder())
              .description(
                  option.description().replace("%", "%%"),
                  ("Allowed: " + option.allowed() + ". Default: " + option.defaultText() + ".")
                      .replace("%", "%%"))
              .build());
    }
  }

  /** The flags that were given. */
  public static Map<String, String> given(CommandSpec spec, List<Option<?>> options) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (Option<?> option : options) {
      OptionSpec flag = spec.findOption("--" + option.key());
      if (flag != null && flag.getValue() instanceof String text) {
        flags.put(option.key(), text);
      }
    }
    return flags;
  }
}
