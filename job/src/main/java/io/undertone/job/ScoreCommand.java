// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.SentimentScorer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores texts: one a line, or a column of a table, in; scores out. */
@Command(
    name = "score",
    description =
        "Scores texts: one a line in, score<TAB>scorer<TAB>text<TAB>label<TAB>confidence out. The"
            + " score is the expected polarity in [0,1], P(positive) + P(neutral) / 2. A .csv file"
            + " with a column text (and id), and .jsonl with a field text (and id), are read too.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  private static final int EXPLAINED_FEATURES = 12;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "-",
      description =
          "Text, one a line, a .csv or a .jsonl; UTF-8, UTF-16, GB18030, gzip. - is standard input"
              + " in UTF-8 (default).")
  String file = "-";

  @Option(
      names = {"--output-format", "--format"},
      paramLabel = "tsv|csv|json",
      defaultValue = "tsv",
      description = "What comes out (default: tsv).")
  String format = "tsv";

  @Option(
      names = "--lexicon",
      paramLabel = "FILE",
      description =
          "Expressions of your own, one a line: expression<TAB>valence from -4 to 4; 0 makes a name"
              + " of it.")
  @Nullable Path lexicon;

  @Option(
      names = "--prior",
      paramLabel = "SHARE",
      description = OptionWords.PRIOR + ", in (0,1); 0.5 and" + " leaving it out shift nothing.")
  @Nullable Double prior;

  @Option(
      names = "--calibrate",
      paramLabel = "FILE",
      description =
          "At least 50 texts of yours with labels (label<TAB>text); the scores are shifted to fit"
              + " their share of positives.")
  @Nullable Path calibrate;

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = ScorerNames.class,
      description =
          OptionWords.SCORER
              + ", one of ${COMPLETION-CANDIDATES} (default: auto); model:FILE is your own.")
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
      defaultValue = "none",
      description =
          "paper: empty texts, bare reposts and replies are 0.5; none: they are not (default).")
  String rules = "none";

  @Option(names = "--explain", description = "Adds a column: what pushed the score most.")
  boolean explain;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description =
          "Tokens a sentence that a parser may see (default: 60); of a text, five times as many.")
  @Nullable Integer maxTokens;

  /** Names for help and completion. */
  static final class ScorerNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Scorers.available().keySet().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    ScoreRows rows = rows();
    PrintWriter out = spec.commandLine().getOut();
    try (SentimentScorer opened = open()) {
      String header = rows.header(explain);
      if (header != null) {
        out.println(header);
      }
      if (file.equals("-")) {
        standardInput(opened, rows, out);
      } else {
        for (ScoreInput.Text text : ScoreInput.read(path(), spec.commandLine().getErr())) {
          out.println(row(opened, rows, text));
        }
      }
    } catch (CharacterCodingException e) {
      throw UserError.failed("standard input is not UTF-8. Give a file, whose encoding is told.");
    }
    out.flush();
    return 0;
  }

  private void standardInput(SentimentScorer opened, ScoreRows rows, PrintWriter out)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.println(row(opened, rows, new ScoreInput.Text(String.valueOf(number++), line)));
      if (!lines.ready()) {
        out.flush();
      }
    }
  }

  private String row(SentimentScorer opened, ScoreRows rows, ScoreInput.Text text) {
    return rows.row(
        text.id(),
        text.text(),
        opened.score(text.text()),
        explain ? opened.explain(text.text(), null, EXPLAINED_FEATURES) : null);
  }

  private ScoreRows rows() {
    return switch (format) {
      case "tsv" -> ScoreRows.TSV;
      case "csv" -> ScoreRows.CSV;
      case "json" -> ScoreRows.JSON;
      default ->
          throw UserError.usage(
              "--output-format is '" + format + "'; allowed are tsv, csv and json.");
    };
  }

  private SentimentScorer open() throws IOException {
    if (prior != null && calibrate != null) {
      throw UserError.usage(
          "--prior and --calibrate were both given, and each decides by itself how scores are"
              + " shifted; give one of them.");
    }
    try {
      ScorerOptions options = ScorerOptions.defaults().withRules(rules()).withLanguage(language());
      if (maxTokens != null) {
        options = options.withMaxTokens(maxTokens);
      }
      if (lexicon != null) {
        options = options.withExpressions(UserLexicon.read(lexicon));
      }
      if (prior != null) {
        options = options.withLogOddsOffset(logOdds("--prior", prior));
      }
      if (calibrate != null) {
        options = options.withLogOddsOffset(UserCalibration.offset(calibrate, scorer, options));
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

  static double logOdds(String option, double share) {
    if (!(share > 0 && share < 1)) {
      throw UserError.usage(option + " is " + share + "; a share between 0 and 1 is needed.");
    }
    return Math.log(share / (1 - share));
  }

  private Path path() {
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw UserError.failed("file is '" + file + "'; it cannot be read. Give a text file or -.");
    }
    return path;
  }
}
