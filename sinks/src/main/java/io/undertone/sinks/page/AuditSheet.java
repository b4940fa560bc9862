// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import io.undertone.dynamics.findings.Words;
import java.util.List;

/**
 * What an audit adds to a report.
 *
 * @param title what was audited
 * @param verdict plain sentences, most important first
 * @param tables in the order in which they are read
 */
public record AuditSheet(Words title, List<Words> verdict, List<Table> tables) {
  /**
   * One table.
   *
   * @param name of its CSV file
   * @param title what it answers
   * @param header column names, snake_case
   * @param rows cells as text at full precision; empty where there is no value
   * @param said cells that are sentences, in each language
   */
  public record Table(
      String name, Words title, List<String> header, List<List<String>> rows, List<Words> said) {
    /** A table of names and numbers. */
    public Table(String name, Words title, List<String> header, List<List<String>> rows) {
      this(name, title, header, rows, List.of());
    }
  }
}
