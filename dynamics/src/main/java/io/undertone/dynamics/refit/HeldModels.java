// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.LinearDynamics;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.OutcomeBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Models that can only be fitted from their history. They are refitted when it has become a quarter
 * longer, so that the cost of a period stays bounded on average; in between their parameters hold,
 * hidden opinions are filtered on and forecasts are made from the newest values.
 */
final class HeldModels {
  private static final int LAYOUT = 1;
  private static final String PART = "models/held";

  /** One model's last fit. */
  private static final class Held {
    private final OpinionModel model;
    private @Nullable Period refitted;
    private FitOutcome outcome;

    Held(OpinionModel model) {
      this.model = model;
      this.outcome = new FitOutcome.TooFewPeriods(model.name(), 0, 1);
    }
  }

  private final List<Held> held = new ArrayList<>();
  private final Window window;
  private int periods;
  private int next = 1;

  HeldModels(List<OpinionModel> models, int history) {
    models.forEach(model -> held.add(new Held(model)));
    window = new Window(history);
  }

  /**
   * One more period.
   *
   * @param spoke value and sampling variance by name
   * @param followed whom the models may use
   */
  void observe(Period period, SortedMap<String, double[]> spoke, List<String> followed) {
    if (held.isEmpty()) {
      return;
    }
    periods++;
    window.add(period, spoke);
    boolean due = periods >= next;
    for (Held model : held) {
      if (due) {
        model.outcome = fit(model.model, followed);
        model.refitted = period;
      } else if (model.outcome instanceof Fitted fit) {
        model.outcome = after(fit, spoke);
      }
    }
    if (due) {
      next = Math.max(periods + 1, periods + periods / 4);
    }
  }

  private FitOutcome fit(OpinionModel model, List<String> followed) {
    FitOutcome outcome = Attempt.of(model.name(), () -> model.fit(window.series(followed)));
    return outcome instanceof Fitted fit && !(fit.dynamics() instanceof LinearDynamics)
        ? new FitOutcome.Failed(model.name(), "its map cannot be carried on between refits")
        : outcome;
  }

  private static Fitted after(Fitted fit, SortedMap<String, double[]> spoke) {
    int n = fit.bloggers().size();
    double[] values = new double[n];
    boolean[] observed = new boolean[n];
    for (int i = 0; i < n; i++) {
      double[] value = spoke.get(fit.bloggers().get(i));
      observed[i] = value != null;
      values[i] = value == null ? 0 : value[0];
    }
    return fit.after(values, observed);
  }

  /** The fit of a model and the period as of which it was made. */
  ModelFit of(OpinionModel model, Period now) {
    for (Held one : held) {
      if (one.model == model) {
        Period refitted = one.refitted;
        return new ModelFit(one.outcome, refitted == null ? now : refitted);
      }
    }
    throw new IllegalStateException(model.name() + " is not among the models held.");
  }

  void parts(Map<String, byte[]> parts) {
    if (!held.isEmpty()) {
      parts.put(PART, StateBytes.write(LAYOUT, this::write));
    }
  }

  private void write(DataOutput out) throws IOException {
    out.writeInt(periods);
    out.writeInt(next);
    window.write(out);
    out.writeInt(held.size());
    for (Held model : held) {
      OutcomeBytes.write(out, model.outcome);
      Period refitted = model.refitted;
      out.writeBoolean(refitted != null);
      if (refitted != null) {
        StateBytes.period(out, refitted);
      }
    }
  }

  void restore(Map<String, byte[]> parts) {
    byte[] state = parts.get(PART);
    if (state != null && !held.isEmpty()) {
      StateBytes.read(PART, LAYOUT, state, this::read);
    }
  }

  private HeldModels read(DataInput in) throws IOException {
    periods = in.readInt();
    next = in.readInt();
    window.read(in);
    int size = in.readInt();
    for (int k = 0; k < size; k++) {
      FitOutcome outcome = OutcomeBytes.read(in);
      Period refitted = in.readBoolean() ? StateBytes.period(in) : null;
      for (Held model : held) {
        if (model.model.name().equals(outcome.model())) {
          model.outcome = outcome;
          model.refitted = refitted;
        }
      }
    }
    return this;
  }
}
