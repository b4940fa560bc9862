// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.console.UserError;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.jspecify.annotations.Nullable;

/**
 * As which run a job starts, and from which state. A run goes on from its newest complete
 * checkpoint; where it has counted something and its state is gone, the start is refused, since it
 * would know less than what is already written.
 */
final class RunStarts {
  private static final String UNDECIDED = "undertone";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Settings settings;
  private final ReadableConfig flink;
  private final @Nullable ResultStore store;
  private final StreamInput input;
  private final @Nullable Path file;
  private final List<RunStart> known;

  /**
   * @param flink as the job will run, a cluster's configuration included
   * @param store database of results; null when there is none
   * @param file of an embedded database; null when there is none
   */
  RunStarts(
      Settings settings,
      ReadableConfig flink,
      @Nullable ResultStore store,
      StreamInput input,
      @Nullable Path file)
      throws IOException {
    this.settings = settings;
    this.flink = flink;
    this.store = store;
    this.input = input;
    this.file = file;
    this.known = store == null ? List.of() : store.runs();
  }

  /** Name of the run in settings where it is decided. */
  static String name(Settings settings) {
    return settings.get(StreamOptions.RUN).orElse(UNDECIDED);
  }

  /**
   * One start of a run.
   *
   * @param run its name
   * @param number how often it was started, with this start
   * @param folder of its checkpoints; null when it keeps none
   * @param state from which it goes on; null when it begins
   * @param maxParallelism that the state was begun with; 0 for one that begins
   * @param own whether the state is its own checkpoint, which it may replace
   * @param remarks what a user should know
   */
  record Decision(
      String run,
      long number,
      @Nullable RunFolder folder,
      @Nullable String state,
      int maxParallelism,
      boolean own,
      List<String> remarks) {

    /** The settings as this run. */
    Settings over(Settings settings) {
      Map<String, String> decided = new LinkedHashMap<>();
      decided.put(StreamOptions.RUN.key(), run);
      if (folder != null) {
        decided.put(StreamOptions.CHECKPOINTS.key(), folder.path());
      }
      if (maxParallelism > 0) {
        decided.put("flink.pipeline.max-parallelism", Integer.toString(maxParallelism));
      }
      if (own && state != null) {
        decided.put(StreamOptions.RESTORE.key(), state);
        decided.put("flink." + StateRecoveryOptions.RESTORE_MODE.key(), "CLAIM");
      }
      return settings.over("run " + run, decided);
    }
  }

  /**
   * Decides.
   *
   * @throws UserError when the start would know less than what is written
   */
  Decision decide() throws IOException {
    Optional<String> given = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    String run = run(given.orElse(null));
    RunFolder folder = folder(run);
    String state = given.orElse(null);
    if (state == null && folder != null) {
      state = Checkpoints.newest(folder.path());
    }
    if (state == null) {
      if (input.isFiles() && isOver(run, folder) && settings.get(StreamOptions.RUN).isEmpty()) {
        run = newName();
        folder = folder(run);
      }
      requireNothingCounted(run, folder);
    }
    List<String> remarks = new ArrayList<>();
    if (folder != null) {
      Map<String, String> before = folder.options();
      remarks.addAll(RunOptions.compare(run, before, settings));
      if (state != null && !input.isFiles()) {
        remarks.addAll(RunOptions.compareEnds(run, before, settings));
      }
    }
    remarks.add(inWords(run, state));
    int groups = state == null ? 0 : Checkpoints.maxParallelism(state);
    return new Decision(run, number(run), folder, state, groups, given.isEmpty(), remarks);
  }

  private String run(@Nullable String given) throws IOException {
    Optional<String> named = settings.get(StreamOptions.RUN);
    if (named.isPresent()) {
      return named.get();
    }
    String ofState = given == null ? null : RunFolder.runOf(given);
    if (ofState != null) {
      return ofState;
    }
    if (!known.isEmpty()) {
      return known.get(0).name();
    }
    // without a database the topics of the results are what tells a run from others
    return store == null ? ofTopics() : newName();
  }

  private String ofTopics() {
    String prefix = settings.get(StreamOptions.KAFKA_RESULTS).orElse("");
    String plain = prefix.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[._-]+|[._-]+$", "");
    return plain.isEmpty() ? UNDECIDED : plain.substring(0, Math.min(100, plain.length()));
  }

  private String newName() {
    String job = settings.get(StreamOptions.JOB_NAME).replaceAll("[^A-Za-z0-9]+", "-");
    String start = job.replaceAll("^-+|-+$", "");
    return String.format(
        Locale.ROOT,
        "%s-%s-%04x",
        start.isEmpty() ? UNDECIDED : start.substring(0, Math.min(60, start.length())),
        SECOND.format(Instant.now()),
        new SecureRandom().nextInt(1 << 16));
  }

  private @Nullable RunFolder folder(String run) {
    String configured = flink.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).orElse(null);
    if (configured != null) {
      return new RunFolder(configured, run);
    }
    for (RunStart start : known) {
      if (start.name().equals(run) && start.checkpoints() != null) {
        String path = start.checkpoints();
        return new RunFolder(path.substring(0, path.length() - run.length()), run);
      }
    }
    if (file != null) {
      return new RunFolder(FlinkEnvironment.uri(file + "-checkpoints"), run);
    }
    return FlinkEnvironment.isCluster()
        ? null
        : new RunFolder(FlinkEnvironment.uri("undertone-checkpoints"), run);
  }

  private long number(String run) {
    return 1
        + known.stream()
            .filter(start -> start.name().equals(run))
            .mapToLong(RunStart::starts)
            .findFirst()
            .orElse(0);
  }

  private boolean isKnown(String run, @Nullable RunFolder folder) throws IOException {
    return number(run) > 1 || (folder != null && folder.exists());
  }

  /** Whether the run has counted something that only its state knows. */
  private boolean isOver(String run, @Nullable RunFolder folder) throws IOException {
    return isKnown(run, folder) && !wasStoppedBeforeItsFirstCheckpoint(folder);
  }

  private boolean wasStoppedBeforeItsFirstCheckpoint(@Nullable RunFolder folder)
      throws IOException {
    return folder != null
        && folder.exists()
        && !folder.hasEnded()
        && !input.startsAtTheEnd()
        && !input.hasCommittedOffsets();
  }

  private void requireNothingCounted(String run, @Nullable RunFolder folder) throws IOException {
    if (input.startsBehindThem()) {
      throw refused(
          String.format(
              Locale.ROOT,
              "The consumer group '%s' has committed offsets, up to which run '%s' or another has counted",
              input.group(),
              run),
          folder);
    }
    if (isKnown(run, folder)) {
      if (!wasStoppedBeforeItsFirstCheckpoint(folder)) {
        throw refused(String.format(Locale.ROOT, "Run '%s' has been started before", run), folder);
      }
      return;
    }
    boolean asked = settings.get(StreamOptions.RUN).isPresent() || input.isFiles();
    if (!asked && store != null && store.hasResults()) {
      throw refused(String.format(Locale.ROOT, "%s holds results of other runs", store), folder);
    }
  }

  private static UserError refused(String what, @Nullable RunFolder folder) {
    return UserError.failed(
        String.format(
            Locale.ROOT,
            "%s, but there is no state to go on from%s: this start would know less than what is written. There are two ways out: give the state back (restore: FOLDER of a checkpoint or savepoint, or checkpoints: the folder where they are); or begin another run (run: NAME, with no kafka-group or a new one), which reads from the start and leaves final periods alone that it knows less of.",
            what,
            folder == null ? "" : " in " + folder.path()));
  }

  private String inWords(String run, @Nullable String state) throws IOException {
    if (state != null) {
      return String.format(Locale.ROOT, "run '%s' goes on from %s", run, state);
    }
    boolean others =
        store != null
            && store.hasResults()
            && known.stream().noneMatch(start -> start.name().equals(run));
    return others
        ? String.format(
            Locale.ROOT,
            "run '%s' begins; final periods of other runs stay where it knows less of them, and it says which",
            run)
        : String.format(Locale.ROOT, "run '%s' begins", run);
  }
}
