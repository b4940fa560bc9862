// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** State in the URL, pickers, and drawing the current view. */
U.baselines = ['mean', 'persistence', 'ewma', 'ar1'];
U.acknowledged = new Set();
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

/** Audiences to show: those chosen, or the eight with most comments. */
U.shownBloggers = function () {
  const all = U.summary.audiences.map((audience) => audience.blogger);
  const chosen = (U.state.bloggers || '').split(',').filter((blogger) => all.includes(blogger));
  if (chosen.length) return all.filter((blogger) => chosen.includes(blogger));
  const loudest = [...U.summary.audiences].sort((a, b) => b.comments - a.comments).slice(0, 8).map((audience) => audience.blogger);
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

U.forecastModel = () => U.summary.forecast_model || 'undertone';

U.verdict = (verdict) => U.t('verdict.' + verdict.kind, verdict.have, verdict.need, verdict.tested, verdict.confirmed, verdict.likely);
U.verdictShort = function (verdict) {
  const edges = verdict.confirmed + verdict.likely;
  return verdict.kind === 'influence' ? U.t(edges === 1 ? 'verdict.short.one' : 'verdict.short.influence', edges) : U.t('verdict.short.' + verdict.kind, verdict.have, verdict.need);
};

/** The model with the highest skill; no model is called best unless it beats the best baseline beyond noise. */
U.forecasterTile = function (best) {
  if (!best) return U.tile(U.t('tile.next'), '–', U.t('nothing.scored'), 'forecaster');
  const error = best.skill_error === null ? 0 : 1.96 * best.skill_error;
  const words = U.t(best.skill < 0 ? 'skill.more' : 'skill.less', U.t('model.' + best.model), U.num(Math.abs(100 * best.skill), 1), U.num(100 * error, 1));
  return best.skill - error > 0 ? U.tile(U.t('tile.next'), U.t('model.' + best.model), words, 'forecaster')
    : U.tile(U.t('tile.next'), U.t('skill.none'), words, 'forecaster');
};

U.setTheme = function () {
  const wanted = U.state.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
  return wanted;
};

U.frame = function (theme) {
  document.documentElement.lang = U.state.lang === 'zh' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = U.t('skip');
  document.getElementById('skip').onclick = (event) => { event.preventDefault(); document.getElementById('main').focus(); };
  const nav = document.getElementById('views');
  nav.setAttribute('aria-label', U.t('views'));
  nav.replaceChildren(...U.views.map((view) => U.el('a', { href: U.link({ view: view.id }), 'aria-current': view.id === U.state.view ? 'page' : null }, U.t('view.' + view.id))));
  nav.querySelector('[aria-current]').scrollIntoView({ inline: 'nearest', block: 'nearest' });
  document.getElementById('tools').replaceChildren(
    U.data.frozen ? U.el('span', { class: 'live off', title: U.t('frozen') }, U.t('frozen')) : U.el('span', { class: U.live ? 'live' : 'live off', role: 'status', id: 'live' }, U.live ? U.t('live') : U.t('not.live')),
    U.el('button', { type: 'button', id: 'lang', lang: U.state.lang === 'zh' ? 'en' : 'zh-CN', on: { click: () => U.go({ lang: U.state.lang === 'zh' ? 'en' : 'zh' }) } }, U.state.lang === 'zh' ? 'English' : '中文'),
    U.el('button', { type: 'button', id: 'theme', 'aria-pressed': String(theme === 'dark'), on: { click: () => U.go({ theme: theme === 'dark' ? 'light' : 'dark' }) } }, U.t('dark')));
};

/** Topic, and what else the view follows. */
U.pickers = function () {
  const view = U.views.find((one) => one.id === U.state.view);
  const starts = U.summary.periods.map((period) => period.start);
  const shown = new Set(U.shownBloggers());
  const choose = (blogger, on) => {
    const next = new Set(shown);
    if (on) next.add(blogger); else next.delete(blogger);
    U.go({ bloggers: [...next].join(',') });
  };
  const range = (key, [none, words], current) => U.select(U.t(key), [[none, words], ...starts.map((start) => [start, U.period(start)])], current, (value) => U.go({ [key]: value }), 'period-' + key);
  const shownMenu = document.querySelector('#pickers .menu');
  const menu = U.el('details', { class: 'menu', open: shownMenu && shownMenu.open },
    U.el('summary', {}, U.t('audiences', shown.size, U.summary.audiences.length)),
    U.el('div', {}, U.summary.audiences.slice(0, 400).map((audience) => U.checkbox(audience.name, shown.has(audience.blogger), (on) => choose(audience.blogger, on)))));
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

U.refresh = async function () {
  const turn = (U.turn = (U.turn || 0) + 1);
  U.state = U.readState();
  const theme = U.setTheme();
  U.frame(theme);
  const main = document.getElementById('main');
  try {
    U.meta = await U.data.meta();
    U.acknowledged = new Set((U.meta.acknowledged || []).map(U.alertKey));
    if (U.meta.topics.length === 0) {
      main.replaceChildren(U.note(U.t('empty'), true));
      return;
    }
    const topic = U.meta.topics.includes(U.state.topic) ? U.state.topic : U.meta.topics[0];
    U.summary = await U.data.ask('summary', { topic });
    const content = await U.views.find((view) => view.id === U.state.view).render(topic);
    if (turn !== U.turn) return;
    const cut = U.data.cut(topic).map((one) => U.note(U.t('cut', U.count(one.shown), U.count(one.rows), one.table), true));
    const restore = U.held(main);
    U.pickers();
    main.replaceChildren(...content, ...cut);
    restore();
    document.title = U.t('view.' + U.state.view) + ' · ' + topic + ' · Undertone';
    document.getElementById('foot').textContent = U.t('foot', U.meta.meta.build || '–', U.meta.meta.scorer || '–');
  } catch (error) {
    if (turn !== U.turn) return;
    main.replaceChildren(U.note(U.t('failed', error.message), true));
  }
  U.charts.clear();
  document.body.dataset.view = U.state.view;
  document.body.dataset.turn = String(turn);
};

U.closeMenu = () => { for (const menu of document.querySelectorAll('.menu')) menu.open = false; };

U.listen = function () {
  const events = new EventSource('api/v1/events');
  const set = (on) => {
    if (U.live !== on) { U.live = on; U.frame(U.setTheme()); }
  };
  events.addEventListener('open', () => set(true));
  events.addEventListener('error', () => set(false));
  events.addEventListener('change', (event) => {
    const { spread } = JSON.parse(event.data);
    clearTimeout(U.waiting);
    U.waiting = setTimeout(() => { U.data.forget(); U.refresh(); }, spread > 1000 ? Math.random() * spread : 0);
  });
};

addEventListener('hashchange', () => U.refresh());
addEventListener('click', (event) => { if (!event.target.closest('.menu')) U.closeMenu(); });
addEventListener('keydown', (event) => { if (event.key === 'Escape') U.closeMenu(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => U.refresh());
U.state = U.readState();
U.refresh().then(() => { if (!U.data.frozen) U.listen(); });
