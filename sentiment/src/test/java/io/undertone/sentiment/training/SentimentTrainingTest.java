// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.ngram.ClassScale;
import io.undertone.sentiment.ngram.NgramModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentTrainingTest {
  @TempDir private Path folder;
  private Path data = Path.of("");

  /** Words of either class among words of none, a tenth of the labels wrong. */
  @BeforeEach
  void writeData() throws IOException {
    Random random = new Random(7);
    String[] good = {"喜欢", "漂亮", "支持", "great"};
    String[] bad = {"失望", "难看", "退货", "awful"};
    String[] none = {"手机", "今天", "屏幕", "电池", "发布"};
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      boolean positive = random.nextDouble() < 0.6;
      String word = (positive ? good : bad)[random.nextInt(4)];
      String text = none[random.nextInt(5)] + word + none[random.nextInt(5)] + random.nextInt(100);
      boolean label = positive ^ random.nextInt(10) == 0;
      lines.append(label ? 1 : 0).append('\t').append(text).append('\n');
    }
    for (int i = 0; i < 240; i++) {
      boolean positive = random.nextBoolean();
      String text = none[i % 5] + (positive ? good : bad)[i % 4] + " " + i;
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"text\":\"%s\",\"score\":%s,\"blogger\":\"%s\"}%n",
              text,
              positive ? "0.9" : "0.2",
              i % 2 == 0 ? "b1" : "b2"));
    }
    data = folder.resolve("data.tsv");
    Files.writeString(data, lines);
  }

  private static double polarity(TrainedModel trained, String text) {
    return trained
        .model()
        .polarity(
            new io.undertone.sentiment.scope.ScopeReader(
                    io.undertone.sentiment.scope.ScopeLexicon.shipped(
                        trained.model().language() == io.undertone.sentiment.Language.EN))
                .read(text));
  }

  private TrainedModel train(TrainingOptions options) throws IOException {
    return SentimentTraining.train(List.of(data), "mine", "For a test.", options, step -> {});
  }

  @Test
  void sameDataAndSeedGiveTheSameFiles() throws IOException {
    train(TrainingOptions.defaults()).write(folder.resolve("one"));
    train(TrainingOptions.defaults()).write(folder.resolve("two"));
    for (String file : List.of("mine.model", "mine.md", "mine.json")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void heldOutTextsAreToldApart() throws IOException {
    TrainedModel trained = train(TrainingOptions.defaults());
    LabelReport labels = Objects.requireNonNull(trained.labels());
    assertThat(labels.accuracy()).isBetween(0.82, 0.97);
    assertThat(labels.texts()).isEqualTo(400);
    assertThat(trained.scores())
        .extracting(ScoreReport::subject)
        .containsExactly("cross-validation", "without b1", "without b2");
    assertThat(trained.scores()).allMatch(r -> r.correlation() > 0.55);
  }

  @Test
  void writtenModelCanBeAskedForByItsFile() throws IOException {
    TrainedModel trained = train(TrainingOptions.defaults());
    trained.write(folder);
    Score score =
        Scorers.byName("model:" + folder.resolve("mine.model"), ScorerOptions.defaults())
            .score("手机漂亮");
    assertThat(score.scorer()).isEqualTo("mine/" + trained.model().version());
    assertThat(score.positive()).isGreaterThan(0.7).isEqualTo(polarity(trained, "手机漂亮"));
  }

  @Test
  void largerPriorRaisesTheScores() throws IOException {
    double low = polarity(train(TrainingOptions.defaults().withPrior(0.3)), "手机");
    double high = polarity(train(TrainingOptions.defaults().withPrior(0.8)), "手机");
    assertThat(high).isGreaterThan(low);
  }

  @Test
  void cardNamesDataAccuracyConfusionCalibrationAndLimits() throws IOException {
    TrainedModel trained = train(TrainingOptions.defaults());
    assertThat(ScorerCard.markdown(trained))
        .contains("# mine, version " + trained.model().version())
        .contains("For a test.", "## Data", "95 % interval", "| labelled | predicted positive |")
        .contains("| predicted | observed |", "without b1", "## Limits")
        .contains(NgramModelFile.sha256(Files.readAllBytes(data)));
    assertThat(ScorerCard.json(trained))
        .contains("\"confusion\"", "\"calibration\"", "\"held_out\"");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    TrainingOptions options = TrainingOptions.defaults();
    assertThatThrownBy(() -> options.withPrior(1)).hasMessageContaining("prior is 1.0");
    assertThatThrownBy(() -> options.withFolds(1)).hasMessageContaining("folds is 1");
    assertThatThrownBy(() -> options.withStrength(0)).hasMessageContaining("strength is 0.0");
    assertThatThrownBy(() -> options.withScoredWeight(-1)).hasMessageContaining("scored weight");
    assertThatThrownBy(() -> SentimentTraining.train(List.of(data), "a/b", "", options, step -> {}))
        .hasMessageStartingWith("name is 'a/b'; allowed are");
  }

  @Test
  void scaleFindsTheSlopeBehindTheData() {
    Random random = new Random(3);
    double[] z = random.doubles(4000, -3, 3).toArray();
    double[] t = new double[z.length];
    double[] w = new double[z.length];
    ClassScale truth = new ClassScale(1.5, 0, ScaleFit.DEFAULT_HALF_WIDTH, 0, 0);
    for (int i = 0; i < z.length; i++) {
      t[i] = truth.polarity(z[i]);
      w[i] = 1 + i % 3;
    }
    assertThat(ScaleFit.fit(z, t, w, false).slope()).isCloseTo(1.5, within(1e-4));
  }

  @Test
  void scaleIsFiniteWhateverTheData() {
    double[] none = new double[8];
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    double[] split = {-9, -8, -7, -6, 6, 7, 8, 9};
    double[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
    for (boolean neutral : new boolean[] {true, false}) {
      assertThat(ScaleFit.fit(none, ones, ones, neutral).polarity(0)).isEqualTo(0.5);
      assertThat(ScaleFit.fit(split, labels, ones, neutral).slope()).isFinite().isPositive();
      assertThat(ScaleFit.fit(split, labels, none, neutral).slope()).isFinite().isPositive();
    }
  }

  @Test
  void classThatIsNeverPredictedHasPrecisionZero() {
    LabelReport report =
        LabelReport.of(new double[] {0.9, 0.8, 0.7}, new boolean[] {true, false, true}, 0);
    assertThat(report.negativePrecision()).isZero();
    assertThat(report.negativeF1()).isZero();
  }
}
