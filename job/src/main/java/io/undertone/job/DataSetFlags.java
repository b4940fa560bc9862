// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.options.OptionWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the files of a data set are read. */
final class DataSetFlags {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          OptionWords.FORMAT + "; default: as the descriptor says, or told from the files.")
  @Nullable String format;
}
