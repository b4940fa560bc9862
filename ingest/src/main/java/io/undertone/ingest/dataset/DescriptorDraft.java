// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.ingest.Refusal.Kind;
import io.undertone.ingest.dataset.Inspection.Inspected;
import io.undertone.ingest.format.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A descriptor with which a replay reads what was inspected.
 *
 * @param yaml its text
 */
public record DescriptorDraft(String yaml) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  /** The descriptor that is there, or one with the format, what was guessed and the period. */
  public static DescriptorDraft of(Inspection inspection, Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Path folder = Files.isDirectory(path) || parent == null ? path : parent;
    Path present = folder.resolve(DataSet.DESCRIPTOR);
    boolean good = inspection.files().stream().allMatch(file -> file.problem() == null);
    if (Files.exists(present) && good) {
      return new DescriptorDraft(Files.readString(present));
    }
    ObjectNode root =
        Files.exists(present)
            ? YAML.readValue(present.toFile(), ObjectNode.class)
            : YAML.createObjectNode();
    List<Inspected> files = inspection.files();
    ObjectNode guess = inspection.guess();
    if (guess != null) {
      root.setAll(guess.deepCopy());
    } else if (!root.has("format")
        && files.stream().map(file -> file.format().name()).distinct().count() == 1) {
      root.put("format", files.get(0).format().name());
    }
    String scale =
        files.stream()
            .map(file -> Problems.scaleOf(file.format(), file.sample()))
            .filter(s -> !s.isEmpty())
            .findFirst()
            .orElse("");
    if (!scale.isEmpty()) {
      root.put("scale", scale);
    }
    boolean damaged =
        files.stream()
            .map(Inspected::problem)
            .anyMatch(problem -> problem != null && problem.kind() == Kind.LOST_DIGITS);
    if (damaged && files.stream().noneMatch(file -> file.format().hasPosts())) {
      ObjectNode fields = root.withObject("/fields");
      fields.put("id", "");
    }
    String blogger = inspection.defaults().get(Field.BLOGGER);
    if (blogger != null) {
      root.withObject("/defaults").put(Field.BLOGGER.key(), blogger);
    }
    if (!inspection.passedOver().isEmpty() && Files.isDirectory(path) && files.size() <= 20) {
      List<String> names = new ArrayList<>();
      files.forEach(file -> names.add(file.input().name()));
      boolean whole = files.stream().allMatch(file -> file.input().entry().isEmpty());
      if (whole && !names.isEmpty()) {
        names.forEach(root.putArray("files")::add);
      }
    }
    PeriodGuess period = PeriodGuess.of(inspection);
    if (period.periods() > 0 && !root.has("period")) {
      root.put("period", period.period());
      root.put("period_by", period.periodBy());
    }
    return new DescriptorDraft(YAML.writeValueAsString(root));
  }
}
