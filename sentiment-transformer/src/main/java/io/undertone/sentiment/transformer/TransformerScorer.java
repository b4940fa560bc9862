// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.LanguageDetector;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sentiment.scope.Markup;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one text at a time through ONNX Runtime on one core; tokenizer and session are thread-safe,
 * so threads share them. Inputs are cut to what the model takes. A text on which the model fails is
 * neutral. It cannot explain itself.
 */
final class TransformerScorer implements SentimentScorer {
  private static final System.Logger LOG = System.getLogger(TransformerScorer.class.getName());

  private final String name;
  private final String version;
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
  private final ClassValues values;
  private final @Nullable Language language;

  private TransformerScorer(
      ModelFolder folder,
      String version,
      HuggingFaceTokenizer tokenizer,
      OrtSession session,
      @Nullable Language language) {
    this.name = "transformer:" + folder.name();
    this.version = version;
    this.tokenizer = tokenizer;
    this.session = session;
    this.values = new ClassValues(folder.labels());
    this.language = language;
  }

  static TransformerScorer open(ModelFolder folder, ScorerOptions options) {
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(folder.tokenizer())
              .optTruncation(true)
              .optPadding(false)
              .optMaxLength(folder.maxTokens())
              .build();
      OrtSession.SessionOptions settings = new OrtSession.SessionOptions();
      settings.setIntraOpNumThreads(1);
      OrtSession session =
          OrtEnvironment.getEnvironment().createSession(folder.model().toString(), settings);
      return new TransformerScorer(
          folder, folder.version(), tokenizer, session, options.language());
    } catch (IOException | OrtException | RuntimeException e) {
      throw new IllegalArgumentException(
          "scorer is '"
              + "transformer:"
              + folder.name()
              + "'; it cannot be loaded: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Score score(String text) {
    return score(text, null);
  }

  @Override
  public Score score(String text, @Nullable Language known) {
    Language of =
        known != null ? known : language != null ? language : LanguageDetector.detect(text);
    String stripped = Markup.strip(text);
    if (stripped.isBlank()) {
      return Score.neutral(id(), of, Outcome.UNSUPPORTED);
    }
    try {
      return Score.of(values.score(logits(stripped)), id(), of);
    } catch (OrtException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a text could not be scored", e);
      return Score.neutral(id(), of, Outcome.FAILED);
    }
  }

  private float[] logits(String text) throws OrtException {
    Encoding encoding = tokenizer.encode(wellFormed(text));
    long[] ids = encoding.getIds();
    if (ids.length == 0) {
      throw new IllegalStateException("no token in the text");
    }
    Map<String, long[]> known =
        Map.of(
            "input_ids", ids,
            "attention_mask", encoding.getAttentionMask(),
            "token_type_ids", encoding.getTypeIds());
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String input : session.getInputNames()) {
        long[] row = known.get(input);
        if (row == null) {
          throw new IllegalStateException("the model wants an input '" + input + "'");
        }
        inputs.put(
            input, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new long[][] {row}));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return ((float[][]) result.get(0).getValue())[0];
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** The tokenizer takes UTF-8 only, which has no lone surrogates. */
  private static String wellFormed(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .filter(point -> point != 0)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  @Override
  public List<Contribution> explain(String text, @Nullable Language known, int limit) {
    return List.of();
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      LOG.log(System.Logger.Level.WARNING, "the model could not be closed", e);
    }
  }
}
