"""Files that people sent are parsed here: in the parsing workers, bounded in time and memory.

A web process only stores bytes and asks; see ``declaring.parser`` and ``asking.ask``.
"""

from zsa_portal.parsing.asking import AtWork, WorkerAway, ask, ask_meanwhile, in_process, is_at_work
from zsa_portal.parsing.bounds import TooDemanding, bounded
from zsa_portal.parsing.declaring import QUEUE, parser

__all__ = [
    "QUEUE",
    "AtWork",
    "TooDemanding",
    "WorkerAway",
    "ask",
    "ask_meanwhile",
    "bounded",
    "in_process",
    "is_at_work",
    "parser",
]
