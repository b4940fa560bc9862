// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import java.util.List;

/**
 * What an audit adds to a report.
 *
 * @param title what was audited
 * @param verdict plain sentences, most important first
 * @param tables in the order in which they are read
 */
public record AuditSheet(String title, List<String> verdict, List<Table> tables) {
  /**
   * One table.
   *
   * @param name of its CSV file
   * @param title what it answers
   * @param header column names, snake_case
   * @param rows cells as text at full precision; empty where there is no value
   */
  public record Table(String name, String title, List<String> header, List<List<String>> rows) {}
}
