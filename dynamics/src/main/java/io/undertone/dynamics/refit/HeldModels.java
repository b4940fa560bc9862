// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.LinearDynamics;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SavedOutcome;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.ModelBank.Attempt;
import io.undertone.dynamics.refit.ModelBank.ModelFit;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Models that can only be fitted from their history. They are refitted after each of the first
 * {@value #EACH} periods and then when it has become half as long again, so that the cost of a
 * period stays bounded on average; in between their parameters hold, hidden opinions are filtered
 * on and forecasts are made from the newest values.
 */
final class HeldModels {
  static final int EACH = 32;

  private static final String NAME = "models/held";
  private static final StatePart<HeldModels> PART = StatePart.of(NAME, 2, HeldModels::transfer);

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
      next = periods < EACH ? periods + 1 : periods + periods / 2;
    }
  }

  private FitOutcome fit(OpinionModel model, List<String> followed) {
    FitOutcome outcome = Attempt.of(model.name(), () -> model.fit(window.series(followed)));
    return outcome instanceof Fitted fit && !(fit.dynamics() instanceof LinearDynamics)
        ? new FitOutcome.Failed(model.name(), FitReason.of(FitReason.Kind.NO_LINEAR_MAP, "", 0, 0))
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
      parts.put(NAME, PART.write(this));
    }
  }

  void restore(Map<String, byte[]> parts) {
    byte[] state = parts.get(NAME);
    if (state != null && !held.isEmpty()) {
      PART.read(state, this);
    }
  }

  private void transfer(Codec codec) {
    periods = codec.value(periods);
    next = codec.value(next);
    window.transfer(codec);
    int size = codec.value(held.size());
    for (int k = 0; k < size; k++) {
      FitOutcome outcome =
          SavedOutcome.transfer(codec, codec.reading() ? null : held.get(k).outcome);
      Period refitted = Period.transferOrNone(codec, codec.reading() ? null : held.get(k).refitted);
      for (Held model : held) {
        if (model.model.name().equals(outcome.model())) {
          model.outcome = outcome;
          model.refitted = refitted;
        }
      }
    }
  }

  /** The last periods, value and sampling variance of everybody heard in them. */
  static final class Window {
    private record Row(Period period, SortedMap<String, double[]> heard) {}

    private final int limit;
    private final ArrayDeque<Row> rows = new ArrayDeque<>();

    Window(int limit) {
      this.limit = limit;
    }

    void add(Period period, SortedMap<String, double[]> heard) {
      rows.addLast(new Row(period, new TreeMap<>(heard)));
      if (rows.size() > limit) {
        rows.removeFirst();
      }
    }

    /** The series of these bloggers. */
    SentimentSeries series(List<String> bloggers) {
      SentimentSeries.Builder builder = SentimentSeries.builder();
      bloggers.forEach(builder::blogger);
      Set<String> wanted = new HashSet<>(bloggers);
      for (Row row : rows) {
        builder.period(row.period);
        for (Map.Entry<String, double[]> entry : row.heard.entrySet()) {
          if (wanted.contains(entry.getKey())) {
            double[] value = entry.getValue();
            builder.add(row.period, entry.getKey(), value[0], value[1]);
          }
        }
      }
      return builder.build();
    }

    void transfer(Codec codec) {
      int size = codec.value(rows.size());
      if (!codec.reading()) {
        rows.forEach(row -> transfer(codec, row.period, row.heard));
        return;
      }
      for (int t = 0; t < size; t++) {
        SortedMap<String, double[]> heard = new TreeMap<>();
        rows.addLast(new Row(transfer(codec, null, heard), heard));
      }
    }

    private static Period transfer(
        Codec codec, @Nullable Period period, SortedMap<String, double[]> heard) {
      Period saved = Period.transfer(codec, period);
      codec.entries(heard, () -> Codec.NONE, Codec::numbers);
      return saved;
    }
  }
}
