"""Plugs monitors into the running X display and pulls them out, the way RandR tells programs about it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mwidth", ctypes.c_int),
        ("mheight", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    )


class Monitors:
    """Monitors of the display named by DISPLAY; all are gone after the `with`."""

    def __init__(self) -> None:
        self._x11, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x11.XInternAtom.restype = ctypes.c_ulong
        self._there: set[str] = set()

    def plug(self, name: str, area: QRect, *, primary: bool = False) -> None:
        """Adds a monitor, or moves one."""
        with self._root() as (display, root):
            info = _Monitor(self._atom(display, name), primary, 0, 0, *area.getRect(), 1210, 680, None)  # type: ignore[misc]
            self._randr.XRRSetMonitor(display, root, ctypes.byref(info))
        self._there.add(name)

    def pull(self, name: str) -> None:
        with self._root() as (display, root):
            self._randr.XRRDeleteMonitor(display, root, ctypes.c_ulong(self._atom(display, name)))
        self._there.discard(name)

    def __enter__(self) -> Monitors:
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._there):
            self.pull(name)

    def _atom(self, display: ctypes.c_void_p, name: str) -> int:
        return int(self._x11.XInternAtom(display, name.encode(), 0))

    @contextmanager
    def _root(self) -> Iterator[tuple[ctypes.c_void_p, ctypes.c_ulong]]:
        display = ctypes.c_void_p(self._x11.XOpenDisplay(None))
        assert display.value
        try:
            yield display, ctypes.c_ulong(self._x11.XDefaultRootWindow(display))
            self._x11.XSync(display, 0)
        finally:
            self._x11.XCloseDisplay(display)
