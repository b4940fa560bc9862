// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import java.util.ArrayList;
import java.util.List;

/** Parsers that the sentiment tree can stand on, and the model files each needs. */
enum TreeParser {
  /** Exact and slow: about 60 sentences a second on one core. */
  PCFG("lexparser/englishPCFG.ser.gz", List.of()),
  /** Greedy: two to four times as fast, with 650 MB of heap. */
  SHIFT_REDUCE(
      "srparser/englishSR.ser.gz",
      List.of(new ModelArchive("models-english", 445, 64, List.of("srparser/englishSR.ser.gz"))));

  private static final String TAGGER = "pos-tagger/english-left3words-distsim.tagger";
  private static final String SENTIMENT = "sentiment/sentiment.ser.gz";

  private final String parserFile;
  private final List<ModelArchive> extra;

  TreeParser(String parserFile, List<ModelArchive> extra) {
    this.parserFile = parserFile;
    this.extra = extra;
  }

  /** The parser that the argument behind {@code en-tree:} names. */
  static TreeParser of(String argument) {
    return switch (argument) {
      case "", "pcfg" -> PCFG;
      case "sr" -> SHIFT_REDUCE;
      default ->
          throw new IllegalArgumentException(
              "scorer is 'en-tree:"
                  + argument
                  + "'; allowed are en-tree, en-tree:pcfg and en-tree:sr.");
    };
  }

  String parserFile() {
    return parserFile;
  }

  String taggerFile() {
    return TAGGER;
  }

  String sentimentFile() {
    return SENTIMENT;
  }

  /** Archives that hold the files, with what is taken out of each. */
  List<ModelArchive> archives() {
    List<ModelArchive> result = new ArrayList<>();
    result.add(
        this == PCFG
            ? new ModelArchive("models", 474, 21, List.of(parserFile, TAGGER, SENTIMENT))
            : new ModelArchive("models", 474, 18, List.of(TAGGER, SENTIMENT)));
    result.addAll(extra);
    return result;
  }
}
