// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who knows whom, among rooms and among the packages in them. */
class RoomsTest {
  private static final String ROOT = "io.undertone.";
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final List<String> ROOMS =
      List.of(
          "ingest",
          "sentiment",
          "sentiment-transformer",
          "dynamics",
          "generate",
          "sinks",
          "job",
          "docker");

  /** Longer ones do two things. */
  private static final int LONGEST = 400;

  /** Packages whose names every reader takes for the language's own. */
  private static final List<String> JDK =
      List.of(
          "java.lang",
          "java.io",
          "java.math",
          "java.net",
          "java.nio.file",
          "java.sql",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.stream");

  /** Named as in savepoints of 0.1.0, which have to restore. */
  private static final List<String> IN_SAVEPOINTS = List.of("Period");

  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "ingest", Set.of(),
          "sentiment", Set.of(),
          "dynamics", Set.of(),
          "generate", Set.of("dynamics"),
          "sinks", Set.of("ingest", "dynamics"),
          "job", Set.of("ingest", "sentiment", "dynamics", "generate", "sinks"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test"))
          .withImportOption(new ImportOption.DoNotIncludePackageInfos())
          .importPackages(ARROWS.keySet().stream().map(room -> ROOT + room).toArray(String[]::new));

  @Test
  void aRoomKnowsOnlyTheRoomsBelowIt() {
    arrows()
        .forEach(
            (from, known) ->
                known.forEach(
                    to ->
                        assertThat(
                                room(to).equals(room(from))
                                    || ARROWS.getOrDefault(room(from), Set.of()).contains(room(to)))
                            .as(from + " uses " + to)
                            .isTrue()));
  }

  @Test
  void packagesKnowEachOtherInOneDirection() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void modelsAndScorersKnowNoStreamAndNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "dynamics..", ROOT + "generate..", ROOT + "sentiment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void thePageDrawsEveryArrow() throws IOException {
    StringBuilder drawing = new StringBuilder();
    arrows()
        .forEach(
            (from, known) ->
                drawing
                    .append(from)
                    .append(known.isEmpty() ? "" : " -> " + String.join(", ", known))
                    .append('\n'));
    Path made = Path.of("target/packages.txt");
    Files.createDirectories(made.getParent());
    Files.writeString(made, drawing);
    assertThat(Files.readString(PAGE))
        .as("the block under 'Packages' in docs/architecture.md must be that of job/" + made)
        .contains("```\n" + drawing + "```");
  }

  @Test
  void noClassIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    for (String room : ROOMS) {
      for (Path file : sources(room)) {
        long lines = Files.readString(file).lines().count();
        seen++;
        if (lines > LONGEST) {
          tooLong.add(file + " has " + lines);
        }
      }
    }
    assertThat(tooLong).as("classes of more than " + LONGEST + " lines").isEmpty();
    assertThat(seen).isGreaterThan(500);
  }

  @Test
  void aNameMeansOneClass() throws IOException {
    SortedMap<String, List<String>> files = new TreeMap<>();
    for (String room : ROOMS) {
      for (Path file : sources(room)) {
        String name = file.getFileName().toString().replace(".java", "");
        files.computeIfAbsent(name, n -> new ArrayList<>()).add(file.toString());
      }
    }
    files.remove("package-info");
    assertThat(files).hasSizeGreaterThan(500);
    assertThat(files.values().stream().filter(same -> same.size() > 1))
        .as("classes of ours with one name")
        .isEmpty();
    assertThat(files.keySet().stream().filter(RoomsTest::isInTheJdk))
        .as(
            "classes of ours that are named as one of the JDK; savepoints of 0.1.0 hold some by name")
        .containsExactlyElementsOf(IN_SAVEPOINTS);
  }

  private static boolean isInTheJdk(String name) {
    return JDK.stream().anyMatch(of -> RoomsTest.class.getResource(resource(of, name)) != null);
  }

  private static String resource(String ofPackage, String name) {
    return "/" + ofPackage.replace('.', '/') + "/" + name + ".class";
  }

  private static List<Path> sources(String room) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", room, "src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static SortedMap<String, SortedSet<String>> arrows() {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      SortedSet<String> known = arrows.computeIfAbsent(name(type), p -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT) && !name(target).equals(name(type))) {
          known.add(name(target));
        }
      }
    }
    return arrows;
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static String room(String packageName) {
    return packageName.split("\\.", 2)[0];
  }
}
