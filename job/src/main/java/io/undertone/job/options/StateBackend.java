// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** Where keyed state lives. */
public enum StateBackend {
  /** On the heap: fastest, bounded by memory. */
  HEAP,
  /** In RocksDB: bounded by disk. */
  ROCKSDB
}
