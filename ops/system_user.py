"""As root: the other user that PostgreSQL must run as, and what that user can reach."""

import os
import pwd
from collections.abc import Callable
from pathlib import Path

from ops.talk import Stop

PREFERRED = ("postgres", "nobody")
HOME_OF_OURS = Path("/var/lib/zsa-portal")


def other_user(owner_of: Path | None = None) -> tuple[int, int] | None:
    """Return (uid, gid) to run PostgreSQL as, or None if we are not root.

    An existing data folder keeps its owner, so that a later start does not change it.
    """
    if os.geteuid() != 0:
        return None
    if owner_of is not None and owner_of.exists() and owner_of.stat().st_uid != 0:
        found = pwd.getpwuid(owner_of.stat().st_uid)
        return found.pw_uid, found.pw_gid
    for name in PREFERRED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    message = "PostgreSQL refuses to run as root, and this machine has no user postgres or nobody."
    raise Stop(message)


def can_enter(folder: Path, user: tuple[int, int] | None) -> bool:
    """Tell whether the user can go into a folder, asked of the system as that user."""
    return _as_user(user, lambda: os.chdir(folder))


def can_run(program: Path, user: tuple[int, int] | None) -> bool:
    """Tell whether the user can start a program, asked of the system as that user."""

    def ask() -> None:
        if not os.access(program, os.X_OK):
            raise PermissionError(program)

    return _as_user(user, ask)


def _as_user(user: tuple[int, int] | None, ask: Callable[[], None]) -> bool:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if user is not None:
                os.setgroups([])
                os.setgid(user[1])
                os.setuid(user[0])
            ask()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def folder_of_ours(name: str) -> Path:
    """Return a folder under /var/lib that the other user can reach; its parents keep their modes."""
    try:
        HOME_OF_OURS.mkdir(mode=0o755, exist_ok=True)
        path = HOME_OF_OURS / name
        path.mkdir(mode=0o755, exist_ok=True)
    except OSError as error:
        message = (
            f"PostgreSQL does not run as root, its user cannot enter the chosen folder, and "
            f"{HOME_OF_OURS} cannot be made ({error.strerror}): choose a STATE_DIR it can reach."
        )
        raise Stop(message) from error
    return path
