"""A console without a window as a process of its own, to be killed: told what to do by lines on stdin.

`python -m tests.scenarios.desk_process DATA_DIR URL TOKEN`; every answer is one JSON line:
`submit N FIRST` hands in N reports, `tell` says how the tickets stand.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.harness import child, wait_until


class DeskProcess:
    """Starts and questions such a process."""

    def __init__(
        self, data_dir: Path, url: str, token: str, environment: dict[str, str] | None = None
    ) -> None:
        command = [sys.executable, "-m", "tests.scenarios.desk_process", str(data_dir), url, token]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def ask(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def until(self, what: str, **expected: int) -> dict[str, Any]:
        """Wait until the tickets stand like that."""

        def looks_so() -> dict[str, Any] | None:
            told = self.ask("tell")
            return told if all(told.get(name, 0) == count for name, count in expected.items()) else None

        found = wait_until(looks_so, what)
        assert found is not None
        return found

    def kill(self) -> None:
        """kill -9."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        child.end(self.process, signal.SIGKILL)  # type: ignore[arg-type]  # text mode makes no difference
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def main() -> None:
    """The process itself."""
    from PySide6.QtCore import QCoreApplication

    from services.feed.link import Endpoint
    from tests.scenarios.actor import Actor
    from tests.scenarios.city import report

    data_dir, url, token = sys.argv[1:4]
    application = QCoreApplication([])
    with Actor(Path(data_dir), lambda: Endpoint(url, token), alone=True) as actor:
        given: dict[str, None] = {}
        while True:
            actor.pump()
            # Given is what the screen shows: only that is promised.
            given |= dict.fromkeys(ticket.command_id for ticket in actor.session.commander.tickets())
            application.processEvents()
            if not select.select([sys.stdin], [], [], 0.005)[0]:
                continue
            words = sys.stdin.readline().split()
            if not words:
                return
            if words[0] == "submit":
                for number in range(int(words[1])):
                    actor.submit(report(int(words[2]) + number))
            states = Counter(str(ticket.state) for ticket in actor.session.commander.tickets())
            why = sorted({ticket.why for ticket in actor.session.commander.tickets() if ticket.why})
            told = {**states, "board": actor.board.count, "given": list(given), "why": why}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
