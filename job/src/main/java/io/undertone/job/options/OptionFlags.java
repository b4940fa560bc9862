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
  private OptionFlags() {}

  /** Adds {@code --key} for each option. */
  public static void addTo(CommandSpec spec, List<Option<?>> options) {
    for (Option<?> option : options) {
      if (Secrets.isSecret(option.key())) {
        continue;
      }
      spec.addOption(
          OptionSpec.builder("--" + option.key())
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
