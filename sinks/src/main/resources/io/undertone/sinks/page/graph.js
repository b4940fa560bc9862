// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { charts } from './charts.js';
import { bloggerColour, card, choice, download, shade } from './dom.js';
import { name, num, xml } from './format.js';
import { t } from './i18n.js';
import { el, patch } from './patch.js';
import { few, go } from './route.js';
import { app } from './state.js';
import { influence } from './view-influence.js';

/** Weights as a graph: what may be claimed first, the rest on demand; found, zoomed and saved. */
export const graph = {
  levels: { confirmed: ['confirmed'], claims: ['confirmed', 'likely'], all: ['confirmed', 'likely', 'undetermined'] },

  /** Which arrows to show: those chosen, else all among few audiences and the claims among many. */
  chosen: (bloggers) => graph.levels[app.state.edges] ? app.state.edges : bloggers.length <= few ? 'all' : 'claims',

  /** Edges worth an arrow. */
  drawn: (edges, levels) => edges.filter((edge) => edge.source !== edge.target && edge.weight !== null
    && levels.includes(edge.status) && (edge.status !== 'undetermined' || edge.weight >= 0.05)),

  /** The charting library with graphs, which no other view needs; a report has it at once. */
  async library() {
    const address = document.body.dataset.graphs;
    if (!address) return;
    graph.loading ??= new Promise((done, failed) => {
      document.head.append(el('script', { src: address, on: { load: done, error: () => failed(new Error(address)) } }));
    });
    await graph.loading;
  },

  /** The card: controls, graph, legend. */
  card(edges, bloggers, all) {
    const chosen = graph.chosen(bloggers);
    const shown = graph.drawn(edges, graph.levels[chosen]);
    const save = (kind) => el('button', { type: 'button', on: { click: () => download('influence.' + kind, graph[kind](all), 'application/xml') } }, kind === 'gexf' ? 'GEXF' : 'GraphML');
    return card(t('influence.graph'), t('influence.graph.help'), el('div', { class: 'stack', on: { patched: () => graph.look(bloggers, edges) } },
      el('div', { class: 'controls' },
        choice(t('influence.edges'), ['confirmed', 'claims', 'all'].map((level) => [level, t('influence.edges.' + level)]), chosen, (level) => go({ edges: level })),
        graph.search(bloggers, edges), graph.zoom()),
      graph.draw(edges, shown, bloggers), el('div', { id: 'graph-found', role: 'status', class: 'help' }),
      shown.length ? null : el('p', { class: 'help' }, t(chosen === 'all' ? 'influence.none' : 'influence.none.claimed')),
      influence.legend()), edges, 'influence', { footer: [save('gexf'), save('graphml')] });
  },

  draw(edges, shown, bloggers) {
    const others = edges.filter((edge) => edge.source !== edge.target);
    const many = bloggers.length > few;
    const style = {
      confirmed: { color: shade('confirmed'), opacity: 0.95, type: 'solid' },
      likely: { color: shade('likely'), opacity: 0.9, type: 'solid' },
      undetermined: { color: shade('undetermined'), opacity: shown.length > 60 ? 0.12 : 0.35, type: 'dashed' },
    };
    const self = new Map(edges.filter((edge) => edge.source === edge.target).map((edge) => [edge.source, edge.weight]));
    const claimed = new Set(shown.filter((edge) => edge.status !== 'undetermined').flatMap((edge) => [edge.source, edge.target]));
    const count = (level) => others.filter((edge) => edge.status === level).length;
    const label = t('influence.graph.label', count('confirmed'), count('likely'), count('undetermined'));
    // those with claims sit together on the circle, each beside whom it follows
    const order = many ? graph.order(bloggers, shown) : bloggers;
    return charts.draw('tall', label, {
      tooltip: charts.tooltip((item) => item.dataType === 'edge' ? influence.words(item.data.edge)
        : [name(item.data.id), t('edge.self', num(self.get(item.data.id)))], 'item'),
      series: [{
        type: 'graph', id: 'graph', layout: 'circular', circular: { rotateLabel: many }, top: many ? 112 : 46, bottom: many ? 112 : 46, left: 112, right: 112,
        edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 9,
        label: { show: true, position: 'right', distance: 8, color: shade('ink'), fontSize: many ? 11 : 13, width: many ? 104 : 96, overflow: 'truncate' },
        labelLayout: { hideOverlap: many },
        data: order.map((blogger, at) => {
          const angle = (2 * Math.PI * at) / order.length;
          const quiet = many && !claimed.has(blogger);
          return { id: blogger, name: name(blogger), symbolSize: (many ? 7 : 16) + (many ? 9 : 18) * (self.get(blogger) || 0),
            itemStyle: { color: bloggerColour(blogger), opacity: quiet ? 0.45 : 1 },
            label: many ? { color: shade(quiet ? 'soft' : 'ink'), fontWeight: quiet ? 'normal' : 'bold' }
              : { position: order.length > 2 && Math.abs(Math.cos(angle)) < 0.35 ? (Math.sin(angle) > 0 ? 'bottom' : 'top') : Math.cos(angle) < 0 ? 'left' : 'right' } };
        }),
        links: shown.map((edge) => ({ source: edge.source, target: edge.target, edge,
          lineStyle: { ...style[edge.status], width: many ? 1 + 5 * edge.weight : 1 + 9 * edge.weight, curveness: many ? 0.3 : 0.16 } })),
        emphasis: { focus: 'adjacency', lineStyle: { opacity: 1 } },
      }],
    }, undefined, { id: 'graph' });
  },

  chart: () => document.getElementById('graph').chart,

  /** Audiences with arrows first, along their strongest arrows; the others after them. */
  order(bloggers, shown) {
    const ordered = [];
    const visit = (blogger) => {
      if (ordered.includes(blogger)) return;
      ordered.push(blogger);
      shown.filter((edge) => edge.source === blogger || edge.target === blogger)
        .sort((a, b) => b.weight - a.weight).forEach((edge) => visit(edge.source === blogger ? edge.target : edge.source));
    };
    shown.slice().sort((a, b) => influence.rank(a) - influence.rank(b) || b.weight - a.weight).forEach((edge) => visit(edge.source));
    bloggers.forEach(visit);
    return ordered;
  },

  /** A name to look for: its neighbourhood lights up and is told in words. */
  look(bloggers, edges) {
    const typed = document.getElementById('graph-search').value.trim().toLowerCase();
    const blogger = bloggers.find((one) => name(one).toLowerCase() === typed);
    const chart = graph.chart();
    if (chart) {
      chart.dispatchAction({ type: 'downplay', seriesIndex: 0 });
      if (blogger) chart.dispatchAction({ type: 'highlight', seriesIndex: 0, name: name(blogger) });
    }
    const own = blogger ? edges.filter((edge) => edge.source !== edge.target && (edge.source === blogger || edge.target === blogger) && edge.weight !== null)
      .sort((a, b) => influence.rank(a) - influence.rank(b) || b.weight - a.weight).slice(0, 5) : [];
    patch(document.getElementById('graph-found'), own.map((edge) => el('p', {}, influence.level(edge.status), ' ' + influence.words(edge).slice(0, 2).join(' · '))));
  },

  search(bloggers, edges) {
    return el('label', { class: 'pick' }, t('influence.find'),
      el('input', { type: 'search', id: 'graph-search', list: 'graph-names', size: 12, on: { input: () => graph.look(bloggers, edges) } }),
      el('datalist', { id: 'graph-names' }, bloggers.map((blogger) => el('option', { value: name(blogger) }))));
  },

  /** Buttons, so that scrolling the page stays scrolling; what is zoomed can be dragged. */
  zoom() {
    const to = (by) => {
      const chart = graph.chart();
      if (!chart) return;
      const zoom = Math.max(1, Math.min(6, (chart.getOption().series[0].zoom || 1) * by));
      chart.setOption({ series: [{ id: 'graph', zoom, roam: zoom > 1 ? 'move' : false, ...(zoom === 1 ? { center: null } : {}) }] });
    };
    const button = (text, label, by) => el('button', { type: 'button', 'aria-label': label, title: label, on: { click: () => to(by) } }, text);
    return el('div', { class: 'group', role: 'group', 'aria-label': t('zoom') },
      button('+', t('zoom.in'), 1.5), button('−', t('zoom.out'), 1 / 1.5), button('↺', t('zoom.reset'), 0));
  },

  nodes: (edges) => [...new Set(edges.flatMap((edge) => [edge.source, edge.target]))].sort(),

  arrows: (edges) => edges.filter((edge) => edge.source !== edge.target && edge.weight !== null),

  /** Measures of an edge that a file carries. */
  type: (key) => ({ status: 'string', explained: 'boolean' })[key] || 'double',

  measures: ['lag', 'lower', 'upper', 'e_value', 'p_value', 'q_value', 'status', 'explained'],

  gexf(edges) {
    const { measures } = graph;
    const value = (edge) => measures.map((key, at) => edge[key] === null ? '' : `<attvalue for="${at}" value="${xml(edge[key])}"/>`).join('');
    return '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<graph mode="static" defaultedgetype="directed">\n<attributes class="edge">\n'
      + measures.map((key, at) => `<attribute id="${at}" title="${key}" type="${graph.type(key)}"/>\n`).join('') + '</attributes>\n<nodes>\n'
      + graph.nodes(edges).map((id) => `<node id="${xml(id)}" label="${xml(name(id))}"/>\n`).join('') + '</nodes>\n<edges>\n'
      + graph.arrows(edges).map((edge, at) => `<edge id="${at}" source="${xml(edge.source)}" target="${xml(edge.target)}" weight="${edge.weight}"><attvalues>${value(edge)}</attvalues></edge>\n`).join('')
      + '</edges>\n</graph>\n</gexf>\n';
  },

  graphml(edges) {
    const { measures } = graph;
    const data = (key, value) => value === null ? '' : `<data key="${key}">${xml(value)}</data>`;
    const keys = ['weight', ...measures];
    return '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
      + keys.map((key) => `<key id="${key}" for="edge" attr.name="${key}" attr.type="${graph.type(key)}"/>\n`).join('')
      + '<graph edgedefault="directed">\n'
      + graph.nodes(edges).map((id) => `<node id="${xml(id)}">${data('label', name(id))}</node>\n`).join('')
      + graph.arrows(edges).map((edge) => `<edge source="${xml(edge.source)}" target="${xml(edge.target)}">${keys.map((key) => data(key, edge[key])).join('')}</edge>\n`).join('')
      + '</graph>\n</graphml>\n';
  },
};
