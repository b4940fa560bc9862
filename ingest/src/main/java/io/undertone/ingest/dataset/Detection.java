// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.Refusal.Kind;
import io.undertone.ingest.dataset.Inspection.Inspected;
import io.undertone.ingest.file.FoundFiles;
import io.undertone.ingest.file.FoundFiles.PassedOver;
import io.undertone.ingest.file.InputFile;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Field;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.Names;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.ingest.format.Sample;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells how each file is written, tries its first records and says what speaks against them. */
final class Detection {
  private static final int SHOWN_NAMES = 12;

  private final Descriptor descriptor;
  private final @Nullable String chosen;
  private final String name;
  private final @Nullable Instant crawledAt;
  private final EnumMap<Field, String> defaults = new EnumMap<>(Field.class);
  private final List<PassedOver> passedOver = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean sure = true;
  private @Nullable ObjectNode guessed;

  Detection(
      Descriptor descriptor, @Nullable String chosen, String name, @Nullable Instant crawledAt) {
    this.crawledAt = crawledAt;
    this.descriptor = descriptor;
    this.chosen = chosen != null ? chosen : descriptor.text("format");
    this.name = name;
    this.defaults.putAll(descriptor.defaults());
  }

  Inspection of(FoundFiles found) throws IOException {
    passedOver.addAll(found.passedOver());
    Map<InputFile, Sample> samples = new LinkedHashMap<>();
    for (InputFile file : found.readable()) {
      samples.put(file, Sample.of(file));
    }
    Map<InputFile, CommentFormat> formats = formats(samples);
    complete(formats, samples);
    List<Inspected> files = new ArrayList<>();
    for (Map.Entry<InputFile, CommentFormat> entry : formats.entrySet()) {
      Sample sample = Objects.requireNonNull(samples.get(entry.getKey()));
      files.add(tried(entry.getKey(), entry.getValue(), sample));
    }
    drop(files);
    postsAlone(files);
    encodings(files);
    onePost(files);
    return new Inspection(files, passedOver, notes, defaults, sure, guessed);
  }

  private Map<InputFile, CommentFormat> formats(Map<InputFile, Sample> samples) throws IOException {
    CommentFormat fixed = fixed();
    Map<InputFile, CommentFormat> formats = new LinkedHashMap<>();
    if (fixed != null) {
      for (Map.Entry<InputFile, Sample> entry : samples.entrySet()) {
        String list = fixed.listOfTexts(entry.getValue().names());
        formats.put(entry.getKey(), list == null ? fixed : fixed.inList(list));
      }
      requireMapped(samples);
      return formats;
    }
    Map<InputFile, Sample> unknown = new LinkedHashMap<>();
    for (Map.Entry<InputFile, Sample> entry : samples.entrySet()) {
      CommentFormat preset = preset(entry.getKey(), entry.getValue());
      if (preset != null) {
        formats.put(entry.getKey(), descriptor.mapping().over(preset));
      } else {
        unknown.put(entry.getKey(), entry.getValue());
      }
    }
    boolean known = !formats.isEmpty();
    List<CommentFormat> found = formats.values().stream().distinct().toList();
    for (Map.Entry<InputFile, Sample> entry : Map.copyOf(unknown).entrySet()) {
      found.stream()
          .filter(format -> format.couldRead(entry.getValue().names()))
          .findFirst()
          .ifPresent(
              format -> {
                formats.put(entry.getKey(), format);
                unknown.remove(entry.getKey());
              });
    }
    guess(unknown, formats, known);
    return formats;
  }

  /** The format that the user names or describes; null when it is to be told from the files. */
  private @Nullable CommentFormat fixed() {
    boolean mapped = !descriptor.node("fields").isEmpty();
    if (Formats.MAPPING.equals(chosen) && !mapped) {
      throw new InputException(
          "the format mapping needs a "
              + DataSet.DESCRIPTOR
              + " with fields, such as 'fields: {blogger: user_id, post: note_id}'.");
    }
    if (Formats.MAPPING.equals(chosen) || (mapped && chosen == null)) {
      return descriptor.mapping().alone(Formats.MAPPING);
    }
    return chosen == null ? null : descriptor.mapping().over(Formats.byName(chosen));
  }

  private @Nullable CommentFormat preset(InputFile file, Sample sample) throws IOException {
    CommentFormat preset = Formats.detect(sample.names());
    if (preset != null || !sample.headless()) {
      return preset;
    }
    for (CommentFormat format : Formats.all()) {
      if (format.columns() == sample.names().size()) {
        Trial trial =
            Trial.of(new DataFile(file, format), options().withDefault(Field.BLOGGER, name));
        if (trial.tally().comments() * 10 >= trial.tally().read() * 9 && trial.hasAny()) {
          return format;
        }
      }
    }
    return null;
  }

  /** Files of no known format: a guess, or foreign where others are known. */
  private void guess(
      Map<InputFile, Sample> unknown, Map<InputFile, CommentFormat> formats, boolean known) {
    for (Map.Entry<InputFile, Sample> entry : unknown.entrySet()) {
      InputFile file = entry.getKey();
      Sample sample = entry.getValue();
      Guess guess = Guess.of(sample);
      if (sample.records() == 0) {
        formats.put(file, Formats.undertone()); // its reader says what is wrong with the file
      } else if (known || !guess.lacking().isEmpty()) {
        passedOver.add(
            new PassedOver(
                file.name(), Refusal.with(lacks(guess.lacking()), fields(sample)), false));
      } else {
        formats.put(file, guess.format());
        if (guessed == null) {
          guessed = guess.yaml();
          notes.add(
              "The format is unknown; the fields were told from their names and values: "
                  + guess.yaml().path("fields").properties().stream()
                      .map(e -> e.getKey() + " from " + e.getValue().asText())
                      .collect(Collectors.joining(", "))
                  + ".");
          note(UndecidedColumns.scores(guess.format(), sample));
        }
        sure &= guess.sure();
      }
    }
  }

  private void note(String sentence) {
    if (!sentence.isEmpty()) {
      notes.add(sentence);
    }
  }

  private static Kind lacks(List<String> lacking) {
    return lacking.size() > 1
        ? Kind.NO_TEXT_AND_TIME
        : lacking.isEmpty() ? Kind.DIFFERS : lacking.contains("text") ? Kind.NO_TEXT : Kind.NO_TIME;
  }

  private static Refusal fields(Sample sample) {
    if (sample.headless()) {
      return Refusal.of(Kind.HEADER_IS_DATA, Integer.toString(sample.names().size()));
    }
    return Refusal.of(
        sample.separator() == null ? Kind.ITS_FIELDS : Kind.ITS_COLUMNS,
        sample.names().stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "))
            + (sample.names().size() > SHOWN_NAMES ? ", ..." : ""));
  }

  /** Each name that the descriptor maps must be in some file; a near one is offered. */
  private void requireMapped(Map<InputFile, Sample> samples) {
    Set<String> all = new TreeSet<>();
    boolean tables = true;
    for (Map.Entry<InputFile, Sample> entry : samples.entrySet()) {
      tables &= entry.getKey().shape().isTable();
      for (String found : entry.getValue().names()) {
        all.add(found);
        all.add(found.replace("[]", ""));
        all.add(found.substring(found.lastIndexOf("[].") < 0 ? 0 : found.lastIndexOf("[].") + 3));
      }
    }
    Set<String> plain = all.stream().map(Detection::plain).collect(Collectors.toSet());
    for (Map.Entry<String, List<String>> entry : descriptor.mappedNames().entrySet()) {
      List<String> given = entry.getValue().stream().filter(n -> !n.isBlank()).toList();
      boolean there =
          given.isEmpty()
              || given.stream()
                  .map(n -> n.startsWith("/") ? n.substring(1) : n)
                  .anyMatch(n -> plain.contains(plain(n)) || isHeader(n));
      if (!there) {
        var near = Names.nearest(given.get(0), all);
        String what = entry.getKey() + " is '" + given.get(0) + "', which no file has. ";
        if (near.isPresent() || tables) {
          throw new InputException(
              "'" + descriptor.file() + "': " + what + Names.suggestion(given.get(0), all));
        }
        notes.add(what.replace("no file has", "the first records do not have").strip());
      }
    }
  }

  /** Capitals, spaces and hyphens make no other name, as for headers of tables. */
  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
  }

  private boolean isHeader(String given) {
    return descriptor.list("header").contains(given);
  }

  /** Comments without any post stand for themselves; an audience without a name gets the set's. */
  private void complete(Map<InputFile, CommentFormat> formats, Map<InputFile, Sample> samples)
      throws IOException {
    Map<String, List<InputFile>> byFormat = new TreeMap<>();
    formats.forEach(
        (file, format) -> {
          if (Objects.requireNonNull(samples.get(file)).records() > 0) {
            byFormat.computeIfAbsent(format.name(), f -> new ArrayList<>()).add(file);
          }
        });
    for (List<InputFile> files : byFormat.values()) {
      CommentFormat format = Objects.requireNonNull(formats.get(files.get(0)));
      if (format.hasPosts() && !hasPost(files, format, samples)) {
        CommentFormat alone = format.withoutPosts();
        files.forEach(file -> formats.put(file, alone));
        format = alone;
        notes.add(
            "There are no posts beside the comments: each post is as old as its earliest comment.");
      }
      boolean unnamed = false;
      for (InputFile file : files) {
        Sample sample = Objects.requireNonNull(samples.get(file));
        unnamed |= format.lacks(Field.BLOGGER, sample.names());
      }
      if (unnamed && !defaults.containsKey(Field.BLOGGER)) {
        String audience =
            name.replaceAll("\\.(csv|tsv|txt|jsonl?|ndjson|xlsx|db|gz|zip|xz|zst|info)\\b", "");
        defaults.put(Field.BLOGGER, audience);
        notes.add(
            "No field says whose audience it is: all comments are taken for that of '"
                + audience
                + "'. 'defaults: {blogger: NAME}' or 'fields: {blogger: FIELD}' in "
                + DataSet.DESCRIPTOR
                + " says it otherwise."
                + UndecidedColumns.audiences(
                    format, Objects.requireNonNull(samples.get(files.get(0)))));
      }
    }
  }

  private boolean hasPost(
      List<InputFile> files, CommentFormat format, Map<InputFile, Sample> samples)
      throws IOException {
    for (InputFile file : files) {
      if (Trial.hasPost(
          new DataFile(file, format), Objects.requireNonNull(samples.get(file)), options())) {
        return true;
      }
    }
    return false;
  }

  private ParserOptions options() {
    ParserOptions plain = ParserOptions.of("", "check");
    var zone = descriptor.zone();
    ParserOptions zoned = zone == null ? plain : plain.withZone(zone);
    return zoned.withDefaults(defaults).with(crawledAt, null);
  }

  private Inspected tried(InputFile file, CommentFormat format, Sample sample) throws IOException {
    if (sample.linesAbove() > 0) {
      notes.add(
          file.name()
              + ": the header is in line "
              + (sample.linesAbove() + 1)
              + ", below a title.");
    }
    Trial trial;
    try {
      trial = Trial.of(new DataFile(file, format), options());
    } catch (IllegalArgumentException e) {
      throw new InputException("'" + descriptor.file() + "': " + e.getMessage(), e);
    }
    return new Inspected(
        file,
        format,
        sample,
        trial.tally(),
        trial.whole(),
        Problems.of(format, sample, trial, notes),
        trial.times(),
        trial.postsByBlogger(),
        trial.commentsByBlogger());
  }

  /** Files that are empty or foreign are named and passed over where others can be read. */
  private void drop(List<Inspected> files) {
    boolean any = files.stream().anyMatch(f -> f.problem() == null && f.tally().read() > 0);
    if (!any) {
      return;
    }
    for (Inspected file : List.copyOf(files)) {
      boolean foreign = file.problem() != null && isForeign(file);
      if (foreign) {
        passedOver.add(
            new PassedOver(
                file.input().name(), Objects.requireNonNull(file.problem()), isDamaged(file)));
        files.remove(file);
      }
    }
  }

  /** Posts without a single comment are no audience; they may be voices of their own. */
  private static void postsAlone(List<Inspected> files) {
    boolean any =
        files.stream()
            .anyMatch(f -> f.tally().comments() + f.tally().noOpinions() > 0 || !f.whole());
    for (int i = 0; i < files.size() && !any; i++) {
      Inspected file = files.get(i);
      if (file.problem() == null && file.tally().posts() > 0) {
        files.set(
            i,
            file.withProblem(
                Refusal.of(Kind.POSTS_ALONE, file.format().postsAsVoices(file.sample().names()))));
      }
    }
  }

  private static boolean isDamaged(Inspected file) {
    return file.problem() != null && file.problem().kind() == Kind.CUT_SHORT;
  }

  private static boolean isForeign(Inspected file) {
    return file.sample().records() == 0
        || file.format().names().stream().filter(n -> file.sample().names().contains(n)).count()
            < 2;
  }

  private void onePost(List<Inspected> files) {
    Map<String, Set<String>> posts = new TreeMap<>();
    boolean keyword = false;
    for (Inspected file : files) {
      file.postsByBlogger()
          .forEach((b, p) -> posts.computeIfAbsent(b, x -> new TreeSet<>()).addAll(p));
      keyword |= file.sample().names().contains("source_keyword");
    }
    PeriodGuess.warn(notes, posts, keyword);
    boolean open = descriptor.text("period_by") == null;
    PeriodGuess period = PeriodGuess.of(files);
    boolean days = !period.period().startsWith("PT");
    if (open && period.periodBy().equals("comment") && period.periods() > 1 && days) {
      notes.add(
          "Few posts are commented on for long: --period-by comment --period "
              + period.period()
              + " counts each comment in the period in which it was written, and gives "
              + period.periods()
              + " periods.");
    }
  }

  private void encodings(List<Inspected> files) {
    Map<String, Long> counts =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.input().charset(), TreeMap::new, Collectors.counting()));
    counts.remove("UTF-8");
    counts.forEach(
        (charset, count) ->
            notes.add(
                (count == 1 ? "One file is" : count + " files are") + " read as " + charset + "."));
  }
}
