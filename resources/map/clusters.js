// Where incidents crowd, one disc stands for many: how many, of what severity, and the worst of them.

import { OPEN, drawMark } from './symbols.js';

const CELL = 3.2; // sizes of a mark; anchored to the world, so that a pan does not regroup

export function clusters(layer) {
  const { frame, px, py, order, code, visible } = layer, side = CELL * layer.size * frame.ratio, reach = layer.reach();
  const left = Math.floor((frame.x - reach) / side), top = Math.floor((frame.y - reach) / side);
  const columns = Math.ceil((frame.width + 2 * reach) / side) + 2, found = [];
  for (let k = 0; k < visible; k++) {
    const i = order[k];
    const column = Math.floor((px[i] + frame.x) / side) - left, row = Math.floor((py[i] + frame.y) / side) - top;
    let group = found[row * columns + column];
    if (!group) found[row * columns + column] = group = { count: 0, sx: 0, sy: 0, shares: [0, 0, 0, 0, 0], slot: i };
    group.count++;
    group.sx += px[i]; group.sy += py[i];
    group.shares[code[i] & OPEN ? code[i] & 3 : 4]++;
    group.slot = i; // the order ends with the worst
  }
  return merge(found.filter(Boolean), layer.size * frame.ratio);
}

// Groups of neighbouring cells whose discs would touch become one; the bigger one takes the smaller.
function merge(groups, size) {
  const kept = [];
  groups.forEach(group => settle(group, size));
  groups.sort((a, b) => b.count - a.count);
  for (const group of groups) {
    const near = kept.find(k => Math.hypot(k.x - group.x, k.y - group.y) < (k.radius + group.radius) * 0.95);
    if (!near) { kept.push(group); continue; }
    near.count += group.count;
    near.sx += group.sx; near.sy += group.sy;
    if (worst(group) < worst(near)) near.slot = group.slot;
    group.shares.forEach((n, s) => { near.shares[s] += n; });
    settle(near, size);
  }
  return kept.sort((a, b) => worst(b) - worst(a)); // the worst is drawn last
}

function settle(group, size) {
  group.x = group.sx / group.count;
  group.y = group.sy / group.count;
  group.radius = group.count === 1 ? size * 0.55
    : Math.min(1.55 * size, size * (0.66 + 0.1 * Math.log2(group.count)));
}

const worst = group => group.shares.findIndex(n => n > 0);

export function drawCluster(layer, group) {
  const { ctx, colours, frame } = layer, { x, y, radius } = group, ratio = frame.ratio;
  if (group.count === 1) {
    drawMark(ctx, Math.floor(x) + 0.5, Math.floor(y) + 0.5, layer.size * ratio, layer.code[group.slot], colours);
    return;
  }
  const band = Math.max(2.5 * ratio, radius * 0.15);
  ctx.save();
  ctx.beginPath(); ctx.arc(x, y, radius + ratio, 0, 2 * Math.PI); ctx.fillStyle = colours.edge; ctx.fill();
  ctx.beginPath(); ctx.arc(x, y, radius, 0, 2 * Math.PI); ctx.fillStyle = colours.raised; ctx.fill();
  let from = -Math.PI / 2;
  ctx.lineWidth = band;
  group.shares.forEach((n, severity) => { // how much of each severity, worst first, clockwise from the top
    const to = from + 2 * Math.PI * n / group.count;
    if (n) {
      ctx.beginPath(); ctx.arc(x, y, radius - band / 2, from, to);
      ctx.strokeStyle = severity < 4 ? colours.severity[severity] : colours.control;
      ctx.stroke();
    }
    from = to;
  });
  const text = layer.number(group.count);
  let height = Math.round(radius * 0.78);
  ctx.font = `600 ${height}px ${colours.font}`;
  const room = 2 * (radius - band) * 0.84, width = ctx.measureText(text).width;
  if (width > room) {
    height = Math.floor(height * room / width);
    ctx.font = `600 ${height}px ${colours.font}`;
  }
  ctx.textAlign = 'center'; ctx.textBaseline = 'middle'; ctx.fillStyle = colours.strong;
  ctx.fillText(text, x, y + height * 0.04);
  ctx.restore();
  const severity = worst(group);
  if (severity < 4) drawMark(ctx, x + radius * 0.72, y - radius * 0.72, radius * 0.72, severity | OPEN, colours);
}
