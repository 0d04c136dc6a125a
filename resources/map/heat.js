// Density instead of marks: neutral light, because saturated colour means severity.

const CELL = 4;                       // canvas pixels of one step of the grid
const WEIGHT = [4, 3, 2, 1];
const SPREAD = 4;                     // radius of the blur in steps; three passes are near a Gaussian

export function drawHeat(layer) {
  const { frame, px, py, order, code, visible, ctx, colours } = layer;
  const width = Math.ceil(frame.width / CELL), height = Math.ceil(frame.height / CELL);
  let grid = new Float32Array(width * height), spare = new Float32Array(width * height);
  for (let k = 0; k < visible; k++) {
    const i = order[k], x = px[i] / CELL | 0, y = py[i] / CELL | 0;
    if (px[i] >= 0 && py[i] >= 0 && x < width && y < height) grid[y * width + x] += WEIGHT[code[i] & 3];
  }
  const spread = Math.round(SPREAD * frame.ratio);
  for (let pass = 0; pass < 3; pass++) {
    blur(grid, spare, width, height, 1, width, spread);
    blur(spare, grid, height, width, width, 1, spread);
  }
  let most = 0;
  for (const value of grid) if (value > most) most = value;
  if (!most) return;
  const small = layer.heatCanvas ??= document.createElement('canvas');
  small.width = width; small.height = height;
  const pen = small.getContext('2d', { willReadFrequently: true }), image = pen.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer), [red, green, blue] = rgb(colours.strong);
  for (let at = 0; at < grid.length; at++) {
    const alpha = Math.sqrt(grid[at] / most) * 176;
    if (alpha > 3) words[at] = (alpha << 24 | blue << 16 | green << 8 | red) >>> 0;
  }
  pen.putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(small, 0, 0, width * CELL, height * CELL);
}

// Running mean along one axis: `step` walks along a line, `skip` from line to line.
function blur(from, to, length, lines, step, skip, radius) {
  const part = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    const base = line * skip;
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += from[base + i * step];
    for (let i = 0; i < length; i++) {
      if (i + radius < length) sum += from[base + (i + radius) * step];
      if (i - radius > 0) sum -= from[base + (i - radius - 1) * step];
      to[base + i * step] = sum * part;
    }
  }
}

function rgb(colour) {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
}
