// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.util.List;

/** A part that does nothing. */
final class Sleeper extends LocalPart {
  private final List<String> command;

  Sleeper(WorkDirectory directory, String name) {
    this(directory, name, "sleep", "60");
  }

  Sleeper(WorkDirectory directory, String name, String... command) {
    super(directory, name);
    this.command = List.of(command);
  }

  @Override
  List<String> command() {
    return command;
  }

  /** A part that is to live is ready at once; the others end soon. */
  @Override
  boolean answers() throws IOException {
    return command.get(0).equals("sleep") && isRunning();
  }
}
