"""The two families of errors.

A `KnownError` is the world's fault (no disk, bad input, refused permission): the user reads its sentence
and can act on it. Anything else is a bug of ours and is logged with its trace.
"""


class KnownError(Exception):
    """An expected failure, told to the user in words.

    `code` is stable and machine readable (`snake_case`); `message` is an Indonesian sentence that says what
    is wrong and what to do next.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Rejected(KnownError):
    """A command or report that was understood and refused."""


class MalformedMessage(KnownError):
    """Bytes from outside that are not a message of this contract."""
