// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page's connection to the stream of changes, line by line. */
final class EventStream implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  EventStream(URI dashboard) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.getPort());
    socket.setSoTimeout(15_000);
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    await("retry: 2000");
  }

  /** Waits for a line; fails after fifteen seconds. */
  void await(String wanted) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
    }
    throw new IOException("The stream ended before '" + wanted + "'.");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
