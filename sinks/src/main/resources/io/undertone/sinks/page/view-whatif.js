// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

/** What the fitted matrix expects when an audience changes, and when a post is published. */
U.views.push({ id: 'whatif', picks: [], render: async function (topic) {
  const bloggers = U.summary.audiences.map((audience) => audience.blogger);
  const ask = (source) => U.data.ask('whatif', { topic, source });
  const [chosen, reaction] = await Promise.all([
    ask(bloggers.includes(U.state.blogger) ? U.state.blogger : bloggers[0]), U.data.ask('reaction', { topic })]);
  const silent = chosen && chosen.mean.length === 0 && chosen.bloggers.length > 0;
  const answer = silent ? await ask(chosen.bloggers[0]) : chosen;
  const cards = [U.el('div', { class: 'lead' }, U.el('h1', {}, U.t('whatif.title'))), U.note(U.t('whatif.predictive'))];
  if (U.summary.verdict.kind !== 'influence') cards.push(U.note(U.verdict(U.summary.verdict) + ' ' + U.t('whatif.unsupported'), true));
  cards.push(answer && answer.bloggers.length ? U.whatif.push(answer) : U.note(U.t('whatif.none'), true));
  cards.push(reaction && reaction.audiences.length ? U.whatif.draft(reaction) : U.note(U.t('draft.none'), true));
  return cards;
} });

U.whatif = {
  /** The draft so far; it outlives a redraw, and no address or server keeps it. */
  typed: '',

  push(answer) {
    const size = U.el('input', { type: 'range', id: 'push', min: -0.3, max: 0.3, step: 0.01, value: U.state.push || 0.1, 'aria-label': U.t('whatif.push') });
    const output = U.el('output', { for: 'push' });
    const box = U.el('div', {});
    const show = () => {
      const push = Number(size.value);
      output.textContent = U.signed(push);
      size.setAttribute('aria-valuetext', U.signed(push));
      box.replaceChildren(U.whatif.response(answer, push), U.whatif.table(answer, push));
    };
    size.addEventListener('input', show);
    size.addEventListener('change', () => U.remember({ push: size.value }));
    show();
    const rows = answer.mean.flatMap((means, h) => means.map((mean, i) => ({
      periods_ahead: h, blogger: answer.bloggers[i], response: mean, lower: answer.lower[h][i], upper: answer.upper[h][i] })));
    return U.card(U.t('whatif.response'), U.t('whatif.response.help', U.t('model.' + answer.model), U.period(answer.as_of)), U.el('div', { class: 'slider' },
      U.select(U.t('whatif.who'), answer.bloggers.map((blogger) => [blogger, U.name(blogger)]), answer.source, (blogger) => U.go({ blogger }), 'whatif-source'),
      U.el('div', { class: 'row' }, size, output), box), rows, 'whatif-' + answer.source);
  },

  /** Order of the others' strongest response, the pushed one first. */
  ranked(answer) {
    const peak = (i) => Math.max(...answer.mean.slice(1).map((means) => means[i]));
    return answer.bloggers.map((blogger, i) => i).sort((a, b) =>
      (answer.bloggers[b] === answer.source) - (answer.bloggers[a] === answer.source) || peak(b) - peak(a));
  },

  response(answer, push) {
    const charts = U.charts;
    const shown = U.whatif.ranked(answer).slice(0, 8);
    const ahead = answer.mean.map((means, h) => String(h));
    const column = (matrix, i) => matrix.map((row) => row[i] * push);
    return charts.draw('mid', U.t('whatif.response'), {
      grid: { ...charts.grid, top: 44, bottom: 26 },
      legend: { type: 'scroll', top: 4, textStyle: { color: U.colour('ink') }, data: shown.map((i) => U.name(answer.bloggers[i])) },
      xAxis: { ...charts.categories(ahead), axisLabel: { color: U.colour('soft') }, name: U.t('periods.ahead'), nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: U.colour('soft') } },
      yAxis: charts.values(U.t('whatif.push')),
      tooltip: charts.tooltip((list) => [U.t('ahead', list[0].axisValue), ...shown.map((i) =>
        U.name(answer.bloggers[i]) + '  ' + U.signed(answer.mean[list[0].dataIndex][i] * push, 3))], 'axis'),
      series: shown.flatMap((i, rank) => {
        const colour = U.bloggerColour(answer.bloggers[i]);
        const one = column(answer.lower, i);
        const other = column(answer.upper, i);
        const band = answer.intervals && rank < 3 ? charts.band('interval ' + i, one.map((value, h) => Math.min(value, other[h])),
          one.map((value, h) => Math.max(value, other[h])), colour, 0.1) : [];
        return [...band,
          { type: 'line', name: U.name(answer.bloggers[i]), data: column(answer.mean, i), color: colour, symbolSize: 6, lineStyle: { width: 2 } }];
      }),
    });
  },

  table(answer, push) {
    const h = Math.min(1, answer.mean.length - 1);
    const last = answer.mean.length - 1;
    const words = (at, i) => U.signed(answer.mean[at][i] * push, 3) + (answer.intervals
      ? ' (' + [answer.lower[at][i] * push, answer.upper[at][i] * push].sort((a, b) => a - b).map((v) => U.signed(v, 3)).join(' … ') + ')' : '');
    return U.table(U.whatif.ranked(answer).map((i) => ({ blogger: U.name(answer.bloggers[i]), first: words(h, i), last: words(last, i) })), [
      ['blogger', U.t('audience')], ['first', U.t('ahead', h), null, true], ['last', U.t('ahead', last), null, true]], U.t('whatif.response'));
  },

  draft(reaction) {
    const content = U.el('input', { type: 'range', id: 'content', min: 0, max: 1, step: 0.01, value: U.state.content || 0.7, 'aria-label': U.t('draft.content') });
    const output = U.el('output', { for: 'content' });
    const text = U.el('textarea', { id: 'draft', maxlength: 5000, 'aria-label': U.t('draft.text'), placeholder: U.t('draft.text'), on: { input: () => { U.whatif.typed = text.value; } } }, U.whatif.typed);
    const state = U.el('p', { class: 'help', role: 'status', id: 'draft-state' });
    const box = U.el('div', { id: 'reactions' });
    const show = () => {
      const c = Number(content.value);
      output.textContent = U.num(c);
      content.setAttribute('aria-valuetext', U.num(c));
      box.replaceChildren(U.table(reaction.audiences.map((one) => {
        const mean = Math.max(0, Math.min(1, one.mean + one.slope * (c - one.content)));
        const sd = Math.sqrt(one.variance);
        return { blogger: U.name(one.blogger), mean, low: U.charts.clip(mean - 1.96 * sd), high: U.charts.clip(mean + 1.96 * sd), effect: one.slope * (c - one.content), posts: one.posts };
      }), [
        ['blogger', U.t('audience')],
        ['mean', U.t('draft.expected'), (v) => U.num(v), true],
        ['low', U.t('draft.interval'), (v, row) => U.num(v) + ' – ' + U.num(row.high), true],
        ['effect', U.t('draft.effect'), (v) => U.signed(v, 3), true],
        ['posts', U.t('draft.posts'), (v) => U.count(v), true]], U.t('draft.title')));
    };
    const score = async () => {
      try {
        const answer = await U.data.score(text.value);
        content.value = answer.score;
        U.remember({ content: content.value });
        state.textContent = U.t('draft.scored', U.num(answer.score), answer.scorer);
      } catch (error) {
        state.textContent = error.message;
      }
      show();
    };
    content.addEventListener('input', show);
    content.addEventListener('change', () => U.remember({ content: content.value }));
    show();
    return U.card(U.t('draft.title'), U.t('draft.help'), U.el('div', { class: 'slider' },
      reaction.scorer ? [text, U.el('div', { class: 'row' }, U.el('button', { type: 'button', class: 'primary', on: { click: score } }, U.t('draft.score'))), state]
        : U.el('p', { class: 'help' }, U.t('draft.noscorer')),
      U.el('label', { class: 'pick', for: 'content' }, U.t('draft.content')),
      U.el('div', { class: 'row' }, content, output), box), reaction.audiences, 'reaction');
  },
};
