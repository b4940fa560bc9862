// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.nowcast.PostNowcasts;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.RefitOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The refits of a subtask's topics. The newest is kept live where there is room; where there are
 * too many for that, each leaves its state behind whenever it has learnt, and goes on from there.
 */
final class TopicRefits implements AutoCloseable {
  private final RefitOptions options;
  private final LearntParts base;
  private final PeriodsSinceBase open;
  private final LatestParts latest;
  private final LiveRefits live;
  private final Runnable onRebuilt;

  /**
   * @param base what was learnt up to the last period that cannot change
   * @param open the periods since
   * @param latest what was learnt of them as well, where there is no room for a live refit
   * @param onRebuilt called when open periods had to be learnt again
   */
  TopicRefits(
      RefitOptions options,
      LearntParts base,
      PeriodsSinceBase open,
      LatestParts latest,
      LiveRefits live,
      Runnable onRebuilt) {
    this.options = options;
    this.base = base;
    this.open = open;
    this.latest = latest;
    this.live = live;
    this.onRebuilt = onRebuilt;
  }

  /** As of the base; kept from the beginning, so that a failure closes it with the others. */
  OnlineRefit base(String topic) throws Exception {
    return restored(topic, base.all());
  }

  private OnlineRefit restored(String topic, Map<String, byte[]> parts) {
    OnlineRefit refit = OnlineRefit.restore(options, parts);
    live.put(topic, refit, parts.values());
    return refit;
  }

  /** As of the last period. */
  OnlineRefit newest(String topic) throws Exception {
    OnlineRefit refit = live.get(topic);
    if (refit != null) {
      return refit;
    }
    if (latest.isOf(open.span(topic))) {
      return restored(topic, latest.all());
    }
    refit = base(topic);
    onRebuilt.run();
    open.all().values().forEach(refit::learn);
    return refit;
  }

  /** What is known of posts as of the last period, of which no refit is made. */
  PostNowcasts.Posts posts(String topic, List<String> bloggers) throws Exception {
    return live.get(topic) == null && latest.isOf(open.span(topic))
        ? OnlineRefit.posts(options, bloggers, latest::part)
        : newest(topic).posts();
  }

  /** Follows that the newest has learnt. */
  void learnt(String topic) throws Exception {
    live.learnt(topic);
    if (live.isCrowded()) {
      OnlineRefit refit = newest(topic);
      Map<String, byte[]> parts = refit.parts();
      live.put(topic, refit, parts.values());
      latest.keep(Objects.requireNonNull(open.span(topic)), parts);
    } else {
      latest.clear();
    }
  }

  /** Follows that the base moved on. */
  void settled() throws Exception {
    if (open.isEmpty()) {
      latest.clear(); // the base is as new
    }
  }

  /** Reads all that is kept of the current topic. */
  void verify(String topic) throws Exception {
    try (OnlineRefit unused = OnlineRefit.restore(options, base.all())) {
      if (latest.isOf(open.span(topic))) {
        OnlineRefit.restore(options, latest.all()).close();
      }
    }
  }

  @Override
  public void close() {
    live.close();
  }
}
