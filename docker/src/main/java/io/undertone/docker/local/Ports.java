// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine's loopback interface. */
final class Ports {
  private static final int CONNECT_MILLIS = 500;

  private Ports() {}

  /** A port that nobody listens on now. */
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The given port, or a free one for 0. */
  static int orFree(int port) throws IOException {
    return port == 0 ? free() : port;
  }

  /** Whether somebody listens. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
