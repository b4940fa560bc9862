// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The model files of the sentiment tree, in a cache folder; fetched by the user's own {@code mvn}
 * the first time they are asked for.
 */
final class TreeModelFiles {
  private static final System.Logger LOG = System.getLogger(TreeModelFiles.class.getName());
  private static final String VERSION = "4.5.10";
  private static final String FOLDER = "edu/stanford/nlp/models";
  private static final String UNPACK =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack";
  private static final int SHOWN_OUTPUT = 2_000;

  private final Path folder;
  private final String maven;

  /**
   * @param cache folder of all cached files
   * @param maven the Maven command
   */
  TreeModelFiles(Path cache, String maven) {
    this.folder = cache.resolve("corenlp-" + VERSION);
    this.maven = maven;
  }

  /** Where a model file lies once {@link #require} has returned. */
  String path(String file) {
    return folder.resolve(FOLDER).resolve(file).toString();
  }

  /**
   * Makes sure that the files of a parser are there.
   *
   * @throws IOException when they are not and cannot be fetched; the message says what to do
   */
  void require(TreeParser parser) throws IOException {
    for (ModelArchive archive : parser.archives()) {
      if (!isThere(archive)) {
        fetch(archive);
      }
    }
  }

  private boolean isThere(ModelArchive archive) {
    return archive.files().stream().allMatch(file -> Files.isReadable(Path.of(path(file))));
  }

  private void fetch(ModelArchive archive) throws IOException {
    String coordinate =
        "edu.stanford.nlp:stanford-corenlp:" + VERSION + ":jar:" + archive.classifier();
    String what =
        coordinate
            + " ("
            + archive.megabytes()
            + " MB, once; "
            + archive.keptMegabytes()
            + " MB of it are kept in "
            + folder
            + ")";
    LOG.log(
        System.Logger.Level.INFO, "The sentiment tree needs {0}; fetching it with Maven.", what);
    Files.createDirectories(folder);
    List<String> command =
        List.of(
            maven,
            "-B",
            "-q",
            UNPACK,
            "-Dartifact=" + coordinate,
            "-DoutputDirectory=" + folder,
            "-Dmdep.unpack.includes="
                + archive.files().stream()
                    .map(file -> FOLDER + "/" + file)
                    .collect(Collectors.joining(",")));
    String problem = run(command);
    if (!isThere(archive)) {
      throw new IOException(
          "the sentiment tree needs "
              + what
              + ", and fetching it failed: "
              + problem
              + "\nTry it by hand: "
              + String.join(" ", command));
    }
  }

  /** Runs the command in the cache folder and returns the end of what it printed. */
  private String run(List<String> command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      return "the command '" + maven + "' cannot be run (" + e.getMessage() + "). Install Maven.";
    }
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      String end = text.substring(Math.max(0, text.length() - SHOWN_OUTPUT));
      return "exit code " + code + ". " + end;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return "it was interrupted.";
    }
  }
}
