// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import com.microsoft.playwright.Page;
import java.util.List;

/** Measures whether what a page shows stays in its place. */
public final class PageFit {
  /** Widths of a phone, a tablet and a laptop. */
  public static final List<Integer> WIDTHS = List.of(390, 768, 1366);

  private PageFit() {}

  /** Unfolds every table of numbers. */
  public static void unfold(Page page) {
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })");
    PageBrowser.await(
        page,
        "[...document.querySelectorAll('main .all-numbers > div')].every((one) =>"
            + " one.childElementCount > 0) && [...document.querySelectorAll('main"
            + " .scroll')].every((one) => one.clientWidth === 0 || one.room === one.clientWidth)");
  }

  /**
   * Elements that reach over the edge of their card or of the page, in words; empty when all fit.
   */
  @SuppressWarnings("unchecked")
  public static List<String> tooWide(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => {
              const wide = [];
              const hidden = (element) => element.closest('.sr, datalist, thead') && getComputedStyle(element.closest('.sr, datalist, thead')).position === 'absolute';
              for (const card of document.querySelectorAll('.card, .tile, .note')) {
                const edge = card.getBoundingClientRect();
                for (const one of card.querySelectorAll('*')) {
                  const box = one.getBoundingClientRect();
                  if (box.width > 0 && !hidden(one) && (box.right > edge.right + 0.5 || box.left < edge.left - 0.5)) {
                    wide.push(`${one.tagName}.${one.className} ${Math.round(box.left)}-${Math.round(box.right)} in ${Math.round(edge.left)}-${Math.round(edge.right)}: ${one.textContent.slice(0, 40)}`);
                  }
                }
              }
              if (document.documentElement.scrollWidth > innerWidth) wide.push('the page is ' + document.documentElement.scrollWidth + ' px wide');
              return wide.slice(0, 8);
            }
            """);
  }

  /** Headings of tables that are names of columns rather than words. */
  @SuppressWarnings("unchecked")
  public static List<String> rawNames(Page page) {
    return (List<String>)
        page.evaluate(
            "[...document.querySelectorAll('main th[scope=col]')].map((one) =>"
                + " one.textContent).filter((text) => /[a-z]_[a-z]/.test(text))");
  }

  /** Cells of tables with more digits than anybody reads. */
  @SuppressWarnings("unchecked")
  public static List<String> longNumbers(Page page) {
    return (List<String>)
        page.evaluate(
            "[...document.querySelectorAll('main td')].map((one) => one.textContent).filter((text)"
                + " => /\\\\.\\\\d{6,}/.test(text))");
  }
}
