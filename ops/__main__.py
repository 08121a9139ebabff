"""`python3 -m ops <command>`: what the Makefile calls."""

import sys
import traceback
from importlib import import_module

from ops.talk import Quit, Stop

COMMANDS = {
    "help": ("ops.help", "show"),
    "run": ("ops.run", "run"),
    "test": ("ops.check", "test"),
    "check": ("ops.check", "check"),
    "test-long": ("ops.check", "test_long"),
    "pictures": ("ops.check", "pictures"),
    "mutants": ("ops.check", "mutants"),
    "lint": ("ops.check", "lint"),
    "format": ("ops.check", "format_code"),
    "translations": ("ops.work", "translations"),
    "bench": ("ops.work", "bench"),
    "bench-archive": ("ops.work", "bench_archive"),
    "demo-reset": ("ops.work", "demo_reset"),
    "restore-drill": ("ops.work", "restore_drill"),
    "requirements": ("ops.work", "requirements"),
}


def main(arguments: list[str]) -> int:
    """Run one command; every foreseen trouble is one sentence and exit code 1."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"Say one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    module, name = COMMANDS[arguments[0]]
    try:
        return getattr(import_module(module), name)() or 0
    except Stop as stop:
        print(f"\nStopped: {stop}", file=sys.stderr, flush=True)
    except (Quit, KeyboardInterrupt):
        print("\nStopped.", file=sys.stderr, flush=True)
        return 130
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"\nStopped: {error.strerror or error}{where}", file=sys.stderr, flush=True)
    except Exception:  # noqa: BLE001 - an error of ours: the whole story is wanted
        traceback.print_exc()
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
