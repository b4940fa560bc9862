// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.options.Settings;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
  private static Configuration configuration(Map<String, String> options) {
    return EmbeddedCluster.configuration(Settings.builder().layer("test", options).build());
  }

  @Test
  void newCommentsAreNotLookedForInEveryFile() {
    assertThat(configuration(Map.of()).get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
  }

  @Test
  void theUsersOwnSettingsOfFlinkWin() {
    Configuration flink =
        configuration(Map.of("flink.state.backend.rocksdb.use-bloom-filter", "false"));

    assertThat(flink.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isFalse();
  }
}
