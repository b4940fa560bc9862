// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetTest {
  private static final String COMMENTS =
      "blogger,post,post_time,score\nb,p,2023-02-10T11:16+08:00,0.5\n";

  @TempDir Path directory;

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private void refuses(Path path, String format, String... parts) {
    assertThatThrownBy(() -> DataSet.open(path, format.isEmpty() ? null : format))
        .isInstanceOf(InputException.class)
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void everyKeyOfTheDescriptorIsRead() throws IOException {
    write("a.csv", COMMENTS);
    write("b.csv", COMMENTS);
    write("names.csv", "blogger,name,followers\nb,Bee,7\n");
    write(
        "dataset.yaml",
        """
        name: bees
        title: What bees say
        format: undertone
        files: [a.*, b.csv]
        bloggers: names.csv
        zone: Asia/Shanghai
        period: P1D
        period_by: comment
        text_rules: paper
        origin: 2023-05-01
        topic: honey
        lateness: P14D
        defaults: {language: zh, likes: 3}
        license: CC0
        citation: Nobody, 2023
        """);

    DataSet dataSet = DataSet.open(directory, null);

    assertThat(dataSet.name()).isEqualTo("bees");
    assertThat(dataSet.title()).isEqualTo("What bees say");
    assertThat(dataSet.format().name()).isEqualTo("undertone");
    assertThat(dataSet.files()).extracting(DataFile::name).containsExactly("a.csv", "b.csv");
    assertThat(dataSet.bloggers()).isEqualTo(Map.of("b", "Bee"));
    assertThat(dataSet.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(dataSet.period()).isEqualTo("P1D");
    assertThat(dataSet.textRules()).isEqualTo("paper");
    assertThat(dataSet.periodBy()).isEqualTo("comment");
    assertThat(dataSet.origin()).isEqualTo(LocalDate.of(2023, 5, 1));
    assertThat(dataSet.topic()).isEqualTo("honey");
    assertThat(dataSet.lateness()).isEqualTo(Duration.ofDays(14));
    assertThat(dataSet.defaults()).isEqualTo(Map.of(Field.LANGUAGE, "zh", Field.LIKES, "3"));
    assertThat(dataSet.license()).isEqualTo("CC0");
    assertThat(dataSet.citation()).isEqualTo("Nobody, 2023");
    assertThat(dataSet.parserOptions("salt").topic()).isEqualTo("honey");
  }

  @Test
  void aDirectoryWithoutDescriptorIsToldFromItsFiles() throws IOException {
    write("comments.csv", COMMENTS);
    write("bloggers.csv", "blogger,name\nb,Bee\n");
    write("README.md", "no comments");

    DataSet dataSet = DataSet.open(directory, null);

    assertThat(dataSet.files()).extracting(DataFile::name).containsExactly("comments.csv");
    assertThat(dataSet.format().name()).isEqualTo("undertone");
    assertThat(dataSet.name()).isEqualTo(directory.getFileName().toString());
    assertThat(dataSet.bloggers()).containsEntry("b", "Bee");
    assertThat(dataSet.topic()).isNull();
  }

  @Test
  void aSingleFileIsADataSetToo() throws IOException {
    write("one.csv", COMMENTS);
    write("two.csv", COMMENTS);

    DataSet dataSet = DataSet.open(directory.resolve("one.csv"), null);

    assertThat(dataSet.files()).extracting(DataFile::name).containsExactly("one.csv");
    assertThat(dataSet.name()).isEqualTo("one.csv");
  }

  @Test
  void theDescriptorItselfStandsForItsDirectory() throws IOException {
    write("one.csv", COMMENTS);
    write("dataset.yaml", "topic: honey\n");

    assertThat(DataSet.open(directory.resolve("dataset.yaml"), null).topic()).isEqualTo("honey");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    refuses(directory.resolve("nowhere"), "", "there is no data set at '", "nowhere'");
  }

  @Test
  void aDirectoryWithoutCommentsIsRefused() throws IOException {
    write("README.md", "nothing");

    refuses(directory, "", "has no file with comments; CSV, JSON, Excel");
  }

  @Test
  void anUnknownFormatIsRefused() throws IOException {
    write("comments.csv", COMMENTS);

    refuses(
        directory,
        "twiter",
        "the format is 'twiter'; did you mean twitter? It must be one of app-");
  }

  @Test
  void aWrongHeaderNamesTheColumnsThatAreMissing() throws IOException {
    write("comments.csv", "blogger,post,rating\n1,2,3\n");

    refuses(
        directory, "", "'comments.csv': it has no time; its columns are blogger, post, rating.");
  }

  @ParameterizedTest
  @CsvSource({"comments.csv", "comments.jsonl"})
  void anEmptyFileIsRefused(String name) throws IOException {
    write(name, "");

    refuses(directory, "", "has no file with comments: '" + name + "': the file is empty.");
  }

  @Test
  void aFileThatIsNoGzipIsRefused() throws IOException {
    write("comments.csv.gz", COMMENTS);

    refuses(directory, "", "cut short or damaged in line 1 (Not in GZIP format)");
  }

  @Test
  void aFileOfAnotherEndingIsRefused() throws IOException {
    write("comments.xlsx", "x");

    refuses(
        directory.resolve("comments.xlsx"),
        "",
        "'comments.xlsx' cannot be read as undertone: the header lacks");
  }

  @Test
  void aBadRecordIsNoReasonToRefuseAFileUnlessAllAre() throws IOException {
    write("comments.jsonl", "not json\n");
    refuses(directory, "undertone", "the record is not valid JSON");

    write(
        "comments.jsonl",
        "not json\n{\"blogger\":\"b\",\"time\":\"2023-02-10\",\"text\":\"good\"}\n");
    assertThat(DataSet.open(directory, "undertone").files()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tpoic: x            | has the unknown key tpoic. Did you mean topic?",
        "colour: x           | has the unknown key colour. ",
        "defaults: {lang: x} | has the unknown key defaults.lang.",
        "defaults: {score: 7} | the default of score is '7'; it must be a number in [0,1].",
        "zone: Mars          | zone is 'Mars'; it must be a time zone such as Asia/Shanghai or +08:00.",
        "origin: May         | origin is 'May'; it must be a date such as 2023-05-01.",
        "lateness: 14 days   | lateness is '14 days'; it must be an ISO-8601 duration or a number with ms, s, min, h, d or w, such as P14D or 14d.",
        "lateness: -P1D      | lateness is '-P1D'; it must be at least zero, such as P14D.",
        "period_by: likes    | period_by is 'likes'; it must be post or comment.",
        "text_rules: mine    | text_rules is 'mine'; it must be none or paper.",
        "topic: [a, b]       | topic is '[\"a\",\"b\"]'; it must be a single value.",
        "files: absent.csv   | has no file 'absent.csv', which its descriptor names.",
        "files: '[.csv'      | files is '[.csv'; it must be a file name or a pattern such as *.csv.gz.",
        "bloggers: who.csv   | bloggers is 'who.csv'; it must be a file of the data set.",
        "bloggers: wrong.csv | must have the columns blogger and name.",
        "'name: [unclosed'   | is not valid YAML: ",
        "'# nothing'         | is empty; it must hold lines such as 'topic: phones'.",
      })
  void aBrokenDescriptorSaysWhatIsWrong(String descriptor, String message) throws IOException {
    write("comments.csv", COMMENTS);
    write("wrong.csv", COMMENTS);
    write("dataset.yaml", descriptor);

    refuses(directory, "", message);
  }
}
