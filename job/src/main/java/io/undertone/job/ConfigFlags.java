// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where options are read from. */
final class ConfigFlags {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file of options, one `key: value` a line; read by this command.")
  @Nullable Path file;
}
