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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ejml.simple.SimpleMatrix;
import org.jspecify.annotations.Nullable;

/**
 * CoreNLP's recursive neural tensor network (Socher et al. 2013) over parsed sentences.
 *
 * <pre>
 *   score = Σ_s n_s Σ_k p_sk k / 4 / Σ_s n_s,   k = 0 (very negative) .. 4 (very positive)
 * </pre>
 *
 * over at most {@value #MAX_SENTENCES} sentences s of n_s tokens each, of which only the first
 * maxTokens are parsed: parsing time grows with the cube of the length. A text that takes longer
 * than the timeout is neutral.
 */
final class TreeScorer implements SentimentScorer {
  private static final System.Logger LOG = System.getLogger(TreeScorer.class.getName());
  private static final int MAX_SENTENCES = 20;
  private static final String VERSION = "4.5.10";

  private final String name;
  private final ScorerOptions options;
  private final StanfordCoreNLP splitter;
  private final StanfordCoreNLP parser;
  private final ExecutorService workers;

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
    this.workers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            task -> {
              Thread thread = new Thread(task, "sentiment-tree");
              thread.setDaemon(true);
              return thread;
            });
  }

  private record Sentence(String text, int tokens, double value) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Score score(String text) {
    Future<List<Sentence>> future = workers.submit(() -> sentences(text));
    try {
      List<Sentence> sentences = future.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (sentences.isEmpty()) {
        return Score.neutral(id(), Language.EN, Outcome.UNSUPPORTED);
      }
      return Score.of(mean(sentences), id(), Language.EN);
    } catch (TimeoutException e) {
      future.cancel(true);
      return Score.neutral(id(), Language.EN, Outcome.TIMEOUT);
    } catch (ExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "a text could not be scored", e.getCause());
      return Score.neutral(id(), Language.EN, Outcome.FAILED);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
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
    for (CoreMap sentence : document.get(CoreAnnotations.SentencesAnnotation.class)) {
      List<CoreLabel> tokens = sentence.get(CoreAnnotations.TokensAnnotation.class);
      if (tokens.isEmpty() || result.size() == MAX_SENTENCES) {
        continue;
      }
      int last = Math.min(tokens.size(), options.maxTokens()) - 1;
      String shown = text.substring(tokens.get(0).beginPosition(), tokens.get(last).endPosition());
      result.add(new Sentence(shown, last + 1, value(shown)));
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

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
