// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='/n/x' target=\"_blank\">@x</a> hi | @x hi",
        "<span class=\"url-icon\"><img alt=[笑] src=\"x.png\" style=\"width:1em;\" /></span>ok | [笑]ok",
        "<IMG ALT='[a]'> b | [a] b",
        "one<br/>two | 'one\ntwo'",
        "<img src=x> | ''",
        "a &lt; b &amp; &quot;c&quot; &#39;d&#x27; | a < b & \"c\" 'd'",
        "&lt;b&gt;great&lt;/b&gt; &amp;amp; fast &hellip; it&rsquo;s | great & fast \u2026 it\u2019s",
        "&nosuch; &#99999999; & | &nosuch; &#99999999; &",
        "&#0;&#1114112; | '\0 '",
        "1 < 2 and 3 > 2, I <3 you | 1 < 2 and 3 > 2, I <3 you",
        "<b and c> d | ' d'",
        "<unknown>x</unknown> | <unknown>x</unknown>",
        "$1 \\ <b>x</b> | $1 \\ x",
      })
  void markUpLeavesItsText(String text, String plain) {
    assertThat(Html.strip(text)).isEqualTo(plain.replace("\\0", "\0"));
  }

  @ParameterizedTest
  @CsvSource({"<a x=\"", "<a x='", "<a x", "<img alt=", "&#", "<"})
  void hugeUnfinishedMarkUpIsHandledAtOnce(String start) {
    String bomb = start.repeat(20_000 / start.length());

    assertThat(Html.strip(bomb)).isNotNull();
  }
}
