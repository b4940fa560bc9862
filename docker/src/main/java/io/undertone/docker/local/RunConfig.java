// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A file of options for {@code undertone run}, with the addresses of a stack and its password. */
public final class RunConfig {
  private RunConfig() {}

  /**
   * Writes the file; only its owner may read it.
   *
   * @param options more options, which win
   * @return the file
   */
  public static Path write(LocalStack stack, String name, Map<String, ?> options)
      throws IOException {
    Map<String, Object> all = new TreeMap<>();
    all.put("kafka-brokers", stack.kafka().address());
    all.put("database", stack.postgres().url());
    all.put("database-user", DatabaseLogins.WRITER);
    all.put("database-password", stack.postgres().logins().writerPassword());
    all.putAll(options);
    Path file = stack.directory().data("config").resolve(name + ".yaml");
    return OwnerOnlyFile.write(file, new YAMLMapper().writeValueAsString(all));
  }
}
