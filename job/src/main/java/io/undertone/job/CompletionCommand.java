// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints a script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description =
        "Prints a script that completes commands and options in bash and zsh: source "
            + "<(./undertone completion)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine().getOut().print(script(root));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The generator writes numbers by the machine's locale, whose digits bash may not know. */
  private static String script(CommandLine root) {
    Locale usual = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      return AutoComplete.bash("undertone", root);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, usual);
    }
  }
}
