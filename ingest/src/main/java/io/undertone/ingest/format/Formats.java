// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.ingest.InputException;
import io.undertone.ingest.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The presets by name, and the one that a file's first records show. */
public final class Formats {
  /** The name of a format that a descriptor describes by itself. */
  public static final String MAPPING = "mapping";

  private static final String FOLDER = "presets/";
  private static final List<CommentFormat> ALL = load();

  private Formats() {}

  private static List<CommentFormat> load() {
    List<CommentFormat> all = new ArrayList<>();
    for (String name : resource("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
      try {
        JsonNode root = new YAMLMapper().readTree(resource(name + ".yaml"));
        all.add(new FormatYaml(name + ".yaml", root).alone(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(all);
  }

  private static String resource(String name) {
    try (InputStream in = Formats.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All presets, the most particular first. */
  public static List<CommentFormat> all() {
    return ALL;
  }

  /** A preset as it is written, in the mapping language. */
  public static String yaml(String name) {
    return resource(byName(name).name() + ".yaml");
  }

  /** Undertone's own. */
  public static CommentFormat undertone() {
    return byName("undertone");
  }

  /**
   * @throws InputException when there is no format of that name
   */
  public static CommentFormat byName(String name) {
    for (CommentFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    List<String> names = ALL.stream().map(CommentFormat::name).sorted().toList();
    Optional<String> near = Names.nearest(name, names);
    throw new InputException(
        "the format is '"
            + name
            + "'; "
            + near.map(n -> "did you mean " + n + "? It").orElse("it")
            + " must be one of "
            + String.join(", ", names)
            + " or, with a descriptor, "
            + MAPPING
            + ".");
  }

  /** The preset of which a source has the fields, or null. */
  public static @Nullable CommentFormat detect(Collection<String> names) {
    for (CommentFormat format : ALL) {
      if (format.recognises(names)) {
        return format;
      }
    }
    return null;
  }

  /** The preset of which a file has the fields, or null. */
  public static @Nullable CommentFormat detect(Path file) throws IOException {
    return detect(Sample.of(InputFile.plain(file)).names());
  }
}
