// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { data } from './data.js';
import { checkbox, el, note, select } from './dom.js';
import { counted, period } from './format.js';
import { t } from './i18n.js';
import { alertKey, go, linkTo, listed, readState, shownBloggers, shownFrom } from './route.js';
import { app } from './state.js';

/** Draws the page: what surrounds the view, and the view. */
function setTheme() {
  const wanted = app.state.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
  return wanted;
}

/** Draws what surrounds the view where the address or the theme changed; the focus stays where it was. */
function frame(theme) {
  const key = JSON.stringify([app.state, theme]);
  if (app.framed === key) return;
  app.framed = key;
  const focusable = () => [...document.querySelectorAll('#views a, #tools button')];
  const focus = focusable().indexOf(document.activeElement);
  document.documentElement.lang = app.state.lang === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = t('skip');
  document.getElementById('skip').onclick = (event) => { event.preventDefault(); document.getElementById('main').focus(); };
  const nav = document.getElementById('views');
  nav.setAttribute('aria-label', t('views'));
  nav.replaceChildren(...app.views.map((view) => el('a', { href: linkTo({ view: view.id }), 'aria-current': view.id === app.state.view ? 'page' : null }, t('view.' + view.id))));
  scrollInto(nav, nav.querySelector('[aria-current]'));
  document.getElementById('tools').replaceChildren(
    data.frozen ? el('span', { class: 'live off', title: t('frozen') }, t('frozen')) : el('span', { role: 'status', id: 'live' }),
    el('button', { type: 'button', id: 'lang', lang: app.state.lang === 'zh' ? 'en' : 'zh-CN', on: { click: () => go({ lang: app.state.lang === 'zh' ? 'en' : 'zh' }) } }, app.state.lang === 'zh' ? 'English' : '中文'),
    el('button', { type: 'button', id: 'theme', 'aria-pressed': String(theme === 'dark'), on: { click: () => go({ theme: theme === 'dark' ? 'light' : 'dark' }) } }, t('dark')));
  tellLive();
  if (focus >= 0) focusable()[focus].focus({ preventScroll: true });
}

/** Scrolls a box sideways until it shows one of its children; the page stays where it is. */
function scrollInto(box, child) {
  const [outer, inner] = [box.getBoundingClientRect(), child.getBoundingClientRect()];
  if (inner.left < outer.left) box.scrollLeft -= outer.left - inner.left;
  else if (inner.right > outer.right) box.scrollLeft += inner.right - outer.right;
}

function tellLive() {
  const live = document.getElementById('live');
  if (!live) return;
  live.className = app.live ? 'live' : 'live off';
  live.textContent = t(!app.live ? 'not.live' : app.meta && app.meta.meta.data_set !== undefined ? 'replayed' : 'live');
}

/** Topic, and what else the view follows. */
function pickers() {
  const view = app.views.find((one) => one.id === app.state.view);
  const starts = app.summary.periods.map((period) => period.start);
  const shown = new Set(shownBloggers());
  const choose = (blogger, on) => {
    const next = new Set(shown);
    if (on) next.add(blogger); else next.delete(blogger);
    go({ bloggers: [...next].map(encodeURIComponent).join(',') });
  };
  const range = (key, [none, words], current) => select(t(key), [[none, words], ...starts.map((start) => [start, period(start)])], current, (value) => go({ [key]: value }), 'period-' + key);
  const shownMenu = document.querySelector('#pickers .menu');
  const menu = el('details', { class: 'menu', open: shownMenu && shownMenu.open },
    el('summary', {}, t('audiences', shown.size, app.summary.audiences.length)),
    el('div', {}, app.summary.audiences.slice(0, listed).map((audience) => checkbox(audience.name, shown.has(audience.blogger), (on) => choose(audience.blogger, on))),
      app.summary.audiences.length > listed ? el('p', { class: 'help' }, t('audiences.listed', listed, app.summary.audiences.length)) : null));
  document.getElementById('pickers').replaceChildren(
    select(t('topic'), app.meta.topics.map((topic) => [topic, topic]), app.summary.topic, (topic) => go({ topic, bloggers: '', asof: '', period: '', from: '', until: '' }), 'topic'),
    ...(view.picks.includes('audiences') ? [menu] : []),
    ...(view.picks.includes('periods') ? [range('from', ['start', t('beginning')], shownFrom()), range('until', ['', t('end')], app.state.until || '')] : []));
}

/**
 * Remembers what a reader holds: the focus and what is unfolded, by place in the page. The function
 * that it returns gives them back after a redraw of the same view.
 */
function held(main) {
  const view = document.body.dataset.view;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const unfolded = all('main details').map((details) => details.open);
  const focusable = 'main a, main button, main input, main select, main textarea, main summary, #pickers select, #pickers summary, #pickers input';
  const active = document.activeElement;
  const at = all(focusable).indexOf(active);
  return () => {
    if (view !== app.state.view || active === main) return;
    all('main details').forEach((details, place) => { details.open = unfolded[place] || details.open; });
    const same = (active.id && document.getElementById(active.id)) || all(focusable)[at];
    if (at >= 0 && same && same.tagName === active.tagName) same.focus({ preventScroll: true });
  };
}

/** Whether a reader drags or chooses, so that a live update would take it out of the hand; at most 20 s long. */
const busy = () => performance.now() - Math.max(app.pressed, app.choosing) < 20000;
async function idle() {
  while (busy()) await new Promise((done) => setTimeout(done, 200));
}

/** Draws the view; a live update waits until the reader is not busy. */
export async function refresh(live = false) {
  const turn = (app.turn = (app.turn || 0) + 1);
  app.state = readState();
  const theme = setTheme();
  frame(theme);
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  try {
    app.meta = await data.meta();
    app.version = app.meta.version;
    app.acknowledged = new Set((app.meta.acknowledged || []).map(alertKey));
    if (app.meta.topics.length === 0) {
      main.replaceChildren(note(t('empty'), true));
      main.removeAttribute('aria-busy');
      return;
    }
    const topic = app.meta.topics.includes(app.state.topic) ? app.state.topic : app.meta.topics[0];
    app.summary = await data.ask('summary', { topic });
    let content;
    do {
      if (live) await idle();
      if (turn !== app.turn) return;
      content = await app.views.find((view) => view.id === app.state.view).render(topic);
      if (turn !== app.turn) return;
    } while (live && busy());
    const cut = data.cut(topic).map((one) => {
      const place = '\n';
      const [before, after] = (one.rows === undefined ? t('cut.live', counted(one.shown), place) : t('cut', counted(one.shown), counted(one.rows), place)).split(place);
      return note([before, el('code', {}, one.table), after], true);
    });
    const restore = held(main);
    pickers();
    main.replaceChildren(...content, ...cut);
    restore();
    document.title = t('view.' + app.state.view) + ' · ' + topic + ' · Undertone';
    tellLive();
    document.getElementById('foot').replaceChildren(t('foot', app.meta.meta.build || '–', app.meta.meta.scorer || '–') + (app.meta.meta.zone ? ' ' + t('foot.zone', app.meta.meta.zone) : '') + ' ',
      el('button', { type: 'button', id: 'copy-link', on: { click: (event) => navigator.clipboard.writeText(location.href).then(() => { event.target.textContent = t('copied'); }) } }, t('copy.link')));
  } catch (error) {
    if (turn !== app.turn) return;
    main.replaceChildren(note(t('failed', error.message), true));
  }
  main.removeAttribute('aria-busy');
  charts.clear();
  document.body.dataset.view = app.state.view;
  document.body.dataset.turn = String(turn);
}

export const closeMenu = () => { for (const menu of document.querySelectorAll('.menu')) menu.open = false; };

/** Asks everything anew. */
export const update = () => { data.forget(); refresh(true); };

export function listen() {
  const events = new EventSource('api/v1/events');
  const set = (on) => { app.live = on; tellLive(); };
  const heard = (event) => {
    const { version, spread } = JSON.parse(event.data);
    clearTimeout(app.waiting);
    if (version !== app.version) app.waiting = setTimeout(update, spread > 1000 ? Math.random() * spread : 0);
  };
  events.addEventListener('open', () => set(true));
  events.addEventListener('error', () => set(false));
  events.addEventListener('version', heard);
  events.addEventListener('change', heard);
  setInterval(() => { if (app.state.view === 'health' && !document.hidden) update(); }, 30000);
}
