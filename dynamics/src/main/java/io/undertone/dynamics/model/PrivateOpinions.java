// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.findings.PrivateOpinion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What audiences are estimated to think beside what they say, as of the last period learned;
 * numbers only where the data support them.
 *
 * <p>Immutable. Two of them are equal when all their opinions are.
 *
 * @param bloggers n names
 * @param opinions one of each blogger that has been heard
 */
public record PrivateOpinions(List<String> bloggers, List<PrivateOpinion> opinions) {
  public PrivateOpinions {
    bloggers = List.copyOf(bloggers);
    opinions = List.copyOf(opinions);
  }

  /**
   * The opinion of a blogger's audience; none before it was heard. Looks at all of them.
   *
   * @throws UnknownName if there is no such blogger
   */
  public Optional<PrivateOpinion> of(String blogger) {
    UnknownName.position("blogger", blogger, bloggers);
    return opinions.stream().filter(opinion -> opinion.blogger().equals(blogger)).findAny();
  }

  /**
   * A line for each blogger: the private opinion, its 90 % interval and whether it is supported.
   */
  @Override
  public String toString() {
    return opinions.stream().map(PrivateOpinions::line).collect(Collectors.joining("\n"));
  }

  private static String line(PrivateOpinion opinion) {
    return String.format(
        Locale.ROOT,
        "%s: %s [%s, %s] %s",
        opinion.blogger(),
        Influences.number(opinion.privateSentiment()),
        Influences.number(opinion.lower()),
        Influences.number(opinion.upper()),
        opinion.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
