// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.docker.local.LocalPostgres.DatabaseLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path directory;

  @Test
  void nobodyElseMayReadIt() throws IOException {
    Path file = Files.writeString(directory.resolve("run.yaml"), "what all could read");

    WorkDirectory.writeSecret(file, "database-password: secret");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).hasContent("database-password: secret");
  }

  @Test
  void passwordsAreKeptThatWay() throws IOException {
    Path file = directory.resolve("logins");

    DatabaseLogins made = DatabaseLogins.kept(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(DatabaseLogins.kept(file)).isEqualTo(made);
  }
}
