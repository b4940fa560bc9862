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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads training texts and refuses what cannot be learnt from, naming the lines.
 *
 * <p>Lines of {@code label<TAB>text} with labels as {@link LabelCodes} reads them, comma-separated
 * files with a header that names a column of texts and one of labels or scores, and lines of JSON
 * with {@code text} and {@code label}, or {@code score} in [0,1] (or {@code bert_score}), the
 * polarity that another model gave it, and optionally {@code blogger}. A scored text that a rule of
 * {@link SentimentRules} makes neutral is left out and counted. UTF-8 only.
 */
public final class TrainingData {
  /** Fewest labelled texts of each class that can be told apart and measured. */
  static final int MIN_PER_CLASS = 10;

  private static final int LISTED_PROBLEMS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TEXT_COLUMNS =
      Set.of("text", "content", "comment", "review", "tweet", "sentence", "文本", "评论", "内容");
  private static final Set<String> LABEL_COLUMNS =
      Set.of("label", "sentiment", "polarity", "class", "标签", "情感");
  private static final Set<String> SCORE_COLUMNS = Set.of("score", "rating", "bert_score", "评分");

  private final List<Example> examples = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Double> weights;
  private final @Nullable Double low;
  private final @Nullable Double high;
  private int problemCount;
  private int neutralByRule;

  private TrainingData(Map<String, Double> weights, @Nullable Double low, @Nullable Double high) {
    this.weights = weights;
    this.low = low;
    this.high = high;
  }

  /**
   * A file that was read.
   *
   * @param name of the file, without its folder
   * @param texts how many were taken from it
   * @param sha256 digest of its bytes
   */
  public record Source(String name, int texts, String sha256) {}

  /** A labelled text whose label is not understood yet. */
  private record Labelled(String where, String label, String text, @Nullable String group) {}

  /** Reads files of classes and scores in [0,1], every file alike. */
  public static TrainingData read(List<Path> files) throws IOException {
    return read(files, Map.of(), null, null);
  }

  /**
   * Reads files, one after the other.
   *
   * @param weights of files by their names
   * @param low rating that means most negative; null when labels are classes
   * @param high rating that means most positive
   * @throws BadTrainingDataException when a line cannot be used, or a class has too few texts
   */
  public static TrainingData read(
      List<Path> files, Map<String, Double> weights, @Nullable Double low, @Nullable Double high)
      throws IOException {
    TrainingData data = new TrainingData(weights, low, high);
    for (Path file : files) {
      data.readFile(file);
    }
    data.refuseProblems();
    data.refuseTooFew();
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
    String name = file.getFileName().toString();
    String text = decoded(name, bytes);
    if (text == null) {
      return;
    }
    int before = examples.size();
    List<Labelled> labelled = new ArrayList<>();
    if (name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      readTable(name, text, labelled);
    } else {
      readLines(name, text, labelled);
    }
    resolve(name, labelled);
    sources.add(new Source(name, examples.size() - before, NgramModelFile.sha256(bytes)));
  }

  private @Nullable String decoded(String name, byte[] bytes) {
    int start = 0;
    if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
      start = 3;
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
              .toString();
      if (text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      problem(name + ": not valid UTF-8 (" + e.getMessage() + "). Save the file as UTF-8.");
      return null;
    }
    problem(name + ": holds characters that were damaged before. Save the original as UTF-8.");
    return null;
  }

  private void readLines(String name, String content, List<Labelled> labelled) {
    String[] lines = content.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line =
          lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      String where = name + " line " + (i + 1) + ": ";
      if (line.startsWith("{")) {
        readJson(line, where, labelled);
      } else if (!line.isBlank()) {
        readLabelled(line, i, where, labelled);
      }
    }
  }

  private void readLabelled(String line, int index, String where, List<Labelled> labelled) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      problem(where + "no tab. A line is 'label<TAB>text' or a JSON object.");
      return;
    }
    String label = line.substring(0, tab).strip();
    if (index == 0 && LABEL_COLUMNS.contains(label.toLowerCase(Locale.ROOT))) {
      return;
    }
    add(where, label, line.substring(tab + 1), null, labelled);
  }

  private void add(
      String where, String label, String text, @Nullable String group, List<Labelled> labelled) {
    if (text.isBlank()) {
      problem(where + "empty text. Take the line out.");
    } else if (label.isBlank()) {
      problem(where + "no label. Take the line out.");
    } else {
      labelled.add(new Labelled(where, label, text, group));
    }
  }

  private void readTable(String name, String content, List<Labelled> labelled) {
    List<Delimited.Fields> records = Delimited.parse(content, ',');
    List<String> header = records.isEmpty() ? List.of() : records.get(0).values();
    int text = column(header, TEXT_COLUMNS);
    int label = column(header, LABEL_COLUMNS);
    int score = column(header, SCORE_COLUMNS);
    if (text < 0 || label < 0 && score < 0) {
      problem(
          name
              + " line 1: columns are "
              + header
              + "; a column 'text' and a column 'label' or 'score' are needed.");
      return;
    }
    int value = label >= 0 ? label : score;
    for (Delimited.Fields record : records.subList(1, records.size())) {
      String where = name + " line " + record.line() + ": ";
      if (record.values().size() <= Math.max(text, value)) {
        problem(where + record.values().size() + " fields; the header has " + header.size() + ".");
      } else if (label >= 0 || low != null) {
        add(where, record.values().get(value).strip(), record.values().get(text), null, labelled);
      } else {
        addScored(record.values().get(text), number(record.values().get(value)), null, where);
      }
    }
  }

  private static int column(List<String> header, Set<String> names) {
    for (int i = 0; i < header.size(); i++) {
      if (names.contains(header.get(i).strip().toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void readJson(String line, String where, List<Labelled> labelled) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      problem(where + "no JSON object: " + e.getOriginalMessage());
      return;
    }
    JsonNode score = node.has("score") ? node.path("score") : node.path("bert_score");
    JsonNode text = node.path("text");
    String group = node.path("blogger").asText(null);
    if (!text.isTextual()) {
      problem(where + "no field 'text'. A JSON line needs 'text' and 'score' or 'label'.");
    } else if (node.has("label")) {
      add(where, node.path("label").asText(), text.asText(), group, labelled);
    } else {
      addScored(text.asText(), score.isNumber() ? score.asDouble() : Double.NaN, group, where);
    }
  }

  private void addScored(String text, double score, @Nullable String group, String where) {
    if (!(score >= 0 && score <= 1)) {
      problem(where + "score is missing or outside [0,1]; a number in [0,1] is needed.");
    } else if (SentimentRules.paper().neutralBecause(text).isPresent()
        && (score == Score.NEUTRAL || !text.isBlank())) {
      neutralByRule++;
    } else if (text.isBlank()) {
      problem(where + "empty text with score " + score + "; take the line out.");
    } else {
      examples.add(new Example(text, score, true, group, 1, false));
    }
  }

  /** Understands the labels of a file together. */
  private void resolve(String name, List<Labelled> labelled) {
    Set<String> distinct = new TreeSet<>();
    labelled.forEach(l -> distinct.add(l.label()));
    LabelCodes codes;
    try {
      codes = LabelCodes.of(distinct, low, high);
    } catch (IllegalArgumentException e) {
      String first =
          labelled.stream()
              .filter(l -> String.valueOf(e.getMessage()).contains("'" + l.label() + "'"))
              .map(Labelled::where)
              .findFirst()
              .orElse(name + ": ");
      problem(first + e.getMessage());
      return;
    }
    double weight = weights.getOrDefault(name, 1.0);
    boolean background =
        !codes.ratings()
            && !labelled.isEmpty()
            && labelled.stream().allMatch(l -> codes.polarity(l.label()) == Score.NEUTRAL);
    for (Labelled l : labelled) {
      examples.add(
          new Example(
              l.text(), codes.polarity(l.label()), codes.ratings(), l.group(), weight, background));
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

  private void refuseTooFew() throws BadTrainingDataException {
    long texts = examples.stream().filter(e -> !e.background()).count();
    long positive = examples.stream().filter(e -> e.target() > Score.NEUTRAL).count();
    long negative = examples.stream().filter(e -> e.target() < Score.NEUTRAL).count();
    if (positive < MIN_PER_CLASS || negative < MIN_PER_CLASS) {
      throw new BadTrainingDataException(
          String.format(
              Locale.ROOT,
              "%d texts, %d of them positive and %d negative; at least %d of each are needed to tell them apart and to measure how well.",
              texts,
              positive,
              negative,
              MIN_PER_CLASS));
    }
  }
}
