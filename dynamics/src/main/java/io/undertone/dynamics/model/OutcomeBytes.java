// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.Direction;
import io.undertone.dynamics.model.FitOutcome.Failed;
import io.undertone.dynamics.model.FitOutcome.FitStatistics;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import io.undertone.dynamics.model.FitOutcome.NotIdentified;
import io.undertone.dynamics.model.FitOutcome.TooFewPeriods;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fit as bytes, for models that are not refitted after every period. */
public final class OutcomeBytes {
  private OutcomeBytes() {}

  /**
   * Writes an outcome.
   *
   * @throws IllegalArgumentException if it is a fit whose map is not linear
   */
  public static void write(DataOutput out, FitOutcome outcome) throws IOException {
    out.writeUTF(outcome.model());
    if (outcome instanceof Fitted fit) {
      out.writeByte(0);
      fitted(out, fit);
    } else if (outcome instanceof TooFewPeriods few) {
      out.writeByte(1);
      out.writeInt(few.have());
      out.writeInt(few.need());
    } else if (outcome instanceof NotIdentified open) {
      out.writeByte(2);
      out.writeInt(open.directions().size());
      for (Direction direction : open.directions()) {
        out.writeUTF(direction.blogger());
        texts(out, direction.sources());
      }
    } else if (outcome instanceof Failed failed) {
      out.writeByte(3);
      out.writeUTF(failed.reason());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static FitOutcome read(DataInput in) throws IOException {
    String model = in.readUTF();
    int kind = in.readByte();
    return switch (kind) {
      case 0 -> fitted(in, model);
      case 1 -> new TooFewPeriods(model, in.readInt(), in.readInt());
      case 2 -> {
        List<Direction> directions = new ArrayList<>();
        int size = in.readInt();
        for (int k = 0; k < size; k++) {
          directions.add(new Direction(in.readUTF(), texts(in)));
        }
        yield new NotIdentified(model, directions);
      }
      case 3 -> new Failed(model, in.readUTF());
      default -> throw new IOException("There is no kind " + kind + " of outcome.");
    };
  }

  private static void fitted(DataOutput out, Fitted fit) throws IOException {
    if (!(fit.dynamics() instanceof LinearDynamics map)) {
      throw new IllegalArgumentException(fit.model() + " has no linear map that could be kept.");
    }
    texts(out, fit.bloggers());
    out.writeDouble(fit.objective());
    out.writeDouble(fit.kktResidual());
    matrix(out, fit.weights());
    matrix(out, fit.influence());
    out.writeInt(fit.lags().length);
    for (int[] row : fit.lags()) {
      for (int lag : row) {
        out.writeInt(lag);
      }
    }
    out.writeInt(fit.parameters().size());
    for (var parameter : fit.parameters().entrySet()) {
      out.writeUTF(parameter.getKey());
      for (Double value : parameter.getValue()) {
        out.writeDouble(value == null ? Double.NaN : value);
      }
    }
    out.writeInt(fit.statistics().pairs());
    out.writeInt(fit.statistics().parameters());
    out.writeDouble(fit.statistics().rmse());
    matrix(out, map.map());
    Doubles.write(out, map.constant());
    matrix(out, map.noise());
    Doubles.write(out, map.variance());
    Doubles.write(out, map.state());
    Doubles.write(out, map.available());
    out.writeInt(fit.leftOut().size());
    for (LeftOut left : fit.leftOut()) {
      out.writeUTF(left.blogger());
      out.writeUTF(left.why());
    }
  }

  private static Fitted fitted(DataInput in, String model) throws IOException {
    List<String> bloggers = texts(in);
    int n = bloggers.size();
    double objective = in.readDouble();
    double kkt = in.readDouble();
    double[][] weights = matrix(in);
    double[][] influence = matrix(in);
    int[][] lags = new int[in.readInt()][n];
    for (int[] row : lags) {
      for (int j = 0; j < n; j++) {
        row[j] = in.readInt();
      }
    }
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    int named = in.readInt();
    for (int k = 0; k < named; k++) {
      String name = in.readUTF();
      for (int i = 0; i < n; i++) {
        double value = in.readDouble();
        ParameterMaps.set(parameters, name, n, i, Double.isNaN(value) ? null : value);
      }
    }
    int pairs = in.readInt();
    int free = in.readInt();
    double rmse = in.readDouble();
    LinearDynamics map =
        new LinearDynamics(
            matrix(in),
            Doubles.read(in),
            matrix(in),
            Doubles.read(in),
            Doubles.read(in),
            Doubles.readFlags(in));
    List<LeftOut> leftOut = new ArrayList<>();
    int left = in.readInt();
    for (int k = 0; k < left; k++) {
      leftOut.add(new LeftOut(in.readUTF(), in.readUTF()));
    }
    return new Fitted(
        model,
        bloggers,
        objective,
        kkt,
        weights,
        influence,
        lags,
        parameters,
        map.forecast(1).get(0),
        new FitStatistics(pairs, free, rmse, map.variance()),
        map,
        leftOut);
  }

  private static void matrix(DataOutput out, double[][] rows) throws IOException {
    out.writeInt(rows.length);
    for (double[] row : rows) {
      out.writeBoolean(row != null);
      if (row != null) {
        Doubles.write(out, row);
      }
    }
  }

  private static double[][] matrix(DataInput in) throws IOException {
    double[][] rows = new double[in.readInt()][];
    for (int i = 0; i < rows.length; i++) {
      if (in.readBoolean()) {
        rows[i] = Doubles.read(in);
      }
    }
    return rows;
  }

  private static void texts(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> texts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    int size = in.readInt();
    for (int k = 0; k < size; k++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
