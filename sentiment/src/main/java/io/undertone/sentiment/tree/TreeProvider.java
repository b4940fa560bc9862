// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** CoreNLP's sentiment tree: {@code en-tree}, {@code en-tree:pcfg} or {@code en-tree:sr}. */
public final class TreeProvider implements ScorerProvider {
  @Override
  public String name() {
    return "en-tree";
  }

  @Override
  public String description() {
    return "English reviews: CoreNLP's sentiment tree (:pcfg or :sr); fetches 474 MB on first use";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    TreeParser parser = TreeParser.of(argument);
    TreeModelFiles files = new TreeModelFiles(options.cache(), "mvn");
    try {
      files.require(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    String name = parser == TreeParser.PCFG ? "en-tree" : "en-tree:sr";
    return new TreeScorer(name, parser, files, options);
  }
}
