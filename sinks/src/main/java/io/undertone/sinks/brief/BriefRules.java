// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import static io.undertone.sinks.brief.Figures.count;
import static io.undertone.sinks.brief.Figures.encoded;
import static io.undertone.sinks.brief.Figures.one;
import static io.undertone.sinks.brief.Figures.signed;
import static io.undertone.sinks.brief.Figures.two;
import static io.undertone.sinks.brief.Figures.whole;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.content.ChangeParts;
import io.undertone.dynamics.evaluate.ForecastGain;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.Totals;
import io.undertone.sinks.Verdict;
import io.undertone.sinks.answers.ChangeAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules by which a briefing is made. */
final class BriefRules {
  private static final double NORMAL_95 = 1.96;

  /** Chance that any audience is told to have moved while none did. */
  private static final double ALPHA = .05;

  private static final int MOST = 5;
  private static final int LOOK_BACK = 12;

  private final ResultReader results;
  private final TopicSummary summary;
  private final Brief.Builder brief;
  private final Map<String, String> names;

  BriefRules(ResultReader results, TopicSummary summary, ReportLanguage language) {
    this.results = results;
    this.summary = summary;
    this.brief = new Brief.Builder(language);
    this.names =
        summary.audiences().stream()
            .collect(
                Collectors.toMap(
                    TopicSummary.Audience::blogger, TopicSummary.Audience::name, (a, b) -> a));
  }

  Brief brief() throws IOException {
    TopicSummary.Span last =
        summary.periods().stream()
            .filter(period -> !period.open())
            .reduce((a, b) -> b)
            .orElse(null);
    brief.section(Phrase.MOVED);
    if (last == null) {
      brief.add("#/mood", Phrase.NO_PERIOD);
    } else {
      moved(last);
    }
    brief.section(Phrase.NEXT);
    next();
    brief.section(Phrase.WHO);
    who();
    opinions();
    new AlertRules(results, summary.topic(), this::name).tell(last, brief);
    brief.section(Phrase.GOOD);
    good();
    brief.section(Phrase.OUT);
    out();
    return brief.build(
        brief.say(
            Phrase.TITLE,
            summary.topic(),
            last == null ? "–" : results.times().periodBound(last.end())));
  }

  private void moved(TopicSummary.Span last) throws IOException {
    List<AudienceSentiment> now = closed(last.start());
    List<Move> moves = new ArrayList<>();
    Map<String, AudienceSentiment> earlier = before(now, last);
    for (AudienceSentiment row : now) {
      AudienceSentiment before = earlier.get(row.blogger());
      if (before != null && row.standardError() != null && before.standardError() != null) {
        moves.add(new Move(before, row));
      }
    }
    if (moves.isEmpty()) {
      brief.add("#/mood", Phrase.NO_CHANGE);
      return;
    }
    double z = Distributions.normalQuantile(1 - ALPHA / 2 / moves.size());
    moves.sort(Comparator.comparingDouble(move -> -Math.abs(move.change())));
    List<Move> real =
        moves.stream().filter(move -> Math.abs(move.change()) > z * move.error()).toList();
    for (Move move : real.subList(0, Math.min(MOST, real.size()))) {
      tell(move, moves.size());
    }
    List<Move> others =
        moves.stream().filter(move -> Math.abs(move.change()) <= z * move.error()).toList();
    if (!others.isEmpty()) {
      Move largest = others.get(0);
      String[] values = {
        name(largest.now().blogger()), signed(largest.change()), two(NORMAL_95 * largest.error())
      };
      if (real.isEmpty()) {
        brief.add(
            evidence(largest.now()),
            Phrase.WITHIN_ALL,
            count(moves.size()),
            values[0],
            values[1],
            values[2]);
      } else {
        brief.add(
            evidence(largest.now()),
            Phrase.WITHIN,
            count(others.size()),
            count(moves.size()),
            values[0],
            values[1],
            values[2]);
      }
    }
    voice(now);
  }

  private void tell(Move move, int compared) throws IOException {
    AudienceSentiment row = move.now();
    brief.add(
        evidence(row),
        move.change() > 0 ? Phrase.ROSE : Phrase.FELL,
        name(row.blogger()),
        two(Math.abs(move.change())),
        two(row.sentiment()),
        results.times().periodBound(move.before().periodStart()),
        two(NORMAL_95 * move.error()),
        count(compared));
    ChangeAnswer why =
        ChangeAnswer.of(
            results,
            summary.topic(),
            new ChangeAnswer.Place(row.blogger(), move.before().periodStart()),
            new ChangeAnswer.Place(row.blogger(), row.periodStart()));
    if (why == null) {
      return;
    }
    ChangeParts parts = why.parts();
    List<String> values =
        new ArrayList<>(
            List.of(
                signed(parts.likes()),
                signed(parts.composition()),
                signed(parts.noise()),
                signed(parts.rest())));
    if (parts.contentKnown()) {
      values.add(0, signed(parts.content()));
    }
    brief.add(
        evidence(row),
        parts.contentKnown() ? Phrase.BECAUSE : Phrase.BECAUSE_UNKNOWN,
        values.toArray(String[]::new));
  }

  private void voice(List<AudienceSentiment> now) {
    long all = now.stream().mapToLong(AudienceSentiment::comments).sum();
    now.stream()
        .max(Comparator.comparingLong(AudienceSentiment::comments))
        .filter(row -> now.size() > 1 && all > 0)
        .ifPresent(
            row ->
                brief.add(
                    evidence(row),
                    Phrase.VOICE,
                    name(row.blogger()),
                    count(row.comments()),
                    count(all),
                    whole(100.0 * row.comments() / all)));
  }

  private List<AudienceSentiment> closed(Instant start) throws IOException {
    return results
        .rows(
            AudienceSentiment.class,
            RowQuery.topic(summary.topic())
                .where("period_start", start)
                .where("provisional", false))
        .stream()
        .filter(row -> row.sentiment() != null)
        .toList();
  }

  /** The value before, of the last {@value #LOOK_BACK} periods: an older one is no move. */
  private Map<String, AudienceSentiment> before(List<AudienceSentiment> now, TopicSummary.Span last)
      throws IOException {
    Set<String> sought = new HashSet<>();
    now.forEach(row -> sought.add(row.blogger()));
    summary.audiences().stream()
        .filter(audience -> audience.periods() < 2)
        .forEach(audience -> sought.remove(audience.blogger()));
    List<TopicSummary.Span> spans =
        summary.periods().stream().filter(span -> span.start().isBefore(last.start())).toList();
    Map<String, AudienceSentiment> before = new HashMap<>();
    for (int k = spans.size() - 1; k >= Math.max(0, spans.size() - LOOK_BACK); k--) {
      if (sought.isEmpty()) {
        break;
      }
      for (AudienceSentiment row : closed(spans.get(k).start())) {
        if (sought.remove(row.blogger())) {
          before.put(row.blogger(), row);
        }
      }
    }
    return before;
  }

  private void next() throws IOException {
    String model = summary.forecastModel();
    RowQuery issued =
        RowQuery.topic(summary.topic())
            .where("model", model == null ? "" : model)
            .where("conditional", false);
    Instant madeAt = results.latest(ResultTable.FORECAST, "made_at", issued);
    if (model == null || madeAt == null) {
      brief.add("#/mood", Phrase.NO_FORECAST);
      return;
    }
    Map<String, AudienceForecast> first = new TreeMap<>();
    for (AudienceForecast row :
        results.rows(AudienceForecast.class, issued.where("made_at", madeAt))) {
      first.merge(row.blogger(), row, (a, b) -> a.periodStart().isAfter(b.periodStart()) ? b : a);
    }
    List<AudienceForecast> loudest =
        summary.audiences().stream()
            .sorted(Comparator.comparingLong(TopicSummary.Audience::comments).reversed())
            .map(audience -> first.get(audience.blogger()))
            .filter(Objects::nonNull)
            .toList();
    for (AudienceForecast row : loudest.subList(0, Math.min(MOST, loudest.size()))) {
      brief.add(
          "#/mood?bloggers=" + encoded(encoded(row.blogger())),
          Phrase.EXPECTED,
          name(row.blogger()),
          two(row.mean()),
          results.times().periodBound(row.periodStart()),
          two(row.lower80()),
          two(row.upper80()),
          brief.model(model));
    }
    if (loudest.size() > MOST) {
      brief.add("#/mood", Phrase.MORE_FORECASTS, count(loudest.size() - MOST));
    }
  }

  private void who() throws IOException {
    Verdict verdict = summary.verdict();
    String there = "#/influence";
    switch (verdict.kind()) {
      case NOT_ENOUGH_DATA ->
          brief.add(there, Phrase.NOT_ENOUGH, count(verdict.have()), count(verdict.need()));
      case NOT_TESTED -> brief.add(there, Phrase.NOT_TESTED);
      case NO_MEASURABLE_INFLUENCE -> brief.add(there, Phrase.NOBODY, count(verdict.tested()));
      case ONLY_LIKELY ->
          brief.add(there, Phrase.ONLY_LIKELY, count(verdict.tested()), count(verdict.likely()));
      case INFLUENCE -> {
        brief.add(there, Phrase.CONFIRMED, count(verdict.confirmed()), count(verdict.tested()));
        claims(there);
      }
    }
    if (summary.claims().explained() > 0) {
      brief.add(there, Phrase.EXPLAINED, count(summary.claims().explained()));
    }
  }

  private void claims(String there) throws IOException {
    TopicSummary.Claims claims = summary.claims();
    RowQuery query =
        RowQuery.topic(summary.topic())
            .where("model", claims.model())
            .where("as_of", Objects.requireNonNull(claims.asOf()))
            .where("status", "confirmed");
    results.rows(Influence.class, query).stream()
        .filter(edge -> !edge.source().equals(edge.target()))
        .sorted(Comparator.comparingDouble(edge -> -Move.value(edge.weight())))
        .limit(MOST)
        .forEach(
            edge ->
                brief.add(
                    there,
                    Phrase.MOVES,
                    name(edge.source()),
                    name(edge.target()),
                    two(edge.weight()),
                    two(edge.lower()),
                    two(edge.upper()),
                    count(1L + edge.lag())));
  }

  private void opinions() throws IOException {
    RowQuery ofTopic = RowQuery.topic(summary.topic());
    Instant last = results.latest(ResultTable.PRIVATE_OPINION, "period_start", ofTopic);
    if (last == null) {
      return;
    }
    List<PrivateOpinion> rows =
        results.rows(PrivateOpinion.class, ofTopic.where("period_start", last));
    long supported = rows.stream().filter(r -> r.status() == Support.SUPPORTED).count();
    brief.add("#/private", Phrase.PRIVATE, count(supported), count(rows.size()));
  }

  private void good() {
    ModelScore best = summary.best();
    ForecastGain gain = summary.gain();
    if (best == null || gain == null) {
      brief.add("#/models", Phrase.NOT_SCORED);
      return;
    }
    Double half = gain.half();
    brief.add(
        "#/models",
        gain.real() ? Phrase.BETTER : half == null ? Phrase.TOO_FEW : Phrase.CHANCE,
        brief.model(best.model()),
        String.format(Locale.ROOT, "%.4f", best.rmse()),
        count(best.n()),
        one(100 * gain.skill()).replace('-', '−'),
        half == null ? "" : one(100 * half),
        count(gain.models()));
    if (OnlineRefit.CONDITIONAL.contains(best.model())) {
      brief.add("#/models", Phrase.KNOWS_POSTS);
    }
    if (best.coverage80() != null && best.coverage95() != null) {
      brief.add(
          "#/models",
          Phrase.COVERED,
          whole(100 * best.coverage80()),
          whole(100 * best.coverage95()));
    }
  }

  private void out() throws IOException {
    long comments = summary.audiences().stream().mapToLong(TopicSummary.Audience::comments).sum();
    long posts = summary.audiences().stream().mapToLong(TopicSummary.Audience::posts).sum();
    brief.add(
        "#/health",
        Phrase.COUNTED,
        count(comments),
        count(posts),
        count(summary.audiences().size()),
        count(summary.closedPeriods()));
    long unscored = Totals.unscored(results, summary.topic());
    if (unscored > 0) {
      brief.add("#/health", Phrase.UNSCORED, count(unscored));
    }
    long dead = Totals.deadLetters(results).rows();
    if (dead > 0) {
      brief.add("#/health", Phrase.DEAD, count(dead));
    } else {
      brief.add("#/health", Phrase.ALL_USED);
    }
    long open = summary.periods().stream().filter(TopicSummary.Span::open).count();
    if (open > 0) {
      brief.add("#/mood", Phrase.STILL_OPEN, count(open));
    }
  }

  private String name(String blogger) {
    return names.getOrDefault(blogger, blogger);
  }

  private String evidence(AudienceSentiment row) {
    return "#/evidence?blogger="
        + encoded(row.blogger())
        + "&period="
        + encoded(results.times().periodBound(row.periodStart()));
  }
}
