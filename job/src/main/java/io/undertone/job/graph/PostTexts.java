// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * The hashed words of one post, by the hash of the text: a post that is edited has more than one.
 * Written once for each text and read when a period is passed on.
 */
final class PostTexts {
  /** Texts of one post; what it says after so many edits is taken for unknown. */
  private static final int MOST = 64;

  private final MapState<Long, byte[]> words;

  PostTexts(MapState<Long, byte[]> words) {
    this.words = words;
  }

  /** Takes in what came with a comment that counts. */
  void see(ScoredComment comment) throws Exception {
    byte[] given = comment.postWords();
    if (given == null || words.contains(comment.postText())) {
      return;
    }
    int known = 0;
    for (Long unused : words.keys()) {
      known++;
    }
    if (known < MOST) {
      words.put(comment.postText(), given);
    }
  }

  /** The words of a text; null when there is none. */
  byte @Nullable [] of(PostAttributes version) throws Exception {
    return version.text() == PostWords.NONE ? null : words.get(version.text());
  }

  void forgetAll() {
    words.clear();
  }
}
