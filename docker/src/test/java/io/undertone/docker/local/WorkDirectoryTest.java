// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkDirectoryTest {
  @TempDir Path root;
  private WorkDirectory directory;

  @BeforeEach
  void open() throws IOException {
    directory = new WorkDirectory(root);
  }

  @Test
  void partsAreStoppedAndLeaveNothing() throws Exception {
    new Sleeper(directory, "first").start();
    new Sleeper(directory, "second").start();
    assertThat(directory.running()).containsExactlyInAnyOrder("first", "second");

    directory.stopAll();

    assertThat(directory.running()).isEmpty();
    assertThat(root.resolve("pids")).isEmptyDirectory();
  }

  @Test
  void aProcessWithAReusedIdIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      StartedProcess now = StartedProcess.of("gone", stranger.pid(), List.of());
      directory.record(
          new StartedProcess("gone", now.pid(), now.startTicks() - 1, now.stopCommand()));

      directory.stopAll();

      assertThat(directory.running()).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aPartThatEndsInsteadOfStartingShowsItsLog() {
    assertThatThrownBy(
            new Sleeper(directory, "broken", "sh", "-c", "echo no memory; exit 3")::start)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("broken has ended instead of starting: ")
        .hasMessageEndingWith("ends with\nno memory\n");
  }

  @Test
  void aPartThatFailsLaterShowsItsLog() throws Exception {
    Sleeper failing =
        new Sleeper(directory, "failing", "sh", "-c", "sleep 0.3; echo no data; exit 2");
    failing.launch();
    Awaitility.await().until(() -> directory.ended().equals(List.of("failing")));

    assertThatThrownBy(failing::refuseFailure)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("failing has failed: ")
        .hasMessageEndingWith("ends with\nno data\n");
  }

  @Test
  void whatHasEndedWellHasNotFailed() throws Exception {
    Sleeper ending = new Sleeper(directory, "ending", "sh", "-c", "sleep 0.3");
    ending.launch();
    Awaitility.await().until(() -> directory.ended().equals(List.of("ending")));

    ending.refuseFailure();

    assertThat(directory.running()).isEmpty();
  }

  @Test
  void statusOfNothingSaysSo() throws Exception {
    List<String> told = new ArrayList<>();

    assertThat(new StackStatus(directory, told::add).tell()).isFalse();

    assertThat(told).containsExactly("nothing runs");
  }

  @Test
  void aPartIsNotStartedTwice() throws Exception {
    Sleeper sleeper = new Sleeper(directory, "once");
    sleeper.start();
    assertThatThrownBy(sleeper::start)
        .hasMessage("once runs already in " + root + "; stop it first.");
    sleeper.kill();
    sleeper.start();
    directory.stopAll();
  }

  @Test
  void partsEndWhenTheProcessThatHoldsTheLeashIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Commands.java(),
                "-cp",
                Commands.classPath(),
                LeashHolder.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("holder.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> directory.running().equals(List.of("held")));

    holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> directory.running().isEmpty());
    assertThat(Files.readString(root.resolve("holder.log"))).isEmpty();
  }
}
