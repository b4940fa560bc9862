// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The Chinese model that comes with Undertone. */
public final class ChineseProvider implements ScorerProvider {
  private static final String RESOURCE = "zh-ngram.model";

  @Override
  public String name() {
    return "zh-ngram";
  }

  @Override
  public String description() {
    return "Chinese: linear classifier over character n-grams, trained on Weibo posts and comments";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    ScorerProvider.refuseArgument(name(), argument);
    try (InputStream in = ChineseProvider.class.getResourceAsStream(RESOURCE)) {
      NgramModel model =
          NgramModelFile.read(Objects.requireNonNull(in, RESOURCE + " is missing"), RESOURCE);
      return new NgramScorer(model, Language.ZH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
