"""Locked cases: opened by the passphrase alone, in any program that knows age; nothing readable."""

import contextlib
import os
import pty
import shutil
import sys
from pathlib import Path

import pytest

from dsa_sim.language import Language
from dsa_sim.storage import (
    CaseFileError,
    Seal,
    describe,
    encode_case,
    peek,
    read_case,
    write_case,
)
from dsa_sim.storage.files import backup_of
from dsa_sim.storage.sealing import HEADER, is_sealed, sealed, unsealed
from tests.storage.sample import sample_case

SAMPLE = sample_case()
pyrage = pytest.importorskip("pyrage")
# Stretching a passphrase takes a second by design.
pytestmark = pytest.mark.slow

SEAL = Seal(passphrase="correct horse battery")
OTHER = Seal(passphrase="another passphrase")


def client_words() -> tuple[bytes, ...]:
    return SAMPLE.title.encode(), SAMPLE.provider.name.encode()


def readable(folder: Path) -> list[str]:
    """The files below a folder in which a word of the client can be read."""
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(word in file.read_bytes() for word in client_words())
    ]


@pytest.mark.usefixtures("quick_lock")
def test_a_locked_case_comes_back_and_nothing_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.dsacase"
    plain = write_case(path, SAMPLE, expected=None)
    write_case(path, SAMPLE, expected=plain)
    assert set(readable(tmp_path)) == {"a.dsacase", "a.dsacase.bak"}
    before = read_case(path).fingerprint
    locked = write_case(path, SAMPLE, expected=before, seal=SEAL)
    assert readable(tmp_path) == []
    assert is_sealed(backup_of(path).read_bytes())
    found = read_case(path, seal=SEAL)
    assert found.case == SAMPLE
    assert found.seal == SEAL
    # The next save keeps the locked version as the previous one.
    previous = path.read_bytes()
    write_case(path, SAMPLE, expected=locked, seal=SEAL)
    assert backup_of(path).read_bytes() == previous
    assert readable(tmp_path) == []
    assert peek(path) is None


@pytest.fixture(scope="module")
def stretched() -> bytes:
    """A case that is really sealed: its key takes a second to stretch, once for all tests."""
    return sealed(encode_case(SAMPLE), SEAL)


def test_any_program_that_knows_the_format_opens_it(stretched: bytes) -> None:
    assert is_sealed(stretched)
    assert not any(word in stretched for word in client_words())
    assert unsealed(stretched, SEAL) == encode_case(SAMPLE)
    assert pyrage.passphrase.decrypt(stretched, SEAL.passphrase) == encode_case(SAMPLE)
    with pytest.raises(CaseFileError) as error:
        unsealed(stretched, OTHER)
    assert error.value.code == "wrong_passphrase"


@pytest.mark.usefixtures("quick_lock")
def test_another_passphrase_counts_for_the_previous_version_too(tmp_path: Path) -> None:
    path = tmp_path / "a.dsacase"
    first = write_case(path, SAMPLE, expected=None, seal=SEAL)
    write_case(path, SAMPLE, expected=first, seal=OTHER, former=SEAL)
    for file in (path, backup_of(path)):
        assert read_case(file, seal=OTHER).case == SAMPLE
        with pytest.raises(CaseFileError):
            read_case(file, seal=SEAL)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not there")
def test_the_public_age_tool_opens_a_locked_case(tmp_path: Path) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, SAMPLE, expected=None, seal=SEAL)
    opened = tmp_path / "opened.json"
    # The tool asks on a terminal, so it is given one of its own.
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "--decrypt", "-o", str(opened), str(path)])
    said = b""
    while b"passphrase" not in said.lower():
        said += os.read(terminal, 1024)
    os.write(terminal, SEAL.passphrase.encode() + b"\n")
    with contextlib.suppress(OSError):
        while os.read(terminal, 1024):
            pass
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert status == 0
    assert read_case(opened).case == SAMPLE


@pytest.mark.usefixtures("quick_lock")
def test_without_the_passphrase_it_stays_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.dsacase"
    write_case(path, SAMPLE, expected=None, seal=SEAL)
    with pytest.raises(CaseFileError) as none:
        read_case(path)
    assert none.value.code == "locked"
    with pytest.raises(CaseFileError) as wrong:
        read_case(path, seal=OTHER)
    assert wrong.value.code == "wrong_passphrase"
    for code in ("en", "fr"):
        said = describe(wrong.value, Language(code))
        assert path.name in said
        assert OTHER.passphrase not in said


def test_a_damaged_or_cut_file_is_refused(stretched: bytes) -> None:
    for broken in (stretched[:-20], stretched[:-1] + bytes([stretched[-1] ^ 1])):
        with pytest.raises(CaseFileError) as error:
            unsealed(broken, SEAL)
        assert error.value.code == "wrong_passphrase"


@pytest.mark.parametrize(
    "head",
    [
        b"-> X25519 abc\nxyz\n--- mac\n",
        b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nabc\n--- mac\n",
        b"",
    ],
)
def test_what_is_sealed_in_another_way_or_too_dearly_is_not_tried(head: bytes) -> None:
    with pytest.raises(CaseFileError) as error:
        unsealed(HEADER + head, SEAL)
    assert error.value.code == "not_by_passphrase"


def test_a_plain_file_needs_no_passphrase() -> None:
    assert unsealed(b"{}", None) == b"{}"
    assert unsealed(b"{}", SEAL) == b"{}"


def test_the_passphrase_is_in_no_trace() -> None:
    assert SEAL.passphrase not in repr(SEAL)


def test_a_system_without_the_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not made for Windows on ARM; all else works there."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    seal = Seal(passphrase="long enough")
    for attempt in (
        lambda: sealed(b"{}", seal),
        lambda: unsealed(HEADER + b"-> scrypt AAAA 10\n", seal),
    ):
        with pytest.raises(CaseFileError, match="pyrage"):
            attempt()


def test_half_of_a_character_is_no_passphrase(tmp_path):
    half = Seal(passphrase="long enough \ud83d")
    path = tmp_path / "a.dsacase"
    with pytest.raises(CaseFileError) as refused:
        write_case(path, SAMPLE, expected=None, seal=half)
    assert refused.value.code == "bad_passphrase"
    assert not path.exists()
    write_case(path, SAMPLE, expected=None, seal=SEAL)
    with pytest.raises(CaseFileError) as refused:
        read_case(path, seal=half)
    assert refused.value.code == "bad_passphrase"
    assert "long enough" not in str(refused.value)
