// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.Optional;

/**
 * Texts that are neutral whatever a model would say (rules of the code of arXiv:2511.15303).
 *
 * @param empty an empty or blank text is neutral
 * @param bareRepost the mark that the platform writes for a repost without words is neutral
 * @param reply a text that contains the platform's reply mark answers another reader, not the
 *     blogger, and is neutral
 */
public record SentimentRules(boolean empty, boolean bareRepost, boolean reply) {
  private static final String REPOST_MARK = "转发微博";
  private static final String REPLY_MARK = "回复@";

  /** All three rules, as in the paper. */
  public static SentimentRules paper() {
    return new SentimentRules(true, true, true);
  }

  /** No rule: every text goes to the model. */
  public static SentimentRules none() {
    return new SentimentRules(false, false, false);
  }

  /** Name of the rule that makes the text neutral: empty, bare-repost or reply; none otherwise. */
  public Optional<String> neutralBecause(String text) {
    if (empty && text.isBlank()) {
      return Optional.of("empty");
    }
    if (bareRepost && isBareRepost(text)) {
      return Optional.of("bare-repost");
    }
    if (reply && text.contains(REPLY_MARK)) {
      return Optional.of("reply");
    }
    return Optional.empty();
  }

  private static boolean isBareRepost(String text) {
    return text.length() < 64 && text.strip().equals(REPOST_MARK);
  }
}
