// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeModelFilesTest {
  @TempDir private Path folder;

  @Test
  void withoutMavenTheErrorSaysWhatIsNeededAndHowLargeItIs() {
    TreeModelFiles files = new TreeModelFiles(folder, folder.resolve("no-such-mvn").toString());
    assertThatThrownBy(() -> files.require(TreeParser.PCFG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stanford-corenlp:4.5.10:jar:models (474 MB, once; 21 MB")
        .hasMessageContaining("cannot be run")
        .hasMessageContaining("Try it by hand:");
  }

  @Test
  void failingMavenIsQuoted() throws IOException {
    TreeModelFiles files = new TreeModelFiles(folder, script("echo offline; exit 3"));
    assertThatThrownBy(() -> files.require(TreeParser.PCFG))
        .hasMessageContaining("exit code 3. offline");
  }

  @Test
  void filesAreFetchedOnceAndOnlyThoseThatAreNeeded() throws IOException {
    String log = folder.resolve("calls").toString();
    String maven =
        script(
            "echo \"$@\" >> " + log,
            "for a in \"$@\"; do case \"$a\" in -Dmdep.unpack.includes=*) list=${a#*=};; esac; done",
            "echo \"$list\" | tr ',' '\\n' | while read -r f; do mkdir -p \"$(dirname \"$f\")\"; echo x > \"$f\"; done");
    TreeModelFiles files = new TreeModelFiles(folder, maven);
    files.require(TreeParser.PCFG);
    files.require(TreeParser.PCFG);
    assertThat(Files.readAllLines(Path.of(log))).hasSize(1);
    assertThat(Path.of(files.path("lexparser/englishPCFG.ser.gz"))).exists();
    files.require(TreeParser.SHIFT_REDUCE);
    assertThat(Files.readAllLines(Path.of(log))).hasSize(2);
    assertThat(Files.readString(Path.of(log))).contains("jar:models-english");
  }

  @Test
  void otherParsersAreRefused() {
    assertThatThrownBy(() -> TreeParser.of("x"))
        .hasMessage("scorer is 'en-tree:x'; allowed are en-tree, en-tree:pcfg and en-tree:sr.");
  }

  private String script(String... lines) throws IOException {
    Path file = folder.resolve("mvn");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }
}
