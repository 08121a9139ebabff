"""Files that people sent are parsed here: in the parsing workers, bounded in time and memory.

A web process only stores bytes and asks; see ``declaring.parser`` and ``asking.ask``.
"""

from zsa_portal.parsing.asking import WorkerAway, ask, in_process
from zsa_portal.parsing.bounds import TooDemanding, bounded
from zsa_portal.parsing.declaring import QUEUE, parser

__all__ = ["QUEUE", "TooDemanding", "WorkerAway", "ask", "bounded", "in_process", "parser"]
