// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 20231115, Long.MAX_VALUE, Long.MIN_VALUE})
  void givesWhatTheLibrarysGeneratorGives(long seed) {
    Random expected = new Random(seed);
    StandardNormals normals = new StandardNormals(seed);
    for (int i = 0; i < 100_000; i++) {
      assertThat(normals.next()).isEqualTo(expected.nextGaussian());
    }
  }
}
