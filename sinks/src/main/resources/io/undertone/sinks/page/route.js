// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { app } from './state.js';

/** Baselines of forecasts; the address of the page, and what it chooses. */
export const baselines = ['mean', 'persistence', 'ewma', 'ar1'];
/** Most rows that the API gives at once. */
export const limit = 100000;
/** Audiences that the picker lists. */
export const listed = 400;
export const alertKey = (alert) => [alert.topic, alert.blogger, alert.period_start, alert.period_end, alert.kind].join('\n');

export function readState() {
  const [view, search] = location.hash.replace(/^#\/?/, '').split('?');
  const state = Object.fromEntries(new URLSearchParams(search || ''));
  state.view = app.views.some((one) => one.id === view) ? view : app.views[0].id;
  state.lang = ['en', 'zh'].includes(state.lang) ? state.lang : (navigator.language || 'en').startsWith('zh') ? 'zh' : 'en';
  return state;
}

export function linkTo(change) {
  const { view, ...rest } = { ...app.state, ...change };
  const search = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== '' && value !== undefined));
  return '#/' + view + (search.size ? '?' + search : '');
}

export const go = (change) => { location.hash = linkTo(change); };
export const remember = (change) => {
  history.replaceState(null, '', linkTo(change));
  app.address = location.hash;
  app.state = readState();
};

/** A name of the address; one that was not encoded stands for itself. */
export function decoded(name) {
  try { return decodeURIComponent(name); } catch (error) { if (error instanceof URIError) return name; throw error; }
}

/** Audiences of which all arrows can be drawn. */
export const few = 12;

/** Audiences that a view shows unless others are chosen, and those with claims that the influence view does. */
const usual = 8;
const usualClaimed = 16;

/** Audiences to show: those chosen; those of the claims where influence is looked at; or those with most comments. */
export function shownBloggers() {
  const all = app.summary.audiences.map((audience) => audience.blogger);
  const chosen = (app.state.bloggers || '').split(',').map(decoded).filter((blogger) => all.includes(blogger));
  if (chosen.length) return all.filter((blogger) => chosen.includes(blogger));
  const claimed = app.state.view === 'influence' ? (app.summary.claimed || []).slice(0, usualClaimed) : [];
  if (all.length > few && claimed.length > 1) return all.filter((blogger) => claimed.includes(blogger));
  const loudest = [...app.summary.audiences].sort((a, b) => b.comments - a.comments).slice(0, usual).map((audience) => audience.blogger);
  return all.filter((blogger) => loudest.includes(blogger));
}

/** First period to show: the chosen one, or the latest 48 of a long series. */
export function shownFrom() {
  const starts = app.summary.periods.map((period) => period.start);
  return starts.includes(app.state.from) || app.state.from === 'start' ? app.state.from : starts.length > 60 ? starts[starts.length - 48] : 'start';
}

/** Period starts within the chosen range, and those that are forecast. */
export function shownPeriods(rows, forecasts) {
  const starts = [...new Set([...rows, ...forecasts].map((row) => row.period_start))].sort();
  const from = shownFrom();
  return starts.filter((start) => (from === 'start' || start >= from) && (!app.state.until || start <= app.state.until));
}

/** The chosen range as bounds of a question. */
export const span = () => ({ from: shownFrom() === 'start' ? null : shownFrom(), until: app.state.until });

export const forecastModel = () => app.summary.forecast_model || 'undertone';
