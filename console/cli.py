"""`patria`: one program for people. The console's start is kept free of everything it does not need."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from console import trace


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 a bug of ours, 2 something to put right, 130 interrupted, 141 unread."""
    trace.mark("main")
    words = list(sys.argv[1:] if arguments is None else arguments)
    from services.contract.errors import KnownError

    try:
        from console.settings import quick

        settings = quick(words, os.environ)
        if settings is not None:
            gc.disable()  # looking through what the imports make takes 20 ms; `Collector` takes over
            from console.plain_qt import no_features

            no_features()
            from console.bootstrap import run

            return run(settings)
        from console.commands import dispatch

        return dispatch(words)
    except KnownError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read along (`head`, `less`) has enough; the rest of the buffer must not raise at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        return _bug(error)


def _bug(error: Exception) -> int:
    """Write down what happened and say where."""
    import traceback

    from console.faults import log_path
    from console.settings import default_data_dir

    path = log_path(default_data_dir(), "patria")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
        where = f" Catatan lengkap: {path}"
    except OSError:
        traceback.print_exception(error)
        where = ""
    sys.stderr.write(f"Kesalahan pada Patria sendiri: {type(error).__name__}: {error}.{where}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
