// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

/**
 * Ports of the local stack on the loopback interface; 0 takes a free one.
 *
 * @param kafka where Kafka's clients connect
 * @param postgres where PostgreSQL's clients connect
 * @param flink of Flink's web interface
 */
record StackPorts(int kafka, int postgres, int flink) {
  /** All free ones. */
  static final StackPorts FREE = new StackPorts(0, 0, 0);
}
