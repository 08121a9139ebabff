"""A TCP proxy in front of a server, which is slow when told to be."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable


class Proxy:
    """Listens on a free local port; ``delay`` are the seconds that each piece takes on its way."""

    def __init__(self, reach: Callable[[], socket.socket]) -> None:
        self.delay = 0.0
        self._reach = reach
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            server = self._reach()
        except OSError:
            client.close()
            return
        back = threading.Thread(target=self._carry, args=[server, client], daemon=True)
        back.start()
        self._carry(client, server)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                time.sleep(self.delay)
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
