// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.ngram.NgramModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads training texts and refuses what cannot be learnt from, naming the lines.
 *
 * <p>Two formats, told apart line by line: {@code label<TAB>text} with label 0 (negative) or 1
 * (positive), and JSON objects with {@code text} and {@code score} (or {@code bert_score}), the
 * probability in [0,1] that another model gave it, and optionally {@code blogger}. A scored text
 * that a rule of {@link SentimentRules} makes neutral is left out and counted. UTF-8 only.
 */
public final class TrainingData {
  private static final int LISTED_PROBLEMS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Example> examples = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int problemCount;
  private int neutralByRule;

  private TrainingData() {}

  /**
   * A file that was read.
   *
   * @param name of the file, without its folder
   * @param texts how many were taken from it
   * @param sha256 digest of its bytes
   */
  public record Source(String name, int texts, String sha256) {}

  /**
   * Reads files, one after the other.
   *
   * @throws BadTrainingDataException when a line cannot be used or only one class is there
   */
  public static TrainingData read(List<Path> files) throws IOException {
    TrainingData data = new TrainingData();
    for (Path file : files) {
      data.readFile(file);
    }
    data.refuseProblems();
    data.refuseOneClass();
    return data;
  }

  public List<Example> examples() {
    return examples;
  }

  public List<Source> sources() {
    return sources;
  }

  /** Scored texts that were left out because a rule makes them neutral. */
  public int neutralByRule() {
    return neutralByRule;
  }

  private void readFile(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int before = examples.size();
    int start = startsWithByteOrderMark(bytes) ? 3 : 0;
    for (int line = 1; start < bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int length = end > start && bytes[end - 1] == '\r' ? end - start - 1 : end - start;
      String where = file.getFileName() + " line " + line + ": ";
      String text = decoded(ByteBuffer.wrap(bytes, start, length));
      if (text == null) {
        problem(where + "not valid UTF-8. Save the file as UTF-8.");
      } else if (text.startsWith("{\"") || text.startsWith("{ ")) {
        readJson(text, where);
      } else {
        readLabelled(text, where);
      }
      start = end + 1;
    }
    sources.add(
        new Source(
            file.getFileName().toString(), examples.size() - before, NgramModelFile.sha256(bytes)));
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** The line as text; null when it is no UTF-8 or was damaged before. */
  private static @Nullable String decoded(ByteBuffer line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
      return text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0 ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private void readLabelled(String line, String where) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      problem(where + "no tab. A line is 'label<TAB>text' or a JSON object.");
      return;
    }
    String label = line.substring(0, tab).strip();
    String text = line.substring(tab + 1);
    if (!label.equals("0") && !label.equals("1")) {
      problem(where + "label is '" + label + "'; allowed are 0 (negative) and 1 (positive).");
    } else if (text.isBlank()) {
      problem(where + "empty text. Take the line out.");
    } else {
      examples.add(new Example(text, label.equals("1") ? 1 : 0, false, null));
    }
  }

  private void readJson(String line, String where) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      problem(where + "no JSON object: " + e.getOriginalMessage());
      return;
    }
    JsonNode score = node.has("score") ? node.path("score") : node.path("bert_score");
    JsonNode text = node.path("text");
    if (!text.isTextual()) {
      problem(where + "no field 'text'. A JSON line needs 'text' and 'score'.");
    } else if (!score.isNumber() || score.asDouble() < 0 || score.asDouble() > 1) {
      problem(where + "score is '" + score.asText() + "'; a number in [0,1] is needed.");
    } else {
      addScored(text.asText(), score.asDouble(), node.path("blogger").asText(null), where);
    }
  }

  private void addScored(String text, double score, @Nullable String group, String where) {
    boolean neutral = SentimentRules.paper().neutralBecause(text).isPresent();
    if (neutral && (score == Score.NEUTRAL || !text.isBlank())) {
      neutralByRule++;
    } else if (text.isBlank()) {
      problem(where + "empty text with score " + score + "; take the line out.");
    } else {
      examples.add(new Example(text, score, true, group));
    }
  }

  private void problem(String text) {
    problemCount++;
    if (problems.size() < LISTED_PROBLEMS) {
      problems.add(text);
    }
  }

  private void refuseProblems() throws BadTrainingDataException {
    if (problemCount > 0) {
      String more =
          problemCount > problems.size()
              ? "\nand " + (problemCount - problems.size()) + " more."
              : "";
      throw new BadTrainingDataException(
          problemCount + " lines cannot be learnt from:\n" + String.join("\n", problems) + more);
    }
  }

  private void refuseOneClass() throws BadTrainingDataException {
    long positive = examples.stream().filter(Example::positive).count();
    if (positive == 0 || positive == examples.size()) {
      throw new BadTrainingDataException(
          examples.size()
              + " texts, "
              + positive
              + " of them positive; both classes are needed to learn to tell them apart.");
    }
  }
}
