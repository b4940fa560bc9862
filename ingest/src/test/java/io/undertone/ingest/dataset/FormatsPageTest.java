// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.FillerTexts;
import io.undertone.ingest.format.FormatYaml;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.InputSchema;
import io.undertone.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example of docs/formats.md is a file that Undertone reads. */
class FormatsPageTest {
  private static final Path PAGE = Path.of("../docs/formats.md");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\S+)$(.*?)(?=^## |\\z)");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```\\w+ (\\S+)( \\d+)?\n(.*?)^```$");

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> everyExampleIsRead() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult section : SECTION.matcher(Files.readString(PAGE)).results().toList()) {
      tests.add(DynamicTest.dynamicTest(section.group(1), () -> read(section)));
    }
    assertThat(tests).hasSize(5);
    return tests;
  }

  private void read(MatchResult section) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(section.group(1)));
    Map<Path, Integer> records = new LinkedHashMap<>();
    for (MatchResult example : EXAMPLE.matcher(section.group(2)).results().toList()) {
      Path file = Files.writeString(folder.resolve(example.group(1)), example.group(3));
      if (example.group(2) != null) {
        records.put(file, Integer.parseInt(example.group(2).strip()));
      }
    }
    DataSet dataSet = DataSet.open(folder, null);

    assertThat(dataSet.format().name()).isEqualTo(section.group(1));
    assertThat(dataSet.files())
        .extracting(file -> Path.of(file.input().location()))
        .containsExactlyInAnyOrderElementsOf(records.keySet());
    for (DataFile file : dataSet.files()) {
      List<Parsed> read = new ArrayList<>();
      try (CommentFile open = file.open(dataSet.parserOptions("salt"))) {
        while (open.read(read::add)) {}
      }
      assertThat(read)
          .hasSize(Objects.requireNonNull(records.get(Path.of(file.input().location()))))
          .allMatch(p -> p.deadLetter() == null);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "undertone, comments.jsonl, undertone.comment",
    "mediacrawler-weibo, search_contents_2023-10-22.jsonl, mediacrawler-weibo.post",
    "mediacrawler-weibo, search_comments_2023-10-22.jsonl, mediacrawler-weibo.comment"
  })
  void examplesFollowTheSchemas(String section, String file, String schema) throws IOException {
    JsonSchema checked = JsonSchemas.of(Objects.requireNonNull(InputSchema.all().get(schema)));
    String records = example(section, file);

    assertThat(records).isNotBlank();
    for (String record : records.lines().toList()) {
      assertThat(JsonSchemas.problems(checked, new ObjectMapper().readTree(record))).isEmpty();
    }
  }

  private static String example(String section, String file) throws IOException {
    return SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .filter(found -> found.group(1).equals(section))
        .flatMap(found -> EXAMPLE.matcher(found.group(2)).results())
        .filter(found -> found.group(1).equals(file))
        .map(found -> found.group(3))
        .collect(Collectors.joining());
  }

  @Test
  void thePageNamesEveryFormatAndEveryFiller() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Formats.all()).allSatisfy(f -> assertThat(page).contains("`" + f.name() + "`"));
    assertThat(Formats.all())
        .allSatisfy(
            f ->
                assertThat(page.contains(f.title()) || page.contains("## " + f.name()))
                    .as(f.name())
                    .isTrue());
    assertThat(FillerTexts.documented())
        .allSatisfy(text -> assertThat(page).contains("`" + text + "`"));
    assertThat(FormatYaml.KEYS).allSatisfy(key -> assertThat(page).contains("`" + key));
  }

  @Test
  void thePageNamesEveryField() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Arrays.stream(Field.values()).map(field -> "\n| `" + field.key() + "` | "))
        .allSatisfy(row -> assertThat(page).contains(row));
  }
}
