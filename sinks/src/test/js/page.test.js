// SPDX-License-Identifier: GPL-3.0-or-later
// What of the page needs no browser. PageScriptsTest lays the modules beside this file and runs it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

Object.assign(globalThis, {
  ResizeObserver: class { observe() {} },
  document: { getElementById: () => null },
  location: { hash: '' },
});

const folder = new URL('./page/', import.meta.url);
const files = readdirSync(folder).filter((file) => file !== 'main.js');
/** Every module but the one that starts the page; whoever imports what is not exported fails here. */
const page = Object.assign({}, ...await Promise.all(files.map((file) => import(new URL(file, folder).href))));
const { app } = page;
Object.assign(app, {
  state: { view: 'mood', lang: 'en' },
  meta: { meta: {}, topics: ['t'] },
  summary: { audiences: [{ blogger: 'a,b', name: 'A', comments: 3 }, { blogger: 'c', name: 'C', comments: 1 }, { blogger: '50%', name: 'F', comments: 2 }], periods: [] },
});

const places = (text) => [...text.matchAll(/\{[^}]*\}/g)].map(([place]) => place).sort();
const isPair = (words) => Array.isArray(words) && words.length === 2 && words.every((word) => typeof word === 'string' && word.trim() !== '');

test('numbers', () => {
  assert.equal(page.num(0.125, 2), '0.13');
  assert.equal(page.num(-0.001, 2), '0.00');
  assert.equal(page.num(null), '–');
  assert.equal(page.num(NaN), '–');
  assert.equal(page.signed(0.05), '+0.05');
  assert.equal(page.signed(-0.05), '−0.05');
  assert.equal(page.signed(0.001), '0.00');
  assert.equal(page.chance(0.0004), '< 0.001');
  assert.equal(page.percent(0.675), '68 %');
  assert.equal(page.rounded(1234567), '1,234,567');
  assert.equal(page.rounded(0.123456789), '0.123');
  assert.equal(page.rounded(0.00001234), '1.2e-5');
});

test('times', () => {
  assert.equal(page.period('2023-05-01T00:00:00+08:00'), '2023-05-01');
  assert.equal(page.period('2023-05-01T06:00:00+08:00'), '2023-05-01 06:00 +08:00');
  app.meta.meta.periods = 'numbered';
  assert.equal(page.period('2000-01-13'), '12');
  delete app.meta.meta.periods;
});

test('a CSV file can be read back', () => {
  const rows = [{ blogger: 'a,"b"\n', n: 1, none: null }, { blogger: '=1+1', n: 2, none: undefined }];
  assert.equal(page.csv(rows), 'blogger,n,none\n"a,""b""\n",1,\n=1+1,2,\n');
  assert.equal(page.csv([]), '');
  assert.deepEqual(page.named([{ target: 'c', weight: 1 }]), [{ target: 'c', target_name: 'C', weight: 1 }]);
});

test('a scale holds its values and the neutral one, within [0,1]', () => {
  for (let i = 0; i < 1000; i++) {
    const values = Array.from({ length: 1 + (i % 7) }, (none, at) => ((i * 7919 + at * 104729) % 1000) / 999);
    const [low, high] = page.charts.range([...values, null, undefined]);
    assert.ok(low >= 0 && high <= 1 && low <= Math.min(0.4, ...values) + 1e-12 && high >= Math.max(0.6, ...values) - 1e-12, `${values} in ${low} to ${high}`);
  }
});

test('parts of a change are shown in full', () => {
  for (let i = 0; i < 1000; i++) {
    const parts = Object.fromEntries(page.changes.parts.map((part, at) => [part, Math.sin(i * 5 + at)]));
    const change = page.changes.parts.reduce((sum, part) => sum + parts[part], 0);
    const shown = page.changes.rows({ parts: { ...parts, change } }).reduce((sum, row) => sum + row.contribution, 0);
    assert.ok(Math.abs(shown - change) < 1e-12);
  }
});

test('the address keeps names with commas and percent signs', () => {
  app.state = { view: 'mood', lang: 'en', bloggers: ['a,b', '50%'].map(encodeURIComponent).join(',') };
  assert.deepEqual(page.shownBloggers(), ['a,b', '50%']);
  location.hash = page.linkTo({ view: 'influence' });
  app.state = page.readState();
  assert.equal(app.state.view, 'influence');
  assert.deepEqual(page.shownBloggers(), ['a,b', '50%']);
  app.state = { view: 'mood', lang: 'en' };
});

test('a mark falls into the period that holds its date', () => {
  const dates = ['2023-04-30', '2023-05-01', '2023-05-15', '2023-05-16', '2023-05-31', '2023-06-20', '2024-01-01'];
  assert.deepEqual(dates.map((date) => page.pinBoard.place({ date }, ['2023-05-01', '2023-05-16', '2023-06-01'])), [-1, 0, 0, 1, 1, -1, -1]);
});

test('every phrase is there in both languages, with the same places', () => {
  const { words, columns, tables, settings, settingValues, refusalPhrases, alertPhrases, fitPhrases } = page;
  const all = [words, columns, tables, settings, settingValues, refusalPhrases, fitPhrases.reasons, fitPhrases.terms,
    ...Object.values(alertPhrases)];
  for (const [key, pair] of all.flatMap(Object.entries)) {
    assert.ok(isPair(pair), key);
    const { [key]: exempt } = { 'verdict.influence': true };
    if (!exempt) assert.deepEqual(places(pair[1]), places(pair[0]), key);
  }
});

test('every phrase that a script asks for is there, and none is there that nobody asks for', () => {
  const scripts = readdirSync(folder).filter((file) => !['i18n.js', 'phrases.js'].includes(file)).map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  const asked = [...scripts.matchAll(/\bt\('([^']+)'(?! ?\+)/g)].map(([, key]) => key);
  assert.ok(asked.length > 150);
  assert.deepEqual(asked.filter((key) => page.words[key] === undefined), []);
  const begun = [...scripts.matchAll(/'([\w.]+\.)' ?\+/g)].map(([, key]) => key);
  const idle = Object.keys(page.words).filter((key) => !scripts.includes(`'${key}'`) && !begun.some((start) => key.startsWith(start)));
  assert.deepEqual(idle, []);
});

test('every column of the result tables has a name', () => {
  const keys = readFileSync(new URL('./columns.txt', import.meta.url), 'utf8').trim().split('\n');
  assert.ok(keys.length > 50);
  assert.deepEqual(keys.filter((key) => !(key in page.columns)), []);
});

test('a briefing is Markdown that no name breaks', () => {
  const brief = { title: '*a* <b>', sections: [{ heading: 'H', sentences: [{ text: '[x](y) `z`', link: '#/mood' }] }] };
  assert.equal(page.briefMarkdown(brief), '# \\*a\\* \\<b\\>\n\n## H\n\n- \\[x\\](y) \\`z\\`\n');
});
