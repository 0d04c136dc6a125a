// Marks of incidents: drawn as vectors once, then written pixel by pixel as often as needed.

export const ABSENT = 255, OPEN = 4, OUTSIDE = 8, MOVED = 16, ATTENTION = 32;
const STYLES = 32; // severity (2 bits) with OPEN, OUTSIDE and MOVED; ATTENTION is a ring, not a sprite

const SHAPES = [
  // Half extents are chosen so that all four look equally heavy at the same size.
  (c, r) => { // diamond
    const d = r * 1.3;
    c.moveTo(0, -d); c.lineTo(d, 0); c.lineTo(0, d); c.lineTo(-d, 0); c.closePath();
  },
  (c, r) => { // triangle
    const w = r * 1.18, top = r * 1.2, low = r * 0.86;
    c.moveTo(0, -top); c.lineTo(w, low); c.lineTo(-w, low); c.closePath();
  },
  (c, r) => { // square
    const h = r * 0.88;
    c.rect(-h, -h, 2 * h, 2 * h);
  },
  (c, r) => c.arc(0, 0, r, 0, 2 * Math.PI), // circle
];

function mix(a, b, t) {
  const part = (s, i) => parseInt(s.slice(1 + 2 * i, 3 + 2 * i), 16);
  return `rgb(${[0, 1, 2].map(i => Math.round(part(a, i) + (part(b, i) - part(a, i)) * t)).join(' ')})`;
}

// Draws one mark centred on (x, y). `size` is the diameter of the circle in canvas pixels.
export function drawMark(ctx, x, y, size, style, colours) {
  const severity = style & 3, shape = SHAPES[severity], r = size / 2 - Math.max(1, size * 0.05);
  const fill = style & OPEN ? colours.severity[severity] : mix(colours.severity[severity], colours.panel, 0.72);
  ctx.save();
  ctx.translate(x, y);
  ctx.lineJoin = severity === 1 ? 'round' : 'miter';
  ctx.strokeStyle = colours.edge;
  ctx.lineWidth = Math.max(2, size * 0.2);
  ctx.beginPath(); shape(ctx, r); ctx.stroke();
  if (style & MOVED) { // a bar below in the colour in which the system speaks about itself
    ctx.beginPath(); ctx.rect(-r * 0.8, r * 1.55, r * 1.6, Math.max(1, r * 0.3));
    ctx.lineWidth = Math.max(1.5, size * 0.12);
    ctx.stroke(); ctx.fillStyle = colours.system; ctx.fill();
  }
  ctx.beginPath(); shape(ctx, r);
  ctx.fillStyle = fill; ctx.fill();
  if (style & OUTSIDE) { // hollow: beyond the city's edge
    ctx.beginPath(); shape(ctx, r * 0.52); ctx.fillStyle = colours.edge; ctx.fill();
  }
  ctx.restore();
}

// Sprites of one size: for every style the pixels to write, as opaque ones and ones to blend.
export class Sprites {
  // `crisp`: without translucent edges, which nobody sees in a crowd and which cost most of the time.
  constructor(size, colours, crisp) {
    this.size = size;
    this.crisp = crisp;
    this.reach = Math.ceil(size * 0.5 * 1.3 + size * 0.34) + 1; // farthest pixel from the centre
    this.side = 2 * this.reach + 1;
    this.stride = 0;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = this.side;
    const ctx = canvas.getContext('2d', { willReadFrequently: true });
    this.styles = [];
    for (let style = 0; style < STYLES; style++) {
      ctx.clearRect(0, 0, this.side, this.side);
      drawMark(ctx, this.reach + 0.5, this.reach + 0.5, size, style, colours);
      this.styles.push(this._pixels(ctx.getImageData(0, 0, this.side, this.side)));
    }
  }

  _pixels(image) {
    const words = new Uint32Array(image.data.buffer), solid = [], edge = [];
    words.forEach((word, at) => {
      const alpha = word >>> 24;
      if (alpha > (this.crisp ? 127 : 250)) { solid.push(at); words[at] = (word | 0xff000000) >>> 0; }
      else if (alpha && !this.crisp) edge.push(at);
    });
    const part = list => ({
      at: Int32Array.from(list, at => at),
      offset: new Int32Array(list.length),
      colour: Uint32Array.from(list, at => words[at]),
    });
    return { solid: part(solid), edge: part(edge) };
  }

  // Offsets are relative to the centre in a buffer of this width.
  fit(stride) {
    if (stride === this.stride) return;
    this.stride = stride;
    for (const { solid, edge } of this.styles) for (const part of [solid, edge]) {
      part.at.forEach((at, i) => {
        part.offset[i] = (Math.floor(at / this.side) - this.reach) * stride + (at % this.side) - this.reach;
      });
    }
  }

  // Write one mark whose pixels all lie inside the buffer.
  write(words, centre, style) {
    const { solid, edge } = this.styles[style & (STYLES - 1)];
    const so = solid.offset, sc = solid.colour;
    for (let i = 0, n = so.length; i < n; i++) words[centre + so[i]] = sc[i];
    const eo = edge.offset, ec = edge.colour;
    for (let i = 0, n = eo.length; i < n; i++) {
      const at = centre + eo[i];
      words[at] = blend(words[at], ec[i]);
    }
  }

  // The same, cut to a rectangle of the buffer: left and top inclusive, right and bottom exclusive.
  writeCut(words, x, y, style, left, top, right, bottom) {
    const { solid, edge } = this.styles[style & (STYLES - 1)], side = this.side, reach = this.reach;
    for (const part of [solid, edge]) {
      for (let i = 0, n = part.at.length; i < n; i++) {
        const px = x - reach + part.at[i] % side, py = y - reach + Math.floor(part.at[i] / side);
        if (px < left || px >= right || py < top || py >= bottom) continue;
        const at = py * this.stride + px;
        words[at] = part === solid ? part.colour[i] : blend(words[at], part.colour[i]);
      }
    }
  }
}

// One translucent pixel (not premultiplied, 0xAABBGGRR) over another.
function blend(under, over) {
  const below = under >>> 24, a = over >>> 24;
  if (below === 0) return over;
  const t = below === 255 ? a : Math.min(255, (a * 255 / (a + below * (255 - a) / 255)) | 0);
  const u = 255 - t;
  const red = ((over & 255) * t + (under & 255) * u) / 255;
  const green = ((over >>> 8 & 255) * t + (under >>> 8 & 255) * u) / 255;
  const blue = ((over >>> 16 & 255) * t + (under >>> 16 & 255) * u) / 255;
  const alpha = below === 255 ? 255 : a + below * (255 - a) / 255;
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
