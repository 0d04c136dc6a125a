"""The map: one page built by folium, one canvas layer for every incident.

Importing this package loads no WebEngine, folium or network code; `MapView.start()` does, so that the
queue is painted first.
"""

from widgets.map.delta import MapDelta, MapFlag
from widgets.map.engine import prepare_web_engine
from widgets.map.view import MapSource, MapView

__all__ = ["MapDelta", "MapFlag", "MapSource", "MapView", "prepare_web_engine"]
