// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.model.DelayedExpressedPrivate;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.nowcast.NowcastState;
import io.undertone.dynamics.nowcast.PostNowcasts;
import io.undertone.dynamics.refit.ModelBank.ModelFit;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostVariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is learnt from one topic, period by period, in order of time: sampling variances,
 * the fitted models, their forecasts.
 *
 * <p>Bloggers join when first seen, those of one period in ascending order, so that the same
 * periods give the same bits. Its state splits into named parts of bounded size ({@link #parts}),
 * and a restored refit continues exactly where the parts were taken.
 */
public final class OnlineRefit implements AutoCloseable {
  /**
   * Names under which forecasts that know the period's posts are issued and scored: with their
   * likes, and without.
   */
  public static final List<String> CONDITIONAL = ContentStep.models();

  /** The networks of the literature follow at most so many audiences at a time. */
  public static final int LARGEST_REFITTED = ModelBank.NETWORK_PLACES;

  private static final Set<String> ONLINE =
      Set.of(EngineFindings.MODEL, DelayedExpressedPrivate.NAME);
  private static final int HORIZON = 4;
  private static final StatePart<OnlineRefit> SHARED =
      StatePart.of("shared", 3, OnlineRefit::transfer)
          .readsUntyped(2, OnlineRefit::transfer)
          .readsUntyped(1, OnlineRefit::transferFirst);

  private final RefitOptions options;
  private final List<String> bloggers = new ArrayList<>();
  private final Map<String, Integer> index = new LinkedHashMap<>();
  private final PostVariance variance;
  private final ModelBank models;
  private final EngineStep engine;
  private final ScorerWatch scorers = new ScorerWatch();
  private @Nullable Period last;

  /** Periods that came with a state of the first edition, while it is restored. */
  private List<ObservedPeriod> first = List.of();

  public OnlineRefit(RefitOptions options) {
    this.options = options;
    // the engine learns online here; as a model it and its rows would be refitted from scratch
    this.models =
        new ModelBank(
            options.models().stream()
                .filter(name -> !ONLINE.contains(name))
                .map(Models::byName)
                .toList(),
            options);
    this.variance = new PostVariance(options.scores());
    this.engine = new EngineStep(options.threads(), options.content());
  }

  /** Continues from parts taken before; an empty map starts afresh. */
  public static OnlineRefit restore(RefitOptions options, Map<String, byte[]> parts) {
    OnlineRefit refit = new OnlineRefit(options);
    byte[] shared = parts.get(SHARED.name());
    if (shared != null) {
      refit.models.restore(parts);
      SHARED.read(shared, refit);
      refit.engine.restore(parts, refit.bloggers, refit.first);
      refit.first = List.of();
      refit.scorers.restore(parts);
    }
    return refit;
  }

  private void transfer(Codec codec) {
    codec.texts(bloggers()).forEach(this::join);
    variance.transfer(codec);
    last = Period.transferOrNone(codec, last);
  }

  /** The first edition kept its periods, from which all is learnt that its state cannot give. */
  private void transferFirst(Codec codec) {
    codec.texts(List.of()).forEach(this::join);
    variance.readCorrected(codec.numbers(new double[0]));
    first = ObservedPeriod.readAll(codec, bloggers);
    first.forEach(this::remember);
  }

  private void remember(ObservedPeriod row) {
    last = row.period();
    models.observe(row, bloggers);
  }

  /** The whole state in named parts, each of bounded size. */
  public Map<String, byte[]> parts() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(SHARED.name(), SHARED.write(this));
    models.parts(parts);
    scorers.parts(parts);
    parts.putAll(engine.parts(bloggers));
    return parts;
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Bloggers in the order in which they joined. */
  public List<String> bloggers() {
    return List.copyOf(bloggers);
  }

  /**
   * Takes in the next period without looking at what follows from it: for replays of periods whose
   * findings are out already.
   */
  public void learn(AlignedPeriod aligned) {
    admit(aligned);
    ObservedPeriod unused = takeIn(aligned, know(aligned));
    List<Alert> known = scorers.observe(aligned, 0);
  }

  /**
   * What is needed to show open periods until the next one closes. It holds this refit's own
   * variances and curves: save its {@linkplain NowcastState#state state} where it is to outlive
   * them.
   */
  public NowcastState nowcastState() {
    return engine.nowcasts(options.calendar(), last, bloggers(), variance, HORIZON);
  }

  /** What is learnt of posts, for drafts. */
  public DraftModel drafts() {
    return engine.drafts(bloggers, variance.pool());
  }

  /** What is known of posts, as of the last period taken in. */
  public PostNowcasts.Posts posts() {
    return engine.content();
  }

  /**
   * The same from the parts that hold it, which are few and small.
   *
   * @param bloggers in the order in which they joined
   * @param parts a part of {@link #parts} by its name; null where there is none
   */
  public static PostNowcasts.Posts posts(
      RefitOptions options, List<String> bloggers, Function<String, byte @Nullable []> parts) {
    ContentStep content = new ContentStep(options.content());
    content.restore(parts, bloggers);
    return content;
  }

  /**
   * Takes in the next period and refits.
   *
   * @param aligned later than every period before
   * @param revision of the rows
   */
  public Refitted observe(AlignedPeriod aligned, int revision) {
    String topic = aligned.topic();
    Period period = aligned.period();
    admit(aligned);
    KnownPosts known = know(aligned);
    List<Issued> conditional = known.forecasts() == null ? List.of() : known.forecasts();
    Period before = options.calendar().periodOf(period.start().minusMillis(1));
    List<String> ascending = bloggers.stream().sorted().toList();
    List<AudienceForecast> forecasts = new ArrayList<>();
    for (Issued issued : conditional) {
      forecasts.addAll(issued.rows(topic, before, period, ascending, true, revision));
    }

    ObservedPeriod observed = takeIn(aligned, known);
    List<AudienceSentiment> audiences = new ArrayList<>();
    List<PostEvidence> evidence = new ArrayList<>();
    for (AudiencePeriod audience : aligned.audiences()) {
      AudienceTally tally = new AudienceTally(audience);
      int i = position(audience.blogger());
      Double effect = Double.isNaN(known.effect(i)) ? null : known.effect(i);
      audiences.add(tally.row(observed.variance()[i], variance.scores(), effect, revision));
      evidence.addAll(tally.evidence(revision));
    }
    return refit(aligned, observed, audiences, evidence, forecasts, conditional, revision);
  }

  /**
   * Takes in the next period of a table of values, of which neither posts nor comments are known,
   * and refits.
   *
   * @param table the same for all periods
   * @param t later than every period before
   */
  public Refitted observe(String topic, SentimentSeries table, int t) {
    AlignedPeriod aligned = new AlignedPeriod(topic, table.periods().get(t), List.of());
    for (String blogger : table.bloggers()) {
      join(blogger);
    }
    ObservedPeriod observed = ObservedPeriod.of(topic, table, t);
    KnownPosts known = know(aligned);
    remember(observed);
    engine.learn(aligned, index, observed, known, variance);
    List<AudienceSentiment> audiences = ObservedPeriod.rows(topic, table, t);
    return refit(aligned, observed, audiences, List.of(), new ArrayList<>(), List.of(), 0);
  }

  private Refitted refit(
      AlignedPeriod aligned,
      ObservedPeriod observed,
      List<AudienceSentiment> audiences,
      List<PostEvidence> evidence,
      List<AudienceForecast> forecasts,
      List<Issued> conditional,
      int revision) {
    String topic = aligned.topic();
    Period period = aligned.period();
    List<String> ascending = bloggers.stream().sorted().toList();
    List<Influence> influences = new ArrayList<>();
    List<Issued> issued = new ArrayList<>();
    List<ModelStatus> statuses = new ArrayList<>();
    for (ModelFit fit : models.fits(period)) {
      statuses.add(models.status(topic, period, fit, revision));
      if (fit.outcome() instanceof Fitted fitted) {
        influences.addAll(fitted.rows(topic, period, revision));
        Period next = options.calendar().next(period);
        forecasts.addAll(
            Issued.gaussian(fitted.model(), fitted.forecast())
                .rows(topic, period, next, fitted.bloggers(), false, revision));
        StepForecast step = fitted.forecast().among(fitted.bloggers(), ascending);
        issued.add(Issued.gaussian(fitted.model(), step));
      }
    }
    EngineFindings now = new EngineFindings(topic, bloggers, period, revision);
    boolean started = engine.engine().periods() > 0;
    Issued own = started ? engine.issued(ascending, index) : null;
    statuses.add(ModelBank.engine(topic, period, own, revision));
    if (started) {
      influences.addAll(now.influences(engine.engine()));
      forecasts.addAll(now.forecasts(engine.engine(), ahead(period)));
    }
    if (own != null) {
      issued.add(own);
    }
    List<Alert> alerts = new ArrayList<>(scorers.observe(aligned, revision));
    if (started) {
      alerts.addAll(now.alerts(engine.engine()));
    }
    Findings findings =
        Findings.of(topic, period.start(), period.end(), revision)
            .audienceSentiments(audiences)
            .influences(influences)
            .forecasts(forecasts)
            .privateOpinions(
                started ? now.privateOpinions(engine.engine(), observed.expressed()) : List.of())
            .alerts(alerts)
            .evidence(evidence)
            .modelStatuses(statuses)
            .build();
    return new Refitted(findings, observed.ascending(), conditional, issued);
  }

  private List<Period> ahead(Period period) {
    List<Period> ahead = new ArrayList<>();
    Period next = period;
    for (int h = 0; h < HORIZON; h++) {
      next = options.calendar().next(next);
      ahead.add(next);
    }
    return ahead;
  }

  private void admit(AlignedPeriod aligned) {
    for (AudiencePeriod audience : aligned.audiences()) {
      join(audience.blogger());
    }
  }

  private void join(String blogger) {
    if (!index.containsKey(blogger)) {
      register(blogger);
      engine.join();
    }
  }

  private KnownPosts know(AlignedPeriod aligned) {
    return engine.know(aligned, index, variance.pool());
  }

  private ObservedPeriod takeIn(AlignedPeriod aligned, KnownPosts known) {
    for (AudiencePeriod audience : aligned.audiences()) {
      variance.add(position(audience.blogger()), audience.posts());
    }
    int n = bloggers.size();
    double[] sentiment = new double[n];
    double[] sampling = new double[n];
    boolean[] observed = new boolean[n];
    for (AudiencePeriod audience : aligned.audiences()) {
      int i = position(audience.blogger());
      AudienceTally tally = new AudienceTally(audience);
      sentiment[i] = tally.sentiment();
      // tau2 of all bloggers and all periods up to and including this one
      sampling[i] =
          Math.max(
              AudienceTally.VARIANCE_FLOOR,
              tally.samplingVariance(variance.tau2(i), variance.scores()::noise));
      observed[i] = true;
    }
    ObservedPeriod row =
        new ObservedPeriod(
            aligned.topic(), aligned.period(), bloggers, sentiment, sampling, observed);
    remember(row);
    engine.learn(aligned, index, row, known, variance);
    return row;
  }

  private void register(String blogger) {
    index.put(blogger, bloggers.size());
    bloggers.add(blogger);
  }

  private int position(String blogger) {
    Integer i = index.get(blogger);
    if (i == null) {
      throw new IllegalArgumentException(
          "Blogger '"
              + blogger
              + "' has not joined; known are "
              + Arrays.toString(bloggers.toArray()));
    }
    return i;
  }

  /**
   * What one period gave.
   *
   * @param findings all rows but the scores
   * @param closed what forecasts of it are scored against
   * @param conditional the engine's forecasts of this period as of its posts; none before its first
   * @param issued forecasts of the next period
   */
  public record Refitted(
      Findings findings, ObservedPeriod closed, List<Issued> conditional, List<Issued> issued) {

    public Refitted {
      conditional = List.copyOf(conditional);
      issued = List.copyOf(issued);
    }

    /** All rows. */
    public Findings withScores(List<ModelScore> scores) {
      return findings.but().modelScores(scores).build();
    }
  }
}
