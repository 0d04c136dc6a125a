// A canvas somewhat larger than the view: a drag only moves it, until its margin is used up.

export const PaddedCanvas = L.Layer.extend({
  options: { pane: 'overlayPane', pad: 96, readable: false },

  onAdd(map) {
    this.canvas = L.DomUtil.create('canvas', 'patria-canvas', this.getPane());
    this.ctx = this.canvas.getContext('2d', { willReadFrequently: this.options.readable });
    this.frame = { zoom: NaN, x: 0, y: 0, width: 0, height: 0, ratio: 0 };
    this._reframe();
    return this;
  },

  onRemove() {
    cancelAnimationFrame(this._asked);
    this.canvas.remove();
  },

  getEvents() {
    return { viewreset: this._reframe, zoomend: this._reframe, resize: this._reframe, move: this._moved };
  },

  // Ask for one redraw at the next frame, however often it is asked for.
  redraw() {
    if (!this._asked) this._asked = requestAnimationFrame(() => { this._asked = 0; this.draw(); });
  },

  _moved() {
    const drift = this._viewCorner().subtract(this._corner);
    const limit = this.options.pad * 0.75;
    if (Math.abs(drift.x) > limit || Math.abs(drift.y) > limit || this._map.getZoom() !== this.frame.zoom) {
      this._reframe();
    }
  },

  _viewCorner() {
    return this._map.containerPointToLayerPoint([0, 0]).subtract([this.options.pad, this.options.pad]).round();
  },

  // Put the canvas around the view anew. `frame.x/y`: world position of its corner in canvas pixels.
  _reframe() {
    const map = this._map, size = map.getSize(), ratio = window.devicePixelRatio || 1, pad = this.options.pad;
    const corner = this._corner = this._viewCorner(), before = this.frame;
    const width = Math.round((size.x + 2 * pad) * ratio), height = Math.round((size.y + 2 * pad) * ratio);
    const world = map.getPixelOrigin().add(corner).multiplyBy(ratio).round();
    this.frame = { zoom: map.getZoom(), x: world.x, y: world.y, width, height, ratio };
    this.frame.scale = map.options.crs.scale(this.frame.zoom) * ratio;
    L.DomUtil.setPosition(this.canvas, corner);
    if (before.width !== width || before.height !== height || before.ratio !== ratio) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${width / ratio}px`;
      this.canvas.style.height = `${height / ratio}px`;
    }
    this.reframed(before);
  },

  reframed() { this.draw(); },

  // Canvas pixel of a position in the unit square of Web Mercator.
  project(x, y) {
    return [x * this.frame.scale - this.frame.x, y * this.frame.scale - this.frame.y];
  },
});
