// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which audiences are followed. An audience takes the lowest free place when it is first heard and
 * leaves when it has been silent for more periods than {@code silence}, or than {@code patience}
 * times the periods in which it was heard. Where all places are taken, one that was heard in fewer
 * than three periods makes room; without such a one newcomers wait.
 */
final class Places {
  private static final int PASSER_BY = 3;

  /** Told of every move. */
  interface Listener {
    void enter(int place, String name);

    void leave(int place, String name);
  }

  private final int limit;
  private final int silence;
  private final int patience;
  private final List<@Nullable String> names = new ArrayList<>();
  private final List<Integer> heard = new ArrayList<>();
  private final List<Integer> last = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private List<String> waiting = List.of();
  private int period;

  Places(int limit, int silence, int patience) {
    this.limit = limit;
    this.silence = silence;
    this.patience = patience;
  }

  /** Names by place; null for a free place. */
  List<@Nullable String> names() {
    return names;
  }

  /** Audiences of the last period for which there was no place, ascending. */
  List<String> waiting() {
    return waiting;
  }

  /** Place of a name; -1 without one. */
  int of(String name) {
    return places.getOrDefault(name, -1);
  }

  /** Audiences with a place. */
  int size() {
    return places.size();
  }

  /**
   * One more period.
   *
   * @param spoke those heard in it, ascending
   */
  void observe(Collection<String> spoke, Listener listener) {
    period++;
    for (String name : spoke) {
      Integer place = places.get(name);
      if (place != null) {
        heard.set(place, heard.get(place) + 1);
        last.set(place, period);
      }
    }
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      if (name != null && silent(place) > allowed(place)) {
        free(place, name, listener);
      }
    }
    List<String> outside = new ArrayList<>();
    for (String name : spoke) {
      if (!places.containsKey(name)) {
        int place = room(listener);
        if (place < 0) {
          outside.add(name);
        } else {
          take(place, name, listener);
        }
      }
    }
    waiting = outside;
  }

  private int silent(int place) {
    return period - last.get(place);
  }

  private long allowed(int place) {
    return Math.min(silence, (long) patience * heard.get(place));
  }

  private void free(int place, String name, Listener listener) {
    listener.leave(place, name);
    names.set(place, null);
    places.remove(name);
  }

  private void take(int place, String name, Listener listener) {
    if (place == names.size()) {
      names.add(null);
      heard.add(0);
      last.add(0);
    }
    names.set(place, name);
    heard.set(place, 1);
    last.set(place, period);
    places.put(name, place);
    listener.enter(place, name);
  }

  /** The lowest free place, or one that a passer-by leaves; -1 when all are taken. */
  private int room(Listener listener) {
    if (places.size() < names.size()) {
      return names.indexOf(null);
    }
    if (names.size() < limit) {
      return names.size();
    }
    int leaving = -1;
    for (int place = 0; place < names.size(); place++) {
      boolean passerBy = heard.get(place) < PASSER_BY && silent(place) > 0;
      if (passerBy && (leaving < 0 || silent(place) > silent(leaving))) {
        leaving = place;
      }
    }
    String name = leaving < 0 ? null : names.get(leaving);
    if (name != null) {
      free(leaving, name, listener);
    }
    return leaving;
  }

  void transfer(Codec codec) {
    period = codec.value(period);
    int size = codec.value(names.size());
    for (int place = 0; place < size; place++) {
      if (codec.reading()) {
        names.add(null);
        heard.add(0);
        last.add(0);
      }
      String name = names.get(place);
      if (codec.value(name != null)) {
        String taken = codec.value(name == null ? "" : name);
        names.set(place, taken);
        heard.set(place, codec.value((int) heard.get(place)));
        last.set(place, codec.value((int) last.get(place)));
        places.put(taken, place);
      }
    }
  }
}
