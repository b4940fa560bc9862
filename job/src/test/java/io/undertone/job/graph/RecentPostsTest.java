// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentPostsTest {

  /** However few are held, each post is known as it was left, and no id that it met is new. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void nothingIsForgotten(int most) throws Exception {
    for (int mostComments : new int[] {1, 30, 10_000}) {
      Random random = new Random(most * 31 + mostComments);
      Stored stored = new Stored();
      RecentPosts posts = new RecentPosts(stored, stored, most, mostComments);
      Map<String, PostState> known = new HashMap<>();
      Map<String, Set<String>> met = new HashMap<>();
      for (int step = 0; step < 3_000; step++) {
        String key = "post " + random.nextInt(12);
        stored.setCurrentKey(key);
        assertThat(posts.turn(key)).isEqualTo(known.get(key));
        Set<String> ids = met.computeIfAbsent(key, k -> new HashSet<>());
        String id = "comment " + random.nextInt(200);
        boolean first = ids.add(id);
        boolean isNew = posts.isNew(id);
        assertThat(isNew && !first).isFalse();
        if (most == 100 && mostComments == 10_000) {
          assertThat(isNew).isEqualTo(first);
        }
        PostState next =
            new PostState(null, null, List.of("scorer " + step), List.of(), random.nextBoolean());
        posts.put(next);
        known.put(key, next);
        if (random.nextInt(50) == 0) {
          posts.clear();
          known.remove(key);
          met.remove(key);
        }
        assertThat(stored.getCurrentKey()).isEqualTo(key);
        if (random.nextInt(100) == 0) {
          posts.write();
          assertThat(stored.values).isEqualTo(known);
        }
        int unwritten = (int) known.keySet().stream().filter(k -> !stored.has(k, known)).count();
        assertThat(unwritten).isLessThanOrEqualTo(most);
        if (most < 100 && random.nextInt(500) == 0) {
          posts.write();
          posts = new RecentPosts(stored, stored, most, mostComments);
        }
      }
    }
  }

  /** Flink's state by key. */
  private static final class Stored implements ValueState<PostState>, KeyContext {
    private final Map<String, PostState> values = new HashMap<>();
    private String key = "";

    private boolean has(String of, Map<String, PostState> known) {
      return Objects.equals(known.get(of), values.get(of));
    }

    @Override
    public @Nullable PostState value() {
      return values.get(key);
    }

    @Override
    public void update(PostState value) {
      values.put(key, value);
    }

    @Override
    public void clear() {
      values.remove(key);
    }

    @Override
    public void setCurrentKey(Object to) {
      key = (String) to;
    }

    @Override
    public Object getCurrentKey() {
      return key;
    }
  }
}
