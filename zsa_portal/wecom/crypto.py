"""How WeCom signs and encrypts what it sends to a call-back address (加解密方案)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK_BITS = 256
"""WeCom pads to 32 bytes, not to the 16 of AES."""
RANDOM_BYTES = 16


class NotFromWecom(Exception):
    """A message without the right signature, key or corp id."""


@dataclass(frozen=True)
class Envelope:
    """What both sides share: the token that signs, the key that encrypts, the corp id inside."""

    token: str
    aes_key: str
    corp_id: str

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """The msg_signature: SHA-1 over token, time, nonce and cipher text in sorted order."""
        parts = sorted([self.token, timestamp, nonce, encrypted])
        return hashlib.sha1("".join(parts).encode()).hexdigest()  # noqa: S324 - WeCom's protocol

    def opened(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> str:
        """The plain text of a signed message. NotFromWecom for anything else."""
        wanted = self.signature(timestamp, nonce, encrypted)
        if not hmac.compare_digest(wanted.encode(), signature.encode()):
            raise NotFromWecom("the signature is wrong")
        try:
            return self._decrypted(base64.b64decode(encrypted, validate=True))
        except (ValueError, binascii.Error, struct.error) as error:
            raise NotFromWecom("the message cannot be decrypted") from error

    def closed(self, text: str) -> str:
        """A text as WeCom encrypts it, in base64."""
        body = text.encode()
        plain = os.urandom(RANDOM_BYTES) + struct.pack(">I", len(body)) + body
        padder = padding.PKCS7(BLOCK_BITS).padder()
        padded = padder.update(plain + self.corp_id.encode()) + padder.finalize()
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def _decrypted(self, sealed: bytes) -> str:
        decryptor = self._cipher().decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        unpadder = padding.PKCS7(BLOCK_BITS).unpadder()
        plain = (unpadder.update(padded) + unpadder.finalize())[RANDOM_BYTES:]
        (length,) = struct.unpack(">I", plain[:4])
        if plain[4 + length :].decode() != self.corp_id:
            raise NotFromWecom("the message is for another corp id")
        return plain[4 : 4 + length].decode()

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
