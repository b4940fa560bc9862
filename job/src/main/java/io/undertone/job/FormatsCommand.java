// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Formats;
import io.undertone.job.console.TextTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the formats that need no descriptor. */
@Command(
    name = "formats",
    description =
        "Lists the formats that are read without a descriptor, or prints one of them in the"
            + " language of descriptors.",
    mixinStandardHelpOptions = true)
final class FormatsCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A format to print.")
  @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name != null) {
      out.print(Formats.yaml(name));
    } else {
      TextTable table = new TextTable("format", "what it reads");
      for (CommentFormat format : Formats.all()) {
        table.row(format.name(), format.title());
      }
      table.row(Formats.MAPPING, "anything else, described by the fields of a dataset.yaml");
      out.print(table.render());
    }
    out.flush();
    return 0;
  }
}
