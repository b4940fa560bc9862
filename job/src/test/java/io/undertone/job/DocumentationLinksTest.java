// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of every page leads to a file, a heading or a well-formed address. */
class DocumentationLinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");

  static Stream<Path> pages() throws IOException {
    Set<String> skipped = Set.of("target", ".git", "node_modules", "undertone-out", "shared");
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(ROOT::relativize)
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> names(page).stream().noneMatch(skipped::contains))
          .toList()
          .stream();
    }
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher links = LINK.matcher(CODE.matcher(Files.readString(ROOT.resolve(page))).replaceAll(""));
    while (links.find()) {
      if (!leadsSomewhere(page, links.group(1))) {
        broken.add(links.group(1));
      }
    }
    assertThat(broken).as("links of %s that lead nowhere", page).isEmpty();
  }

  @Test
  void aBrokenLinkIsSeen() throws IOException {
    Path readme = Path.of("README.md");
    assertThat(leadsSomewhere(readme, "docs/no-such-page.md")).isFalse();
    assertThat(leadsSomewhere(readme, "docs/formats.md#no-such-heading")).isFalse();
    assertThat(leadsSomewhere(readme, "docs/formats.md#the-descriptor")).isTrue();
    assertThat(leadsSomewhere(readme, "#limits")).isTrue();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.startsWith("https://") || link.startsWith("http://")) {
      return URI.create(link).getHost() != null;
    }
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty()
            ? ROOT.resolve(page)
            : ROOT.resolve(page).resolveSibling(parts[0]).normalize();
    if (!target.startsWith(ROOT) || !Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || anchors(target).contains(parts[1]);
  }

  /** As Git hosts make them: lower case, no punctuation, hyphens for spaces; none in code. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
