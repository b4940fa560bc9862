// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;
import java.nio.file.Path;

/** A sequence classifier of the user's own: {@code transformer:DIR}. */
public final class TransformerProvider implements ScorerProvider {
  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String description() {
    return "transformer:DIR, a sequence classifier exported to ONNX (model.onnx, tokenizer.json, config.json)";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    if (argument.isEmpty()) {
      throw new IllegalArgumentException(
          "scorer is 'transformer' without a folder; give transformer:DIR with a folder that holds "
              + "model.onnx, tokenizer.json and config.json.");
    }
    return TransformerScorer.open(ModelFolder.of(Path.of(argument)), options);
  }
}
