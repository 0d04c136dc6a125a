// All incidents on one canvas: typed arrays in, pixels out. Slots are numbers given by the console.

import { PaddedCanvas } from './canvas.js';
import { ABSENT, ATTENTION, OPEN, Sprites, drawMark } from './symbols.js';
import { clusters, drawCluster } from './clusters.js';
import { drawHeat } from './heat.js';

const HEADER = 16;
const BUCKETS = 5;        // drawn in this order: closed, low, medium, high, critical
const RINGS = 150;        // a ring around everything would mark nothing
const CROWD = 150;        // fewer than this are never clustered …
const STACKED = 1.6;      // … nor are more, unless this many share a place on average
const FANNED = 1500;      // more than this are not fanned out where they share a place
const TOUCH = 12;         // half the side of the smallest target, in CSS pixels

export const Incidents = PaddedCanvas.extend({
  options: { pane: 'incidents', readable: true },

  initialize(colours) {
    this.colours = colours;
    this.size = 20;           // CSS pixels of a mark where there is room
    this.mode = 'points';
    this.clustering = true;
    this.selected = -1;
    this.groups = [];
    this.sprites = new Map();
    this.drawn = { count: 0, ms: 0, kind: 'none' };
    this._allocate(1024);
    this.used = 0;
  },

  _allocate(capacity) {
    const grown = (Type, old) => { const next = new Type(capacity); if (old) next.set(old); return next; };
    this.x = grown(Float64Array, this.x);
    this.y = grown(Float64Array, this.y);
    const code = new Uint8Array(capacity).fill(ABSENT);
    if (this.code) code.set(this.code);
    this.code = code;
    this.capacity = capacity;
    this.px = new Int32Array(capacity);   // canvas pixels of what is in view, by slot
    this.py = new Int32Array(capacity);
    this.order = new Int32Array(capacity); // slots in view, worst last
    this.visible = 0;
  },

  // One binary message of the console; the layout is `HEADER` in widgets/map/points.py.
  apply(buffer) {
    const [reset, count, used] = new Uint32Array(buffer, 0, 4);
    if (reset) { this.code.fill(ABSENT); this.visible = 0; }
    if (used > this.capacity) this._allocate(Math.max(used, 2 * this.capacity));
    this.used = used;
    const x = new Float64Array(buffer, HEADER, count), y = new Float64Array(buffer, HEADER + 8 * count, count);
    const slot = new Uint32Array(buffer, HEADER + 16 * count, count);
    const code = new Uint8Array(buffer, HEADER + 20 * count, count);
    for (let i = 0; i < count; i++) {
      const at = slot[i];
      this.x[at] = x[i]; this.y[at] = y[i]; this.code[at] = code[i];
    }
    this.stale = true;
    this.redraw();
  },

  setColours(colours) { this.colours = colours; this.sprites.clear(); this.stale = true; this.draw(); },
  setSize(size) { this.size = size; this.stale = true; this.draw(); },
  setMode(mode) { this.mode = mode; this.stale = true; this.draw(); },
  select(slot) { this.selected = slot; this.redraw(); },

  reframed(before) {
    const frame = this.frame;
    if (this.drawn.kind === 'points' && !this.stale && before.zoom === frame.zoom &&
        before.ratio === frame.ratio && before.width === frame.width && before.height === frame.height) {
      this._scroll(frame.x - before.x, frame.y - before.y);
    } else {
      this.stale = true;
      this.draw();
    }
  },

  draw() {
    const start = performance.now();
    if (this.stale) {
      this._cull();
      this._paint();
      this.stale = false;
    } else if (this.drawn.kind === 'points') {
      this.ctx.putImageData(this.image, 0, 0);
    } else {
      this._paint();
    }
    this._overlay();
    this.drawn.ms = performance.now() - start;
    this.drawn.count++;
    this.onDrawn?.();
  },

  // Positions of everything within reach of the canvas, bucketed so that the worst comes last.
  _cull() {
    const { x, y, code, px, py, order, used } = this, { scale, x: fx, y: fy, width, height } = this.frame;
    const reach = this.reach(), right = width + reach, bottom = height + reach;
    const tally = new Int32Array(BUCKETS + 1), bucket = this._bucket ??= bucketOf();
    const seen = this._seen?.length >= used ? this._seen : (this._seen = new Int32Array(this.capacity));
    let n = 0;
    for (let i = 0; i < used; i++) {
      if (code[i] === ABSENT) continue;
      const ix = Math.floor(x[i] * scale - fx), iy = Math.floor(y[i] * scale - fy);
      if (ix < -reach || iy < -reach || ix >= right || iy >= bottom) continue;
      px[i] = ix; py[i] = iy;
      tally[bucket[code[i]] + 1]++;
      seen[n++] = i;
    }
    for (let b = 0; b < BUCKETS; b++) tally[b + 1] += tally[b];
    this.kinds = 0;
    for (let k = 0; k < n; k++) {
      const i = seen[k];
      order[tally[bucket[code[i]]]++] = i;
      this.kinds |= code[i];
    }
    this.visible = n;
  },

  // Marks at one place, e.g. all that are only known by their area, are fanned out around the worst.
  _fan() {
    const { px, py, order, frame } = this, stacks = new Map();
    if (this.visible > FANNED) return;
    for (let k = this.visible - 1; k >= 0; k--) {
      const i = order[k], place = ((px[i] + frame.x) >> 2) * 2 ** 26 + ((py[i] + frame.y) >> 2);
      const above = stacks.get(place) || 0;
      stacks.set(place, above + 1);
      const reach = this.size * frame.ratio * 0.78 * Math.sqrt(above), angle = above * 2.39996; // golden angle
      px[i] += Math.round(reach * Math.cos(angle));
      py[i] += Math.round(reach * Math.sin(angle));
    }
  },

  // How far outside the canvas marks still count: the fan of a stack and the cell of a cluster.
  reach() { return Math.ceil(3.2 * this.size * this.frame.ratio); },

  // How many marks share one place on average: what decides between marks and clusters.
  _crowding() {
    const { px, py, order, visible, frame } = this, reach = this.reach();
    const side = Math.max(8, this.size * frame.ratio * 0.7), columns = Math.ceil((frame.width + 2 * reach) / side);
    const taken = new Uint8Array(columns * Math.ceil((frame.height + 2 * reach) / side));
    let places = 0;
    for (let k = 0; k < visible; k++) {
      const i = order[k], at = ((py[i] + reach) / side | 0) * columns + ((px[i] + reach) / side | 0);
      if (!taken[at]) { taken[at] = 1; places++; }
    }
    return places ? visible / places : 0;
  },

  _kind() {
    if (this.mode === 'heat') return 'heat';
    if (!this.clustering || this.visible < CROWD || this.frame.zoom >= 18) return 'points';
    return this._crowding() > STACKED ? 'clusters' : 'points';
  },

  _paint() {
    const kind = this.drawn.kind = this._kind(), { width, height } = this.frame;
    this.groups = [];
    if (kind === 'points') {
      this._fan();
      this._buffer();
      this.words.fill(0);
      this._tier();
      this._write(0, 0, width, height);
      this.ctx.putImageData(this.image, 0, 0);
      return;
    }
    this.ctx.clearRect(0, 0, width, height);
    if (kind === 'heat') drawHeat(this);
    else {
      this.groups = clusters(this);
      for (const group of this.groups) drawCluster(this, group);
    }
  },

  _buffer() {
    const { width, height } = this.frame;
    if (this.image?.width === width && this.image.height === height) return;
    this.image = this.ctx.createImageData(width, height);
    this.words = new Uint32Array(this.image.data.buffer);
  },

  // The more there are, the smaller they are drawn, so that a crowd still shows where it is.
  _tier() {
    const n = this.visible, part = n <= FANNED ? 1 : n <= 6000 ? 0.72 : n <= 25000 ? 0.55 : 0.42;
    const size = Math.max(7, Math.round(this.size * part)) * this.frame.ratio;
    if (!this.sprites.has(size)) this.sprites.set(size, new Sprites(size, this.colours, part < 0.5));
    this.sprite = this.sprites.get(size);
  },

  // Write all marks that touch this rectangle, and nothing outside it.
  _write(left, top, right, bottom) {
    const { px, py, code, order, visible, words, sprite } = this, width = this.frame.width, reach = sprite.reach;
    sprite.fit(width);
    const inLeft = left + reach, inTop = top + reach, inRight = right - reach, inBottom = bottom - reach;
    for (let k = 0; k < visible; k++) {
      const i = order[k], cx = px[i], cy = py[i];
      if (cx >= inLeft && cy >= inTop && cx < inRight && cy < inBottom) {
        sprite.write(words, cy * width + cx, code[i]);
      } else if (cx > left - reach && cy > top - reach && cx < right + reach && cy < bottom + reach) {
        sprite.writeCut(words, cx, cy, code[i], left, top, right, bottom);
      }
    }
  },

  // The view moved by whole pixels: keep what is still in it, write the two strips that came in.
  _scroll(dx, dy) {
    const start = performance.now(), { width, height } = this.frame, words = this.words;
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) { this.stale = true; this.draw(); return; }
    const shift = dy * width + dx;
    if (shift > 0) words.copyWithin(0, shift); else if (shift < 0) words.copyWithin(-shift, 0, words.length + shift);
    this._cull();
    this._fan();
    const top = dy > 0 ? height - dy : 0, bottom = dy > 0 ? height : -dy;
    if (dy) {
      words.fill(0, top * width, bottom * width);
      this._write(0, top, width, bottom);
    }
    if (dx) {
      const left = dx > 0 ? width - dx : 0, right = dx > 0 ? width : -dx;
      for (let row = 0; row < height; row++) words.fill(0, row * width + left, row * width + right);
      this._write(left, 0, right, height);
    }
    this.ctx.putImageData(this.image, 0, 0);
    this._overlay();
    this.drawn.ms = performance.now() - start;
    this.drawn.count++;
    this.onDrawn?.();
  },

  // What is drawn over the marks: rings of the worst and the selected one.
  _overlay() {
    const { ctx, colours, code, frame } = this, ratio = frame.ratio;
    if (this.drawn.kind === 'points') this._rings();
    const at = this.selected;
    if (at >= 0 && at < this.used && code[at] !== ABSENT) {
      const inView = this.drawn.kind === 'points' && this.order.subarray(0, this.visible).includes(at);
      const place = inView ? [this.px[at], this.py[at]] : this.project(this.x[at], this.y[at]);
      const [x, y] = place.map(v => Math.floor(v) + 0.5), size = this.size * 1.25 * ratio;
      ctx.beginPath(); ctx.arc(x, y, size * 0.98, 0, 2 * Math.PI);
      const line = ratio * Math.max(1, this.size / 24);
      ctx.lineWidth = 5 * line; ctx.strokeStyle = colours.edge; ctx.stroke();
      ctx.lineWidth = 2.5 * line; ctx.strokeStyle = colours.focus; ctx.stroke();
      drawMark(ctx, x, y, size, code[at], colours);
    }
  },

  // Critical ones carry a thin ring, critical and high ones that need somebody a strong one.
  _rings() {
    const thin = [], strong = [[], []];
    for (let k = this.visible - 1; k >= 0; k--) {
      const i = this.order[k], c = this.code[i];
      if (!(c & OPEN) || (c & 3) > 1) break; // the order ends with the worst
      if (c & ATTENTION) strong[c & 3].push(i); else if ((c & 3) === 0) thin.push(i);
      if (strong[0].length > RINGS) break;
    }
    let left = RINGS; // the rest of a crowd goes without
    for (const [slots, severity, reach, width, alpha] of [
      [strong[0], 0, 1.15, 1.6, 0.9], [strong[1], 1, 1.15, 1.6, 0.9], [thin, 0, 0.95, 1, 0.5],
    ]) {
      if (slots.length <= left) this._ring(slots, severity, reach, width, alpha);
      left -= Math.min(left, slots.length);
    }
  },

  _ring(slots, severity, reach, width, alpha) {
    const { ctx, px, py, frame: { ratio } } = this, radius = Math.max(this.sprite.size, 12 * ratio) * reach;
    ctx.beginPath();
    for (const i of slots) {
      ctx.moveTo(px[i] + 0.5 + radius, py[i] + 0.5);
      ctx.arc(px[i] + 0.5, py[i] + 0.5, radius, 0, 2 * Math.PI);
    }
    ctx.strokeStyle = this.colours.severity[severity];
    ctx.lineWidth = width * ratio * Math.max(1, this.size / 24);
    ctx.globalAlpha = alpha;
    ctx.stroke();
    ctx.globalAlpha = 1;
  },

  // What is at a point of the view (CSS pixels): {slot}, {group} or null. The nearest mark
  // wins, of those at one place the worst.
  hit(point) {
    const ratio = this.frame.ratio, corner = this._map.layerPointToContainerPoint(this._corner);
    const mx = (point.x - corner.x) * ratio, my = (point.y - corner.y) * ratio;
    if (this.drawn.kind === 'heat') return null;
    if (this.drawn.kind === 'clusters') {
      const group = this.groups.findLast(g => Math.hypot(g.x - mx, g.y - my) <= Math.max(g.radius, TOUCH * ratio));
      return group ? (group.count === 1 ? { slot: group.slot } : { group }) : null;
    }
    let best = null, least = Math.max(this.sprite.size * 0.65, TOUCH * ratio);
    for (let k = this.visible - 1; k >= 0; k--) {
      const i = this.order[k], away = Math.hypot(this.px[i] - mx, this.py[i] - my);
      if (away < least) { best = { slot: i }; least = away; }
    }
    return best;
  },

  // Centres of what is drawn, in CSS pixels of the view, for labels that keep out of the way.
  marks(limit) {
    const ratio = this.frame.ratio, corner = this._map.layerPointToContainerPoint(this._corner);
    const at = (x, y, r) => ({ x: x / ratio + corner.x, y: y / ratio + corner.y, r: r / ratio });
    if (this.drawn.kind === 'clusters') return this.groups.map(g => at(g.x, g.y, g.radius * 1.1));
    if (this.drawn.kind !== 'points' || this.visible > limit) return [];
    return Array.from(this.order.subarray(0, this.visible), i => at(this.px[i], this.py[i], this.sprite.size * 0.5));
  },
});

function bucketOf() {
  const bucket = new Uint8Array(256);
  for (let code = 0; code < 256; code++) bucket[code] = code & OPEN ? 4 - (code & 3) : 0;
  return bucket;
}
