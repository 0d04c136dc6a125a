// The city's ground: a grid on the sea, areas by district, their borders, and names that find room.

import { PaddedCanvas } from './canvas.js';

const GRID = 64; // CSS pixels; anchored to the world

export const Areas = PaddedCanvas.extend({
  options: { pane: 'areas' },

  initialize(colours) {
    this.colours = colours;
    this.areas = [];
    this.inner = [];
    this.outer = [];
    this.official = true;
    this.streets = false;
    this.weight = 1;          // of lines, grows with the words
  },

  // areas: [{name, district, polygons: [[ring of x, y, x, y, …]]}] in the unit square of Web Mercator.
  set({ areas, official }) {
    this.areas = areas;
    this.official = official;
    [this.outer, this.inner] = borders(areas);
    this.draw();
  },

  setColours(colours, weight) { this.colours = colours; this.weight = weight; this.draw(); },

  draw() {
    const { ctx, frame, colours } = this;
    ctx.clearRect(0, 0, frame.width, frame.height);
    if (!this.streets) this._grid();
    ctx.save();
    ctx.lineJoin = 'round';
    for (const area of this.areas) {
      ctx.beginPath();
      for (const polygon of area.polygons) for (const ring of polygon) this._line(ring, true);
      ctx.fillStyle = colours.areas[area.district % colours.areas.length];
      ctx.globalAlpha = this.streets ? 0.28 : 1;
      ctx.fill('evenodd');
    }
    ctx.globalAlpha = 1;
    const ratio = frame.ratio * this.weight;
    ctx.setLineDash(this.official ? [] : [6 * ratio, 4 * ratio]);
    ctx.strokeStyle = colours.areaLine;
    for (const [lines, width] of [[this.inner, 1], [this.outer, 1.6]]) {
      ctx.lineWidth = width * ratio;
      ctx.beginPath();
      for (const line of lines) this._line(line, false);
      ctx.stroke();
    }
    ctx.restore();
  },

  _line(points, close) {
    const { scale, x, y } = this.frame, ctx = this.ctx;
    for (let i = 0; i < points.length; i += 2) {
      ctx[i ? 'lineTo' : 'moveTo'](points[i] * scale - x, points[i + 1] * scale - y);
    }
    if (close) ctx.closePath();
  },

  _grid() {
    const { ctx, frame, weight } = this;
    const step = Math.round(GRID * weight * frame.ratio), line = Math.max(1, Math.round(frame.ratio * weight * 0.7));
    ctx.fillStyle = this.colours.grid;
    for (let x = step - frame.x % step; x < frame.width; x += step) ctx.fillRect(x, 0, line, frame.height);
    for (let y = step - frame.y % step; y < frame.height; y += step) ctx.fillRect(0, y, frame.width, line);
  },
});

// Every border once, so that dashes stay dashes where two areas meet: [outer, inner] lists of lines.
function borders(areas) {
  const times = new Map();
  const rings = areas.flatMap(area => area.polygons.flat());
  const key = (r, i) => {
    const a = `${r[i]} ${r[i + 1]}`, b = `${r[i + 2]} ${r[i + 3]}`;
    return a < b ? `${a} ${b}` : `${b} ${a}`;
  };
  const edges = (ring, visit) => { for (let i = 0; i + 3 < ring.length; i += 2) visit(key(ring, i), i); };
  for (const ring of rings) edges(ring, k => times.set(k, (times.get(k) || 0) + 1));
  const lines = [[], []], done = new Set();
  for (const ring of rings) {
    let line = null, kind = -1;
    edges(ring, (k, i) => {
      const now = times.get(k) > 1 ? 1 : 0;
      if (done.has(k)) { line = null; return; }
      done.add(k);
      if (!line || kind !== now) lines[kind = now].push(line = [ring[i], ring[i + 1]]);
      line.push(ring[i + 2], ring[i + 3]);
    });
  }
  return lines;
}
