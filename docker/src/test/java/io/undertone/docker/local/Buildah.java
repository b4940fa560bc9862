// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Debian's buildah in a folder of its own: it needs neither a daemon nor a registry. */
final class Buildah implements AutoCloseable {
  private final Path directory;
  private final String driver;
  private int commands;

  private Buildah(Path directory, String driver) {
    this.directory = directory;
    this.driver = driver;
  }

  /** One that can build and run; without it the test is skipped and says why. */
  static Buildah assumed(Path directory) throws Exception {
    List<String> reasons = new ArrayList<>();
    for (String driver : List.of("overlay", "vfs")) {
      Buildah buildah = new Buildah(directory.resolve(driver), driver);
      Files.createDirectories(buildah.directory);
      try {
        buildah.probe();
        return buildah;
      } catch (IOException e) {
        List<String> said = String.valueOf(e.getMessage()).strip().lines().toList();
        reasons.add(driver + ": " + (said.isEmpty() ? e.toString() : said.get(said.size() - 1)));
        buildah.close();
      }
    }
    return Assumptions.abort(
        "The image is not built: buildah does not run here (it needs root and Debian's package"
            + " buildah). "
            + String.join("; ", reasons));
  }

  private void probe() throws Exception {
    Path context = Files.createDirectories(directory.resolve("probe"));
    StandIns.programs(context.resolve("rootfs"), List.of("id"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY rootfs/ /\nUSER 9999\n");
    build(context, context.resolve("Dockerfile"), "probe", List.of());
    String container = run("from", "probe").strip();
    String user = run("run", "--isolation", "chroot", container, "--", "/usr/bin/id", "-u");
    if (!user.strip().equals("9999")) {
      throw new IOException("a container's user is '" + user + "' where 9999 was asked for");
    }
  }

  /** Builds an image from local ones, a layer for each instruction. */
  void build(Path context, Path file, String tag, List<String> options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "build",
                "--isolation=chroot",
                "--pull-never",
                "--layers",
                "--format=docker",
                "--file=" + file,
                "--tag=" + tag));
    command.addAll(options);
    command.add(context.toString());
    run(command.toArray(String[]::new));
  }

  /** Runs a command of buildah and returns what it printed. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "buildah",
                "--storage-driver=" + driver,
                "--root=" + directory.resolve("root"),
                "--runroot=" + directory.resolve("run")));
    command.addAll(Arrays.asList(arguments));
    return Commands.run(
        directory, Files.createTempFile(directory, "command" + commands++, ".log"), command);
  }

  @Override
  public void close() throws InterruptedException {
    try {
      String unused = run("rm", "--all") + run("rmi", "--all", "--force");
    } catch (IOException e) {
      System.out.println("buildah left something in " + directory + ": " + e.getMessage());
    }
  }
}
