// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where what runs is found, by name; kept in a file of the work directory, {@code addresses}.
 *
 * @param all in the order in which they are shown
 */
record StackAddresses(Map<String, String> all) {
  static final String FLINK = "Flink";

  private static Path file(WorkDirectory directory) {
    return directory.root().resolve("addresses");
  }

  void keep(WorkDirectory directory) throws IOException {
    Files.write(file(directory), lines());
  }

  /** Those of the last start; none before the first. */
  static StackAddresses kept(WorkDirectory directory) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    if (Files.exists(file(directory))) {
      for (String line : Files.readAllLines(file(directory))) {
        String[] words = line.strip().split("\\s+", 2);
        all.put(words[0], words[1]);
      }
    }
    return new StackAddresses(all);
  }

  List<String> lines() {
    return all.entrySet().stream()
        .map(one -> String.format(Locale.ROOT, "  %-12s %s", one.getKey(), one.getValue()))
        .toList();
  }
}
