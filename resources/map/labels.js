// Names of areas: inside their outline, over no other name and over no mark; without room they stay away.

import { PaddedCanvas } from './canvas.js';

const MARKS = 4000;   // beyond this many, names only avoid each other
const STEP = 10;      // CSS pixels between the places that are tried

export const Labels = PaddedCanvas.extend({
  options: { pane: 'labels' },

  initialize(colours, incidents) {
    this.colours = colours;
    this.incidents = incidents;
    this.size = 12;
    this.areas = [];
    this.places = new Map();
    this.keepOut = [];
  },

  set({ areas }) { this.areas = areas.map(withBox); this.settle(true); },
  setColours(colours) { this.colours = colours; this.draw(); },
  setSize(size) { this.size = size; this.settle(true); },
  reframed(before) { this.settle(before.zoom !== this.frame.zoom); },

  // Find places anew; a name that still has room keeps its place, so that nothing jumps.
  settle(afresh) {
    const { ctx, frame, size } = this, { x: ox, y: oy, ratio } = frame;
    ctx.font = this._font();
    const marks = bins(this.incidents.frame ? this.incidents.marks(MARKS) : []);
    const corner = this._map.layerPointToContainerPoint(this._corner);
    const taken = this._covered(), view = this._map.getSize();
    const areas = [...this.areas].sort((a, b) => b.area - a.area);
    const before = afresh ? new Map() : this.places;
    this.places = new Map();
    for (const area of areas) {
      const width = ctx.measureText(area.name).width / ratio + 3, height = size * 1.15;
      const box = this._viewBox(area, corner);
      if (width > (box.right - box.left) * 1.5 || height > (box.bottom - box.top) * 1.5) continue;
      const inside = (x, y) => contains(area, ((x - corner.x) * ratio + ox) / frame.scale, ((y - corner.y) * ratio + oy) / frame.scale);
      const free = (x, y) => {
        const rect = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
        if (rect.left < 4 || rect.top < 4 || rect.right > view.x - 4 || rect.bottom > view.y - 4) return null;
        return taken.some(t => overlap(t, rect)) || marks(rect) ? null : rect;
      };
      const old = before.get(area.name);
      const oldX = old && (old.x * frame.scale - ox) / ratio + corner.x;
      const oldY = old && (old.y * frame.scale - oy) / ratio + corner.y;
      const best = old && free(oldX, oldY) ? { x: oldX, y: oldY } : this._best(area, box, corner, width, inside, free);
      if (!best) continue;
      taken.push(free(best.x, best.y));
      this.places.set(area.name, {
        x: ((best.x - corner.x) * ratio + ox) / frame.scale,
        y: ((best.y - corner.y) * ratio + oy) / frame.scale,
      });
    }
    this.draw();
  },

  // Nearest free place to the heart of the area, preferring one where the whole name lies inside.
  _best(area, box, corner, width, inside, free) {
    const { ratio, scale, x: ox, y: oy } = this.frame;
    const heartX = (area.heart[0] * scale - ox) / ratio + corner.x, heartY = (area.heart[1] * scale - oy) / ratio + corner.y;
    const view = this._map.getSize();
    box = {
      left: Math.max(0, box.left), top: Math.max(0, box.top), right: Math.min(view.x, box.right), bottom: Math.min(view.y, box.bottom),
    };
    let best = null, least = Infinity;
    const across = Math.max(STEP, (box.right - box.left) / 40), down = Math.max(STEP, (box.bottom - box.top) / 40);
    for (let y = heartY - Math.floor((heartY - box.top) / down) * down; y < box.bottom; y += down) {
      for (let x = heartX - Math.floor((heartX - box.left) / across) * across; x < box.right; x += across) {
        if (!inside(x, y)) continue;
        const out = !inside(x - width * 0.42, y) + !inside(x + width * 0.42, y);
        const cost = Math.hypot(x - heartX, (y - heartY) * 1.4) + out * 45;
        if (cost < least && free(x, y)) { best = { x, y }; least = cost; }
      }
    }
    return best;
  },

  _viewBox(area, corner) {
    const { ratio, scale, x, y } = this.frame, [left, top, right, bottom] = area.box;
    return {
      left: (left * scale - x) / ratio + corner.x, right: (right * scale - x) / ratio + corner.x,
      top: (top * scale - y) / ratio + corner.y, bottom: (bottom * scale - y) / ratio + corner.y,
    };
  },

  // What lies over the map: legend, caption, buttons.
  _covered() {
    const origin = this._map.getContainer().getBoundingClientRect();
    return this.keepOut.map(element => element.getBoundingClientRect()).filter(r => r.width).map(r => ({
      left: r.left - origin.left - 4, right: r.right - origin.left + 4,
      top: r.top - origin.top - 4, bottom: r.bottom - origin.top + 4,
    }));
  },

  _font() {
    const ratio = this.frame.ratio;
    this.ctx.letterSpacing = `${(0.02 * this.size * ratio).toFixed(2)}px`;
    return `400 ${this.size * ratio}px ${this.colours.font}`;
  },

  draw() {
    const { ctx, frame, colours } = this, ratio = frame.ratio;
    ctx.clearRect(0, 0, frame.width, frame.height);
    ctx.font = this._font();
    ctx.textAlign = 'center'; ctx.textBaseline = 'middle'; ctx.lineJoin = 'round';
    ctx.strokeStyle = colours.areas[1]; ctx.lineWidth = 3 * ratio; ctx.fillStyle = colours.dim;
    for (const [name, place] of this.places) {
      const [x, y] = this.project(place.x, place.y).map(Math.round);
      ctx.strokeText(name, x, y);
      ctx.fillText(name, x, y);
    }
  },
});

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// A test whether any mark touches a rectangle, with the marks sorted into squares of 64 pixels.
function bins(marks) {
  const side = 64, cells = new Map();
  let most = 0;
  for (const mark of marks) {
    most = Math.max(most, mark.r);
    const key = `${Math.floor(mark.x / side)} ${Math.floor(mark.y / side)}`;
    if (cells.has(key)) cells.get(key).push(mark); else cells.set(key, [mark]);
  }
  return rect => {
    for (let cx = Math.floor((rect.left - most) / side); cx <= Math.floor((rect.right + most) / side); cx++) {
      for (let cy = Math.floor((rect.top - most) / side); cy <= Math.floor((rect.bottom + most) / side); cy++) {
        for (const m of cells.get(`${cx} ${cy}`) || []) {
          if (m.x + m.r > rect.left && m.x - m.r < rect.right && m.y + m.r > rect.top && m.y - m.r < rect.bottom) return true;
        }
      }
    }
    return false;
  };
}

function contains(area, x, y) {
  let inside = false;
  for (const polygon of area.polygons) for (const ring of polygon) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (ring[i + 1] > y !== ring[j + 1] > y &&
          x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
    }
  }
  return inside;
}

// Bounding box, size and heart (the point farthest from the outline on a coarse grid) of an area.
function withBox(area) {
  const xs = [], ys = [];
  for (const polygon of area.polygons) for (const ring of polygon) {
    for (let i = 0; i < ring.length; i += 2) { xs.push(ring[i]); ys.push(ring[i + 1]); }
  }
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const [left, top, right, bottom] = box, parts = 16;
  let heart = [(left + right) / 2, (top + bottom) / 2], most = -1;
  for (let i = 1; i < parts; i++) for (let j = 1; j < parts; j++) {
    const x = left + (right - left) * i / parts, y = top + (bottom - top) * j / parts;
    if (!contains(area, x, y)) continue;
    let room = Infinity;
    for (let k = 0; k < xs.length; k++) room = Math.min(room, Math.hypot((xs[k] - x) * 0.6, ys[k] - y));
    if (room > most) { most = room; heart = [x, y]; }
  }
  return { ...area, box, heart, area: (right - left) * (bottom - top) };
}
