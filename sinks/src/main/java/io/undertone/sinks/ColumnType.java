// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

/** What the values of a column are. */
public enum ColumnType {
  /** A string, or an enum constant written in lower-case snake case. */
  TEXT("TEXT", "TEXT"),
  /** A whole number. */
  INTEGER("INTEGER", "BIGINT"),
  /** A double with full precision. */
  REAL("REAL", "DOUBLE PRECISION"),
  /** {@code true} or {@code false}; 1 or 0 in SQLite. */
  BOOLEAN("BOOLEAN", "BOOLEAN"),
  /** An instant, written as ISO-8601 with the offset of the data set's zone. */
  TIME("TEXT", "TIMESTAMPTZ"),
  /** A bound of a period: a plain date when periods are whole days, otherwise an instant. */
  PERIOD_BOUND("TEXT", "TIMESTAMPTZ");

  private final String sqlite;
  private final String postgres;

  ColumnType(String sqlite, String postgres) {
    this.sqlite = sqlite;
    this.postgres = postgres;
  }

  /** Name of the type in SQLite. */
  public String sqlite() {
    return sqlite;
  }

  /**
   * Name of the type in PostgreSQL.
   *
   * @param wholeDays whether a bound of a period is a plain date
   */
  public String postgres(boolean wholeDays) {
    return this == PERIOD_BOUND && wholeDays ? "DATE" : postgres;
  }
}
