// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docker/kafka/topics}: a name and a number of partitions a line. */
final class TopicList {
  private static final String FILE = "/io/undertone/docker/kafka/topics";

  private TopicList() {}

  static Map<String, Integer> read() throws IOException {
    try (InputStream file = TopicList.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException("not on the class path: " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.strip().split("\\s+"))
          .collect(Collectors.toMap(words -> words[0], words -> Integer.parseInt(words[1])));
    }
  }
}
