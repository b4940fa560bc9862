// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.content.Reaction.DraftDifference;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a topic has learnt, as far as a what-if needs it: for drafts the content model, what is
 * expected of each audience next, and the variance between posts; for changes the network with the
 * joint uncertainty of its weights. It is kept as text beside the results, so that both can be
 * asked without the job; at most 1 MiB of weights, a kilobyte a blogger and 4 (K+1)^2 bytes for the
 * K sources of its row, less as packed.
 */
public final class DraftModel {
  private static final StatePart<DraftModel> PART =
      StatePart.ofValue("draft model", 2, DraftModel::transfer);

  private final ContentModel model;
  private final List<Audience> audiences;
  private final double tau2;
  private final Network network;

  /**
   * An audience of which something is expected.
   *
   * @param blogger whose audience it is
   * @param mean m, expected sentiment in the next period, in [0,1]
   * @param variance v of that state, without sampling
   */
  public record Audience(String blogger, double mean, double variance) {}

  /**
   * Who takes how much from whom, with the joint uncertainty of the weights.
   *
   * @param bloggers that have joined, in that order
   * @param rows of their audiences, by the same order
   */
  public record Network(List<String> bloggers, List<UncertainRow> rows) {}

  DraftModel(ContentModel model, List<Audience> audiences, double tau2, Network network) {
    this.model = model;
    this.audiences = audiences;
    this.tau2 = tau2;
    this.network = network;
  }

  /** The network as of the last period learnt. */
  public Network network() {
    return network;
  }

  /** Audiences that have a forecast, in the order in which they joined. */
  public List<Audience> audiences() {
    return List.copyOf(audiences);
  }

  /**
   * Reaction to expect to posts like a draft.
   *
   * @param text of the draft, hashed as the posts were; null for its score alone
   * @param content its own sentiment in [0,1]; null when unknown
   */
  public Reaction reaction(Audience audience, @Nullable PostVector text, @Nullable Double content) {
    return model.draft(
        audience.blogger(), text, content, audience.mean(), audience.variance(), tau2);
  }

  /**
   * How much more one post like a first draft gets of an audience than one like a second.
   *
   * @param text of the first, hashed as the posts were; null where no words were learnt
   * @param other of the second
   * @param more score of the first less that of the second; null when unknown
   */
  public DraftDifference difference(
      Audience audience,
      @Nullable PostVector text,
      @Nullable PostVector other,
      @Nullable Double more) {
    return model.difference(audience.blogger(), text, other, more, tau2);
  }

  /** What each word and mark of a draft adds to its text's effect, the largest first. */
  public Map<String, Double> words(String blogger, String text, String salt) {
    return model.words(blogger, text, salt);
  }

  /** Whether words of posts have been learnt at all. */
  public boolean knowsWords() {
    return model.touchedWeights() > 0;
  }

  /** All of it as printable text. */
  public String packed() {
    byte[] bytes = PART.write(this);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private static DraftModel transfer(Codec codec, DraftModel given) {
    double tau2 = codec.value(given.tau2);
    ContentModel model = given.model;
    byte[] shared = codec.bytes(codec.reading() ? new byte[0] : model.state());
    if (codec.reading()) {
      model.restore(shared);
    }
    List<Audience> audiences =
        codec.list(
            given.audiences,
            () -> new Audience("", 0, 0),
            (c, audience) -> audience(c, audience, model));
    List<String> bloggers = codec.texts(given.network.bloggers());
    List<UncertainRow> rows = new ArrayList<>();
    for (int i = 0; i < bloggers.size(); i++) {
      rows.add(row(codec, codec.reading() ? null : given.network.rows().get(i)));
    }
    return new DraftModel(model, audiences, tau2, new Network(bloggers, rows));
  }

  private static Audience audience(Codec codec, Audience given, ContentModel model) {
    Audience audience =
        new Audience(
            codec.value(given.blogger()), codec.value(given.mean()), codec.value(given.variance()));
    byte[] own = codec.bytes(codec.reading() ? new byte[0] : model.state(audience.blogger()));
    if (codec.reading()) {
      model.restore(audience.blogger(), own);
    }
    return audience;
  }

  private static UncertainRow row(Codec codec, @Nullable UncertainRow row) {
    return new UncertainRow(
        codec.indices(row == null ? new int[0] : row.sources()),
        codec.numbers(row == null ? Codec.NONE : row.weights()),
        codec.numbers(row == null ? Codec.NONE : row.shares()),
        codec.numbers(row == null ? Codec.NONE : row.mean()),
        codec.numbers(row == null ? Codec.NONE : row.factor()));
  }

  /**
   * Reads what {@link #packed} wrote.
   *
   * @throws IllegalArgumentException when it is damaged or of another build
   */
  public static DraftModel of(String packed) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      return PART.read(
          in.readAllBytes(),
          new DraftModel(new ContentModel(), List.of(), 0, new Network(List.of(), List.of())));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "What was learnt of posts cannot be read: " + e.getMessage(), e);
    }
  }
}
