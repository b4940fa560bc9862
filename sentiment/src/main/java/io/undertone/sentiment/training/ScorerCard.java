// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a user must know about a model before trusting it, for people and for programs. */
public final class ScorerCard {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int DIGITS = 6;

  private ScorerCard() {}

  /** The card as Markdown. */
  public static String markdown(TrainedModel trained) {
    StringBuilder card = new StringBuilder();
    line(card, "# %s, version %s", trained.model().name(), trained.model().version());
    line(card, "");
    line(card, "%s", trained.description());
    line(card, "");
    line(
        card,
        "A linear model over expressions in their context, runs of one or two characters or words,"
            + " what follows a negation, parts of words and short texts as a whole: text to its"
            + " expected polarity, P(positive) + P(neutral) / 2. %,d features.",
        trained.model().features());
    data(card, trained);
    LabelReport labels = trained.labels();
    if (labels != null) {
      labels(card, labels, trained.options().folds());
    }
    classes(card, trained);
    scores(card, trained);
    limits(card);
    return card.toString();
  }

  private static void data(StringBuilder card, TrainedModel trained) {
    TrainingOptions options = trained.options();
    line(card, "");
    line(card, "## Data");
    line(card, "");
    line(card, "| file | texts | SHA-256 |");
    line(card, "|---|---:|---|");
    for (TrainingData.Source source : trained.sources()) {
      line(card, "| %s | %,d | %s |", source.name(), source.texts(), source.sha256());
    }
    line(card, "");
    line(
        card,
        "%,d labelled texts and %,d texts with the score of another model; %,d more scored texts were"
            + " left out because a rule makes them neutral. The share of positive labels is %s. A scored text"
            + " weighs %s labelled ones. Strength C = %s, seed %d.",
        trained.labelled(),
        trained.scored(),
        trained.neutralByRule(),
        options.prior() == TrainingOptions.OBSERVED_PRIOR
            ? "taken as it comes"
            : "corrected to " + percent(options.prior()),
        plain(options.scoredWeight()),
        plain(options.strength()),
        options.seed());
  }

  private static void labels(StringBuilder card, LabelReport r, int folds) {
    double[] interval = r.accuracyInterval();
    line(card, "");
    line(card, "## Labelled texts that the model had not seen (%d-fold cross-validation)", folds);
    line(card, "");
    line(
        card,
        "Accuracy %s, 95 %% interval %s to %s, with the classes as they come in the data. With a"
            + " share of %s positive: accuracy %s ± %s. Expected calibration error %s there.",
        percent(r.accuracy()),
        percent(interval[0]),
        percent(interval[1]),
        percent(r.prior()),
        percent(r.accuracyAtPrior()),
        percent(r.accuracyAtPriorHalfWidth()),
        fixed(r.calibrationError()));
    line(card, "");
    line(card, "| class | recall | precision | F1 |");
    line(card, "|---|---:|---:|---:|");
    line(
        card,
        "| positive | %s | %s | %s |",
        percent(r.positiveRecall()),
        percent(r.positivePrecision()),
        fixed(r.positiveF1()));
    line(
        card,
        "| negative | %s | %s | %s |",
        percent(r.negativeRecall()),
        percent(r.negativePrecision()),
        fixed(r.negativeF1()));
    line(card, "");
    line(card, "Precision and F1 are those at a share of %s positive.", percent(r.prior()));
    line(card, "");
    line(card, "| labelled | predicted positive | predicted negative |");
    line(card, "|---|---:|---:|");
    line(card, "| positive | %,d | %,d |", r.truePositive(), r.falseNegative());
    line(card, "| negative | %,d | %,d |", r.falsePositive(), r.trueNegative());
    line(card, "");
    line(card, "| predicted | observed | share of texts |");
    line(card, "|---:|---:|---:|");
    for (LabelReport.Bin bin : r.bins()) {
      line(
          card,
          "| %s | %s | %s |",
          fixed(bin.predicted()),
          fixed(bin.observed()),
          percent(bin.share()));
    }
  }

  private static void classes(StringBuilder card, TrainedModel trained) {
    ClassReport r = trained.classes();
    if (r == null) {
      return;
    }
    line(card, "");
    line(card, "## Three classes of unseen texts");
    line(card, "");
    line(
        card,
        "Mean recall %s: negative %s, neutral %s, positive %s.",
        fixed(r.macroRecall()),
        fixed(r.recall(0)),
        fixed(r.recall(1)),
        fixed(r.recall(2)));
    line(card, "");
    line(card, "| labelled | negative | neutral | positive |");
    line(card, "|---|---:|---:|---:|");
    String[] names = {"negative", "neutral", "positive"};
    for (int k = 0; k < names.length; k++) {
      long[] row = r.counts()[k];
      line(card, "| %s | %,d | %,d | %,d |", names[k], row[0], row[1], row[2]);
    }
  }

  private static void scores(StringBuilder card, TrainedModel trained) {
    if (trained.scores().isEmpty()) {
      return;
    }
    line(card, "");
    line(card, "## Scored texts that the model had not seen");
    line(card, "");
    line(card, "| held out | texts | correlation | 95 %% interval | mean difference | RMSE |");
    line(card, "|---|---:|---:|---|---:|---:|");
    for (ScoreReport r : trained.scores()) {
      line(
          card,
          "| %s | %,d | %s | %s to %s | %s | %s |",
          r.subject(),
          r.texts(),
          fixed(r.correlation()),
          fixed(r.lower()),
          fixed(r.upper()),
          fixed(r.meanDifference()),
          fixed(r.rootMeanSquare()));
    }
  }

  private static void limits(StringBuilder card) {
    line(card, "");
    line(card, "## Limits");
    line(card, "");
    line(
        card,
        "- It knows the kind of text it was trained on; elsewhere, measure before you trust.");
    line(
        card,
        "- It reads clauses, not the world: irony without a mark and facts that only readers know escape.");
    line(card, "- Scores of another model carry that model's mistakes, which this one learns.");
    line(card, "- A single score is uncertain; means over many texts are what it is made for.");
    line(card, "- A text without evidence is exactly neutral unless a prior was asked for.");
  }

  /** The card as one JSON object. */
  public static String json(TrainedModel trained) {
    ObjectNode card = JSON.createObjectNode();
    card.put("name", trained.model().name());
    card.put("version", trained.model().version());
    card.put("description", trained.description());
    card.put("features", trained.model().features());
    ArrayNode sources = card.putArray("sources");
    for (TrainingData.Source source : trained.sources()) {
      sources
          .addObject()
          .put("file", source.name())
          .put("texts", source.texts())
          .put("sha256", source.sha256());
    }
    card.put("labelled", trained.labelled());
    card.put("scored", trained.scored());
    card.put("neutral_by_rule", trained.neutralByRule());
    card.putObject("options")
        .put("prior", trained.options().prior())
        .put("scored_weight", trained.options().scoredWeight())
        .put("strength", trained.options().strength())
        .put("folds", trained.options().folds())
        .put("seed", trained.options().seed());
    LabelReport labels = trained.labels();
    if (labels != null) {
      card.set("labels", labelsJson(labels));
    }
    ClassReport classes = trained.classes();
    if (classes != null) {
      card.putObject("classes")
          .put("macro_recall", rounded(classes.macroRecall()))
          .put("negative_recall", rounded(classes.recall(0)))
          .put("neutral_recall", rounded(classes.recall(1)))
          .put("positive_recall", rounded(classes.recall(2)));
    }
    ArrayNode scores = card.putArray("scores");
    for (ScoreReport r : trained.scores()) {
      scores
          .addObject()
          .put("held_out", r.subject())
          .put("texts", r.texts())
          .put("correlation", rounded(r.correlation()))
          .put("lower", rounded(r.lower()))
          .put("upper", rounded(r.upper()))
          .put("mean_difference", rounded(r.meanDifference()))
          .put("rmse", rounded(r.rootMeanSquare()));
    }
    try {
      return JSON.writeValueAsString(card).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  private static ObjectNode labelsJson(LabelReport r) {
    ObjectNode node = JSON.createObjectNode();
    node.put("accuracy", rounded(r.accuracy()));
    node.put("accuracy_lower", rounded(r.accuracyInterval()[0]));
    node.put("accuracy_upper", rounded(r.accuracyInterval()[1]));
    node.put("prior", rounded(r.prior()));
    node.put("accuracy_at_prior", rounded(r.accuracyAtPrior()));
    node.put("accuracy_at_prior_half_width", rounded(r.accuracyAtPriorHalfWidth()));
    node.put("positive_recall", rounded(r.positiveRecall()));
    node.put("positive_precision", rounded(r.positivePrecision()));
    node.put("positive_f1", rounded(r.positiveF1()));
    node.put("negative_recall", rounded(r.negativeRecall()));
    node.put("negative_precision", rounded(r.negativePrecision()));
    node.put("negative_f1", rounded(r.negativeF1()));
    node.put("calibration_error", rounded(r.calibrationError()));
    node.putObject("confusion")
        .put("true_positive", r.truePositive())
        .put("false_positive", r.falsePositive())
        .put("true_negative", r.trueNegative())
        .put("false_negative", r.falseNegative());
    ArrayNode curve = node.putArray("calibration");
    for (LabelReport.Bin bin : r.bins()) {
      curve
          .addObject()
          .put("predicted", rounded(bin.predicted()))
          .put("observed", rounded(bin.observed()))
          .put("share", rounded(bin.share()));
    }
    return node;
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
  }

  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static void line(StringBuilder card, String format, Object... values) {
    card.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
