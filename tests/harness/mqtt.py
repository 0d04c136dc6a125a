"""A real mosquitto on loopback, with somebody who listens to everything."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from tests.harness import child
from tests.harness.waiting import wait_until


class Broker:
    """A context manager. `user` and `password`: who may connect; anybody without."""

    def __init__(self, *, user: str = "", password: str = "") -> None:
        self._user, self._password = user, password
        self._folder = Path(tempfile.mkdtemp(prefix="patria-mqtt-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: paho.Client | None = None
        self._lock = threading.Lock()
        self.heard: list[tuple[str, str, int, bool]] = []
        """(topic, text, QoS, retained)."""
        self.port = 0

    def __enter__(self) -> Self:
        try:
            self._start()
            self._listen()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener is not None:
            self._listener.disconnect()
            self._listener.loop_stop()
        if self._process is not None:
            child.end(self._process, signal.SIGTERM)
        shutil.rmtree(self._folder, ignore_errors=True)

    def template(self, user: str = "", password: str = "") -> str:
        """The provider that publishes here."""
        login = f"{user}:{password}@" if user else ""
        return f"mqtt://{login}127.0.0.1:{self.port}/{{path}}"

    def wait(self, count: int = 1, within: float = 20.0) -> list[tuple[str, str, int, bool]]:
        """What was published, once it is `count` messages."""
        wait_until(lambda: len(self.heard) >= count, f"{count} MQTT messages", within)
        return self.heard

    def _start(self) -> None:
        binary = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        lines = [f"listener {self.port} 127.0.0.1", "persistence false", "user root"]
        if self._user:
            passwords = self._folder / "passwords"
            command = ["mosquitto_passwd", "-b", "-c", str(passwords), self._user, self._password]
            subprocess.run(command, check=True, capture_output=True)
            lines += ["allow_anonymous false", f"password_file {passwords}"]
        else:
            lines.append("allow_anonymous true")
        settings = self._folder / "mosquitto.conf"
        settings.write_text("\n".join(lines) + "\n")
        self._process = child.start([binary, "-c", str(settings)], log=self._folder / "log")
        wait_until(self._answers, "mosquitto answers")

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1.0).close()
        except OSError:
            return False
        return True

    def _listen(self) -> None:
        subscribed = threading.Event()
        client = paho.Client(CallbackAPIVersion.VERSION2)
        if self._user:
            client.username_pw_set(self._user, self._password)
        client.on_subscribe = lambda *_args: subscribed.set()
        client.on_message = self._take
        client.connect("127.0.0.1", self.port)
        client.loop_start()
        self._listener = client
        client.subscribe("#", qos=1)
        assert subscribed.wait(10), "the broker took no subscription"

    def _take(self, client: paho.Client, data: object, message: paho.MQTTMessage) -> None:
        with self._lock:
            self.heard.append((message.topic, message.payload.decode(), message.qos, message.retain))
