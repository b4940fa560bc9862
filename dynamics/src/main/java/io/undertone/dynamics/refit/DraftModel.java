// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.DraftDifference;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.network.UncertainRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
  private static final int LAYOUT = 1;
  private static final String PART = "draft model";

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
    byte[] bytes =
        StateBytes.write(
            LAYOUT,
            out -> {
              out.writeDouble(tau2);
              part(out, model.state());
              out.writeInt(audiences.size());
              for (Audience audience : audiences) {
                out.writeUTF(audience.blogger());
                out.writeDouble(audience.mean());
                out.writeDouble(audience.variance());
                part(out, model.state(audience.blogger()));
              }
              network(out);
            });
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private void network(DataOutputStream out) throws IOException {
    StateBytes.texts(out, network.bloggers());
    for (UncertainRow row : network.rows()) {
      out.writeInt(row.sources().length);
      for (int source : row.sources()) {
        out.writeInt(source);
      }
      StateBytes.doubles(out, row.weights());
      StateBytes.doubles(out, row.shares());
      StateBytes.doubles(out, row.mean());
      StateBytes.doubles(out, row.factor());
    }
  }

  private static Network network(DataInputStream in) throws IOException {
    List<String> bloggers = StateBytes.texts(in);
    List<UncertainRow> rows = new ArrayList<>();
    for (int i = 0; i < bloggers.size(); i++) {
      int[] sources = new int[in.readInt()];
      for (int a = 0; a < sources.length; a++) {
        sources[a] = in.readInt();
      }
      rows.add(
          new UncertainRow(
              sources,
              StateBytes.doubles(in),
              StateBytes.doubles(in),
              StateBytes.doubles(in),
              StateBytes.doubles(in)));
    }
    return new Network(bloggers, rows);
  }

  private static void part(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  /**
   * Reads what {@link #packed} wrote.
   *
   * @throws IllegalArgumentException when it is damaged or of another build
   */
  public static DraftModel of(String packed) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      return StateBytes.read(PART, LAYOUT, in.readAllBytes(), DraftModel::read);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "What was learnt of posts cannot be read: " + e.getMessage(), e);
    }
  }

  private static DraftModel read(DataInputStream in) throws IOException {
    double tau2 = in.readDouble();
    ContentModel model = new ContentModel();
    model.restore(in.readNBytes(in.readInt()));
    List<Audience> audiences = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Audience audience = new Audience(in.readUTF(), in.readDouble(), in.readDouble());
      model.restore(audience.blogger(), in.readNBytes(in.readInt()));
      audiences.add(audience);
    }
    return new DraftModel(model, audiences, tau2, network(in));
  }
}
