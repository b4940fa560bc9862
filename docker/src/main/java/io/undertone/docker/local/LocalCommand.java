// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.testing.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A command of Undertone in a process of its own, with 384 MB of heap. */
final class LocalCommand extends LocalPart {
  private final String classPath;
  private final Map<String, String> environment;
  private final int port;
  private final List<String> arguments;

  /**
   * @param classPath of {@code io.undertone.job.Undertone}
   * @param port where it serves; 0 when it serves nothing
   */
  LocalCommand(
      WorkDirectory directory,
      String name,
      String classPath,
      Map<String, String> environment,
      int port,
      List<String> arguments) {
    super(directory, name);
    this.classPath = classPath;
    this.environment = environment;
    this.port = port;
    this.arguments = arguments;
  }

  @Override
  List<String> command() {
    return Commands.join(
        List.of(Commands.java(), "-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
        List.of("-Djava.awt.headless=true"),
        List.of("-cp", classPath, "io.undertone.job.Undertone"),
        arguments);
  }

  @Override
  Map<String, String> environment() {
    return environment;
  }

  @Override
  boolean answers() throws IOException {
    return port == 0 ? isRunning() : Ports.listens(port);
  }
}
