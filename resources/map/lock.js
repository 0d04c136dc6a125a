// Any gesture of the user holds the view; one step goes back to exactly where it was before the first one.

const KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '=', '_']);

export class Lock {
  constructor(map, changed) {
    this.map = map;
    this.changed = changed;
    this.earlier = null;   // {center, zoom, fitted} while locked
    this.fitted = false;   // the view follows the city when the window changes its size
    const box = map.getContainer(), now = () => this.engage(this.view());
    box.addEventListener('pointerdown', () => { this.before = this.view(); }, true);
    box.addEventListener('wheel', now, { capture: true, passive: true });
    box.addEventListener('dblclick', () => this.engage(this.before || this.view()), true);
    box.addEventListener('keydown', event => {
      if (KEYS.has(event.key) && !event.ctrlKey && !event.altKey) now();
    }, true);
    map.on('dragstart boxzoomstart', () => this.engage(this.before || this.view()));
  }

  get locked() { return this.earlier !== null; }

  view() {
    return { center: this.map.getCenter(), zoom: this.map.getZoom(), fitted: this.fitted };
  }

  engage(view = this.view()) {
    if (this.locked || this.still) return;
    this.earlier = view;
    this.fitted = false;
    this.changed(true);
  }

  // `reset` makes Leaflet take centre and zoom as they are instead of panning by whole pixels.
  back() {
    const view = this.earlier;
    if (!view) return;
    this.earlier = null;
    this.fitted = view.fitted;
    this.map.setView(view.center, view.zoom, { reset: true });
    this.changed(false);
  }
}
