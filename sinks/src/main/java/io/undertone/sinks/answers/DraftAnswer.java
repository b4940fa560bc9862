// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.refit.DraftModel;
import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to expect of posts like a draft, audience by audience: a prediction from posts like it,
 * never a cause.
 *
 * @param asOf end of the last period learnt; null while nothing is
 * @param words whether the words of posts have been learnt
 * @param audiences those that have a forecast, in the order in which they joined
 */
public record DraftAnswer(@Nullable Instant asOf, boolean words, List<Audience> audiences) {
  private static final int MOST_WORDS = 8;
  private static final double LEAST_EFFECT = 5e-4;

  /**
   * Expected reaction of one audience: {@code expected} is the sum of the next three, cut to [0,1].
   *
   * @param blogger whose audience it is
   * @param expected sentiment of the comments, in [0,1]
   * @param audience expected sentiment of the audience, whatever is posted
   * @param byScore what the draft's own sentiment adds
   * @param byText what its words add
   * @param lower80 lower end of the 80 % interval
   * @param upper80 upper end of the 80 % interval
   * @param lower95 lower end of the 95 % interval
   * @param upper95 upper end of the 95 % interval
   * @param moving words that move it most, the largest first
   */
  public record Audience(
      String blogger,
      double expected,
      double audience,
      double byScore,
      double byText,
      double lower80,
      double upper80,
      double lower95,
      double upper95,
      List<Word> moving) {}

  /**
   * A word or mark of the draft.
   *
   * @param word as it stands in the draft, in lower case
   * @param effect on the expected sentiment of posts that hold it, before the usual post is taken
   *     off
   */
  public record Word(String word, double effect) {}

  /**
   * Asks what was learnt of a topic.
   *
   * @param text of the draft
   * @param score its own sentiment in [0,1]; null when nobody could score it
   * @param blogger who would publish it; null for all
   * @param salt with which words were hashed; empty for none
   */
  public static DraftAnswer of(
      ResultReader results,
      String topic,
      String text,
      @Nullable Double score,
      @Nullable String blogger,
      String salt)
      throws IOException {
    ResultReader.Drafts learnt = results.drafts(topic);
    if (learnt == null) {
      return new DraftAnswer(null, false, List.of());
    }
    DraftModel model = DraftModel.of(learnt.model());
    List<Audience> audiences = new ArrayList<>();
    for (DraftModel.Audience audience : model.audiences()) {
      if (blogger == null || blogger.equals(audience.blogger())) {
        audiences.add(audience(model, audience, text, score, salt));
      }
    }
    return new DraftAnswer(learnt.asOf(), model.knowsWords(), audiences);
  }

  private static Audience audience(
      DraftModel model,
      DraftModel.Audience audience,
      String text,
      @Nullable Double score,
      String salt) {
    PostVector vector = model.knowsWords() ? PostVector.of(text, audience.blogger(), salt) : null;
    Reaction reaction = model.reaction(audience, vector, score);
    return new Audience(
        audience.blogger(),
        reaction.mean(),
        reaction.audience(),
        reaction.byScore(),
        reaction.byText(),
        reaction.lower80(),
        reaction.upper80(),
        reaction.lower95(),
        reaction.upper95(),
        vector == null ? List.of() : moving(model.words(audience.blogger(), text, salt)));
  }

  private static List<Word> moving(Map<String, Double> words) {
    return words.entrySet().stream()
        .filter(word -> Math.abs(word.getValue()) >= LEAST_EFFECT)
        .limit(MOST_WORDS)
        .map(word -> new Word(word.getKey(), word.getValue()))
        .toList();
  }
}
