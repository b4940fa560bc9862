// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.IncrementalModel;
import io.undertone.dynamics.model.Learner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learners that follow the same audiences. Of an audience that leaves a few numbers are archived,
 * with which it comes back.
 */
final class LearnerGroup implements Places.Listener {
  private static final int LAYOUT = 1;

  private final String part;
  private final Places places;
  private final Map<String, Learner> learners = new LinkedHashMap<>();
  private final TreeMap<String, Map<String, double[]>> archive = new TreeMap<>();

  /**
   * @param part name of its state
   */
  LearnerGroup(String part, Places places) {
    this.part = part;
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
    parts.put(part, StateBytes.write(LAYOUT, this::write));
    learners.forEach(
        (kind, learner) ->
            parts.put(
                part + "/" + kind,
                StateBytes.write(
                    LAYOUT,
                    out -> {
                      out.writeInt(places.period());
                      learner.write(out);
                    })));
  }

  private void write(DataOutput out) throws IOException {
    places.write(out);
    out.writeInt(archive.size());
    for (var entry : archive.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().size());
      for (var numbers : entry.getValue().entrySet()) {
        out.writeUTF(numbers.getKey());
        StateBytes.doubles(out, numbers.getValue());
      }
    }
  }

  /** Continues from parts; a model that was not there when they were taken starts afresh. */
  void restore(Map<String, byte[]> parts) {
    byte[] own = parts.get(part);
    if (own == null) {
      return;
    }
    StateBytes.read(part, LAYOUT, own, this::read);
    learners.forEach(
        (kind, learner) -> {
          byte[] state = parts.get(part + "/" + kind);
          if (state == null || !StateBytes.read(part, LAYOUT, state, in -> read(in, learner))) {
            for (int place = 0; place < places.names().size(); place++) {
              learner.enter(place, null);
            }
          }
        });
  }

  /** False for what a model left behind when it was taken out of the options. */
  private boolean read(DataInput in, Learner learner) throws IOException {
    if (in.readInt() != places.period()) {
      return false;
    }
    learner.read(in);
    return true;
  }

  private LearnerGroup read(DataInput in) throws IOException {
    places.read(in);
    int archived = in.readInt();
    for (int a = 0; a < archived; a++) {
      String name = in.readUTF();
      int size = in.readInt();
      Map<String, double[]> kept = new LinkedHashMap<>();
      for (int k = 0; k < size; k++) {
        kept.put(in.readUTF(), StateBytes.doubles(in));
      }
      archive.put(name, kept);
    }
    return this;
  }
}
