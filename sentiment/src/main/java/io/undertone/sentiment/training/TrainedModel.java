// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.NgramModel;
import io.undertone.sentiment.ngram.NgramModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained model and how well models like it did on texts they had not seen.
 *
 * @param model trained on all examples
 * @param options how
 * @param description where the data come from and what the model is for
 * @param sources the files it was trained on
 * @param labelled number of labelled texts
 * @param scored number of scored texts
 * @param neutralByRule scored texts that were left out because a rule makes them neutral
 * @param labels cross-validation on the texts labelled positive or negative; null without both
 * @param classes the same on all three classes; null without neutral labels
 * @param scores cross-validation on the scored texts, then each group held out; empty without any
 */
public record TrainedModel(
    NgramModel model,
    TrainingOptions options,
    String description,
    List<TrainingData.Source> sources,
    int labelled,
    int scored,
    int neutralByRule,
    @Nullable LabelReport labels,
    @Nullable ClassReport classes,
    List<ScoreReport> scores) {

  /** Writes NAME.model, and the model card as NAME.md and NAME.json, into a folder. */
  public void write(Path folder) throws IOException {
    byte[] bytes = NgramModelFile.bytes(model);
    String markdown = ScorerCard.markdown(this);
    String json = ScorerCard.json(this);
    // all three are made before any is written, so that no half of them is left
    Files.createDirectories(folder);
    String name = model.name();
    Files.write(folder.resolve(name + ".model"), bytes);
    Files.writeString(folder.resolve(name + ".md"), markdown);
    Files.writeString(folder.resolve(name + ".json"), json);
  }
}
