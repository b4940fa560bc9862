// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.options.OptionWords;
import io.undertone.sinks.ResultReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database of results, and who logs in to it. */
final class DatabaseFlags {
  @Option(
      names = {"--db", "--database"},
      required = true,
      paramLabel = "URL",
      description =
          OptionWords.DATABASE
              + ": the undertone.db of a replay, or jdbc:postgresql://HOST/DATABASE of a job.")
  String url;

  @Option(
      names = {"--user", "--database-user"},
      paramLabel = "NAME",
      description = OptionWords.DATABASE_USER + ", where it is PostgreSQL.")
  @Nullable String user;

  @Option(
      names = {"--password-env", "--database-password-env"},
      paramLabel = "VARIABLE",
      description = "Environment variable that holds the password of that user.")
  @Nullable String passwordVariable;

  /** The user's password; null without one. */
  @Nullable String password() {
    return Environment.secret(passwordVariable);
  }

  ResultReader open() throws IOException {
    return ResultReader.open(url, user, password());
  }
}
