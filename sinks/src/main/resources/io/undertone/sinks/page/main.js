// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { closeMenu, listen, refresh, update } from './app.js';
import { data } from './data.js';
import { readState } from './route.js';
import { app } from './state.js';
import './view-audit.js';
import './view-brief.js';
import './view-mood.js';
import './view-influence.js';
import './view-private.js';
import './view-models.js';
import './view-whatif.js';
import './view-evidence.js';
import './view-planner.js';
import './view-health.js';

/** What the page listens to, and its first drawing. */
const within = (event, selector) => event.target instanceof Element && event.target.closest(selector) !== null;

addEventListener('hashchange', () => refresh());
addEventListener('online', () => { if (!data.frozen) update(); });
addEventListener('click', (event) => { if (!within(event, '.menu')) closeMenu(); });
addEventListener('keydown', (event) => { if (event.key === 'Escape') closeMenu(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => refresh());
app.state = readState();
refresh().then(() => { if (!data.frozen) listen(); });
