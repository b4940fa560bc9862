// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to whom, as of the last period learned: predictive dependencies, not causes.
 *
 * <p>Immutable. Two of them are equal when all their edges are.
 *
 * @param bloggers n names
 * @param edges all edges that are followed, own weights included, by target and then source
 */
public record Influences(List<String> bloggers, List<Influence> edges) {
  public Influences {
    bloggers = List.copyOf(bloggers);
    edges = List.copyOf(edges);
  }

  /**
   * The edge from one blogger to another; none where it is not followed. Looks at all edges.
   *
   * @throws UnknownName if there is no such blogger
   */
  public Optional<Influence> edge(String source, String target) {
    UnknownName.position("blogger", source, bloggers);
    return on(target).stream().filter(edge -> edge.source().equals(source)).findAny();
  }

  /**
   * The edges to whom a blogger's audience listens, its own weight included. Looks at all edges.
   *
   * @throws UnknownName if there is no such blogger
   */
  public List<Influence> on(String target) {
    UnknownName.position("blogger", target, bloggers);
    return edges.stream().filter(edge -> edge.target().equals(target)).toList();
  }

  /** The edges of which this may be claimed, such as those confirmed. Looks at all edges. */
  public List<Influence> with(ClaimLevel level) {
    return edges.stream().filter(edge -> edge.status() == level).toList();
  }

  /** A line for each edge between two bloggers: weight, 90 % interval and what may be claimed. */
  @Override
  public String toString() {
    return edges.stream()
        .filter(edge -> !edge.source().equals(edge.target()))
        .map(Influences::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Influence edge) {
    return String.format(
        Locale.ROOT,
        "%s -> %s: %s [%s, %s] %s",
        edge.source(),
        edge.target(),
        number(edge.weight()),
        number(edge.lower()),
        number(edge.upper()),
        edge.status().name().toLowerCase(Locale.ROOT));
  }

  static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
