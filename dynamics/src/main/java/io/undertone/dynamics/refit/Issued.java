// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.model.StepForecast;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A one-step forecast as it was issued.
 *
 * @param model name
 * @param step mean and variance of each blogger, ascending by name
 * @param z80 half-width of its 80 % intervals in standard deviations
 * @param z95 the same for 95 %
 */
public record Issued(String model, StepForecast step, double z80, double z95) {

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(model);
    out.writeInt(step.horizon());
    StateBytes.doubles(out, step.mean());
    StateBytes.doubles(out, step.variance());
    for (boolean available : step.available()) {
      out.writeBoolean(available);
    }
    out.writeDouble(z80);
    out.writeDouble(z95);
  }

  static Issued read(DataInputStream in) throws IOException {
    String model = in.readUTF();
    int horizon = in.readInt();
    double[] mean = StateBytes.doubles(in);
    double[] variance = StateBytes.doubles(in);
    boolean[] available = new boolean[mean.length];
    for (int i = 0; i < available.length; i++) {
      available[i] = in.readBoolean();
    }
    return new Issued(
        model,
        new StepForecast(horizon, mean, variance, available),
        in.readDouble(),
        in.readDouble());
  }
}
