"""What every test stands on: a display when there is none, Qt set up once, a database server on demand."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.harness import PostgresCluster, VirtualDisplay
from tests.harness.sound import NoSoundServer, SoundRoom

# Machines differ in speed and two cores are shared: no example is judged by its time, and the same
# examples run everywhere (the deep tests look for new ones).
# How fast examples are made says something about the machine, nothing about the code.
settings.register_profile(
    "patria",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patria")

pytest.register_assert_rewrite("tests.widgets.wall.painted")

# What Qt says about a machine without sound card and graphics card is not about the product. Qt reads
# this when it is imported, which test modules do.
os.environ["QT_LOGGING_RULES"] = ";".join(
    f"{category}.warning=false" for category in ("qt.multimedia*", "qt.rhi*", "qt.vulkan*", "qt.qpa.gl*")
)

os.environ["LC_ALL"] = "C.UTF-8"  # the language of the machine must not show on the screens

# As in the product (`console.collecting`): a cycle that holds a widget and is collected on whichever thread
# happens to allocate destroys that widget there, and the process dies later, in somebody else's test.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What the imports made lives as long as the process: no collection looks at it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """What a test made is young when it ends: it is collected then, on the main thread."""
    ran = yield
    gc.collect(2 if gc.get_count()[2] > gc.get_threshold()[2] else 1)
    return ran


_GUI_FIXTURES = {"qtbot", "qapp", "qtmodeltester", "display"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a display, so that `-m gui` and `-m "not gui"` select."""
    for item in items:
        if _GUI_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")


@pytest.fixture(scope="session", autouse=True)
def _runtime_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Qt and D-Bus want a private runtime folder, which root and containers lack; Qt warns without."""
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get("XDG_RUNTIME_DIR"):
            patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        yield


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The display windows appear on: the one given by DISPLAY, else a virtual one of 1920 × 1080.

    Each worker of a parallel run has its own: windows compete for the keyboard focus.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ and "CI" not in os.environ
    with pytest.MonkeyPatch.context() as patch:
        if alone and os.environ.get("DISPLAY"):
            patch.setenv("QT_QPA_PLATFORM", "xcb")
            yield os.environ["DISPLAY"]
            return
        screen = VirtualDisplay().start()
        screen.leave()  # the QApplication lives as long as the process
        for name in ("DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"):
            patch.setenv(name, screen.environment[name])
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        yield screen.name


@pytest.fixture(scope="session")
def qapp_args(display: str) -> list[str]:
    """Prepare the process for its one QApplication (pytest-qt asks for this before it makes it)."""
    from widgets.map import prepare_web_engine

    prepare_web_engine()  # as the console does: the map page is loaded long after the application exists
    return ["patria-tests"]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings and data of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        folder = home / name.lower()
        folder.mkdir()
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder))
    for name in [name for name in os.environ if name.startswith("PATRIA_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    """A PostgreSQL server for the whole run; take `new_database()` of it."""
    with PostgresCluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres: PostgresCluster) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the test's own."""
    url = postgres.new_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture
def sound_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundRoom]:
    """A loudspeaker of the test's own, recorded."""
    try:
        with SoundRoom(tmp_path_factory.mktemp("sound")) as room:
            yield room
    except NoSoundServer as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).parent.parent
