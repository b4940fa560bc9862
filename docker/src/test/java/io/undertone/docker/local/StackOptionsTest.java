// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.docker.local.StackCommand.StackOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StackOptionsTest {
  private final StackOptions options = new StackOptions();

  @Test
  void aTakenPortIsNamedWithTheWaysToGiveAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      options.flinkPort = taken.getLocalPort();

      assertThatThrownBy(options::refuseTakenPorts)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "port "
                  + options.flinkPort
                  + ", which is for flink, is taken by another program; give another one with"
                  + " --flink-port N or FLINK_PORT=N, 0 for any free one.");
    }
  }

  @Test
  void freePortsAreFine() {
    assertThatCode(options::refuseTakenPorts).doesNotThrowAnyException();
  }
}
