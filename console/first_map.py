"""The map begins right after the first paint: its processes start while the rest of the window is made."""

from __future__ import annotations

from console.names import Names
from console.settings import ConsoleSettings
from services.city.loader import overlay_dir, street_map
from widgets.map import MapSource, MapView
from widgets.theme import Theme


def begin_map(settings: ConsoleSettings, names: Names, theme: Theme) -> MapView:
    """The map of the city, loading as soon as the event loop runs again."""
    folder, data_dir = settings.city_path, settings.data_path
    streets = street_map(folder, overlay_dir(folder, data_dir))
    view = MapView(theme, MapSource(cache=data_dir / "cache" / "map", street_file=streets))
    pack = names.pack
    view.set_areas(pack.shapes, pack.areas, pack.shapes_official)
    wanted = settings.streets or ("file" if streets else "off")
    if wanted != "off":
        view.set_street_layer(wanted)
    return view
