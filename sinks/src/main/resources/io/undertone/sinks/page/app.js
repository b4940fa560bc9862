// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** State in the URL, pickers, and drawing the current view. */
U.baselines = ['mean', 'persistence', 'ewma', 'ar1'];
U.acknowledged = new Set();
/** Most rows that the API gives at once. */
U.limit = 100000;
/** Audiences that the picker lists. */
U.listed = 400;
U.alertKey = (alert) => [alert.topic, alert.blogger, alert.period_start, alert.period_end, alert.kind].join('\n');

U.readState = function () {
  const [view, search] = location.hash.replace(/^#\/?/, '').split('?');
  const state = Object.fromEntries(new URLSearchParams(search || ''));
  state.view = U.views.some((one) => one.id === view) ? view : U.views[0].id;
  state.lang = ['en', 'zh'].includes(state.lang) ? state.lang : (navigator.language || 'en').startsWith('zh') ? 'zh' : 'en';
  return state;
};

U.link = function (change) {
  const { view, ...rest } = { ...U.state, ...change };
  const search = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== '' && value !== undefined));
  return '#/' + view + (search.size ? '?' + search : '');
};

U.go = (change) => { location.hash = U.link(change); };
U.remember = (change) => { history.replaceState(null, '', U.link(change)); U.state = U.readState(); };

/** A name of the address; one that was not encoded stands for itself. */
U.decoded = function (name) {
  try { return decodeURIComponent(name); } catch (error) { if (error instanceof URIError) return name; throw error; }
};

/** Audiences that a view shows unless others are chosen, and those with claims that the influence view does. */
U.usual = 8;
U.usualClaimed = 16;

/** Audiences to show: those chosen; those of the claims where influence is looked at; or those with most comments. */
U.shownBloggers = function () {
  const all = U.summary.audiences.map((audience) => audience.blogger);
  const chosen = (U.state.bloggers || '').split(',').map(U.decoded).filter((blogger) => all.includes(blogger));
  if (chosen.length) return all.filter((blogger) => chosen.includes(blogger));
  const claimed = U.state.view === 'influence' ? (U.summary.claimed || []).slice(0, U.usualClaimed) : [];
  if (all.length > U.graph.few && claimed.length > 1) return all.filter((blogger) => claimed.includes(blogger));
  const loudest = [...U.summary.audiences].sort((a, b) => b.comments - a.comments).slice(0, U.usual).map((audience) => audience.blogger);
  return all.filter((blogger) => loudest.includes(blogger));
};

/** First period to show: the chosen one, or the latest 48 of a long series. */
U.shownFrom = function () {
  const starts = U.summary.periods.map((period) => period.start);
  return starts.includes(U.state.from) || U.state.from === 'start' ? U.state.from : starts.length > 60 ? starts[starts.length - 48] : 'start';
};

/** Period starts within the chosen range, and those that are forecast. */
U.shownPeriods = function (rows, forecasts) {
  const starts = [...new Set([...rows, ...forecasts].map((row) => row.period_start))].sort();
  const from = U.shownFrom();
  return starts.filter((start) => (from === 'start' || start >= from) && (!U.state.until || start <= U.state.until));
};

/** The chosen range as bounds of a question. */
U.span = () => ({ from: U.shownFrom() === 'start' ? null : U.shownFrom(), until: U.state.until });

U.forecastModel = () => U.summary.forecast_model || 'undertone';

U.verdict = (verdict) => U.t('verdict.' + verdict.kind, verdict.have, verdict.need, verdict.tested, verdict.confirmed, verdict.likely);
U.verdictShort = function (verdict) {
  const edges = verdict.confirmed;
  return verdict.kind === 'influence' ? U.t(edges === 1 ? 'verdict.short.one' : 'verdict.short.influence', edges) : U.t('verdict.short.' + verdict.kind, verdict.have, verdict.need);
};

/** No model is called best unless it beats the best baseline beyond what chance gives the best of so many. */
U.forecasterTile = function (gain) {
  if (!gain) return U.tile(U.t('tile.next'), '–', U.t('nothing.scored'), 'forecaster');
  const words = U.t(gain.skill < 0 ? 'skill.more' : 'skill.less', U.t('model.' + gain.model), U.num(Math.abs(100 * gain.skill), 1));
  const bounds = gain.half === null ? U.t('skill.few') : U.t('skill.half', U.num(100 * gain.half, 1), gain.models);
  return U.tile(U.t('tile.next'), gain.real ? U.t('model.' + gain.model) : U.t('skill.none'), words + bounds, 'forecaster');
};

U.setTheme = function () {
  const wanted = U.state.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
  return wanted;
};

/** Draws what surrounds the view where the address or the theme changed; the focus stays where it was. */
U.frame = function (theme) {
  const key = JSON.stringify([U.state, theme]);
  if (U.framed === key) return;
  U.framed = key;
  const focusable = () => [...document.querySelectorAll('#views a, #tools button')];
  const focus = focusable().indexOf(document.activeElement);
  document.documentElement.lang = U.state.lang === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = U.t('skip');
  document.getElementById('skip').onclick = (event) => { event.preventDefault(); document.getElementById('main').focus(); };
  const nav = document.getElementById('views');
  nav.setAttribute('aria-label', U.t('views'));
  nav.replaceChildren(...U.views.map((view) => U.el('a', { href: U.link({ view: view.id }), 'aria-current': view.id === U.state.view ? 'page' : null }, U.t('view.' + view.id))));
  U.scrollTo(nav, nav.querySelector('[aria-current]'));
  document.getElementById('tools').replaceChildren(
    U.data.frozen ? U.el('span', { class: 'live off', title: U.t('frozen') }, U.t('frozen')) : U.el('span', { role: 'status', id: 'live' }),
    U.el('button', { type: 'button', id: 'lang', lang: U.state.lang === 'zh' ? 'en' : 'zh-CN', on: { click: () => U.go({ lang: U.state.lang === 'zh' ? 'en' : 'zh' }) } }, U.state.lang === 'zh' ? 'English' : '中文'),
    U.el('button', { type: 'button', id: 'theme', 'aria-pressed': String(theme === 'dark'), on: { click: () => U.go({ theme: theme === 'dark' ? 'light' : 'dark' }) } }, U.t('dark')));
  U.tellLive();
  if (focus >= 0) focusable()[focus].focus({ preventScroll: true });
};

/** Scrolls a box sideways until it shows one of its children; the page stays where it is. */
U.scrollTo = function (box, child) {
  const [outer, inner] = [box.getBoundingClientRect(), child.getBoundingClientRect()];
  if (inner.left < outer.left) box.scrollLeft -= outer.left - inner.left;
  else if (inner.right > outer.right) box.scrollLeft += inner.right - outer.right;
};

U.tellLive = function () {
  const live = document.getElementById('live');
  if (!live) return;
  live.className = U.live ? 'live' : 'live off';
  live.textContent = U.t(!U.live ? 'not.live' : U.meta && U.meta.meta.data_set !== undefined ? 'replayed' : 'live');
};

/** Topic, and what else the view follows. */
U.pickers = function () {
  const view = U.views.find((one) => one.id === U.state.view);
  const starts = U.summary.periods.map((period) => period.start);
  const shown = new Set(U.shownBloggers());
  const choose = (blogger, on) => {
    const next = new Set(shown);
    if (on) next.add(blogger); else next.delete(blogger);
    U.go({ bloggers: [...next].map(encodeURIComponent).join(',') });
  };
  const range = (key, [none, words], current) => U.select(U.t(key), [[none, words], ...starts.map((start) => [start, U.period(start)])], current, (value) => U.go({ [key]: value }), 'period-' + key);
  const shownMenu = document.querySelector('#pickers .menu');
  const menu = U.el('details', { class: 'menu', open: shownMenu && shownMenu.open },
    U.el('summary', {}, U.t('audiences', shown.size, U.summary.audiences.length)),
    U.el('div', {}, U.summary.audiences.slice(0, U.listed).map((audience) => U.checkbox(audience.name, shown.has(audience.blogger), (on) => choose(audience.blogger, on))),
      U.summary.audiences.length > U.listed ? U.el('p', { class: 'help' }, U.t('audiences.listed', U.listed, U.summary.audiences.length)) : null));
  document.getElementById('pickers').replaceChildren(
    U.select(U.t('topic'), U.meta.topics.map((topic) => [topic, topic]), U.summary.topic, (topic) => U.go({ topic, bloggers: '', asof: '', period: '', from: '', until: '' }), 'topic'),
    ...(view.picks.includes('audiences') ? [menu] : []),
    ...(view.picks.includes('periods') ? [range('from', ['start', U.t('beginning')], U.shownFrom()), range('until', ['', U.t('end')], U.state.until || '')] : []));
};

/**
 * Remembers what a reader holds: the focus and what is unfolded, by place in the page. The function
 * that it returns gives them back after a redraw of the same view.
 */
U.held = function (main) {
  const view = document.body.dataset.view;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const unfolded = all('main details').map((details) => details.open);
  const focusable = 'main a, main button, main input, main select, main textarea, main summary, #pickers select, #pickers summary, #pickers input';
  const active = document.activeElement;
  const at = all(focusable).indexOf(active);
  return () => {
    if (view !== U.state.view || active === main) return;
    all('main details').forEach((details, place) => { details.open = unfolded[place] || details.open; });
    const same = (active.id && document.getElementById(active.id)) || all(focusable)[at];
    if (at >= 0 && same && same.tagName === active.tagName) same.focus({ preventScroll: true });
  };
};

/** Whether a reader drags or chooses, so that a live update would take it out of the hand; at most 20 s long. */
U.busy = () => performance.now() - Math.max(U.pressed, U.choosing) < 20000;
U.pressed = -Infinity;
U.choosing = -Infinity;
U.idle = async function () {
  while (U.busy()) await new Promise((done) => setTimeout(done, 200));
};

/** Draws the view; a live update waits until the reader is not busy. */
U.refresh = async function (live = false) {
  const turn = (U.turn = (U.turn || 0) + 1);
  U.state = U.readState();
  const theme = U.setTheme();
  U.frame(theme);
  const main = document.getElementById('main');
  try {
    U.meta = await U.data.meta();
    U.version = U.meta.version;
    U.acknowledged = new Set((U.meta.acknowledged || []).map(U.alertKey));
    if (U.meta.topics.length === 0) {
      main.replaceChildren(U.note(U.t('empty'), true));
      return;
    }
    const topic = U.meta.topics.includes(U.state.topic) ? U.state.topic : U.meta.topics[0];
    U.summary = await U.data.ask('summary', { topic });
    let content;
    do {
      if (live) await U.idle();
      if (turn !== U.turn) return;
      content = await U.views.find((view) => view.id === U.state.view).render(topic);
      if (turn !== U.turn) return;
    } while (live && U.busy());
    const cut = U.data.cut(topic).map((one) => {
      const place = '\n';
      const [before, after] = (one.rows === undefined ? U.t('cut.live', U.count(one.shown), place) : U.t('cut', U.count(one.shown), U.count(one.rows), place)).split(place);
      return U.note([before, U.el('code', {}, one.table), after], true);
    });
    const restore = U.held(main);
    U.pickers();
    main.replaceChildren(...content, ...cut);
    restore();
    document.title = U.t('view.' + U.state.view) + ' · ' + topic + ' · Undertone';
    U.tellLive();
    document.getElementById('foot').replaceChildren(U.t('foot', U.meta.meta.build || '–', U.meta.meta.scorer || '–') + (U.meta.meta.zone ? ' ' + U.t('foot.zone', U.meta.meta.zone) : '') + ' ',
      U.el('button', { type: 'button', id: 'copy-link', on: { click: (event) => navigator.clipboard.writeText(location.href).then(() => { event.target.textContent = U.t('copied'); }) } }, U.t('copy.link')));
  } catch (error) {
    if (turn !== U.turn) return;
    main.replaceChildren(U.note(U.t('failed', error.message), true));
  }
  U.charts.clear();
  document.body.dataset.view = U.state.view;
  document.body.dataset.turn = String(turn);
};

U.closeMenu = () => { for (const menu of document.querySelectorAll('.menu')) menu.open = false; };

U.update = () => { U.data.forget(); U.refresh(true); };

U.listen = function () {
  const events = new EventSource('api/v1/events');
  const set = (on) => { U.live = on; U.tellLive(); };
  const heard = (event) => {
    const { version, spread } = JSON.parse(event.data);
    clearTimeout(U.waiting);
    if (version !== U.version) U.waiting = setTimeout(U.update, spread > 1000 ? Math.random() * spread : 0);
  };
  events.addEventListener('open', () => set(true));
  events.addEventListener('error', () => set(false));
  events.addEventListener('version', heard);
  events.addEventListener('change', heard);
  setInterval(() => { if (U.state.view === 'health' && !document.hidden) U.update(); }, 30000);
};

addEventListener('pointerdown', (event) => {
  U[event.target.closest('select') ? 'choosing' : 'pressed'] = performance.now();
}, true);
for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, () => { U.pressed = -Infinity; });
addEventListener('keydown', (event) => {
  if (event.target.tagName === 'SELECT') U.choosing = ['Escape', 'Tab'].includes(event.key) ? -Infinity : performance.now();
}, true);
for (const end of ['change', 'focusout']) addEventListener(end, () => { U.choosing = -Infinity; }, true);
addEventListener('hashchange', () => U.refresh());
addEventListener('click', (event) => { if (!event.target.closest('.menu')) U.closeMenu(); });
addEventListener('keydown', (event) => { if (event.key === 'Escape') U.closeMenu(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => U.refresh());
U.state = U.readState();
U.refresh().then(() => { if (!U.data.frozen) U.listen(); });
