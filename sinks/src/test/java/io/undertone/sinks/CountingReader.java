// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.ProgressHandler;

/** Readers of a SQLite file that count the steps of its virtual machine: some ten for each row. */
public final class CountingReader {
  private static final int AT_A_TIME = 20;

  private CountingReader() {}

  /**
   * Opens a reader.
   *
   * @param steps to which the steps of its questions are added
   */
  public static ResultReader open(String file, AtomicLong steps) throws IOException {
    ResultReader reader = ResultReader.open(file);
    try {
      ProgressHandler.setHandler(
          reader.database().connection(),
          AT_A_TIME,
          new ProgressHandler() {
            @Override
            protected int progress() {
              steps.addAndGet(AT_A_TIME);
              return 0;
            }
          });
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return reader;
  }
}
