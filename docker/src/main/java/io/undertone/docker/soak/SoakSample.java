// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one look at a running job showed; bytes are bytes, counts are since the start.
 *
 * @param seconds since the job was submitted
 * @param sent records that were handed to the broker
 * @param lag records sent but not part of a complete checkpoint
 * @param heap live objects in the heaps of all task managers
 * @param managerHeap live objects in the heap of the job manager
 * @param resident memory that the task managers take from the machine
 * @param rocksDb files of RocksDB on the task managers' disks
 * @param checkpoint bytes that a restore would read
 * @param checkpointWritten bytes that the newest checkpoint wrote
 * @param checkpointMillis wall time of the newest checkpoint
 * @param failures failed checkpoints and restarts since the first complete checkpoint
 * @param rows rows of all result tables
 */
public record SoakSample(
    long seconds,
    long sent,
    long lag,
    long heap,
    long managerHeap,
    long resident,
    long rocksDb,
    long checkpoint,
    long checkpointWritten,
    long checkpointMillis,
    long failures,
    long rows) {

  static String header() {
    return Arrays.stream(SoakSample.class.getRecordComponents())
        .map(component -> snakeCase(component.getName()))
        .collect(Collectors.joining(","));
  }

  static String snakeCase(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d",
        seconds,
        sent,
        lag,
        heap,
        managerHeap,
        resident,
        rocksDb,
        checkpoint,
        checkpointWritten,
        checkpointMillis,
        failures,
        rows);
  }
}
