// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.model.Engine;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of the README as a stranger would use it: our classes as a jar, EJML, nothing else.
 */
class ReadmeExampleTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleCompilesAndRunsFromAJarOutsideTheBuild() throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(source, block());
    String classpath =
        String.join(
            File.pathSeparator,
            jar().toString(),
            placeOf(DMatrixRMaj.class).toString(),
            placeOf(CommonOps_DDRM.class).toString(),
            folder.toString());
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classpath, source.toString());
    assertThat(errors).isZero();
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classpath,
                "Example")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said)
        .containsPattern("alice:  0\\.\\d{3} \\[0\\.\\d{3}, 0\\.\\d{3}\\]  0\\.")
        .contains("alice -> bob: 0.")
        .contains("french-degroot fitted to");
  }

  private static String block() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).isTrue();
    String code = block.group(1);
    String body =
        code.substring(code.indexOf("main(String[] args) {\n") + 22, code.indexOf("\n  }\n}"));
    assertThat(body.lines()).as("lines of the example").hasSizeLessThanOrEqualTo(15);
    return code;
  }

  private Path jar() throws IOException, URISyntaxException {
    Path classes = placeOf(Engine.class);
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    Path jar = folder.resolve("dynamics.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new JarEntry(name));
        Files.copy(file, entries);
      }
    }
    return jar;
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
