// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.Scribble;
import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeTests;
import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.ContentModel.ObservedPost;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.model.Engine;
import io.undertone.dynamics.model.IncrementalModel;
import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.nowcast.ArrivalCurves;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.dynamics.nowcast.NowcastState;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.nowcast.PostNowcasts.PostAges;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has a state keeps it to itself: writing into anything that it returned or was given changes
 * nothing. Each is run twice, once by a caller who writes into everything, and both end alike.
 */
class KeptStateTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);
  private static final List<String> NAMES = List.of("b00", "b01", "b02");
  private static final int PERIODS = 40;
  private static final Set<String> MUTATORS =
      Set.of("close", "join", "observe", "learn", "settle", "restore", "leave", "restoreFirst");
  private static final Set<String> SAVES =
      Set.of("state", "parts", "exportState", "learnt", "write", "transfer", "transferShared");

  /** All public classes with a state to save, and the test here that holds them. */
  private static final Map<Class<?>, String> HELD =
      new java.util.HashMap<>(
          Map.of(
              OnlineEngine.class, "engine",
              Engine.class, "library",
              OnlineRefit.class, "refit",
              Scoreboard.class, "refit",
              NowcastBoard.class, "refit",
              NowcastState.class, "refit",
              Learner.class, "learner",
              PrequentialScore.class, "score",
              ContentModel.class, "content",
              EdgeClaims.class, "claims"));

  static {
    HELD.put(PostVariance.class, "variance");
    HELD.put(AdaptiveIntervals.class, "engine");
    HELD.put(ArrivalCurves.class, "refit");
    HELD.put(PostAges.class, "refit");
  }

  @Test
  void everyPublicClassWithAStateIsHeldHere() throws Exception {
    Path classes =
        Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
        String name =
            classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        if (!name.endsWith("package-info")) {
          Class<?> type = Class.forName(name);
          boolean codec = type.getPackage() == StatePart.class.getPackage();
          if (Modifier.isPublic(type.getModifiers()) && !codec && !type.isRecord() && saves(type)) {
            found.add(type.getName());
          }
        }
      }
    }
    Set<String> held = new TreeSet<>();
    HELD.keySet().forEach(type -> held.add(type.getName()));
    assertThat(found).isEqualTo(held);
  }

  private static boolean saves(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .map(Method::getName)
        .anyMatch(SAVES::contains);
  }

  private static double[][] values() {
    Random random = new Random(3);
    double[][] values = new double[PERIODS][NAMES.size()];
    for (double[] row : values) {
      Arrays.setAll(row, i -> .5 + .1 * random.nextGaussian());
    }
    return values;
  }

  @Test
  void engine() {
    try (OnlineEngine calm = new OnlineEngine(1);
        OnlineEngine scribbled = new OnlineEngine(1)) {
      NAMES.forEach(name -> assertThat(calm.join()).isEqualTo(scribbled.join()));
      int written = 0;
      for (double[] row : values()) {
        double[][] given = {row.clone(), {.01, .02, Double.NaN}, {.01, .01, .01}};
        boolean[] heard = {true, true, row[2] < .6};
        calm.observe(
            row.clone(), given[1].clone(), given[1].clone(), heard.clone(), given[2].clone());
        scribbled.observe(given[0], given[1], given[1], heard, given[2]);
        Scribble.into(given);
        Scribble.into(heard);
        written += Scribble.intoAnswersOf(scribbled, MUTATORS);
        assertThat(scribbled.alerts()).isEqualTo(calm.alerts());
      }
      assertThat(written).isGreaterThan(100);
      assertThat(scribbled.exportState().shared()).isEqualTo(calm.exportState().shared());
      assertThat(scribbled.exportState().rows().toArray(byte[][]::new))
          .isDeepEqualTo(calm.exportState().rows().toArray(byte[][]::new));
    }
  }

  @Test
  void library() {
    Engine calm = Engine.over(SentimentSeries.empty(NAMES));
    Engine scribbled = Engine.over(SentimentSeries.empty(NAMES));
    Period day = DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    for (double[] row : values()) {
      Map<String, Double> given = new TreeMap<>();
      NAMES.forEach(name -> given.put(name, row[given.size()]));
      calm.observe(day, new TreeMap<>(given));
      scribbled.observe(day, given);
      Scribble.into(given);
      Scribble.intoAnswersOf(scribbled, MUTATORS);
      day = DAYS.next(day);
    }
    assertThat(scribbled.state()).isEqualTo(calm.state());
  }

  static Stream<OpinionModel> incremental() {
    return Models.NAMES.stream().map(Models::byName).filter(IncrementalModel.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("incremental")
  @SuppressWarnings("unchecked")
  void learner(OpinionModel model) {
    IncrementalModel<Learner> incremental = (IncrementalModel<Learner>) model;
    Learner calm = incremental.learner();
    Learner scribbled = incremental.learner();
    for (int i = 0; i < NAMES.size(); i++) {
      calm.enter(i, null);
      scribbled.enter(i, null);
    }
    for (double[] row : values()) {
      double[] given = row.clone();
      boolean[] heard = {true, true, row[2] < .6};
      calm.observe(row.clone(), heard.clone());
      scribbled.observe(given, heard);
      Scribble.into(given);
      Scribble.into(heard);
      Scribble.into(incremental.fit(scribbled, NAMES));
    }
    double[] archived = calm.leave(1);
    double[] other = scribbled.leave(1);
    calm.enter(1, archived.clone());
    scribbled.enter(1, other);
    Scribble.into(other);
    StatePart<Learner> part = StatePart.of("learner", 1, Learner::transfer);
    assertThat(part.write(scribbled)).isEqualTo(part.write(calm));
  }

  @Test
  void score() {
    PrequentialScore calm = new PrequentialScore();
    PrequentialScore scribbled = PrequentialScore.restore(calm.state());
    for (double[] row : values()) {
      calm.add(step(), List.of(step(), step(), step(), step()), row.clone(), all());
      double[] given = row.clone();
      List<StepForecast> baselines = new ArrayList<>(List.of(step(), step(), step(), step()));
      StepForecast issued = step();
      scribbled.add(issued, baselines, given, all());
      Scribble.into(List.of(given, baselines, issued));
      Scribble.intoAnswersOf(scribbled, MUTATORS);
    }
    double[] state = scribbled.state();
    assertThat(state).isEqualTo(calm.state());
    PrequentialScore restored = PrequentialScore.restore(state);
    Scribble.into(state);
    assertThat(restored.state()).isEqualTo(calm.state());
  }

  private static boolean[] all() {
    return new boolean[] {true, true, true};
  }

  private static StepForecast step() {
    return new StepForecast(1, new double[] {.5, .4, .6}, new double[] {.01, .02, .03}, all());
  }

  @Test
  void claims() {
    EdgeClaims calm = new EdgeClaims();
    EdgeClaims scribbled = new EdgeClaims();
    NAMES.forEach(
        name -> {
          calm.join();
          scribbled.join();
        });
    EdgeTests scratch = new EdgeTests();
    for (double[] row : values()) {
      for (int i = 0; i < row.length; i++) {
        calm.learn(i, row[i]);
        scribbled.learn(i, row[i]);
        Scribble.into(scribbled.evidence(i, scratch));
      }
      double[][] given = {row.clone(), row.clone()};
      calm.close(row.clone(), all(), row.clone());
      scribbled.close(given[0], all(), given[1]);
      Scribble.into(given);
    }
    for (int i = 0; i < NAMES.size(); i++) {
      int row = i;
      StatePart<EdgeClaims> part = StatePart.of("row", 1, (c, codec) -> c.transferRow(row, codec));
      assertThat(part.write(scribbled)).isEqualTo(part.write(calm));
    }
    StatePart<EdgeClaims> shared = StatePart.of("claims", 1, EdgeClaims::transferShared);
    assertThat(shared.write(scribbled)).isEqualTo(shared.write(calm));
  }

  @Test
  void content() {
    ContentModel calm = new ContentModel();
    ContentModel scribbled = new ContentModel();
    Random random = new Random(8);
    for (int t = 0; t < PERIODS; t++) {
      List<ObservedPost> posts = new ArrayList<>();
      for (String name : NAMES) {
        PostVector text = PostVector.of("word" + random.nextInt(5) + " and more", name, "");
        posts.add(new ObservedPost(name, text, random.nextDouble(), random.nextDouble(), .01));
      }
      calm.close(List.copyOf(posts), .01);
      scribbled.close(posts, .01);
      for (ObservedPost post : posts) {
        PostVector written = post.text();
        if (written != null) {
          Scribble.into(written.bytes());
        }
      }
      Scribble.into(posts);
      Scribble.intoAnswersOf(scribbled, MUTATORS);
    }
    byte[] shared = scribbled.state();
    byte[] row = scribbled.state("b00");
    assertThat(shared).isEqualTo(calm.state());
    assertThat(row).isEqualTo(calm.state("b00"));
    ContentModel restored = new ContentModel();
    restored.restore(shared);
    restored.restore("b00", row);
    Scribble.into(List.of(shared, row));
    assertThat(restored.state()).isEqualTo(calm.state());
    assertThat(restored.state("b00")).isEqualTo(calm.state("b00"));
  }

  @Test
  void variance() {
    PostVariance calm = new PostVariance(RefitOptions.defaults(DAYS).scores());
    PostVariance scribbled = new PostVariance(RefitOptions.defaults(DAYS).scores());
    for (AlignedPeriod period : periods()) {
      for (AudiencePeriod audience : period.audiences()) {
        calm.add(NAMES.indexOf(audience.blogger()), audience.posts());
        List<PostSummary> posts = new ArrayList<>(audience.posts());
        scribbled.add(NAMES.indexOf(audience.blogger()), posts);
        Scribble.into(posts);
        Scribble.intoAnswersOf(scribbled, MUTATORS);
      }
    }
    StatePart<PostVariance> part = StatePart.of("variance", 1, PostVariance::transfer);
    assertThat(part.write(scribbled)).isEqualTo(part.write(calm));
  }

  /** Everything beside the engine: models, posts, scores and nowcasts of a topic. */
  @Test
  void refit() {
    Run calm = new Run(false);
    Run scribbled = new Run(true);
    assertThat(scribbled.state().keySet()).isEqualTo(calm.state().keySet());
    calm.state()
        .forEach(
            (part, bytes) ->
                assertThat(bytes.equals(scribbled.state().get(part))).as(part).isTrue());
    assertThat(scribbled.written).isGreaterThan(1000);
  }

  private static final class Run {
    private final Map<String, String> state = new TreeMap<>();
    private int written;

    private Run(boolean scribbling) {
      RefitOptions options = RefitOptions.defaults(DAYS);
      OnlineRefit refit = new OnlineRefit(options);
      Scoreboard scores = Scoreboard.restore(null);
      NowcastBoard nowcasts = NowcastBoard.restore(null);
      for (AlignedPeriod period : periods()) {
        NowcastState state = refit.nowcastState();
        OpenPeriod open = state.open(period);
        nowcasts.issue(open);
        Refitted refitted = refit.observe(period, 0);
        List<Object> answers = new ArrayList<>(List.of(open, period, refitted));
        answers.add(scores.close(refitted, 0));
        answers.add(nowcasts.close(refitted.closed(), 0));
        answers.add(nowcasts.rows(open));
        if (scribbling) {
          byte[] kept = state.state();
          written += Scribble.into(answers);
          for (Object subject : List.of(refit, scores, nowcasts, state, refit.drafts())) {
            written += Scribble.intoAnswersOf(subject, MUTATORS);
          }
          assertThat(state.state()).isEqualTo(kept);
        }
      }
      refit.parts().forEach((name, bytes) -> state.put(name, Arrays.toString(bytes)));
      state.put("scores", Arrays.toString(scores.state()));
      state.put("nowcasts", Arrays.toString(nowcasts.state()));
      refit.close();
    }

    private Map<String, String> state() {
      return state;
    }
  }

  private static List<AlignedPeriod> periods() {
    Random random = new Random(11);
    List<AlignedPeriod> periods = new ArrayList<>();
    Period day = DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    for (int t = 0; t < PERIODS; t++, day = DAYS.next(day)) {
      List<AudiencePeriod> audiences = new ArrayList<>();
      for (String name : NAMES) {
        List<PostSummary> posts = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
          posts.add(post(name, day, t + "-" + p, random));
        }
        audiences.add(AudiencePeriod.of("t", name, day, posts));
      }
      periods.add(new AlignedPeriod("t", day, audiences));
    }
    return periods;
  }

  private static PostSummary post(String name, Period day, String id, Random random) {
    double sentiment = Math.min(1, Math.max(0, .5 + .1 * random.nextGaussian()));
    return PostSummary.closed(
            "t",
            name,
            id,
            day,
            day.start().plusSeconds(random.nextInt(80_000)),
            3,
            .5,
            sentiment,
            9,
            9)
        .withWords(PostVector.of("word" + random.nextInt(9), name, "").bytes());
  }
}
