// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;

/** Takes the cells of rows one by one, as the database holds them. */
interface RowCells {
  /** The next cell is of the column at this place. */
  void column(int index) throws IOException;

  void absent() throws IOException;

  void integer(long value) throws IOException;

  void real(double value) throws IOException;

  void flag(boolean value) throws IOException;

  /** A text, constant or time as it is shown. */
  void text(String value) throws IOException;
}
