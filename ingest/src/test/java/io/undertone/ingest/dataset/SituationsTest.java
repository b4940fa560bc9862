// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.ingest.format.CommentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people really have: each situation gives its right outcome, or one sentence that helps. */
class SituationsTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  /** What a situation gives. */
  private record Outcome(int comments, int deadLetters, long read, long parts, String refusal) {
    String shown() {
      return refusal.isEmpty()
          ? comments + " comments, " + deadLetters + " dead letters"
          : "refused: " + refusal;
    }
  }

  @Test
  void everySituationHasItsRightOutcome() throws IOException {
    List<String> wrong = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    for (String line : Files.readAllLines(CASES.resolve("expected.tsv"))) {
      String[] cells = line.split("\t", -1);
      Outcome outcome = outcome(CASES.resolve(cells[0]));
      boolean right =
          cells.length == 2
              ? outcome.refusal().contains(cells[1])
              : outcome.refusal().isEmpty()
                  && outcome.comments() == Integer.parseInt(cells[1])
                  && outcome.deadLetters() == Integer.parseInt(cells[2])
                  && outcome.read() == outcome.parts();
      table.append(
          String.format(
              Locale.ROOT, "%-5s %-50s %s%n", right ? "ok" : "WRONG", cells[0], outcome.shown()));
      if (!right) {
        wrong.add(cells[0]);
      }
    }
    System.out.println(table);

    assertThat(wrong).as("situations without their right outcome").isEmpty();
  }

  @Test
  void anInspectionWritesADescriptorWithWhichMostAreRead(@TempDir Path directory)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> right = new HashSet<>();
    for (String line : Files.readAllLines(CASES.resolve("expected.tsv"))) {
      String[] cells = line.split("\t", -1);
      Path copy = directory.resolve(cells[0].replace('/', '_'));
      copy(CASES.resolve(cells[0]), copy);
      String read;
      try {
        String yaml = DescriptorDraft.of(Inspection.of(copy, null), copy).yaml();
        Files.writeString(copy.resolve(DataSet.DESCRIPTOR), yaml);
        Outcome outcome = outcome(copy);
        read =
            outcome.refusal().isEmpty() ? Integer.toString(outcome.comments()) : outcome.refusal();
      } catch (InputException e) {
        read = String.valueOf(e.getMessage());
      }
      boolean scores = cells.length == 2 && cells[1].startsWith("scale");
      if (cells.length == 3 ? read.equals(cells[1]) : scores && read.matches("24|48")) {
        right.add(cells[0].substring(0, 2));
      } else {
        wrong.add(cells[0] + ": " + read);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d of 39 situations are read by the descriptor alone; not:%n%s%n",
        right.size(),
        String.join("\n", wrong));

    assertThat(right).hasSizeGreaterThanOrEqualTo(36);
  }

  /** A folder, or a file as the only one of a folder. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      Files.copy(from, to.resolve(from.getFileName().toString()));
      return;
    }
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static Outcome outcome(Path path) throws IOException {
    DataSet dataSet;
    try {
      dataSet = DataSet.open(path, null);
    } catch (InputException e) {
      return new Outcome(0, 0, 0, 0, String.valueOf(e.getMessage()));
    }
    List<Parsed> all = new ArrayList<>();
    long read = 0;
    long parts = 0;
    for (DataFile file : dataSet.files()) {
      int before = all.size();
      try (CommentFile open = file.open(dataSet.parserOptions("salt"))) {
        while (open.read(all::add)) {}
        read += open.tally().read();
        parts += all.size() - before + open.tally().noOpinions() + open.tally().passedOver();
      }
    }
    return joined(all, read, parts);
  }

  /** As the main job does: by post and comment, comments apart from their posts under these. */
  private static Outcome joined(List<Parsed> all, long read, long parts) {
    Set<String> posts = new HashSet<>();
    Set<String> comments = new HashSet<>();
    int letters = 0;
    for (Parsed parsed : all) {
      if (parsed.post() != null) {
        posts.add(parsed.post().post());
      }
      letters += parsed.deadLetter() != null ? 1 : 0;
    }
    for (Parsed parsed : all) {
      Comment comment = parsed.comment();
      UnjoinedComment apart = parsed.unjoined();
      if (comment != null) {
        comments.add(comment.blogger() + '/' + comment.post() + '/' + comment.id());
      } else if (apart != null && posts.contains(apart.post())) {
        comments.add(apart.post() + '/' + apart.id());
      } else if (apart != null) {
        letters++;
      }
    }
    return new Outcome(comments.size(), letters, read, parts, "");
  }
}
