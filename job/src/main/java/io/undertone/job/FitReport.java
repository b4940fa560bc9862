// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.network.Convergence;
import io.undertone.job.console.Cells;
import io.undertone.job.console.TextTable;
import io.undertone.sinks.CsvExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Shows one fit: as JSON, as text, as files. */
final class FitReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private FitReport() {}

  static String json(FitOutcome outcome) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", outcome.model());
    root.put("status", status(outcome));
    if (outcome instanceof Fitted fit) {
      fitted(root, fit);
    } else if (outcome instanceof FitOutcome.TooFewPeriods few) {
      root.put("have", few.have()).put("need", few.need());
    } else if (outcome instanceof FitOutcome.NotIdentified open) {
      for (FitOutcome.Direction direction : open.directions()) {
        ObjectNode one = root.withArray("directions").addObject();
        one.put("blogger", direction.blogger());
        ArrayNode sources = one.putArray("sources");
        direction.sources().forEach(source -> sources.add(source.words().en()));
      }
    } else if (outcome instanceof FitOutcome.Failed failed) {
      root.put("reason", failed.reason().words().en());
    }
    root.put("explanation", outcome.explain());
    return JSON.writeValueAsString(root);
  }

  private static void fitted(ObjectNode root, Fitted fit) {
    root.put("objective", fit.objective());
    root.put("kkt_residual", fit.kktResidual());
    root.set("bloggers", JSON.valueToTree(fit.bloggers()));
    root.set("weights", JSON.valueToTree(fit.weights()));
    root.set("influence", JSON.valueToTree(fit.influence()));
    root.set("lags", JSON.valueToTree(fit.lags()));
    for (var parameter : fit.parameters().entrySet()) {
      root.set(parameter.getKey(), JSON.valueToTree(parameter.getValue()));
    }
    StepForecast step = fit.forecast();
    ArrayNode mean = root.putArray("forecast");
    ArrayNode lower80 = root.putArray("forecast_lower_80");
    ArrayNode upper80 = root.putArray("forecast_upper_80");
    ArrayNode lower95 = root.putArray("forecast_lower_95");
    ArrayNode upper95 = root.putArray("forecast_upper_95");
    for (int i = 0; i < step.size(); i++) {
      if (step.available(i)) {
        mean.add(step.mean(i));
        lower80.add(step.lower(i, 0.80));
        upper80.add(step.upper(i, 0.80));
        lower95.add(step.lower(i, 0.95));
        upper95.add(step.upper(i, 0.95));
      } else {
        for (ArrayNode array : new ArrayNode[] {mean, lower80, upper80, lower95, upper95}) {
          array.addNull();
        }
      }
    }
    fit.dynamics().convergence().ifPresent(reached -> longRun(root.putObject("long_run"), reached));
    root.put("pairs", fit.statistics().pairs());
    root.put("rmse", fit.statistics().rmse());
  }

  private static void longRun(ObjectNode node, Convergence reached) {
    node.put("settles", reached.settles());
    node.put("consensus", reached.consensus());
    node.put("mixing_time", Double.isFinite(reached.mixingTime()) ? reached.mixingTime() : null);
    node.set("social_power", JSON.valueToTree(reached.power()));
  }

  private static String status(FitOutcome outcome) {
    if (outcome instanceof Fitted) {
      return "fitted";
    }
    if (outcome instanceof FitOutcome.TooFewPeriods) {
      return "too_few_periods";
    }
    return outcome instanceof FitOutcome.NotIdentified ? "not_identified" : "failed";
  }

  static String text(FitOutcome outcome, SentimentSeries series) {
    if (!(outcome instanceof Fitted fit)) {
      return outcome.explain() + "\n";
    }
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s on %s%n", fit.model(), series));
    out.append(
        String.format(
            Locale.ROOT,
            "objective %s, KKT residual %.1e, in-sample RMSE %.4f over %d values%n%n",
            fit.objective(),
            fit.kktResidual(),
            fit.statistics().rmse(),
            fit.statistics().pairs()));
    if (fit.influence().length > 0) {
      out.append(
              "Effective weights W: what each row's audience takes from the columns' one step"
                  + " ahead; susceptibility and anchor, where the model has them, are below\n")
          .append(weights(fit))
          .append('\n');
    }
    out.append(perBlogger(fit));
    fit.dynamics().convergence().ifPresent(reached -> out.append(longRun(fit, reached)));
    return out.toString();
  }

  private static String weights(Fitted fit) {
    String[] header = new String[fit.bloggers().size() + 1];
    header[0] = "";
    for (int i = 0; i < fit.bloggers().size(); i++) {
      header[i + 1] = fit.bloggers().get(i);
    }
    TextTable table = new TextTable(header);
    for (int i = 0; i < fit.bloggers().size(); i++) {
      String[] row = new String[header.length];
      row[0] = fit.bloggers().get(i);
      for (int j = 0; j < fit.bloggers().size(); j++) {
        row[j + 1] = Cells.weight(fit.influence()[i][j]);
      }
      table.row(row);
    }
    return table.render();
  }

  private static String perBlogger(Fitted fit) {
    int parameters = fit.parameters().size();
    String[] header = new String[parameters + 3];
    header[0] = "blogger";
    int column = 1;
    for (String name : fit.parameters().keySet()) {
      header[column++] = name;
    }
    header[parameters + 1] = "forecast";
    header[parameters + 2] = "95 % interval";
    TextTable table = new TextTable(header);
    for (int i = 0; i < fit.bloggers().size(); i++) {
      String[] row = new String[header.length];
      row[0] = fit.bloggers().get(i);
      column = 1;
      for (Map.Entry<String, java.util.List<Double>> p : fit.parameters().entrySet()) {
        Double value = p.getValue().get(i);
        row[column++] = value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
      }
      StepForecast step = fit.forecast();
      boolean known = step.available(i);
      row[parameters + 1] = known ? String.format(Locale.ROOT, "%.3f", step.mean(i)) : "-";
      row[parameters + 2] =
          known
              ? String.format(Locale.ROOT, "%.3f-%.3f", step.lower(i, 0.95), step.upper(i, 0.95))
              : "-";
      table.row(row);
    }
    return table.render();
  }

  private static String longRun(Fitted fit, Convergence reached) {
    TextTable table = new TextTable("blogger", "social power");
    double[] power = reached.power();
    for (int i = 0; i < power.length; i++) {
      table.row(fit.bloggers().get(i), Cells.weight(power[i]));
    }
    return String.format(
        Locale.ROOT,
        "%nWere these weights exact and nothing else happened, %s; a deviation %s%n"
            + "Social power: the share that each audience's own opinion (its anchor, or what it says now)%n"
            + "has in where all of them end up%n%s",
        reached.consensus()
            ? "all audiences would come to one opinion"
            : reached.settles()
                ? "opinions would settle apart"
                : "some opinions would go round in a circle and never settle",
        Double.isInfinite(reached.mixingTime())
            ? "would never fade."
            : String.format(
                Locale.ROOT, "would fade to 37 %% in %.1f periods.", reached.mixingTime()),
        table.render());
  }

  static void write(FitOutcome outcome, Path directory) throws IOException {
    Files.writeString(directory.resolve("fit.json"), json(outcome) + "\n");
    if (!(outcome instanceof Fitted fit)) {
      return;
    }
    StringBuilder influence = new StringBuilder("model,source,target,lag,weight\n");
    for (int target = 0; target < fit.influence().length; target++) {
      for (int source = 0; source < fit.bloggers().size(); source++) {
        influence.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%s%n",
                fit.model(),
                CsvExport.quoted(fit.bloggers().get(source)),
                CsvExport.quoted(fit.bloggers().get(target)),
                Math.max(0, fit.lags()[target][source]),
                fit.influence()[target][source]));
      }
    }
    Files.writeString(directory.resolve("influence.csv"), influence);
    StringBuilder forecast =
        new StringBuilder("model,blogger,mean,lower_80,upper_80,lower_95,upper_95\n");
    StepForecast step = fit.forecast();
    for (int i = 0; i < fit.bloggers().size(); i++) {
      if (step.available(i)) {
        forecast.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,%s%n",
                fit.model(),
                CsvExport.quoted(fit.bloggers().get(i)),
                step.mean(i),
                step.lower(i, 0.80),
                step.upper(i, 0.80),
                step.lower(i, 0.95),
                step.upper(i, 0.95)));
      }
    }
    Files.writeString(directory.resolve("forecast.csv"), forecast);
  }
}
