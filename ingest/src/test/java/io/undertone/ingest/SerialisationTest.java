// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialisationTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        Comment.class,
        DeadLetter.class,
        Parsed.class,
        PostVersion.class,
        UnjoinedComment.class
      })
  void streamRecordsNeedNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
