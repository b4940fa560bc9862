// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A real broker, database and Flink cluster of separate processes on this machine, without
 * containers: for trying Undertone, and for tests that break things.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.docker.local;
