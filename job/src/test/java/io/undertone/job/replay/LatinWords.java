// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import com.microsoft.playwright.Page;
import io.undertone.job.console.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Walks a Chinese page for words in Latin letters that a reader can see or hear: texts, labels,
 * titles, and the names in charts. Names of audiences and models, units and codes may stand.
 */
final class LatinWords {
  /** What is written in Latin letters in Chinese as well. */
  private static final List<String> ALLOWED =
      List.of(
          "Undertone",
          "French-DeGroot",
          "Friedkin-Johnsen",
          "EWMA",
          "AR(1)",
          "RMSE",
          "MAE",
          "CSV",
          "JSON",
          "UTF-8",
          "PNG",
          "SVG",
          "GEXF",
          "GraphML",
          "Markdown",
          "RocksDB",
          "evidence-comments",
          "undertone",
          Version.build(),
          "auto",
          "UTC");

  private LatinWords() {}

  /** Where such words stand, with the text around them; names may be of the data. */
  @SuppressWarnings("unchecked")
  static List<String> on(Page page, Collection<String> names) {
    List<String> allowed = new ArrayList<>(ALLOWED);
    allowed.addAll(names);
    allowed.sort(Comparator.comparingInt(String::length).reversed());
    return (List<String>)
        page.evaluate(
            """
            (names) => {
              const found = new Set();
              const look = (text, where) => {
                let rest = String(text ?? '');
                for (const name of names) rest = rest.split(name).join(' ');
                if (/[A-Za-z]{2,}/.test(rest)) found.add(where + ': ' + String(text).trim().slice(0, 160));
              };
              const apart = (element) => element.closest('script, style, code, bdi, [lang=en]');
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (!apart(parent) && (parent.tagName === 'OPTION' || parent.checkVisibility())) look(node.textContent, parent.tagName + '.' + parent.className);
              }
              for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'data-label']) {
                for (const one of document.querySelectorAll(`[${name}]`)) if (!apart(one)) look(one.getAttribute(name), one.tagName + ' ' + name);
              }
              for (const { option } of document.querySelectorAll('.chart')) {
                for (const axis of [option.xAxis, option.yAxis].flat().filter(Boolean)) look(axis.name, 'axis');
                for (const legend of [option.legend].flat().filter(Boolean)) (legend.data || []).forEach((name) => look(name, 'legend'));
              }
              look(document.title, 'title');
              return [...found];
            }
            """,
            allowed);
  }
}
