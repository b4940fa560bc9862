// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.content.Reaction.DraftDifference;
import io.undertone.dynamics.refit.DraftModel;
import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to expect of posts like one or two drafts, audience by audience: a prediction from posts
 * like them, never a cause.
 *
 * @param asOf end of the last period learnt; null while nothing is
 * @param words whether the words of posts have been learnt
 * @param drafts one answer for each draft
 * @param differences the first against the second, audience by audience; empty for one draft
 */
public record DraftAnswer(
    @Nullable Instant asOf, boolean words, List<Draft> drafts, List<Difference> differences) {
  private static final int MOST_WORDS = 8;

  /** What is shown as 0.00 is not listed. */
  private static final double LEAST_EFFECT = .005;

  /**
   * What is asked about.
   *
   * @param text of the draft
   * @param score its own sentiment in [0,1]
   */
  public record Asked(String text, double score) {}

  /**
   * The answer to one draft.
   *
   * @param score its own sentiment in [0,1]
   * @param audiences those that have a forecast, in the order in which they joined
   */
  public record Draft(double score, List<Audience> audiences) {}

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
   * How much more one post like the first draft gets than one like the second.
   *
   * @param blogger who would publish either
   * @param difference expected, of sentiment
   * @param lower95 lower end of the 95 % interval of the difference between two such posts
   * @param upper95 upper end of it
   * @param better chance that the first gets more
   */
  public record Difference(
      String blogger, double difference, double lower95, double upper95, double better) {
    /** Whether the interval holds 0: nothing but noise. */
    public boolean noise() {
      return lower95 <= 0 && upper95 >= 0;
    }
  }

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
   * @param asked one draft or two
   * @param blogger who would publish it; null for all
   * @param salt with which words were hashed; empty for none
   */
  public static DraftAnswer of(
      ResultReader results, String topic, List<Asked> asked, @Nullable String blogger, String salt)
      throws IOException {
    ResultReader.Drafts learnt = results.drafts(topic);
    if (learnt == null) {
      List<Draft> none = asked.stream().map(one -> new Draft(one.score(), List.of())).toList();
      return new DraftAnswer(null, false, none, List.of());
    }
    DraftModel model = DraftModel.of(learnt.model());
    List<DraftModel.Audience> audiences =
        model.audiences().stream()
            .filter(audience -> blogger == null || blogger.equals(audience.blogger()))
            .toList();
    List<Draft> drafts = new ArrayList<>();
    for (Asked one : asked) {
      drafts.add(
          new Draft(
              one.score(),
              audiences.stream().map(audience -> reaction(model, audience, one, salt)).toList()));
    }
    List<Difference> differences =
        asked.size() < 2
            ? List.of()
            : audiences.stream().map(one -> difference(model, one, asked, salt)).toList();
    return new DraftAnswer(learnt.asOf(), model.knowsWords(), drafts, differences);
  }

  private static Difference difference(
      DraftModel model, DraftModel.Audience audience, List<Asked> asked, String salt) {
    DraftDifference found =
        model.difference(
            audience,
            vector(model, audience, asked.get(0), salt),
            vector(model, audience, asked.get(1), salt),
            asked.get(0).score() - asked.get(1).score());
    return new Difference(
        audience.blogger(), found.mean(), found.lower95(), found.upper95(), found.better());
  }

  private static @Nullable PostVector vector(
      DraftModel model, DraftModel.Audience audience, Asked asked, String salt) {
    return model.knowsWords() ? PostVector.of(asked.text(), audience.blogger(), salt) : null;
  }

  private static Audience reaction(
      DraftModel model, DraftModel.Audience audience, Asked asked, String salt) {
    Reaction reaction =
        model.reaction(audience, vector(model, audience, asked, salt), asked.score());
    Map<String, Double> words =
        model.knowsWords() ? model.words(audience.blogger(), asked.text(), salt) : Map.of();
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
        moving(words));
  }

  private static List<Word> moving(Map<String, Double> words) {
    return words.entrySet().stream()
        .filter(word -> Math.abs(word.getValue()) >= LEAST_EFFECT)
        .limit(MOST_WORDS)
        .map(word -> new Word(word.getKey(), word.getValue()))
        .toList();
  }
}
