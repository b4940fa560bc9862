// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.jspecify.annotations.Nullable;

/**
 * The state of posts, of those met last on the heap: a comment of one of them costs no read and no
 * write of it. What has changed is written to Flink's state when another post takes the place, and
 * before each checkpoint.
 *
 * <p>Of a post that began here all comments are known, by hashes of their ids, so that a new one is
 * not looked for in vain.
 *
 * <p>Memory: at most {@link #MOST} states, and at most {@link #MOST_COMMENTS} hashes, 16 bytes each
 * at worst. Not thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // one object for each post
final class RecentPosts {
  /** Posts held. */
  static final int MOST = 2_048;

  /** Comments whose hashes are held, of all posts together. */
  static final int MOST_COMMENTS = 1 << 20;

  private final ValueState<PostState> stored;
  private final KeyContext keys;
  private final int most;
  private final int mostComments;
  private final LinkedHashMap<String, Post> recent = new LinkedHashMap<>(16, .75f, true);
  private Post turn = new Post("", null);
  private int comments;

  /**
   * @param stored state by post
   * @param keys tells {@code stored} which post is meant
   * @param most posts to hold, at least 1
   * @param mostComments hashes to hold
   */
  RecentPosts(ValueState<PostState> stored, KeyContext keys, int most, int mostComments) {
    this.stored = stored;
    this.keys = keys;
    this.most = most;
    this.mostComments = mostComments;
  }

  /**
   * It is a post's turn, as it is for Flink.
   *
   * @return what is known of it; null for nothing
   */
  @Nullable PostState turn(String key) throws IOException {
    Post known = recent.get(key);
    if (known == null) {
      known = new Post(key, stored.value());
      recent.put(key, known);
    }
    turn = known;
    if (recent.size() > most) {
      giveUp();
    }
    return known.state;
  }

  /** The post whose turn it is has changed. */
  void put(PostState state) {
    turn.state = state;
    turn.changed = true;
  }

  /** The post whose turn it is is forgotten, as all its comments are. */
  void clear() {
    comments -= turn.known();
    recent.remove(turn.key);
    stored.clear();
  }

  /**
   * The post whose turn it is meets a comment.
   *
   * @return true if it never met this id before; false also where nobody knows
   */
  boolean isNew(String id) throws IOException {
    Hashes met = turn.met;
    if (met == null || !met.add(id)) {
      return false;
    }
    comments++;
    while (comments > mostComments) {
      giveUp();
    }
    return true;
  }

  /** Writes what has changed, between two turns. */
  void write() throws IOException {
    for (Post post : recent.values()) {
      write(post);
    }
  }

  /** The post met longest ago gives way; should it be the one whose turn it is, its hashes do. */
  private void giveUp() throws IOException {
    Post eldest = recent.values().iterator().next();
    comments -= eldest.known();
    eldest.met = null;
    if (eldest != turn) {
      recent.remove(eldest.key);
      write(eldest);
      keys.setCurrentKey(turn.key);
    }
  }

  private void write(Post post) throws IOException {
    if (post.changed) {
      keys.setCurrentKey(post.key);
      stored.update(post.state);
      post.changed = false;
    }
  }

  /** One post. */
  private static final class Post {
    private final String key;
    private @Nullable PostState state;
    private boolean changed;

    /** Hashes of all ids it has met; null where nobody knows them all. */
    private @Nullable Hashes met;

    private Post(String key, @Nullable PostState state) {
      this.key = key;
      this.state = state;
      this.met = state == null ? new Hashes() : null;
    }

    private int known() {
      return met == null ? 0 : met.size;
    }
  }

  /** A set of hashes of 32 bits. */
  private static final class Hashes {
    private int[] places = new int[8];
    private int size;
    private boolean zero;

    /** Whether no string with this hash was there. */
    private boolean add(String id) {
      int hash = id.hashCode() * 0x9E3779B9;
      if (hash == 0) {
        boolean added = !zero;
        zero = true;
        size += added ? 1 : 0;
        return added;
      }
      if (!put(places, hash)) {
        return false;
      }
      size++;
      if (size > places.length / 2) {
        int[] more = new int[places.length * 2];
        for (int known : places) {
          if (known != 0) {
            put(more, known);
          }
        }
        places = more;
      }
      return true;
    }

    private static boolean put(int[] places, int hash) {
      int shift = Integer.numberOfLeadingZeros(places.length) + 1;
      int at = hash >>> shift;
      while (places[at] != 0) {
        if (places[at] == hash) {
          return false;
        }
        at = at + 1 & places.length - 1;
      }
      places[at] = hash;
      return true;
    }
  }
}
