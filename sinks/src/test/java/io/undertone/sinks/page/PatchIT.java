// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patching random trees into others, in a real document. */
class PatchIT {
  private static final String RANDOM_TREES =
      """
      async (text) => {
        const { el, patch } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        let state = 42;
        const random = (n) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * n); };
        const tree = (depth) => {
          const attributes = {};
          if (random(2)) attributes.key = 'k' + random(4);
          if (random(3) === 0) attributes.class = 'c' + random(3);
          if (random(4) === 0) attributes.style = { width: random(9) + 'px', '--low': String(random(3)) };
          if (random(5) === 0) attributes.hidden = random(2) === 1;
          const children = depth === 0 ? [] : Array.from({ length: random(5) }, () => random(4) === 0 ? 'text ' + random(3) : random(9) === 0 ? null : [random(2) ? 'p' : 'div', random(1e6)]);
          return { attributes, children, depth };
        };
        const drawn = (tag, { attributes, children, depth }, key) => el(tag, key ? { ...attributes, key } : attributes, children.map((child) => Array.isArray(child) ? seeded(child, depth) : child));
        const seeded = ([tag, seed, key], depth) => { const kept = state; state = seed; const made = drawn(tag, tree(depth - 1), key); state = kept; return made; };
        // names that are there once, in any order
        const named = () => Array.from('abcdefg').filter(() => random(2)).map((name) => [random(100), name]).sort().map(([none, name]) => ['p', random(1e6), name]);
        const faults = [];
        const host = document.createElement('main');
        document.body.append(host);
        let kept = 0;
        for (let round = 0; round < 2000; round++) {
          const wanted = named();
          const before = new Map([...host.children].map((child) => [child.made.attributes.key, child]));
          patch(host, wanted.map((child) => seeded(child, 4)));
          const fresh = document.createElement('main');
          fresh.append(...wanted.map((child) => seeded(child, 4)));
          if (!host.isEqualNode(fresh)) faults.push(round + ': ' + host.outerHTML + ' is not ' + fresh.outerHTML);
          for (const child of host.children) {
            const { key } = child.made.attributes;
            if (before.has(key) && before.get(key) !== child) faults.push(round + ': lost ' + key);
            if (before.has(key)) kept++;
          }
        }
        return [kept, ...faults.slice(0, 3)];
      }
      """;

  @Test
  void aPatchedTreeIsTheWantedOneAndKeepsWhatHasTheSameName() {
    try (PageBrowser browser = PageBrowser.start()) {
      Page page = browser.page(300, 300);
      List<?> said = (List<?>) page.evaluate(RANDOM_TREES, PageAssets.module("patch.js"));
      assertThat(said.subList(1, said.size())).isEmpty();
      assertThat(((Number) said.get(0)).intValue()).isGreaterThan(1000);
    }
  }

  @Test
  void whatAReaderChangedStaysUntilTheDrawingChangesIt() {
    try (PageBrowser browser = PageBrowser.start()) {
      Page page = browser.page(300, 300);
      Object said =
          page.evaluate(
              """
              async (text) => {
                const { el, patch } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
                const clicks = [];
                const draw = (at, value) => patch(document.body, [
                  el('details', {}, el('summary', {}, 'more ' + at)),
                  el('input', { type: 'range', min: 0, max: 9, value }),
                  el('input', { type: 'checkbox', checked: true }),
                  el('select', {}, [1, 2].map((one) => el('option', { value: one, selected: one === 1 }, 'n' + one))),
                  el('button', { on: { click: () => clicks.push(at) } }, 'b')]);
                draw(1, 3);
                const [details, range, box, select, button] = document.body.children;
                details.open = true;
                range.value = 5;
                box.checked = false;
                select.value = '2';
                button.focus();
                draw(2, 3);
                button.click();
                const kept = [details.open, range.value, details.textContent, document.activeElement === button, ...clicks];
                draw(3, 7);
                return [...kept, range.value, box.checked, select.value, document.body.children.length].join(' ');
              }
              """,
              PageAssets.module("patch.js"));
      assertThat(said).isEqualTo("true 5 more 2 true 2 7 true 1 5");
    }
  }
}
