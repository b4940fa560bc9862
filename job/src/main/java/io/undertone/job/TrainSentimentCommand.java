// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sentiment.training.BadTrainingDataException;
import io.undertone.sentiment.training.ClassReport;
import io.undertone.sentiment.training.LabelReport;
import io.undertone.sentiment.training.ScoreReport;
import io.undertone.sentiment.training.SentimentTraining;
import io.undertone.sentiment.training.TrainedModel;
import io.undertone.sentiment.training.TrainingData;
import io.undertone.sentiment.training.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a sentiment classifier, says how good it is on unseen texts, writes model and card. */
@Command(
    name = "train-sentiment",
    description =
        "Trains a sentiment classifier on labelled text and says how good it is on "
            + "unseen text. A line is label<TAB>text (0 and 1; 0, 1 and 2; -1, 0 and 1; negative, "
            + "neutral and positive), or a JSON object with text and label, or text, score in "
            + "[0,1] and optionally blogger; a .csv needs a header with text and label or score. "
            + "Writes NAME.model and its card, NAME.md and NAME.json. Use it with --scorer model:DIR/NAME.model.",
    mixinStandardHelpOptions = true)
final class TrainSentimentCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DATA", arity = "1..*", description = "Files of training texts, UTF-8.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "undertone-out",
      description = OptionWords.OUT + ": model and card (default: undertone-out).")
  Path out = Path.of("undertone-out");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "sentiment",
      description = OptionWords.MODEL_NAME + " (default: sentiment).")
  String name = "sentiment";

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "For the card: where the data come from and what the model is for.")
  String description = "";

  @Option(
      names = "--prior",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = OptionWords.PRIOR + ", in (0,1); by default as in the data.")
  double prior;

  @Option(
      names = "--scored-weight",
      paramLabel = "W",
      defaultValue = "1",
      description = "Weight of a scored text against a labelled one, at least 0 (default: 1).")
  double scoredWeight = 1;

  @Option(
      names = {"--inverse-regularization", "--strength"},
      paramLabel = "C",
      defaultValue = "10",
      description = "Inverse regularisation of a labelled text, above 0 (default: 10).")
  double strength = 10;

  @Option(
      names = {"--file-weight", "--weight"},
      paramLabel = "FILE=W",
      description = "Weight of the texts of one file, by its name without folder; repeatable.")
  Map<String, Double> weights = new TreeMap<>();

  @Option(
      names = "--scale",
      paramLabel = "LOW,HIGH",
      description =
          "Files whose labels are no classes hold ratings from LOW (negative) to HIGH (positive).")
  @Nullable String scale;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation, at least 2 (default: 5).")
  int folds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = OptionWords.SEED + ", here the split into folds (default: 1).")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    for (Path file : data) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw UserError.failed("data is '" + file + "'; it cannot be read. Give a text file.");
      }
    }
    TrainedModel trained = train();
    trained.write(out);
    report(trained, spec.commandLine().getOut());
    return 0;
  }

  private TrainedModel train() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      TrainingOptions options =
          TrainingOptions.defaults()
              .withPrior(prior)
              .withScoredWeight(scoredWeight)
              .withStrength(strength)
              .withFolds(folds)
              .withSeed(seed);
      for (Map.Entry<String, Double> weight : weights.entrySet()) {
        options = options.withFileWeight(weight.getKey(), weight.getValue());
      }
      double[] ends = scale == null ? null : ends(scale);
      var fileWeights = options.fileWeights();
      return SentimentTraining.train(
          () ->
              TrainingData.read(
                  data, fileWeights, ends == null ? null : ends[0], ends == null ? null : ends[1]),
          name,
          description,
          options,
          step -> {
            err.println(step);
            err.flush();
          });
    } catch (BadTrainingDataException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw UserError.usage(String.valueOf(e.getMessage()));
    }
  }

  private static double[] ends(String scale) {
    String[] parts = scale.split(",", -1);
    try {
      double low = Double.parseDouble(parts[0]);
      double high = Double.parseDouble(parts[parts.length - 1]);
      if (parts.length == 2 && low < high) {
        return new double[] {low, high};
      }
    } catch (NumberFormatException e) {
      // said below, as for every other scale that is none
    }
    throw UserError.usage("--scale is '" + scale + "'; two numbers are needed, such as 1,5.");
  }

  private void report(TrainedModel trained, PrintWriter stdout) {
    LabelReport labels = trained.labels();
    if (labels != null) {
      stdout.printf(
          Locale.ROOT,
          "%,d labelled texts, unseen: accuracy %.3f (95 %% interval %.3f to %.3f)%n",
          labels.texts(),
          labels.accuracy(),
          labels.accuracyInterval()[0],
          labels.accuracyInterval()[1]);
      stdout.printf(
          Locale.ROOT,
          "at %.0f %% positive: accuracy %.3f, expected calibration error %.3f%n",
          100 * labels.prior(),
          labels.accuracyAtPrior(),
          labels.calibrationError());
      TextTable table = new TextTable("class", "recall", "precision", "F1", "texts");
      table.row(
          "positive",
          shown(labels.positiveRecall()),
          shown(labels.positivePrecision()),
          shown(labels.positiveF1()),
          String.valueOf(labels.truePositive() + labels.falseNegative()));
      table.row(
          "negative",
          shown(labels.negativeRecall()),
          shown(labels.negativePrecision()),
          shown(labels.negativeF1()),
          String.valueOf(labels.trueNegative() + labels.falsePositive()));
      stdout.print(table.render());
    }
    ClassReport classes = trained.classes();
    if (classes != null) {
      stdout.printf(
          Locale.ROOT,
          "three classes, unseen: mean recall %.3f (negative %.3f, neutral %.3f, positive %.3f)%n",
          classes.macroRecall(),
          classes.recall(0),
          classes.recall(1),
          classes.recall(2));
    }
    for (ScoreReport scores : trained.scores()) {
      stdout.printf(
          Locale.ROOT,
          "%,d scored texts, %s: correlation %.3f (%.3f to %.3f), mean difference %+.3f%n",
          scores.texts(),
          scores.subject(),
          scores.correlation(),
          scores.lower(),
          scores.upper(),
          scores.meanDifference());
    }
    stdout.printf(
        Locale.ROOT,
        "wrote %s, version %s%n",
        out.resolve(name + ".model"),
        trained.model().version());
    stdout.flush();
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
