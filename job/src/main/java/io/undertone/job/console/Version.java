// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

import java.util.Locale;
import java.util.Objects;
import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** The build that runs. */
public final class Version implements IVersionProvider {
  /** Version of the build, or {@code development} outside a jar. */
  public static String build() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "undertone " + build(),
      String.format(
          Locale.ROOT,
          "Java %s, Flink %s, GPL-3.0-or-later",
          Runtime.version(),
          EnvironmentInformation.getVersion())
    };
  }
}
