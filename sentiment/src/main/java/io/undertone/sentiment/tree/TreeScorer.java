// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.neural.rnn.RNNCoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations;
import edu.stanford.nlp.trees.Tree;
import edu.stanford.nlp.util.CoreMap;
import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.SentimentScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.ejml.simple.SimpleMatrix;
import org.jspecify.annotations.Nullable;

/**
 * CoreNLP's recursive neural tensor network (Socher et al. 2013) over parsed sentences.
 *
 * <pre>
 *   score = Σ_s n_s Σ_k p_sk k / 4 / Σ_s n_s,   k = 0 (very negative) .. 4 (very positive)
 * </pre>
 *
 * over sentences s of n_s tokens each, of which only the first maxTokens are parsed: parsing time
 * grows with the cube of the length. At most {@value #SENTENCES} times maxTokens are parsed of a
 * text, so that its cost is bounded and its score depends on the text alone, at any load.
 */
final class TreeScorer implements SentimentScorer {
  private static final System.Logger LOG = System.getLogger(TreeScorer.class.getName());
  private static final int SENTENCES = 5;
  private static final String VERSION = "4.5.10";

  private final String name;
  private final ScorerOptions options;
  private final StanfordCoreNLP splitter;
  private final StanfordCoreNLP parser;

  TreeScorer(String name, TreeParser kind, TreeModelFiles files, ScorerOptions options) {
    this.name = name;
    this.options = options;
    Properties split = new Properties();
    split.setProperty("annotators", "tokenize");
    split.setProperty("tokenize.options", "untokenizable=noneKeep");
    this.splitter = new StanfordCoreNLP(split);
    Properties parse = new Properties();
    parse.setProperty("annotators", "tokenize,pos,parse,sentiment");
    parse.setProperty("tokenize.options", "untokenizable=noneKeep");
    parse.setProperty("ssplit.isOneSentence", "true");
    parse.setProperty("pos.model", files.path(kind.taggerFile()));
    parse.setProperty("parse.model", files.path(kind.parserFile()));
    parse.setProperty("parse.binaryTrees", "true");
    parse.setProperty("parse.buildgraphs", "false");
    parse.setProperty("sentiment.model", files.path(kind.sentimentFile()));
    this.parser = new StanfordCoreNLP(parse);
  }

  private record Sentence(String text, int tokens, double value) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return options.maxTokens() == ScorerOptions.MAX_TOKENS
        ? VERSION
        : VERSION + "-" + options.maxTokens();
  }

  @Override
  public Score score(String text) {
    try {
      List<Sentence> sentences = sentences(text);
      return sentences.isEmpty()
          ? Score.neutral(id(), Language.EN, Outcome.UNSUPPORTED)
          : Score.of(mean(sentences), id(), Language.EN);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a text could not be scored", e);
      return Score.neutral(id(), Language.EN, Outcome.FAILED);
    }
  }

  private static double mean(List<Sentence> sentences) {
    double sum = 0;
    double tokens = 0;
    for (Sentence sentence : sentences) {
      sum += sentence.tokens() * sentence.value();
      tokens += sentence.tokens();
    }
    return Math.max(0, Math.min(1, sum / tokens));
  }

  private List<Sentence> sentences(String text) {
    Annotation document = new Annotation(text);
    splitter.annotate(document);
    List<Sentence> result = new ArrayList<>();
    int left = SENTENCES * options.maxTokens();
    for (CoreMap sentence : document.get(CoreAnnotations.SentencesAnnotation.class)) {
      List<CoreLabel> tokens = sentence.get(CoreAnnotations.TokensAnnotation.class);
      int taken = Math.min(Math.min(tokens.size(), options.maxTokens()), left);
      if (taken == 0) {
        continue;
      }
      left -= taken;
      int last = taken - 1;
      String shown = text.substring(tokens.get(0).beginPosition(), tokens.get(last).endPosition());
      result.add(new Sentence(shown, taken, value(shown)));
    }
    return result;
  }

  /** Σ_k p_k k / 4 of one sentence. */
  private double value(String text) {
    Annotation document = new Annotation(text);
    parser.annotate(document);
    CoreMap sentence = document.get(CoreAnnotations.SentencesAnnotation.class).get(0);
    Tree tree = sentence.get(SentimentCoreAnnotations.SentimentAnnotatedTree.class);
    SimpleMatrix classes = RNNCoreAnnotations.getPredictions(tree);
    double value = 0;
    for (int k = 0; k < classes.getNumElements(); k++) {
      value += classes.get(k) * k / (classes.getNumElements() - 1);
    }
    return value;
  }

  /** What each sentence adds to the score beyond neutral. */
  @Override
  public List<Contribution> explain(String text, @Nullable Language language, int limit) {
    List<Sentence> sentences = sentences(text);
    double tokens = sentences.stream().mapToInt(Sentence::tokens).sum();
    return sentences.stream()
        .map(s -> new Contribution(s.text(), s.tokens() / tokens * (s.value() - Score.NEUTRAL)))
        .sorted(Comparator.comparingDouble(c -> -Math.abs(c.weight())))
        .limit(limit)
        .toList();
  }
}
