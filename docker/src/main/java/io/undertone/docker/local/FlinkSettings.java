// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** {@code docker/conf/flink-config.yaml}, with what differs from process to process. */
final class FlinkSettings {
  private static final String DEFAULTS = "/io/undertone/docker/conf/flink-config.yaml";

  private final Map<String, String> settings;

  private FlinkSettings(Map<String, String> settings) {
    this.settings = settings;
  }

  static FlinkSettings defaults() throws IOException {
    try (InputStream file = FlinkSettings.class.getResourceAsStream(DEFAULTS)) {
      if (file == null) {
        throw new IOException("not on the class path: " + DEFAULTS);
      }
      return new FlinkSettings(
          new YAMLMapper().readValue(file, new TypeReference<TreeMap<String, String>>() {}));
    }
  }

  FlinkSettings with(Map<String, String> more) {
    Map<String, String> merged = new TreeMap<>(settings);
    merged.putAll(more);
    return new FlinkSettings(merged);
  }

  String get(String name) {
    return Objects.requireNonNull(settings.get(name), name);
  }

  /** Writes {@code config.yaml} into the directory. */
  void write(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.yaml"), new YAMLMapper().writeValueAsString(settings));
  }
}
