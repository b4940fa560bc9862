// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { data } from './data.js';
import { checkbox, note, select } from './dom.js';
import { counted, period } from './format.js';
import { t } from './i18n.js';
import { el, patch } from './patch.js';
import { alertKey, go, linkTo, listed, readState, shownBloggers, shownFrom } from './route.js';
import { app } from './state.js';

/** Draws the page: what surrounds the view, and the view. */
function setTheme() {
  const wanted = app.state.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
}

/** Draws what surrounds the view. */
function frame() {
  const dark = document.documentElement.dataset.theme === 'dark';
  document.documentElement.lang = app.state.lang === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = t('skip');
  document.getElementById('skip').onclick = (event) => { event.preventDefault(); document.getElementById('main').focus(); };
  const nav = document.getElementById('views');
  nav.setAttribute('aria-label', t('views'));
  patch(nav, app.views.map((view) => el('a', { href: linkTo({ view: view.id }), 'aria-current': view.id === app.state.view ? 'page' : null }, t('view.' + view.id))));
  if (document.body.dataset.view !== app.state.view) scrollInto(nav, nav.querySelector('[aria-current]'));
  patch(document.getElementById('tools'), [
    data.frozen ? el('span', { class: 'live off', title: t('frozen') }, t('frozen'))
      : el('span', { role: 'status', id: 'live', class: app.live ? 'live' : 'live off' }, t(!app.live ? 'not.live' : app.meta && app.meta.meta.data_set !== undefined ? 'replayed' : 'live')),
    el('button', { type: 'button', id: 'lang', lang: app.state.lang === 'zh' ? 'en' : 'zh-CN', on: { click: () => go({ lang: app.state.lang === 'zh' ? 'en' : 'zh' }) } }, app.state.lang === 'zh' ? 'English' : '中文'),
    el('button', { type: 'button', id: 'theme', 'aria-pressed': String(dark), on: { click: () => go({ theme: dark ? 'light' : 'dark' }) } }, t('dark'))]);
}

/** Scrolls a box sideways until it shows one of its children; the page stays where it is. */
function scrollInto(box, child) {
  const [outer, inner] = [box.getBoundingClientRect(), child.getBoundingClientRect()];
  if (inner.left < outer.left) box.scrollLeft -= outer.left - inner.left;
  else if (inner.right > outer.right) box.scrollLeft += inner.right - outer.right;
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
  const menu = el('details', { class: 'menu' },
    el('summary', {}, t('audiences', shown.size, app.summary.audiences.length)),
    el('div', {}, app.summary.audiences.slice(0, listed).map((audience) => checkbox(audience.name, shown.has(audience.blogger), (on) => choose(audience.blogger, on))),
      app.summary.audiences.length > listed ? el('p', { class: 'help' }, t('audiences.listed', listed, app.summary.audiences.length)) : null));
  patch(document.getElementById('pickers'), [
    select(t('topic'), app.meta.topics.map((topic) => [topic, topic]), app.summary.topic, (topic) => go({ topic, bloggers: '', asof: '', period: '', from: '', until: '' }), 'topic'),
    ...(view.picks.includes('audiences') ? [menu] : []),
    ...(view.picks.includes('periods') ? [range('from', ['start', t('beginning')], shownFrom()), range('until', ['', t('end')], app.state.until || '')] : [])]);
}

/** Draws the view; of the same view, what is there is patched. */
export async function refresh() {
  const turn = (app.turn = (app.turn || 0) + 1);
  // a new address is known before its event comes
  const isLatest = () => turn === app.turn && location.hash === app.address;
  app.address = location.hash;
  app.state = readState();
  setTheme();
  frame();
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  const show = (content) => {
    app.drawn = app.address;
    document.getElementById('not-updated')?.remove();
    if (document.body.dataset.view !== app.state.view) patch(main, []);
    patch(main, content);
    frame();
    main.removeAttribute('aria-busy');
    charts.clear();
    document.body.dataset.view = app.state.view;
    document.body.dataset.turn = String(turn);
  };
  try {
    app.meta = await data.meta();
    app.version = app.meta.version;
    app.acknowledged = new Set((app.meta.acknowledged || []).map(alertKey));
    if (app.meta.topics.length === 0) {
      patch(main, [note(t('empty'), true)]);
      main.removeAttribute('aria-busy');
      return;
    }
    const topic = app.meta.topics.includes(app.state.topic) ? app.state.topic : app.meta.topics[0];
    app.summary = await data.ask('summary', { topic });
    const content = await app.views.find((view) => view.id === app.state.view).render(topic);
    if (!isLatest()) return;
    const cut = data.cut(topic).map((one) => {
      const place = '\n';
      const [before, after] = (one.rows === undefined ? t('cut.live', counted(one.shown), place) : t('cut', counted(one.shown), counted(one.rows), place)).split(place);
      return note([before, el('code', {}, one.table), after], true);
    });
    pickers();
    document.title = t('view.' + app.state.view) + ' · ' + topic + ' · Undertone';
    patch(document.getElementById('foot'), [t('foot', app.meta.meta.build || '–', app.meta.meta.scorer || '–') + (app.meta.meta.zone ? ' ' + t('foot.zone', app.meta.meta.zone) : '') + ' ',
      el('button', { type: 'button', id: 'copy-link', on: { click: copyLink } }, t('copy.link'))]);
    show([...content, ...cut]);
  } catch (error) {
    if (!isLatest()) return;
    // the next event is news whatever version it has; where none comes, it is asked again
    app.version = undefined;
    if (!data.frozen && !(error.status < 500)) {
      clearTimeout(app.waiting);
      app.waiting = setTimeout(update, 10000);
    }
    // what was read is kept beside the reason why it is not newer
    if (app.drawn === app.address && !data.frozen) notUpdated(error, turn);
    else {
      show([note(t('failed', error.message), true)]);
      app.drawn = null;
    }
  }
}

function notUpdated(error, turn) {
  const main = document.getElementById('main');
  document.getElementById('not-updated')?.remove();
  main.prepend(el('div', { id: 'not-updated' }, note(t('not.updated', error.message), true)));
  main.removeAttribute('aria-busy');
  document.body.dataset.turn = String(turn);
}

async function copyLink({ target }) {
  await navigator.clipboard.writeText(location.href);
  target.textContent = t('copied');
  setTimeout(() => { target.textContent = t('copy.link'); }, 3000);
}

export const closeMenu = () => { for (const menu of document.querySelectorAll('.menu')) menu.open = false; };

/** Asks everything anew. */
export const update = () => { data.forget(); refresh(); };

export function listen() {
  const events = new EventSource('api/v1/events');
  const set = (on) => { app.live = on; frame(); };
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
