"""How the commands speak: one line for what they do, one sentence for why they stop."""

import contextlib


class Stop(Exception):
    """Carries the one sentence that a person needs; the command prints it and exits with 1."""


class Quit(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP arrived: everything is stopped in order, and the exit code is 0."""


def say(text: str) -> None:
    """Print a line of what is being done; a terminal that has gone away stops nothing."""
    with contextlib.suppress(OSError):
        print(f"· {text}", flush=True)


def last_line(text: str, *, of: str = "") -> str:
    """Return the last line that says something (with `of` in it, if there is such a line)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    wanted = [line for line in lines if of and of in line] or lines
    return wanted[-1] if wanted else "it said nothing"
