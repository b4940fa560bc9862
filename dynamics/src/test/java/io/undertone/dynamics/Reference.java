// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reference numbers from {@code src/test/resources/reference}; null stands for missing. */
public final class Reference {
  private Reference() {}

  /** Reads a reference file, given its name without ending. */
  public static JsonNode read(String name) {
    String path = "/reference/" + name + ".json";
    try (InputStream in = Reference.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no reference file " + path + ".");
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of numbers; null becomes NaN. */
  public static double[] vector(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).isNull() ? Double.NaN : node.get(i).doubleValue();
    }
    return values;
  }

  /** A list of lists of numbers; null becomes NaN. */
  public static double[][] matrix(JsonNode node) {
    double[][] rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vector(node.get(i));
    }
    return rows;
  }

  /** The rows of a matrix one after the other. */
  public static double[] flat(double[][] rows) {
    double[] values = new double[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
    }
    return values;
  }
}
