// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { save, shade } from './dom.js';
import { xml } from './format.js';
import { el } from './patch.js';

/** All charts of a card in one picture, as they stand on the page, under the card's heading. */
export const picture = {
  margin: 16,
  heading: 34,

  /** The charts with their places, captions and the size of the whole, in pixels of the page. */
  layout(card) {
    const { margin, heading } = picture;
    const charts = [...card.querySelectorAll('.chart')].filter((box) => box.chart);
    const places = charts.map((box) => (box.closest('figure') || box).getBoundingClientRect());
    const left = Math.min(...places.map((place) => place.left)) - margin;
    const top = Math.min(...places.map((place) => place.top)) - margin - heading;
    const parts = charts.map((box, at) => {
      const place = box.getBoundingClientRect();
      const figure = box.closest('figure');
      return { chart: box.chart, x: place.left - left, y: place.top - top, width: place.width, height: place.height,
        captions: figure ? [...figure.querySelectorAll('figcaption > *')].map((line, n) => ({ text: line.textContent, x: places[at].left - left, y: line.getBoundingClientRect().top - top + 15, bold: n === 0 })) : [] };
    });
    const title = { text: card.querySelector('h2').textContent, x: margin, y: margin + 12, bold: true };
    return { parts, texts: [title, ...parts.flatMap((part) => part.captions)],
      width: Math.max(...places.map((place) => place.right)) - left + margin,
      height: Math.max(...places.map((place) => place.bottom)) - top + margin };
  },

  font: (text) => `${text.bold ? '600 ' : ''}14px ${getComputedStyle(document.body).fontFamily}`,

  async png(card) {
    const { parts, texts, width, height } = picture.layout(card);
    const scale = 2;
    const canvas = el('canvas', { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.fillStyle = shade('card');
    pen.fillRect(0, 0, width, height);
    for (const part of parts) pen.drawImage(part.chart.renderToCanvas({ pixelRatio: scale }), part.x, part.y, part.width, part.height);
    pen.fillStyle = shade('ink');
    for (const text of texts) {
      pen.font = picture.font(text);
      pen.fillText(text.text, text.x, text.y);
    }
    return new Promise((done) => canvas.toBlob(done));
  },

  svg(card) {
    const { parts, texts, width, height } = picture.layout(card);
    const drawn = parts.map((part) => `<g transform="translate(${part.x},${part.y})">${picture.redrawn(part)}</g>\n`);
    const written = texts.map((text) => `<text x="${text.x}" y="${text.y}" fill="${shade('ink')}" style="font:${xml(picture.font(text))}">${xml(text.text)}</text>\n`);
    return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n<rect width="100%" height="100%" fill="${shade('card')}"/>\n`,
      ...drawn, ...written, '</svg>\n'], { type: 'image/svg+xml' });
  },

  /** The chart as it stands, drawn once more as SVG; without an element it takes no label. */
  redrawn({ chart, width, height }) {
    const { aria, ...option } = chart.getOption();
    const copy = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    copy.setOption(option);
    const text = copy.renderToSVGString();
    copy.dispose();
    return text;
  },

  /** The buttons of a card. */
  buttons: (name) => ['png', 'svg'].map((kind) => el('button', { type: 'button', on: { click: async (event) => {
    const card = event.target.closest('.card');
    if (card.querySelector('.chart canvas')) save(name + '.' + kind, await picture[kind](card));
  } } }, kind.toUpperCase())),
};
