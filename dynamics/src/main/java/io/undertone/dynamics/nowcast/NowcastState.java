// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to say what an open period will come to: forecasts, sampling variances,
 * content slopes and arrival curves of one topic, as of the last period learnt. It is a few hundred
 * bytes per audience, comes from a refit, and needs no refit again until the next period closes:
 * keep {@link #state} where open periods are shown, {@link #restore} it there, and hand what {@link
 * #open} returns to a {@link NowcastBoard}, whose ladder and widths make the rows. It learns
 * nothing itself.
 */
public final class NowcastState {
  private static final StatePart<NowcastState> PART =
      StatePart.ofValue("nowcast", 2, NowcastState::transfer);

  private final PeriodCalendar calendar;
  private final @Nullable Period last;
  private final List<String> bloggers;
  private final double[][] means;
  private final double[][] variances;
  private final double[] z80;
  private final double[] z95;
  private final List<Audience> audiences;
  private final PostVariance variance;
  private final ArrivalCurves arrivals;

  /**
   * What is known of one audience.
   *
   * @param followed whether there is a forecast of it
   * @param expected rbar, usual sampling variance of its values
   * @param slope b: reaction per unit of a post's sentiment
   * @param content c: usual sentiment of its posts
   */
  public record Audience(boolean followed, double expected, double slope, double content) {}

  /**
   * @param calendar cuts time into periods
   * @param last period that was learnt; null before the first
   * @param means by periods ahead less one, then blogger; shorter where bloggers are new
   * @param variances likewise
   * @param z80 half-widths of 80 % intervals in standard deviations, by periods ahead less one
   * @param z95 the same for 95 %
   */
  public NowcastState(
      PeriodCalendar calendar,
      @Nullable Period last,
      List<String> bloggers,
      double[][] means,
      double[][] variances,
      double[] z80,
      double[] z95,
      List<Audience> audiences,
      PostVariance variance,
      ArrivalCurves arrivals) {
    this.calendar = calendar;
    this.last = last;
    this.bloggers = bloggers;
    this.means = means;
    this.variances = variances;
    this.z80 = z80;
    this.z95 = z95;
    this.audiences = audiences;
    this.variance = variance;
    this.arrivals = arrivals;
  }

  /**
   * What an open period says so far and will say when it closes.
   *
   * @param partial what is known of it; later than every period learnt
   */
  public OpenPeriod open(AlignedPeriod partial) {
    return open(partial, null);
  }

  /**
   * The same with what its single posts will come to.
   *
   * @param content of a refit that has learnt the same periods; null for none of that
   */
  public OpenPeriod open(AlignedPeriod partial, PostNowcasts.@Nullable Posts content) {
    PostNowcasts single = content == null ? null : new PostNowcasts(content, variance);
    int ahead = periodsTo(partial.period()) - 1;
    double elapsed = partial.period().elapsed(partial.asOf());
    Map<String, Integer> silent = new HashMap<>();
    for (int i = 0; i < bloggers.size(); i++) {
      silent.put(bloggers.get(i), i);
    }
    List<OpenPeriod.Audience> open = new ArrayList<>();
    List<PostNowcast> posts = new ArrayList<>();
    for (AudiencePeriod audience : partial.audiences()) {
      Integer known = silent.remove(audience.blogger());
      int i = known == null ? bloggers.size() : known;
      open.add(spoken(audience, i, ahead, elapsed));
      Nowcast forecast = forecast(i, ahead);
      if (single != null && forecast != null) {
        posts.addAll(single.rows(audience, state(i, forecast)));
      }
    }
    silent.forEach(
        (blogger, i) -> {
          Nowcast forecast = forecast(i, ahead);
          if (forecast != null) {
            AudienceSentiment row =
                AudienceSentiment.silent(
                    partial.topic(), blogger, partial.period().start(), partial.period().end());
            open.add(new OpenPeriod.Audience(row, forecast, forecast));
          }
        });
    open.sort(Comparator.comparing(audience -> audience.tally().blogger()));
    boolean any = ahead < z80.length;
    return new OpenPeriod(
        partial.topic(),
        partial.period(),
        elapsed,
        open,
        posts,
        any ? z80[ahead] : 0,
        any ? z95[ahead] : 0);
  }

  /** Periods from the last one learnt to this one, at most as many as are forecast. */
  private int periodsTo(Period period) {
    Period reached = last;
    int periods = 1;
    while (reached != null
        && periods < means.length
        && calendar.next(reached).compareTo(period) < 0) {
      reached = calendar.next(reached);
      periods++;
    }
    return periods;
  }

  private @Nullable Nowcast forecast(int i, int ahead) {
    return i < audiences.size() && audiences.get(i).followed()
        ? new Nowcast(means[ahead][i], variances[ahead][i])
        : null;
  }

  /** The forecast without sampling. */
  private Nowcast state(int i, Nowcast forecast) {
    return new Nowcast(
        forecast.mean(), Nowcast.stateVariance(forecast.variance(), audiences.get(i).expected()));
  }

  private OpenPeriod.Audience spoken(AudiencePeriod audience, int i, int ahead, double elapsed) {
    AudienceTally tally = new AudienceTally(audience);
    double tau2 = variance.tau2(i);
    double r =
        Math.max(
            AudienceTally.VARIANCE_FLOOR, tally.samplingVariance(tau2, variance.scores()::noise));
    double between = Math.min(r, tally.samplingVariance(tau2, post -> 0));
    Double effect = effect(i, audience, tally);
    AudienceSentiment row =
        tally.row(r, variance.scores(), effect, AudienceSentiment.PROVISIONAL_REVISION);
    Nowcast forecast = forecast(i, ahead);
    if (forecast == null) {
      return new OpenPeriod.Audience(row, null, null);
    }
    Nowcast nowcast =
        Nowcast.of(
            forecast.mean(),
            forecast.variance() - audiences.get(i).expected(),
            new Nowcast.Partial(tally.sentiment(), effect == null ? 0 : effect, r, between),
            arrivals.at(i, elapsed));
    return new OpenPeriod.Audience(row, forecast, nowcast);
  }

  /** What the posts' content explains; null where none has a content score. */
  private @Nullable Double effect(int i, AudiencePeriod audience, AudienceTally tally) {
    double effect = 0;
    boolean any = false;
    for (PostSummary post : audience.posts()) {
      Double content = post.contentScore();
      if (content != null && i < audiences.size()) {
        any = true;
        // effect = sum_p l_p b (c_p - c)
        effect +=
            tally.share(post) * audiences.get(i).slope() * (content - audiences.get(i).content());
      }
    }
    return any ? Double.valueOf(Math.max(-1, Math.min(1, effect))) : null;
  }

  /** Those who were known, in the order in which they joined. */
  public List<String> bloggers() {
    return List.copyOf(bloggers);
  }

  /** Everything it knows, in canonical bytes. */
  public byte[] state() {
    return PART.write(this);
  }

  /**
   * Goes on from {@link #state}.
   *
   * @param calendar that it was made with
   * @param scores likewise
   */
  public static NowcastState restore(PeriodCalendar calendar, ScorerPriors scores, byte[] state) {
    return PART.read(
        state,
        new NowcastState(
            calendar,
            null,
            List.of(),
            new double[0][],
            new double[0][],
            Codec.NONE,
            Codec.NONE,
            List.of(),
            new PostVariance(scores),
            new ArrivalCurves()));
  }

  private static NowcastState transfer(Codec codec, NowcastState given) {
    Period last = Period.transferOrNone(codec, given.last);
    List<String> bloggers = codec.texts(given.bloggers);
    int horizon = codec.value(given.means.length);
    double[][] means = Arrays.copyOf(given.means, horizon);
    double[][] variances = Arrays.copyOf(given.variances, horizon);
    for (int h = 0; h < horizon; h++) {
      means[h] = codec.numbers(codec.reading() ? Codec.NONE : means[h]);
      variances[h] = codec.numbers(codec.reading() ? Codec.NONE : variances[h]);
    }
    double[] z80 = codec.numbers(given.z80);
    double[] z95 = codec.numbers(given.z95);
    List<Audience> audiences =
        codec.list(given.audiences, () -> new Audience(false, 0, 0, 0), NowcastState::audience);
    given.variance.transfer(codec);
    given.arrivals.transfer(codec);
    return new NowcastState(
        given.calendar,
        last,
        bloggers,
        means,
        variances,
        z80,
        z95,
        audiences,
        given.variance,
        given.arrivals);
  }

  private static Audience audience(Codec codec, Audience audience) {
    return new Audience(
        codec.value(audience.followed),
        codec.value(audience.expected),
        codec.value(audience.slope),
        codec.value(audience.content));
  }

  /**
   * A period that is open, as of one moment.
   *
   * @param topic what the audiences talk about
   * @param period that is open
   * @param elapsed share in [0,1] of it that has passed
   * @param audiences ascending by blogger: those with a post, and all others that are followed
   * @param posts what single posts will come to; empty where nobody asked
   * @param z80 half-width of the forecasts' 80 % intervals in standard deviations
   * @param z95 the same for 95 %
   */
  public record OpenPeriod(
      String topic,
      Period period,
      double elapsed,
      List<Audience> audiences,
      List<PostNowcast> posts,
      double z80,
      double z95) {

    /**
     * One audience.
     *
     * @param tally what has been said so far; no sentiment while there is no post
     * @param forecast what was expected before the period; null for a newcomer
     * @param nowcast what tally and forecast together say of the close; null for a newcomer
     */
    public record Audience(
        AudienceSentiment tally, @Nullable Nowcast forecast, @Nullable Nowcast nowcast) {}

    /**
     * All rows of the open period.
     *
     * @param audienceSentiments its provisional rows
     */
    public Findings findings(List<AudienceSentiment> audienceSentiments) {
      return Findings.of(
              topic, period.start(), period.end(), AudienceSentiment.PROVISIONAL_REVISION)
          .audienceSentiments(audienceSentiments)
          .postNowcasts(posts)
          .build();
    }
  }
}
