// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checkpoints of a job since it was submitted; sizes and time of the newest complete one, 0 before
 * the first.
 *
 * @param completed how many are complete
 * @param failed how many failed
 * @param stateBytes bytes that a restore from the newest one would read
 * @param writtenBytes bytes that the newest one wrote, less than its state where it is incremental
 * @param millis wall time of the newest one, from its trigger to its end
 */
public record CheckpointStatistics(
    long completed, long failed, long stateBytes, long writtenBytes, long millis) {

  static CheckpointStatistics of(JsonNode checkpoints) {
    JsonNode counts = checkpoints.path("counts");
    JsonNode newest = checkpoints.path("latest").path("completed");
    return new CheckpointStatistics(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        newest.path("state_size").asLong(),
        newest.path("checkpointed_size").asLong(),
        newest.path("end_to_end_duration").asLong());
  }
}
