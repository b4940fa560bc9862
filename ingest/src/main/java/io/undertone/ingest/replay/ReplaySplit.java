// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One file of a replay and how far it has come.
 *
 * @param index place among the files, from 0
 * @param path the file
 * @param bytes size when the replay began
 * @param startedAt wall clock when the replay began, milliseconds since 1970; times are judged
 *     against it after a restore as well, so that the same records are good
 * @param emitted records emitted so far: the file's dead letters in its own order, then everything
 *     else in the order of event time
 */
record ReplaySplit(int index, String path, long bytes, long startedAt, long emitted)
    implements SourceSplit {

  @Override
  public String splitId() {
    return index + ":" + path;
  }

  ReplaySplit emitted(long count) {
    return new ReplaySplit(index, path, bytes, startedAt, count);
  }
}
