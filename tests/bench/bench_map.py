"""Row e of the limits: a pan frame of the map with 100,000 live incidents, without a GPU.

Ours is the real map widget with its clusters switched off, so that every incident is drawn. The peer is
what Leaflet offers for many points: `L.circleMarker` on its canvas renderer, the same points on the same map
in the same page. Both are panned by 80 pixels a frame, which makes both redraw in every frame. Measured in
the page: the work of a frame on the main thread (the pan call and what it draws), and the time from frame to
frame.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.measuring import Report, interleaved, percentile
from widgets.map import MapDelta, MapFlag, MapSource, MapView, prepare_web_engine
from widgets.theme import Theme

INCIDENTS = 100_000
ROUNDS = 5
OUR_FRAMES, PEER_FRAMES = 60, 4
"""The peer takes half a second a frame."""
UPDATES = 10_500
LIVE_SECONDS = 4

SETUP = """
window.bench = (() => {
  const map = patria.map, ours = patria.incidents;
  let work = 0, deep = 0;
  const timed = (object, name) => {
    const real = object[name];
    object[name] = function (...given) {
      const start = performance.now();
      deep++;
      try { return real.apply(this, given); }
      finally { if (--deep === 0) work += performance.now() - start; }
    };
  };
  timed(map, 'panBy');
  timed(ours, 'draw');
  timed(L.Canvas.prototype, '_redraw');
  timed(L.Canvas.prototype, '_update');
  const frame = () => new Promise(requestAnimationFrame);
  const task = () => new Promise(done => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  return {
    peer() {
      const renderer = L.canvas(), colours = ours.colours.severity;
      const group = L.layerGroup();
      for (let i = 0; i < ours.used; i++) {
        const at = map.options.crs.pointToLatLng(L.point(ours.x[i], ours.y[i]).multiplyBy(256), 0);
        group.addLayer(L.circleMarker(at, { renderer, radius: 4, weight: 1, color: ours.colours.edge,
          fillOpacity: 1, fillColor: colours[ours.code[i] & 3] }));
      }
      this.markers = group;
    },
    show(which) {
      this.used ??= ours.used;
      const peer = which === 'peer';
      ours.used = peer ? 0 : this.used;
      ours.canvas.style.display = peer ? 'none' : '';
      if (peer) this.markers.addTo(map); else this.markers.remove();
      ours.stale = true; ours.draw();
    },
    async pan(frames) {
      const works = [], intervals = [];
      await frame(); await frame();
      let last = performance.now();
      for (let k = 0; k < frames; k++) {
        work = 0;
        map.panBy([k % 2 ? -80 : 80, 0], { animate: false });
        await frame(); await task();
        const now = performance.now();
        works.push(work); intervals.push(now - last); last = now;
      }
      return { works, intervals };
    },
    async watch(seconds) {
      const intervals = [], drawn = ours.drawn.count, end = performance.now() + seconds * 1000;
      await frame();
      let last = performance.now();
      while (last < end) {
        await frame();
        const now = performance.now();
        intervals.push(now - last);
        last = now;
      }
      return { intervals, drawn: ours.drawn.count - drawn };
    },
  };
})();
"""


class Bench:
    """The map on a screen, with the peer in the same page."""

    def __init__(self, app: QApplication, cache: Path) -> None:
        self._app = app
        self.view = MapView(Theme.load("dark"), MapSource(cache))
        self.view.resize(1184, 640)
        rng = np.random.default_rng(1)
        self.lat = rng.uniform(-8.14, -8.05, INCIDENTS)
        self.lon = rng.uniform(112.13, 112.23, INCIDENTS)
        self.severity = rng.choice(4, INCIDENTS, p=[0.002, 0.098, 0.3, 0.6]).astype(np.uint8)
        self.view.apply(self.delta(np.arange(INCIDENTS)))
        self.view.show()
        self.view.start()
        self.wait(lambda: self.view.is_ready)
        self.run("patria.incidents && (patria.incidents.clustering = false)")
        self.run("void patria.map.setView([-8.095, 112.18], 13, {reset: true})")
        self.wait(lambda: self.run("patria.incidents.visible") == INCIDENTS)

    def delta(self, rows: np.ndarray[Any, Any]) -> MapDelta:
        flags = np.full(len(rows), MapFlag.OPEN, np.uint8)
        return MapDelta(rows + 1, self.lat[rows], self.lon[rows], self.severity[rows], flags)

    def wait(self, condition: Any, within: float = 60.0) -> None:
        deadline = time.monotonic() + within
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError
            self._app.processEvents()
            time.sleep(0.002)

    def run(self, script: str) -> Any:
        """Value of an expression; a promise is waited for."""
        assert self.view._web is not None
        page = self.view._web.page
        page.runJavaScript(
            "window.answer = ''; (async () => {"
            f"try {{ answer = JSON.stringify({{value: await ({script})}}) }}"
            "catch (error) { answer = JSON.stringify({error: String(error)}) } })(); 0"
        )
        answers: list[str] = []

        def answered() -> bool:
            if not answers:
                page.runJavaScript("window.answer", answers.append)
                self.wait(lambda: bool(answers))
            return bool(answers.pop())

        self.wait(answered)
        page.runJavaScript("window.answer", answers.append)
        self.wait(lambda: bool(answers))
        answer = json.loads(answers[0])
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def pan(self, which: str, frames: int) -> dict[str, list[float]]:
        self.run(f"bench.show('{which}')")
        measured: dict[str, list[float]] = self.run(f"bench.pan({frames})")
        return measured

    def live(self) -> dict[str, Any]:
        """Watch the frames while updates come in at the promised rate, one delta a tick."""
        rng = np.random.default_rng(2)
        sent, start = 0, time.monotonic()
        timer = QTimer()

        def tick() -> None:
            nonlocal sent
            due = int((time.monotonic() - start) * UPDATES) - sent
            rows = rng.integers(0, INCIDENTS, max(0, due))
            self.lat[rows] += rng.normal(0, 0.0005, len(rows))
            self.view.apply(self.delta(rows))
            sent += len(rows)

        timer.timeout.connect(tick)
        timer.start(16)
        seen: dict[str, Any] = self.run(f"bench.watch({LIVE_SECONDS})")
        timer.stop()
        return seen | {"rate": sent / (time.monotonic() - start)}


def main() -> None:
    report = Report("map", "Pan frame with 100,000 incidents on the map, against Leaflet's canvas markers")
    prepare_web_engine()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as cache:
        bench = Bench(app, Path(cache))
        assert bench.view._web is not None
        bench.view._web.run(SETUP)
        measure(bench, report)
        bench.view.close()
    report.write()


def measure(bench: Bench, report: Report) -> None:
    bench.run("bench.peer()")
    bench.pan("peer", 2)
    bench.pan("ours", OUR_FRAMES)
    frames: dict[str, list[dict[str, list[float]]]] = {"ours": [], "peer": []}

    def one(which: str, count: int) -> float:
        frames[which].append(bench.pan(which, count))
        return percentile(frames[which][-1]["works"], 0.5)

    work = interleaved(
        ROUNDS, {"ours": lambda: one("ours", OUR_FRAMES), "peer": lambda: one("peer", PEER_FRAMES)}
    )
    report.figure("work of a pan frame, median", work["ours"], "ms", "≤ 33")
    report.figure(
        "work of a pan frame, p99", [percentile(f["works"], 0.99) for f in frames["ours"]], "ms", "≤ 33"
    )
    report.figure("work of a pan frame, Leaflet canvas markers", work["peer"], "ms")
    report.ratio("Leaflet canvas ÷ ours, work", work["ours"], work["peer"], "≥ 15")
    ours = [percentile(f["intervals"], 0.5) for f in frames["ours"]]
    peer = [percentile(f["intervals"], 0.5) for f in frames["peer"]]
    report.figure("frame to frame while panning, median", ours, "ms", "≤ 33")
    report.figure(
        "frame to frame while panning, p99", [percentile(f["intervals"], 0.99) for f in frames["ours"]], "ms"
    )
    report.figure("frame to frame while panning, Leaflet canvas markers", peer, "ms")
    report.ratio("Leaflet canvas ÷ ours, frame to frame", ours, peer, "≥ 15")
    bench.run("bench.show('ours')")
    report.figure(
        "everything drawn anew (zoom, burst)",
        bench.run("""(() => { const I = patria.incidents;
        return Array.from({length: 9}, () => { I.stale = true; I.draw(); return I.drawn.ms; }); })()"""),
        "ms",
    )
    live = bench.live()
    report.figure("updates a second taken while drawn", live["rate"], "1/s", "≥ 10000")
    report.figure(
        "frame to frame under these updates, median", percentile(live["intervals"], 0.5), "ms", "≤ 33"
    )
    report.figure("frame to frame under these updates, p99", percentile(live["intervals"], 0.99), "ms")
    report.figure("pictures a second under these updates", live["drawn"] / LIVE_SECONDS, "1/s", "≥ 30")


if __name__ == "__main__":
    main()
