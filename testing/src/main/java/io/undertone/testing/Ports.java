// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback interface. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;

  /** Below what Linux (32768) and others (49152) give to outgoing connections. */
  private static final int FIRST_FREE = 20_000;

  private static final int AFTER_FREE = 32_768;
  private static final int TRIES = 1_000;

  private Ports() {}

  /**
   * A port that nobody listens on now, and that the system gives to no outgoing connection before
   * its part has started.
   */
  public static int free() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, AFTER_FREE);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port from " + FIRST_FREE + " to " + (AFTER_FREE - 1) + " is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The given port, or a free one for 0. */
  public static int orFree(int port) throws IOException {
    return port == 0 ? free() : port;
  }

  /** Whether somebody listens. */
  public static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
