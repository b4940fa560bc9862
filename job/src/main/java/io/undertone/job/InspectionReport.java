// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.dataset.Inspection;
import io.undertone.ingest.dataset.Inspection.Inspected;
import io.undertone.ingest.dataset.PeriodGuess;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.ParseTally;
import io.undertone.ingest.format.Sample;
import io.undertone.job.console.TextTable;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.LanguageDetector;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An inspection for people: what each file holds, what its records become, which period suits. */
final class InspectionReport {
  private static final int SHOWN_FILES = 12;
  private static final int SHOWN_FIELDS = 30;
  private static final int LONGEST_EXAMPLE = 40;

  private final Inspection inspection;

  InspectionReport(Inspection inspection) {
    this.inspection = inspection;
  }

  void print(PrintWriter out) {
    List<Inspected> files = inspection.files();
    files.stream().limit(SHOWN_FILES).forEach(file -> file(out, file));
    if (files.size() > SHOWN_FILES) {
      out.printf(
          Locale.ROOT, "... and %d files more of the same kind%n", files.size() - SHOWN_FILES);
    }
    inspection
        .passedOver()
        .forEach(
            file -> out.printf(Locale.ROOT, "%s is passed over: %s%n", file.name(), file.reason()));
    inspection.notes().forEach(out::println);
    languages().ifPresent(out::println);
    if (!inspection.sure()) {
      out.println("This is a guess: check the fields below before you replay.");
    }
    PeriodGuess.of(inspection).sentences().forEach(out::println);
  }

  /** In which languages the texts tried are, where they are to be scored. */
  private Optional<String> languages() {
    Map<Language, Integer> counts = new EnumMap<>(Language.class);
    int texts = 0;
    boolean scored = false;
    for (Inspected file : inspection.files()) {
      for (String name : file.sample().names()) {
        String meaning = meaning(file, name);
        scored |= meaning.equals(Field.SCORE.key());
        if (meaning.equals(Field.TEXT.key())) {
          for (String text : file.sample().values(name)) {
            counts.merge(LanguageDetector.detect(text), 1, Integer::sum);
            texts++;
          }
        }
      }
    }
    if (texts == 0) {
      return Optional.empty();
    }
    long zh = share(counts, Language.ZH, texts);
    long en = share(counts, Language.EN, texts);
    long other = share(counts, Language.OTHER, texts);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Of %,d texts tried %d %% seem Chinese, %d %% English, %d %% in other languages%s.",
            texts,
            zh,
            en,
            other,
            other > 0 && !scored ? ", which have no scorer and stay out of the means" : ""));
  }

  private static long share(Map<Language, Integer> counts, Language language, int all) {
    return Math.round(100.0 * counts.getOrDefault(language, 0) / all);
  }

  private void file(PrintWriter out, Inspected file) {
    Sample sample = file.sample();
    String separator = sample.separator();
    out.printf(
        Locale.ROOT,
        "%s: %s%s, %s, format %s%n",
        file.input().name(),
        file.input().shape().title(),
        separator == null ? "" : " separated by " + name(separator),
        file.input().charset(),
        file.format().name());
    TextTable table = new TextTable("field", "read as", "filled", "example");
    sample.names().stream()
        .filter(name -> sample.count(name) > 0)
        .limit(SHOWN_FIELDS)
        .forEach(
            name ->
                table.row(name, meaning(file, name), filled(sample, name), example(file, name)));
    out.print(table.render());
    ParseTally tally = file.tally();
    out.printf(
        Locale.ROOT,
        "%s: %,d read = %,d comments + %,d posts + %,d no opinions + %,d dead letters + %,d passed over%n",
        file.whole() ? "All records" : "First records",
        tally.read(),
        tally.comments(),
        tally.posts(),
        tally.noOpinions(),
        tally.deadLetters(),
        tally.passedOver());
    tally
        .leftInLists()
        .forEach(
            (list, count) ->
                out.printf(Locale.ROOT, "%d records in the list %s are not read%n", count, list));
    tally
        .lost()
        .forEach(
            (field, count) ->
                out.printf(Locale.ROOT, "%d values of %s cannot be read%n", count, field.key()));
    if (file.problem() != null) {
      out.printf(Locale.ROOT, "It cannot be read: %s%n", file.problem().text());
    }
    out.println();
  }

  private static String meaning(Inspected file, String name) {
    ParseTally tally = file.tally();
    boolean mixed = tally.posts() > 0 && tally.comments() > 0;
    return mixed ? file.format().meaning(name) : file.format().meaning(name, tally.posts() > 0);
  }

  private static String name(String separator) {
    return switch (separator) {
      case "," -> "commas";
      case ";" -> "semicolons";
      case "\t" -> "tabs";
      default -> separator;
    };
  }

  private static String filled(Sample sample, String name) {
    return String.format(Locale.ROOT, "%,d", sample.count(name));
  }

  /** What may name a person is not shown: only fields that are read, and not authors. */
  private static String example(Inspected file, String name) {
    if (!file.format().mayShow(name)) {
      return "";
    }
    String value = file.sample().values(name).get(0).replaceAll("\\s+", " ");
    return value.length() > LONGEST_EXAMPLE ? value.substring(0, LONGEST_EXAMPLE) + "..." : value;
  }
}
