// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Forecast;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.Normal;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
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

/**
 * Everything that is learnt from one topic, period by period, in order of time: sampling variances,
 * the fitted models, their forecasts.
 *
 * <p>Bloggers join when first seen, those of one period in ascending order, so that the same
 * periods give the same bits. Its state splits into named parts of bounded size ({@link #parts}),
 * and a restored refit continues exactly where the parts were taken.
 */
public final class OnlineRefit {
  private static final int LAYOUT = 1;
  private static final double Z80 = Normal.quantile(0.9);
  private static final double Z95 = Normal.quantile(0.975);

  private final RefitOptions options;
  private final List<OpinionModel> models;
  private final List<String> bloggers = new ArrayList<>();
  private final Map<String, Integer> index = new LinkedHashMap<>();
  private final PostVariance variance;
  private final History history;

  public OnlineRefit(RefitOptions options) {
    this.options = options;
    this.models = options.models().stream().map(Models::byName).toList();
    this.variance = new PostVariance(options.commentVariance());
    this.history = new History(options.history());
  }

  /** Continues from parts taken before; an empty map starts afresh. */
  public static OnlineRefit restore(RefitOptions options, Map<String, byte[]> parts) {
    OnlineRefit refit = new OnlineRefit(options);
    byte[] shared = parts.get("shared");
    if (shared != null) {
      StateBytes.read("shared", LAYOUT, shared, refit::read);
    }
    return refit;
  }

  private Void read(java.io.DataInputStream in) throws java.io.IOException {
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      join(in.readUTF());
    }
    variance.restore(StateBytes.doubles(in));
    history.read(in);
    return null;
  }

  /** The whole state in named parts, each of bounded size. */
  public Map<String, byte[]> parts() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(
        "shared",
        StateBytes.write(
            LAYOUT,
            out -> {
              out.writeInt(bloggers.size());
              for (String blogger : bloggers) {
                out.writeUTF(blogger);
              }
              StateBytes.doubles(out, variance.state());
              history.write(out);
            }));
    return parts;
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
    takeIn(aligned);
  }

  /**
   * Takes in the next period and refits.
   *
   * @param aligned later than every period before
   * @param vanished bloggers that were reported for this period before and are no more
   * @param revision of the rows
   */
  public Refitted observe(AlignedPeriod aligned, Set<String> vanished, int revision) {
    ObservedPeriod observed = takeIn(aligned);
    Period period = aligned.period();
    List<AudienceSentiment> audiences = new ArrayList<>();
    List<PostEvidence> evidence = new ArrayList<>();
    for (AudiencePeriod audience : aligned.audiences()) {
      AudienceTally tally = new AudienceTally(audience);
      double r = observed.variance()[position(audience.blogger())];
      audiences.add(AudienceRows.observed(audience, tally, r, null, revision));
      evidence.addAll(AudienceRows.evidence(audience, tally, revision));
    }
    for (String blogger : vanished) {
      audiences.add(AudienceRows.vanished(aligned.topic(), blogger, period, revision));
    }
    List<Influence> influences = new ArrayList<>();
    List<Forecast> forecasts = new ArrayList<>();
    List<Issued> issued = new ArrayList<>();
    SentimentSeries series = history.series(bloggers);
    Period next = options.calendar().next(period);
    for (OpinionModel model : models) {
      if (model.fit(series) instanceof Fitted fit) {
        influences.addAll(ModelRows.influences(aligned.topic(), period, fit, revision));
        forecasts.addAll(ModelRows.forecasts(aligned.topic(), period, next, fit, revision));
        issued.add(new Issued(fit.model(), fit.forecast(), Z80, Z95));
      }
    }
    Findings findings =
        new Findings(
            aligned.topic(),
            period.start(),
            period.end(),
            audiences,
            influences,
            forecasts,
            List.of(),
            List.of(),
            List.of(),
            evidence);
    return refitted(findings, series, issued, next);
  }

  private static Refitted refitted(
      Findings findings, SentimentSeries series, List<Issued> issued, Period next) {
    int n = series.size();
    int last = series.length() - 1;
    double[] sentiment = new double[n];
    boolean[] observed = new boolean[n];
    for (int i = 0; i < n; i++) {
      observed[i] = series.observed(last, i);
      sentiment[i] = observed[i] ? series.value(last, i) : 0;
    }
    return new Refitted(findings, series.bloggers(), sentiment, observed, issued, next);
  }

  private ObservedPeriod takeIn(AlignedPeriod aligned) {
    for (AudiencePeriod audience : aligned.audiences()) {
      int i = join(audience.blogger());
      variance.add(i, audience.posts());
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
              ObservedPeriod.VARIANCE_FLOOR,
              tally.samplingVariance(variance.tau2(i), variance.commentVariance()));
      observed[i] = true;
    }
    ObservedPeriod row = new ObservedPeriod(aligned.period(), sentiment, sampling, observed);
    history.add(row);
    return row;
  }

  private int join(String blogger) {
    return index.computeIfAbsent(
        blogger,
        b -> {
          bloggers.add(b);
          return bloggers.size() - 1;
        });
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
}
