// What stands around the map: legend, caption, scale, buttons, hint, tooltip. Words are only ever text.

import { MOVED, OPEN, OUTSIDE, drawMark } from './symbols.js';

const ICONS = {
  in: 'M7 2v10M2 7h10',
  out: 'M2 7h10',
  city: 'M2 5V2h3M9 2h3v3M12 9v3H9M5 12H2V9',
};

function element(parent, tag, className = '', text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  parent.append(made);
  return made;
}

export class Chrome {
  constructor(map, act) {
    this.map = map;
    const ui = this.ui = element(map.getContainer(), 'div', 'ui');
    element(ui, 'div', 'focus');
    element(ui, 'div', 'aim');
    this.foot = element(ui, 'div', 'foot');
    this.legend = element(this.foot, 'div', 'legend onmap');
    this.words = element(this.foot, 'div', 'words');
    this.caption = element(this.words, 'div', 'onmap');
    this.scale = element(this.words, 'div', 'scale onmap');
    this.buttons = element(ui, 'div', 'buttons');
    for (const name of Object.keys(ICONS)) this._button(name, act);
    this.hint = element(ui, 'button', 'hint');
    this.hint.tabIndex = -1;
    this.hint.addEventListener('click', () => act('back'));
    this.tip = element(ui, 'div', 'tip');
    this.tip.setAttribute('role', 'tooltip');
    for (const part of [this.buttons, this.hint]) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
    }
    this.text = {};
    this.state = { official: true, note: '', attribution: '', trouble: '', kinds: 0 };
    map.on('move zoom resize', () => this._measure());
  }

  _button(name, act) {
    const button = element(this.buttons, 'button');
    button.dataset.name = name;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 14 14');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    button.append(svg);
    button.addEventListener('click', () => act(name));
  }

  setTexts(text) {
    this.text = text;
    this.map.getContainer().setAttribute('aria-label', text.map);
    for (const button of this.buttons.children) {
      button.title = text[button.dataset.name];
      button.setAttribute('aria-label', text[button.dataset.name]);
    }
    this.hint.replaceChildren();
    element(this.hint, 'span', '', `${text.locked} ·`);
    element(this.hint, 'kbd', '', text.key);
    element(this.hint, 'span', '', text.back);
    this.refresh();
  }

  setColours(colours, px) { this.colours = colours; this.px = px; this.refresh(); }

  update(part) { Object.assign(this.state, part); this.refresh(); }

  refresh() {
    if (!this.colours || !this.text.legend) return;
    this.legend.replaceChildren();
    this.text.legend.forEach((word, severity) => {
      const entry = element(this.legend, 'span');
      entry.append(this._icon(severity | OPEN), word);
    });
    for (const [kind, word] of [[OUTSIDE, this.text.outside], [MOVED, this.text.moved]]) {
      if (!(this.state.kinds & kind)) continue;
      element(this.legend, 'span').append(this._icon(3 | OPEN | kind, true), word);
    }
    const { official, note, attribution, trouble } = this.state;
    const borders = official ? this.text.official : this.text.approximate;
    this.caption.replaceChildren();
    [borders, note, attribution].filter(Boolean).forEach((word, at) => {
      element(this.caption, 'span', '', (at ? ' · ' : '') + word);
    });
    if (trouble) element(this.caption, 'span', 'alarm', ` · ${trouble}`);
    this._measure();
  }

  _icon(style, plain) {
    const side = Math.ceil(this.px * 1.2), ratio = window.devicePixelRatio || 1;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side * ratio;
    canvas.style.width = canvas.style.height = `${side}px`;
    drawMark(canvas.getContext('2d'), side * ratio / 2, side * ratio / 2 - (style & MOVED ? side * ratio * 0.12 : 0), this.px * 0.85 * ratio, style,
      plain ? { ...this.colours, severity: Array(4).fill(this.colours.dim) } : this.colours);
    return canvas;
  }

  // A round length near 80 pixels.
  _measure() {
    const map = this.map, size = map.getSize();
    if (!size.x || !map._loaded) return;
    const left = map.containerPointToLatLng([size.x / 2 - 50, size.y / 2]);
    const right = map.containerPointToLatLng([size.x / 2 + 50, size.y / 2]);
    const metres = map.distance(left, right) * Math.max(1, this.px / 13);
    const power = 10 ** Math.floor(Math.log10(metres)), lead = metres / power;
    const length = power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    this.scale.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
    this.scale.style.width = `${Math.round(100 * Math.max(1, this.px / 13) * length / metres)}px`;
  }

  lock(on) { this.hint.classList.toggle('on', on); }

  // `content`: a string, or the shares of a cluster by severity.
  showTip(point, content) {
    const tip = this.tip, size = this.map.getSize();
    tip.replaceChildren();
    if (typeof content === 'string') tip.textContent = content;
    else content.forEach((n, severity) => {
      if (!n) return;
      const row = element(tip, 'div', 'row');
      if (severity < 4) row.append(this._icon(severity | OPEN));
      element(row, 'b', '', this.number(n));
      element(row, 'span', '', severity < 4 ? this.text.legend[severity] : this.text.closed);
    });
    tip.style.display = 'block';
    const box = tip.getBoundingClientRect();
    const x = point.x + 16 + box.width > size.x ? point.x - 16 - box.width : point.x + 16;
    tip.style.left = `${Math.max(4, x)}px`;
    tip.style.top = `${Math.max(4, Math.min(point.y + 16, size.y - box.height - 4))}px`;
  }

  hideTip() { this.tip.style.display = 'none'; }

  number(n) { return n.toLocaleString(this.text.locale || 'id'); }
}
