// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A job manager or task manager, started as Flink's own scripts do. */
abstract class FlinkProcess extends LocalPart {
  private static final String LOGGING = "/io/undertone/docker/conf/log4j-console.properties";
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

  private final Path lib;
  private final FlinkSettings settings;

  FlinkProcess(WorkDirectory directory, String name, Path lib, FlinkSettings settings) {
    super(directory, name);
    this.lib = lib;
    this.settings = settings;
  }

  /** What Flink's own scripts ask for the memory of this kind of process. */
  abstract String memoryQuery();

  abstract String mainClass();

  /** Its arguments after {@code --configDir}. */
  List<String> arguments() {
    return List.of();
  }

  @Override
  List<String> command() throws IOException, InterruptedException {
    settings.write(data());
    Path logging = data().resolve("log4j.properties");
    try (InputStream file = FlinkProcess.class.getResourceAsStream(LOGGING)) {
      Files.copy(file, logging, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> memory = memory();
    return Commands.join(
        List.of(Commands.java()),
        words(memory.get(0)),
        words(settings.get("env.java.opts.all")),
        List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
        List.of("-Dlog4j.configurationFile=" + logging.toUri(), "-cp", lib + "/*", mainClass()),
        List.of("--configDir", data().toString()),
        arguments(),
        words(memory.get(1)));
  }

  /** Two lines: options of the Java process, and settings that follow from them. */
  private List<String> memory() throws IOException, InterruptedException {
    String printed =
        Commands.run(
            data(),
            data().resolve("memory.txt"),
            List.of(
                Commands.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                lib + "/*",
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                memoryQuery(),
                "--configDir",
                data().toString()));
    List<String> lines =
        printed
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> line.substring(RESULT.length()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (lines.size() != 2) {
      throw new IOException("Flink does not say how much memory " + name() + " needs: " + printed);
    }
    return lines;
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
