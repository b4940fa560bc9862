// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.SentimentScorer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores texts: one a line in, {@code score<TAB>scorer<TAB>text} out. */
@Command(
    name = "score",
    description =
        "Scores texts: one a line in, score<TAB>scorer<TAB>text out. The score is the "
            + "probability in [0,1] that the text is positive.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  private static final int EXPLAINED_FEATURES = 8;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "-",
      description = "UTF-8 text, one a line; - is standard input (default).")
  String file = "-";

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = ScorerNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: auto); model:FILE is your own.")
  String scorer = "auto";

  @Option(
      names = "--language",
      paramLabel = "auto|zh|en",
      defaultValue = "auto",
      description = "Language of every text; auto detects it per text (default).")
  String language = "auto";

  @Option(
      names = "--rules",
      paramLabel = "paper|none",
      defaultValue = "paper",
      description =
          "paper: empty texts, bare reposts and replies are 0.5 (default); none: they are not.")
  String rules = "paper";

  @Option(names = "--explain", description = "Adds a column: what pushed the score most.")
  boolean explain;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Tokens a sentence that a parser may see (default: 60).")
  @Nullable Integer maxTokens;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Time a parser may take for one text, such as PT2S (default); then it is 0.5.")
  @Nullable Duration timeout;

  /** Names for help and completion. */
  static final class ScorerNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Scorers.available().keySet().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (SentimentScorer opened = open();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(input(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(row(opened, line));
        if (!lines.ready()) {
          out.flush();
        }
      }
    }
    out.flush();
    return 0;
  }

  private String row(SentimentScorer opened, String text) {
    Score score = opened.score(text);
    String row = String.format(Locale.ROOT, "%.6f\t%s\t%s", score.positive(), score.scorer(), text);
    if (!explain) {
      return row;
    }
    List<Contribution> features = opened.explain(text, null, EXPLAINED_FEATURES);
    return row
        + "\t"
        + features.stream()
            .map(f -> String.format(Locale.ROOT, "%s %+.3f", f.feature(), f.weight()))
            .collect(Collectors.joining("; "));
  }

  private SentimentScorer open() {
    try {
      ScorerOptions options = ScorerOptions.defaults().withRules(rules()).withLanguage(language());
      if (maxTokens != null) {
        options = options.withMaxTokens(maxTokens);
      }
      if (timeout != null) {
        options = options.withTimeout(timeout);
      }
      return Scorers.byName(scorer, options);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(String.valueOf(e.getMessage()));
    }
  }

  private SentimentRules rules() {
    return switch (rules) {
      case "paper" -> SentimentRules.paper();
      case "none" -> SentimentRules.none();
      default -> throw UserError.usage("--rules is '" + rules + "'; allowed are paper and none.");
    };
  }

  private @Nullable Language language() {
    return switch (language) {
      case "auto" -> null;
      case "zh" -> Language.ZH;
      case "en" -> Language.EN;
      default ->
          throw UserError.usage("--language is '" + language + "'; allowed are auto, zh and en.");
    };
  }

  private InputStream input() throws IOException {
    if (file.equals("-")) {
      return System.in;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw UserError.failed("file is '" + file + "'; it cannot be read. Give a text file or -.");
    }
    return Files.newInputStream(path);
  }
}
