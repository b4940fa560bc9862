// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.undertone.ingest.Comment;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.ingest.dataset.CommentSelection;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.dataset.Deletions;
import io.undertone.ingest.format.CommentJson;
import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.Erasure;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.ResultTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes what a post, a comment or an author left out of the results. */
@Command(
    name = "erase",
    description =
        "Erases a post, a comment or all comments of an author from a result database, and with"
            + " --deletions writes the records that take them out of a running job. Sums over"
            + " audiences stay; docs/data.md says what else is out of its reach.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EraseCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin DatabaseFlags database = new DatabaseFlags();

  @ArgGroup(exclusive = true, multiplicity = "1")
  Whose whose = new Whose();

  /** Either an author or a post. */
  static final class Whose {
    @Option(
        names = "--author",
        paramLabel = "ID",
        description = "All comments of this author; --data says where to find them.")
    @Nullable String author;

    @Option(
        names = "--post",
        paramLabel = "ID",
        description = "This post with all its comments, or with --comment one of them.")
    @Nullable String post;
  }

  @Option(names = "--comment", paramLabel = "ID", description = "Only this comment of the post.")
  @Nullable String comment;

  @Option(
      names = "--blogger",
      paramLabel = "ID",
      description =
          OptionWords.BLOGGER + ": only of this one, where several have posts of the same id.")
  @Nullable String blogger;

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      description =
          "Where to look the comments up: results do not say who wrote them. Folder with a"
              + " dataset.yaml, or comment files.")
  @Nullable Path data;

  @CommandLine.Mixin DataSetFlags reading = new DataSetFlags();

  @Option(
      names = "--deletions",
      paramLabel = "FILE.jsonl",
      description =
          "Writes one record a comment of --data that takes it out again; `undertone produce` sends"
              + " the file to a running job.")
  @Nullable Path deletions;

  @Option(names = "--dry-run", description = OptionWords.DRY_RUN + ", only counts.")
  boolean dryRun;

  @Override
  public Integer call() throws IOException {
    check();
    Deletions found =
        data == null ? null : Deletions.of(DataSet.open(data, reading.format), selection());
    PrintWriter out = spec.commandLine().getOut();
    if (found != null) {
      out.printf(Locale.ROOT, "%,d of its comments are in %s%n", found.size(), data);
    }
    report(out, erase(erasures(found)));
    if (found != null && deletions != null && !dryRun) {
      write(found.records(), deletions);
      out.printf(Locale.ROOT, "%,d deletions written to %s%n", found.records().size(), deletions);
      if (!found.orphans().isEmpty()) {
        out.printf(
            Locale.ROOT,
            "%,d have no post in the data, so no deletion can name them%n",
            found.orphans().size());
      }
    }
    out.flush();
    return 0;
  }

  private void check() {
    requireText("--author", whose.author);
    requireText("--post", whose.post);
    requireText("--comment", comment);
    requireText("--blogger", blogger);
    if (whose.author != null && comment != null) {
      throw UserError.usage("--comment names one comment of a --post; leave it out with --author.");
    }
    if (whose.author != null && data == null) {
      throw UserError.usage(
          "Results do not say who wrote a comment. Give with --data the data set to find the"
              + " author's comments in.");
    }
    if (deletions != null && data == null) {
      throw UserError.usage("--deletions takes the records from a data set; give it with --data.");
    }
  }

  private static void requireText(String option, @Nullable String id) {
    if (id != null && id.isBlank()) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "%s is '%s'; give an id, which is never blank, or leave the option out.",
              option,
              id));
    }
  }

  private CommentSelection selection() {
    return new CommentSelection(whose.author, blogger, whose.post, comment);
  }

  private List<Erasure> erasures(@Nullable Deletions found) {
    if (whose.post != null) {
      Set<String> comments = comment == null ? Set.of() : Set.of(comment);
      return List.of(new Erasure(blogger, whose.post, comments));
    }
    List<Erasure> all = new ArrayList<>();
    if (found != null) {
      found.records().stream()
          .collect(groupingBy(c -> List.of(c.blogger(), c.post()), mapping(Comment::id, toSet())))
          .forEach((post, ids) -> all.add(new Erasure(post.get(0), post.get(1), ids)));
      found.orphans().stream()
          .collect(groupingBy(UnjoinedComment::post, mapping(UnjoinedComment::id, toSet())))
          .forEach((post, ids) -> all.add(new Erasure(null, post, ids)));
    }
    return all;
  }

  private Map<ResultTable, Integer> erase(List<Erasure> what) throws IOException {
    try (ResultStore store =
        ResultStore.existing(database.url, database.user, database.password())) {
      return store.erase(what, dryRun);
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  private void report(PrintWriter out, Map<ResultTable, Integer> rows) {
    if (rows.values().stream().allMatch(n -> n == 0)) {
      out.println("The results hold nothing of it.");
      return;
    }
    TextTable table = new TextTable("table", dryRun ? "rows to erase" : "rows erased");
    rows.forEach((name, n) -> table.row(name.tableName(), String.format(Locale.ROOT, "%,d", n)));
    out.print(table.render());
  }

  private static void write(List<Comment> records, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Comment record : records) {
        out.write(CommentJson.of(record));
        out.write('\n');
      }
    }
  }
}
