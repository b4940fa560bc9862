// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.InputException;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.dataset.DescriptorDraft;
import io.undertone.ingest.dataset.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a stranger's export holds and how it would be read. */
@Command(
    name = "inspect",
    description =
        "Says file by file what a folder, archive or file of comments holds, tries 1,000 records of"
            + " each, and prints a dataset.yaml with which replay reads it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "Folder, archive or file with comments.")
  Path path;

  @CommandLine.Mixin DataSetFlags reading = new DataSetFlags();

  @Option(
      names = "--write",
      description = "Saves the dataset.yaml beside the files; one that is there stays.")
  boolean write;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Inspection inspection = Inspection.of(path, reading.format);
    new InspectionReport(inspection).print(out);
    DescriptorDraft draft = DescriptorDraft.of(inspection, path);
    out.printf(Locale.ROOT, "%n# %s%n%s", DataSet.DESCRIPTOR, draft.yaml());
    out.flush();
    if (write) {
      save(draft, out);
    }
    return inspection.files().stream().anyMatch(file -> file.tally().comments() > 0) ? 0 : 1;
  }

  private void save(DescriptorDraft draft, PrintWriter out) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    Path folder = Files.isDirectory(path) || parent == null ? absolute : parent;
    Path file = folder.resolve(DataSet.DESCRIPTOR);
    if (Files.exists(file)) {
      throw new InputException("'" + file + "' is there already; it is left as it is.");
    }
    Files.writeString(file, draft.yaml());
    out.printf(Locale.ROOT, "saved %s%n", file);
    out.flush();
  }
}
