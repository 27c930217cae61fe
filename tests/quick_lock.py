"""A lock that stretches no key, for tests of what is done with locked files.

`tests/storage/test_sealing.py` opens real ones; a second of stretching each adds nothing elsewhere.
"""

import hashlib
import os

import pyrage

HEAD = b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 1\n"
_SALT, _MARK = 16, 32


def encrypt(data: bytes, passphrase: str) -> bytes:
    """The data, unreadable, other bytes each time."""
    salt = os.urandom(_SALT)
    body = _mixed(data, salt, passphrase)
    return HEAD + salt + hashlib.sha256(salt + passphrase.encode() + body).digest() + body


def decrypt(data: bytes, passphrase: str) -> bytes:
    """What was locked; refused as `pyrage` refuses it."""
    rest = data.removeprefix(HEAD)
    salt, mark, body = rest[:_SALT], rest[_SALT : _SALT + _MARK], rest[_SALT + _MARK :]
    if mark != hashlib.sha256(salt + passphrase.encode() + body).digest():
        raise pyrage.DecryptError("not this passphrase, or damaged")
    return _mixed(body, salt, passphrase)


def _mixed(data: bytes, salt: bytes, passphrase: str) -> bytes:
    stream = hashlib.shake_256(salt + passphrase.encode()).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))
