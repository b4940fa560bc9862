// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Root folders of the two base images that the Dockerfile names, made of this machine's own
 * programs: a shell, Java and the jars of Flink's distribution. They stand in for what a registry
 * would give; in place of Maven's build and of Flink's entry point are scripts.
 */
final class StandIns {
  private static final Pattern LIBRARY = Pattern.compile("/\\S+");
  private static final List<String> PROGRAMS =
      List.of(
          "bash",
          "sh",
          "env",
          "id",
          "cat",
          "cp",
          "mv",
          "rm",
          "find",
          "sed",
          "sort",
          "tail",
          "cut",
          "touch",
          "mkdir",
          "mktemp",
          "chown",
          "chmod",
          "readlink",
          "hostname",
          "tr",
          "ls",
          "stat");

  /** What the stand-in for Maven's build does: the jar was built before. */
  private static final String MAVEN =
      "#!/bin/sh\nmkdir -p job/target && cp /built/*-flink.jar job/target/\n";

  /** What the stand-in for Flink's entry point does: it shows how it was called. */
  private static final String ENTRY_POINT =
      "#!/bin/bash\nprintf 'argument %s\\n' \"$@\"\ncat /opt/flink/conf/config.yaml\n";

  private StandIns() {}

  /** A root folder with these programs and the libraries that they need. */
  static void programs(Path root, List<String> programs) throws Exception {
    for (String folder : List.of("usr/bin", "usr/local/bin", "etc", "tmp", "proc", "dev", "sys")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0::/root:/bin/bash\nflink:x:9999:9999::/opt/flink:/bin/bash\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nflink:x:9999:\n");
    List<String> all = new ArrayList<>();
    for (String program : programs) {
      Path found = found(program);
      copy(found, root.resolve("usr/bin").resolve(program));
      all.add(found.toString());
    }
    libraries(root, all);
  }

  /** Copies the libraries of this machine that these files load. */
  private static void libraries(Path root, List<String> files) throws Exception {
    String loaded = said(root, Commands.join(List.of("ldd"), files));
    for (String line : loaded.lines().filter(l -> !l.endsWith(":")).toList()) {
      for (MatchResult path : LIBRARY.matcher(line).results().toList()) {
        Path library = Path.of(path.group());
        if (!library.startsWith(root)) {
          copy(library, root.resolve(path.group().substring(1)));
        }
      }
    }
  }

  /** What a command prints; it leaves no file of its own. */
  private static String said(Path root, List<String> command) throws Exception {
    Path output = Files.createTempFile("said", ".txt");
    try {
      return Commands.run(root, output, command);
    } finally {
      Files.delete(output);
    }
  }

  private static Path found(String program) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return Path.of(folder, program);
      }
    }
    throw new IOException("this machine has no " + program);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from.toRealPath(), to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The root folder of both base images. */
  static void base(Path root, Path flinkJars) throws Exception {
    programs(root, PROGRAMS);
    script(root.resolve("usr/bin/mvn"), MAVEN);
    script(root.resolve("docker-entrypoint.sh"), ENTRY_POINT);
    for (String folder : List.of("conf", "bin", "lib")) {
      Files.createDirectories(root.resolve("opt/flink").resolve(folder));
    }
    try (Stream<Path> jars = Files.list(flinkJars)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, root.resolve("opt/flink/lib").resolve(jar.getFileName()));
      }
    }
    String linked =
        said(
            root,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                "java.se,jdk.unsupported,jdk.crypto.ec,jdk.jartool,jdk.zipfs",
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                root.resolve("opt/java").toString()));
    System.out.print(linked);
    try (Stream<Path> java = Files.walk(root.resolve("opt/java"))) {
      libraries(
          root, java.map(Path::toString).filter(file -> file.endsWith(".so")).sorted().toList());
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true, false)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
