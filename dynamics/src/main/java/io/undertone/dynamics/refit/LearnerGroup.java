// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.IncrementalModel;
import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learners that follow the same audiences. Of an audience that leaves a few numbers are archived,
 * with which it comes back.
 */
final class LearnerGroup implements Places.Listener {

  private final StatePart<LearnerGroup> state;
  private final String part;
  private final Places places;
  private final Map<String, Learner> learners = new LinkedHashMap<>();
  private final TreeMap<String, Map<String, double[]>> archive = new TreeMap<>();

  /** Kinds of learners whose state belongs to that of the group. */
  private Set<String> saved = Set.of();

  /**
   * @param part name of its state
   */
  LearnerGroup(String part, Places places) {
    this.part = part;
    this.state = StatePart.of(part, 2, LearnerGroup::transfer);
    this.places = places;
  }

  /** One more model that learns here; models of one kind share what they remember. */
  void add(IncrementalModel<?> model) {
    Learner learner = model.learner();
    learners.putIfAbsent(learner.kind(), learner);
  }

  Places places() {
    return places;
  }

  /** One more period. */
  void observe(SortedMap<String, Double> spoke) {
    places.observe(spoke.keySet(), this);
    List<@Nullable String> names = places.names();
    double[] values = new double[names.size()];
    boolean[] observed = new boolean[names.size()];
    spoke.forEach(
        (name, value) -> {
          int place = places.of(name);
          if (place >= 0) {
            values[place] = value;
            observed[place] = true;
          }
        });
    learners.values().forEach(learner -> learner.observe(values, observed));
  }

  /** Fits one of the models. */
  <L extends Learner> FitOutcome fit(IncrementalModel<L> model) {
    // the learner of a kind is the one that its models made
    @SuppressWarnings("unchecked")
    L learner = (L) learners.get(model.learner().kind());
    if (learner == null) {
      throw new IllegalStateException(model.name() + " does not learn here.");
    }
    return model.fit(learner, places.names());
  }

  @Override
  public void enter(int place, String name) {
    Map<String, double[]> kept = archive.remove(name);
    learners.forEach((kind, learner) -> learner.enter(place, kept == null ? null : kept.get(kind)));
  }

  @Override
  public void leave(int place, String name) {
    Map<String, double[]> kept = new LinkedHashMap<>();
    learners.forEach((kind, learner) -> kept.put(kind, learner.leave(place)));
    archive.put(name, kept);
  }

  /** Its state in named parts: one for the places, one for each learner. */
  void parts(Map<String, byte[]> parts) {
    saved = learners.keySet();
    parts.put(part, state.write(this));
    learners.forEach((kind, learner) -> parts.put(name(kind), learner(kind).write(learner)));
  }

  private String name(String kind) {
    return part + "/" + kind;
  }

  private StatePart<Learner> learner(String kind) {
    return StatePart.of(name(kind), 2, Learner::transfer);
  }

  /**
   * Continues from parts; a model that was not there when they were taken starts afresh, also where
   * one of its kind left something behind.
   */
  void restore(Map<String, byte[]> parts) {
    byte[] own = parts.get(part);
    if (own == null) {
      return;
    }
    state.read(own, this);
    learners.forEach(
        (kind, learner) -> {
          byte[] bytes = parts.get(name(kind));
          if (bytes != null && saved.contains(kind)) {
            learner(kind).read(bytes, learner);
          } else {
            for (int place = 0; place < places.names().size(); place++) {
              learner.enter(place, null);
            }
          }
        });
  }

  private void transfer(Codec codec) {
    places.transfer(codec);
    codec.entries(archive, LinkedHashMap::new, LearnerGroup::archived);
    saved = new LinkedHashSet<>(codec.texts(List.copyOf(saved)));
  }

  private static Map<String, double[]> archived(Codec codec, Map<String, double[]> kept) {
    codec.entries(kept, () -> Codec.NONE, Codec::numbers);
    return kept;
  }
}
