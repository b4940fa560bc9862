// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder as the usual exporters write it.
 *
 * @param name of the folder
 * @param model {@code model.onnx}, or {@code onnx/model.onnx}
 * @param tokenizer {@code tokenizer.json}
 * @param labels labels of the classes in order, from {@code config.json}; empty when it names none
 * @param maxTokens longest input that the model takes
 */
record ModelFolder(String name, Path model, Path tokenizer, List<String> labels, int maxTokens) {
  private static final int DEFAULT_MAX_TOKENS = 512;

  /**
   * Looks the files up.
   *
   * @throws IllegalArgumentException when one is missing or of no use, naming it
   */
  static ModelFolder of(Path folder) {
    Path model = folder.resolve("model.onnx");
    if (!Files.isReadable(model)) {
      model = folder.resolve("onnx").resolve("model.onnx");
    }
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isReadable(model) || !Files.isReadable(tokenizer)) {
      throw new IllegalArgumentException(
          "scorer is 'transformer:"
              + folder
              + "'; there is no "
              + (Files.isReadable(tokenizer) ? "model.onnx" : "tokenizer.json")
              + " in that folder. Export the classifier to ONNX with its tokenizer.");
    }
    Path config = folder.resolve("config.json");
    JsonNode settings = config(config);
    int positions = settings.path("max_position_embeddings").asInt(DEFAULT_MAX_TOKENS);
    return new ModelFolder(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        model,
        tokenizer,
        labels(settings),
        Math.max(1, Math.min(positions, DEFAULT_MAX_TOKENS)));
  }

  private static JsonNode config(Path file) {
    ObjectMapper json = new ObjectMapper();
    if (!Files.isReadable(file)) {
      return json.createObjectNode();
    }
    try {
      return json.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " is no JSON: " + e.getMessage(), e);
    }
  }

  private static List<String> labels(JsonNode settings) {
    JsonNode named = settings.path("id2label");
    List<String> labels = new ArrayList<>();
    for (int i = 0; named.has(String.valueOf(i)); i++) {
      labels.add(named.path(String.valueOf(i)).asText());
    }
    return labels;
  }

  /** Start of the model's SHA-256. */
  String version() throws IOException {
    try (InputStream in = Files.newInputStream(model);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
