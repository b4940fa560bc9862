// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.options.ConfigurationPage;
import io.undertone.job.options.Option;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.OptionWords;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the effective configuration and where each value comes from. */
@Command(
    name = "config",
    description = "Prints the effective configuration and where each value comes from.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin ConfigFlags config = new ConfigFlags();

  @CommandLine.Option(names = "--describe", description = "Also says what each option means.")
  boolean describe;

  @CommandLine.Option(
      names = "--markdown",
      description = OptionWords.MARKDOWN + ", the reference page of all options, instead.")
  boolean markdown;

  @Override
  public Integer call() {
    if (markdown) {
      spec.commandLine().getOut().print(ConfigurationPage.render());
      spec.commandLine().getOut().flush();
      return 0;
    }
    Settings settings =
        Layers.settings(null, config.file, OptionFlags.given(spec, UndertoneOptions.all()));
    spec.commandLine().getOut().print(Layers.table(settings).render());
    if (describe) {
      describeAll();
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void describeAll() {
    for (Option<?> option : UndertoneOptions.all()) {
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%n%s%n  %s%n  allowed: %s; default: %s; environment: %s%n",
              option.key(),
              option.description(),
              option.allowed(),
              option.defaultText(),
              option.environmentVariable());
    }
  }
}
