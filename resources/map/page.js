// Ties the page together: commands of the console in, binary changes in, what the user did out.

import { Areas } from './areas.js';
import { Chrome } from './chrome.js';
import { Incidents } from './incidents.js';
import { Labels } from './labels.js';
import { Lock } from './lock.js';
import { MOVED, OUTSIDE } from './symbols.js';

const map = window.map_patria, box = map.getContainer();
const NEAR = 15;          // zoom at which one place is shown among its streets
const AROUND = 13;        // and where there are none: closer there would be nothing to see
const FLIGHT_S = 1.2;     // from one place to the next
const TIP_MS = 90;        // how long the pointer rests before words appear

map.setMinZoom(3);
map.setMaxZoom(19);
for (const [name, z] of [['areas', 350], ['labels', 360], ['incidents', 420]]) map.createPane(name).style.zIndex = z;
box.classList.add('keyboard');
box.setAttribute('role', 'application');

// --- out: one request per happening, in order ---
let telling = Promise.resolve();
function tell(...parts) {
  telling = telling.then(() => fetch(`patria://map/event/${parts.join('/')}`, { method: 'POST' })).catch(() => {});
}

let home = null;          // where the view was before the first visit
let incidents, labels, areas, bounds = null, picking = false, spot = null, streets = null, chosen = null, ground = Promise.resolve();
const lock = new Lock(map, on => { chrome.lock(on); tell('lock', on ? 1 : 0); });
const chrome = new Chrome(map, name => actions[name]());
const actions = {
  in: () => { lock.engage(); map.zoomIn(0.5); },
  out: () => { lock.engage(); map.zoomOut(0.5); },
  city: () => { lock.engage(); fit(); },
  back: () => lock.back(),
};

function fit() {
  if (!bounds) return;
  const size = map.getSize();
  const edge = Math.max(12, Math.min(size.x, size.y) * 0.045), foot = lock.still ? 0 : chrome.foot.offsetHeight;
  map.fitBounds(bounds, {
    paddingTopLeft: [edge, edge], paddingBottomRight: [edge, edge + foot], reset: true,
  });
}

function goTo({ lat, lon, user }) {
  if (lock.locked && !user) return;
  if (user) lock.engage();
  const size = map.getSize(), point = map.latLngToContainerPoint([lat, lon]);
  const clear = point.x > size.x * 0.12 && point.x < size.x * 0.88 && point.y > size.y * 0.12 && point.y < size.y * 0.84;
  const crowded = incidents?.drawn.kind === 'clusters';
  if (clear && !user && !crowded && (!streets || map.getZoom() >= NEAR - 2)) return;
  lock.fitted = !streets && !crowded && !user && bounds !== null && L.latLngBounds(bounds).contains([lat, lon]);
  if (lock.fitted) fit();
  else map.setView([lat, lon], Math.max(map.getZoom(), streets || crowded || user ? NEAR : AROUND), { reset: true });
}

// A scene goes from place to place; afterwards the view is exactly what it was before the first one.
function visit({ lat, lon }) {
  if (lock.locked) return;
  home ??= lock.view();
  lock.fitted = false;
  const near = NEAR + Math.log2(Math.max(1, labels.size / 24)); // larger words, fewer streets
  map.flyTo([lat, lon], Math.max(home.zoom, near), { duration: FLIGHT_S });
}

function leave() {
  if (!home) return;
  const view = home;
  home = null;
  if (lock.locked) return;
  map.stop();
  lock.fitted = view.fitted;
  map.setView(view.center, view.zoom, { reset: true });
  if (view.fitted) fit();
}

async function takeAreas() {
  const data = await (await fetch('patria://map/areas')).json();
  areas.set(data);
  chrome.update({ official: data.official });
  bounds = data.bounds;
  if (!lock.locked) { lock.fitted = true; fit(); }
  labels.set(data);
  tell('areas');
}

// Below its lowest zoom a file shows nothing: Leaflet would ask for every tile of the world at that zoom.
function addStreets(kind, minZoom, maxZoom) {
  streets?.remove();
  streets = L.tileLayer(`patria://tiles/${kind}/{z}/{x}/{y}`, {
    minZoom: Math.max(0, minZoom - 0.5), maxZoom: 19, maxNativeZoom: maxZoom,
  });
  streets.on('tileerror', () => chrome.update({ trouble: chrome.text.no_streets }));
  streets.on('tileload', () => {
    if (!areas.streets) { areas.streets = true; areas.draw(); }
    if (chrome.state.trouble) chrome.update({ trouble: '' });
  });
  streets.addTo(map);
}

// --- in: commands, by name ---
const commands = {
  theme({ colours, px, size, variables }) {
    const weight = Math.max(1, px / 18);
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    if (!incidents) {
      areas = new Areas(colours);
      areas.weight = weight;
      areas.addTo(map);
      incidents = new Incidents(colours);
      incidents.size = size;
      incidents.number = n => chrome.number(n);
      incidents.addTo(map);
      labels = new Labels(colours, incidents);
      labels.size = px;
      labels.keepOut = [chrome.legend, chrome.words, chrome.buttons, chrome.hint];
      labels.addTo(map);
      incidents.onDrawn = settleSoon;
      pull();
    } else {
      areas.setColours(colours, weight);
      incidents.setColours(colours);
      incidents.setSize(size);
      labels.colours = colours;
      labels.setSize(px);
    }
    chrome.setColours(colours, px);
    if (lock.fitted) fit();
  },
  texts(texts) { chrome.setTexts(texts); },
  areas() { ground = takeAreas(); },
  mode(mode) { incidents.setMode(mode); },
  select(slot) { incidents.select(slot); },
  show: goTo,
  fit() { if (!lock.locked) { lock.fitted = true; fit(); } },
  back: () => lock.back(),
  visit,
  leave,
  spot(place) {
    spot?.remove();
    spot = place && L.marker(place, { icon: L.divIcon({ className: 'spot', iconSize: [22, 22] }), interactive: false, keyboard: false }).addTo(map);
  },
  pick(on) { picking = on; box.classList.toggle('picking', on); },
  street({ kind, attribution, trouble, minZoom, maxZoom }) {
    streets?.remove();
    streets = null;
    areas.streets = false; // the areas give way when there is something to see below them
    areas.draw();
    chrome.update({ attribution, trouble: trouble || '' });
    chosen = kind;
    // Not before the view is where it will be.
    if (kind) ground.then(() => { if (chosen === kind) addStreets(kind, minZoom, maxZoom); });
  },
  interactive(on) {
    lock.still = !on;
    for (const name of ['dragging', 'scrollWheelZoom', 'doubleClickZoom', 'boxZoom', 'keyboard', 'touchZoom']) {
      map[name]?.[on ? 'enable' : 'disable']();
    }
    box.classList.toggle('still', !on);
    chrome.hideTip();
    if (lock.fitted) fit();
  },
  note(note) { chrome.update({ note }); },
};

// --- in: changes; the console answers when it has some, so this loop waits there and not here ---
async function pull() {
  const ask = () => fetch('patria://map/delta').then(answer => answer.arrayBuffer()).catch(() => null);
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (let next = ask(); ;) {
    const message = await next;
    if (message) incidents.apply(message); else await wait(500);
    next = ask();
    const pause = Math.min(600, 12 * incidents.drawn.ms - 250); // in a burst redrawing takes a tenth of a core at most
    if (pause > 0) await wait(pause);
    await new Promise(requestAnimationFrame);
  }
}

// Names look for room again when marks have come to rest: at most once a second.
let settling = 0;
function settleSoon() {
  if (settling) return;
  settling = setTimeout(() => {
    settling = 0;
    const kinds = incidents.kinds & (OUTSIDE | MOVED);
    if (kinds !== chrome.state.kinds) chrome.update({ kinds });
    labels.settle(false);
  }, labels.places.size ? 1000 : 60);
}

map.on('moveend zoomend', settleSoon);
map.on('resize', () => { if (lock.fitted) fit(); });

// --- what the user does ---
map.on('click', event => {
  box.focus({ preventScroll: true });
  if (lock.still || !incidents) return;
  if (picking) { tell('pick', event.latlng.lat, event.latlng.wrap().lng); return; }
  const hit = incidents.hit(event.containerPoint);
  if (hit?.slot >= 0) tell('activate', hit.slot);
  else if (hit?.group) {
    lock.engage();
    const { frame } = incidents, zoom = Math.min(19, map.getZoom() + 1.5);
    const point = L.point(hit.group.x + frame.x, hit.group.y + frame.y).divideBy(frame.ratio);
    map.setView(map.unproject(point, frame.zoom), zoom, { reset: true });
  }
});

box.addEventListener('keydown', event => {
  if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Enter' && picking) tell('pick', map.getCenter().lat, map.getCenter().lng);
  else if (event.key === 'h' || event.key === 'H') lock.back();
  else if (event.key === 'Home') actions.city();
  else if (event.key === 'Escape') tell('leave');
});

// Whatever brings the keyboard to this page brings it to the map; a frame says so, except under a pointer.
let pointing = false;
const arrive = () => { if (document.activeElement === document.body) box.focus({ preventScroll: true }); };
window.addEventListener('focus', arrive);
box.addEventListener('focus', () => box.classList.toggle('keys', !pointing));
box.addEventListener('pointerdown', () => { pointing = true; box.classList.remove('keys'); }, true);
window.addEventListener('pointerup', () => { pointing = false; });
if (document.hasFocus()) arrive();

let pointed = null, waiting = 0;
map.on('mousemove', event => {
  if (lock.still || !incidents || map.dragging?.moving?.()) return;
  const hit = picking ? null : incidents.hit(event.containerPoint), key = hit?.slot ?? hit?.group ?? null;
  box.classList.toggle('over', hit !== null);
  if (key === pointed) return;
  pointed = key;
  chrome.hideTip();
  clearTimeout(waiting);
  if (hit) waiting = setTimeout(() => words(hit, key, event.containerPoint), TIP_MS);
});
map.on('mouseout dragstart zoomstart', () => { pointed = null; clearTimeout(waiting); chrome.hideTip(); });

async function words(hit, key, point) {
  if (hit.group) { chrome.showTip(point, hit.group.shares); return; }
  const text = await (await fetch(`patria://map/words/${hit.slot}`)).text();
  if (text && key === pointed) chrome.showTip(point, text);
}

window.patria = { do: (name, value) => commands[name](value), map, lock, chrome, get incidents() { return incidents; }, get labels() { return labels; } };
tell('ready');
