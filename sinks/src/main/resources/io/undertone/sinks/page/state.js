// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** What the whole page shows now: the address, what the server told, and the views that there are. */
export const app = {
  views: [],
  state: {},
  acknowledged: new Set(),
};
