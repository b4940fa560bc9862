// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.file.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a source are written, in files as in Kafka: what it calls the fields of
 * comments, and of posts where these are records of their own; in which lists records lie; what
 * names of files say. {@link FormatYaml} reads it from a descriptor or a preset.
 */
public final class CommentFormat implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many times as long a record with replies may be. */
  private static final int REPLIES = 100;

  private final String name;
  private final String title;
  private final RecordSchema comments;
  private final @Nullable RecordSchema posts;
  private final @Nullable ListPath records;
  private final @Nullable ListPath replies;
  private final @Nullable NameCapture fromName;
  private final EnumMap<Field, String> constants;
  private final ArrayList<String> header;
  private final ArrayList<ArrayList<String>> signatures;
  private final @Nullable Weight weight;

  /**
   * @throws IllegalArgumentException when comments have no name that posts do not have
   */
  CommentFormat(
      String name,
      String title,
      RecordSchema comments,
      @Nullable RecordSchema posts,
      @Nullable ListPath records,
      @Nullable ListPath replies,
      @Nullable NameCapture fromName,
      Map<Field, String> constants,
      List<String> header,
      List<List<String>> signatures,
      @Nullable Weight weight) {
    this.name = name;
    this.title = title;
    this.comments = comments;
    this.posts = posts;
    this.records = records;
    this.replies = replies;
    this.fromName = fromName;
    this.constants = new EnumMap<>(Field.class);
    this.constants.putAll(constants);
    this.header = new ArrayList<>(header);
    this.signatures = new ArrayList<>();
    signatures.forEach(s -> this.signatures.add(new ArrayList<>(s)));
    this.weight = weight;
    var unused = kinds();
  }

  /** The name in descriptors and on the command line. */
  public String name() {
    return name;
  }

  /** What it reads, in one line. */
  public String title() {
    return title;
  }

  /** What a comment counts for; null leaves it to the data set. */
  public @Nullable Weight weight() {
    return weight;
  }

  /** Whether posts are records of their own, to which comments are joined by the post's id. */
  public boolean hasPosts() {
    return posts != null;
  }

  /** Names that only records of posts have. */
  public Set<String> namesOfPosts() {
    return kinds().namesOfPosts();
  }

  /** The same for a source without any post: comments stand for themselves. */
  public CommentFormat withoutPosts() {
    RecordSchema alone = comments.as(RecordSchema.Kind.COMMENT);
    if (posts != null && !comments.has(Field.BLOGGER)) {
      // what says whose audience it is may be in comments too; an author's name is not that
      List<String> named = new ArrayList<>(posts.names(Field.BLOGGER));
      named.removeAll(comments.allNames());
      alone = named.isEmpty() ? alone : alone.with(Field.BLOGGER, named);
    }
    return new CommentFormat(
        name,
        title,
        alone,
        null,
        records,
        replies,
        fromName,
        constants,
        header,
        List.copyOf(signatures),
        weight);
  }

  /**
   * The same where records turn out to lie in a list: fields that were named through it ({@code
   * comments.text}) are its elements' own, and when there are such, all others lie around it.
   *
   * @param list path such as {@code comments[]}
   */
  public CommentFormat inList(String list) {
    String through = list.replace("[]", "") + ".";
    boolean named = comments.allNames().stream().anyMatch(n -> n.startsWith(through));
    return new CommentFormat(
        name,
        title,
        comments.renamed(
            given ->
                given.startsWith(through)
                    ? given.substring(through.length())
                    : named ? "/" + given : given),
        null,
        ListPath.of(list),
        replies,
        fromName,
        constants,
        header,
        List.copyOf(signatures),
        weight);
  }

  /**
   * The list in which the texts lie that the format looks for outside of any; null when they lie
   * where it looks.
   */
  public @Nullable String listOfTexts(Collection<String> sampled) {
    if (records != null || posts != null) {
      return null;
    }
    List<String> texts = new ArrayList<>(comments.names(Field.TEXT));
    texts.addAll(comments.names(Field.SCORE));
    if (texts.stream().anyMatch(sampled::contains)) {
      return null;
    }
    for (String found : sampled) {
      int end = found.lastIndexOf("[].");
      String field = end < 0 ? "" : found.substring(end + 3);
      if (end > 0 && (texts.contains(field) || texts.contains(found.replace("[]", "")))) {
        return found.substring(0, end + 2);
      }
    }
    return null;
  }

  /**
   * Whether no record of a file says some field, such as the blogger.
   *
   * @param sampled fields of its first records
   */
  public boolean lacks(Field field, Collection<String> sampled) {
    RecordSchema schema = posts != null && field == Field.BLOGGER ? posts : comments;
    boolean named = fromName != null && fromName.fields().contains(field);
    if (constants.containsKey(field) || named || (posts != null && schema.has(field))) {
      return false;
    }
    if (!header.isEmpty() && schema.names(field).stream().anyMatch(header::contains)) {
      return false;
    }
    return schema.names(field).stream()
        .noneMatch(given -> sampled.stream().anyMatch(name -> isSame(given, name)));
  }

  /**
   * Whether a source with these names is written in this format.
   *
   * @param names fields of its first records, those in lists as {@code list[].field}
   */
  public boolean recognises(Collection<String> names) {
    return signatures.stream().anyMatch(names::containsAll);
  }

  /** A mapping, in words, that reads each post as one voice; empty where posts are no records. */
  public String postsAsVoices(Collection<String> sampled) {
    return posts == null ? "" : posts.asVoices(sampled);
  }

  /** How many columns a table without header has; 0 when it must have one. */
  public int columns() {
    return header.size();
  }

  /**
   * What a field of a sample is read as, such as {@code text}; empty when it is not read.
   *
   * @param sampled name as a sample has it, of fields in lists {@code list[].field}
   */
  public String meaning(String sampled) {
    return meaning(sampled, schemas());
  }

  /**
   * The same in a file of one kind of records.
   *
   * @param ofPosts whether it holds posts, where these are apart from comments
   */
  public String meaning(String sampled, boolean ofPosts) {
    return meaning(sampled, List.of(posts != null && ofPosts ? posts : comments));
  }

  private String meaning(String sampled, List<RecordSchema> among) {
    List<String> found = new ArrayList<>();
    for (RecordSchema schema : among) {
      schema
          .names()
          .forEach(
              (field, given) -> {
                if (given.stream().anyMatch(n -> isSame(n, sampled))
                    && !found.contains(field.key())) {
                  found.add(field.key());
                }
              });
    }
    return String.join(", ", found);
  }

  private boolean isSame(String given, String sampled) {
    String around = given.startsWith("/") ? given.substring(1) : null;
    String inside = records == null ? given : records.text() + "." + given;
    return around != null
        ? around.equals(sampled)
        : inside.equals(sampled) || CsvHeader.plain(inside).equals(CsvHeader.plain(sampled));
  }

  /** Whether values of a field may be shown: it is read, and it names no author. */
  public boolean mayShow(String sampled) {
    String meaning = meaning(sampled);
    return !meaning.isEmpty() && !meaning.contains(Field.AUTHOR.key());
  }

  /** Names of times that are read by a pattern. */
  public List<String> patternedTimes() {
    List<String> names = new ArrayList<>();
    for (RecordSchema schema : schemas()) {
      schema
          .times()
          .forEach(
              (field, format) -> {
                if (format instanceof PatternTime) {
                  names.addAll(schema.names(field));
                }
              });
    }
    return names;
  }

  /** Whether all values read as the time of that name. */
  public boolean readsTimes(String given, List<String> values) {
    for (RecordSchema schema : schemas()) {
      for (Field field : schema.times().keySet()) {
        if (schema.names(field).contains(given)) {
          return TimeGuess.fraction(values, schema.time(field)) == 1;
        }
      }
    }
    return true;
  }

  /** Names of scores that are taken to be in [0,1]. */
  public List<String> unscaledScores() {
    List<String> names = new ArrayList<>();
    for (RecordSchema schema : schemas()) {
      for (Field field : List.of(Field.SCORE, Field.POST_SCORE)) {
        if (schema.scale(field) == Scale.UNIT) {
          names.addAll(schema.names(field));
        }
      }
    }
    return names;
  }

  /** Whether a source with these names has all that some kind of its records needs. */
  public boolean couldRead(Collection<String> sampled) {
    return schemas().stream()
        .anyMatch(
            schema ->
                schema.required().stream()
                    .allMatch(
                        any ->
                            any.stream()
                                .flatMap(field -> schema.names(field).stream())
                                .anyMatch(sampled::contains)));
  }

  /** Opens a file. */
  public CommentFile open(InputFile file, ParserOptions options) throws IOException {
    ParserOptions named = fromName == null ? options : options.withDefaults(fromName.of(file));
    return file.shape().isTable()
        ? new CsvFile(file, this, withConstants(named))
        : new JsonFile(file, this, longer(named));
  }

  /** Opens a file that is UTF-8 text, of a kind that its ending says. */
  public CommentFile open(Path file, ParserOptions options) throws IOException {
    return open(InputFile.plain(file), options);
  }

  /** A parser for single records that are JSON objects. */
  public CommentParser jsonParser(ParserOptions options) {
    return new JsonCommentParser(this, withConstants(longer(options)));
  }

  /** What the data set says wins over what the format says. */
  private ParserOptions withConstants(ParserOptions options) {
    EnumMap<Field, String> all = new EnumMap<>(Field.class);
    all.putAll(constants);
    all.putAll(options.defaults());
    ParserOptions defaulted = options.withDefaults(all);
    return options.weight() == null ? defaulted.with(options.crawledAt(), weight) : defaulted;
  }

  /** A record that holds all of a file's records may be as long as it; one with replies, longer. */
  private ParserOptions longer(ParserOptions options) {
    Limits limits = options.limits();
    long bytes =
        records != null
            ? Limits.MAX_RECORD_BYTES
            : limits.recordBytes() * (replies != null ? REPLIES : 1L);
    return options.withLimits(
        limits.withRecordBytes((int) Math.min(bytes, Limits.MAX_RECORD_BYTES)));
  }

  KindChoice kinds() {
    return new KindChoice(comments, posts);
  }

  List<RecordSchema> schemas() {
    return posts == null ? List.of(comments) : List.of(comments, posts);
  }

  RecordSchema comments() {
    return comments;
  }

  @Nullable RecordSchema posts() {
    return posts;
  }

  @Nullable ListPath records() {
    return records;
  }

  @Nullable ListPath replies() {
    return replies;
  }

  @Nullable NameCapture fromName() {
    return fromName;
  }

  Map<Field, String> constants() {
    return constants;
  }

  List<String> header() {
    return header;
  }

  /** Every name that the format has for something, of fields in lists as {@code list[].field}. */
  public Set<String> names() {
    Set<String> names = new java.util.TreeSet<>();
    String prefix = records == null ? "" : records.text() + (records.text().isEmpty() ? "" : ".");
    for (RecordSchema schema : schemas()) {
      for (String given : schema.allNames()) {
        names.add(given.startsWith("/") ? given.substring(1) : prefix + given);
      }
    }
    return names;
  }
}
