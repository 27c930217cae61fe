"""Packs of law data: what is in them, who signed, what is refused, and how they come into use."""

import base64
import json
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.cli import main
from dsa_sim.language.law_pack_words import REFUSALS
from dsa_sim.law import pack as packs
from dsa_sim.law.kept import FOLDER_VARIABLE, kept_path
from dsa_sim.law.pack import LARGEST_BYTES, PackError, TrustedKey, make_pack, new_key, read_pack
from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.storage.law_pack import checked_pack, keep_pack, pack_of
from tests.law_packs import ISSUED, Change, files, pack, reaching, written


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test keeps a pack."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def key() -> tuple[bytes, str]:
    pytest.importorskip("cryptography")
    return new_key()


@pytest.fixture
def trusted(key: tuple[bytes, str], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A private key whose other half the program knows."""
    known = TrustedKey(name="The keepers", key=key[1], since=date(2026, 1, 1))
    monkeypatch.setattr(packs, "trusted_keys", lambda: (known,))
    return key[0]


def refused(data: bytes, tmp_path: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        checked_pack(written(tmp_path, data))
    assert caught.value.code in REFUSALS
    return caught.value


def test_a_pack_has_the_files_to_the_byte_and_its_days(tmp_path: Path) -> None:
    found, _ = checked_pack(written(tmp_path, make_pack(files(), issued_on=ISSUED)))
    assert found.files == {p.name: p.read_bytes() for p in DATA_FOLDER.glob("*.json")}
    assert (found.law_version, found.issued_on) == (date(2026, 10, 6), ISSUED)
    assert (found.signed, found.signer) == ("not_signed", "")


def test_a_key_the_program_knows_vouches_for_a_pack(trusted: bytes) -> None:
    found = read_pack(pack(key=trusted))
    assert (found.signed, found.signer) == ("trusted", "The keepers")


def test_a_key_the_program_does_not_know_vouches_for_nothing(key: tuple[bytes, str]) -> None:
    found = read_pack(pack(key=key[0]))
    assert (found.signed, found.signer, found.key) == ("unknown", "", key[1])


def test_a_pack_changed_after_it_was_signed_is_refused(trusted: bytes, tmp_path: Path) -> None:
    data = pack(key=trusted)
    assert refused(data.replace(b'"0.06"', b'"0.01"', 1), tmp_path).code == "altered"
    head, _, body = data.partition(b"\n")
    other = json.loads(head) | {"signature": base64.b64encode(bytes(64)).decode()}
    assert refused(json.dumps(other).encode() + b"\n" + body, tmp_path).code == "altered"


def test_without_the_library_a_signature_is_taken_for_none(
    key: tuple[bytes, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pack(key=key[0])
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric", None)
    assert read_pack(data).signed == "not_checked"


def test_what_is_no_key_signs_nothing(key: tuple[bytes, str]) -> None:
    for wrong in (b"", b"secret", key[0].replace(b"PRIVATE", b"PUBLIC")):
        with pytest.raises(PackError, match="no_key"):
            pack(key=wrong)


def without(document: str, rows: str, code: str) -> dict[str, Change]:
    def change(found: dict[str, Any]) -> None:
        found[rows] = [row for row in found[rows] if code not in (row.get("code"), row.get("key"))]

    return {document: change}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_pack"),
        (b"{}\n{}", "not_a_pack"),
        (b"PK\x03\x04\n", "not_a_pack"),
        (b"[" * 100_000, "not_a_pack"),
        (b'{"dsa_sim_law_pack": 2}\n', "newer"),
        (b'{"dsa_sim_law_pack": 1}\n', "damaged"),
        (b'{"dsa_sim_law_pack": 1, "signature": "", "key": ""}\n' + b"[" * 100_000, "damaged"),
        (b" " * (LARGEST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_pack_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    assert refused(data, tmp_path).code == code


def test_what_the_strict_readers_refuse_is_no_pack(tmp_path: Path) -> None:
    def rate(document: dict[str, Any]) -> None:
        document["rules"][2]["rate"] = "five"

    error = refused(pack(rules=rate), tmp_path)
    assert error.code == "data"
    assert "rules.json: $.rules[2].rate: expected a share" in error.params["reason"]


def test_a_row_to_which_cases_refer_must_stay(tmp_path: Path) -> None:
    made = files(**without("open_questions", "questions", "stacking"))
    with pytest.raises(PackError, match="stacking"):
        pack_of(made, issued_on=ISSUED, key=None)
    assert refused(make_pack(made, issued_on=ISSUED), tmp_path).code == "rows"


def test_no_list_may_be_empty(tmp_path: Path) -> None:
    error = refused(pack(precedents=lambda found: found["precedents"].clear()), tmp_path)
    assert error.params == {"file": "precedents.json", "names": "precedents"}


def test_files_of_another_version_are_named(tmp_path: Path) -> None:
    made = files()
    made["fees.json"] = made.pop("rates.json")
    error = refused(make_pack(made, issued_on=ISSUED), tmp_path)
    assert (error.code, error.params) == ("files", {"names": "fees.json, rates.json"})


def test_a_pack_says_of_itself_what_its_data_say(tmp_path: Path) -> None:
    data = pack().replace(b'{"law_version":"2027-02-15"', b'{"law_version":"2029-02-15"', 1)
    assert refused(data, tmp_path).code == "damaged"


def test_a_damaged_pack_is_refused_whatever_the_damage(tmp_path: Path) -> None:
    data, chance = pack(), random.Random(18)
    for _ in range(60):
        broken = bytearray(data)
        start = chance.randrange(len(broken) if chance.random() < 0.5 else 400)
        broken[start : start + chance.randrange(1, 40)] = chance.randbytes(chance.randrange(9))
        try:
            checked_pack(written(tmp_path, bytes(broken)))
        except PackError as error:
            assert error.code in REFUSALS


# --------------------------------------------------------------------------------------------------
# In use


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The command as another process, which reads the law data anew."""
    return subprocess.run(
        [sys.executable, "-m", "dsa_sim", *words, "--lang", "en"],
        cwd=Path(__file__).parents[2], env=dict(os.environ), capture_output=True, encoding="utf-8",
        check=False, timeout=300,
    )  # fmt: skip


def test_a_kept_pack_is_what_the_program_reads_until_it_is_let_go(tmp_path: Path) -> None:
    def more(document: dict[str, Any]) -> None:
        document["rules"][0]["source"] = "A newer Official Journal"

    path = written(tmp_path, pack(rules=more))
    assert main(["law", "--import-pack", str(path), "--accept-unsigned"]) == 0
    assert kept_path().read_bytes() == path.read_bytes()
    assert "A newer Official Journal" in run("law", "74(1)").stdout
    told = run("law", "--in-use").stdout
    assert "In use: a pack of 1 Mar 2027, not signed" in told
    assert main(["law", "--built-in"]) == 0
    assert not kept_path().exists()
    assert "A newer Official Journal" not in run("law", "74(1)").stdout


def test_an_unsigned_pack_needs_a_plain_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, pack())
    assert main(["law", "--import-pack", str(path), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "it is not signed" in told
    assert "--accept-unsigned takes it" in told
    assert not kept_path().exists()


def test_an_older_pack_needs_one_too(
    trusted: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, pack(key=trusted, law=reaching("2026-10-05")))
    assert main(["law", "--import-pack", str(path), "--lang", "en"]) == 2
    assert "up to 5 Oct 2026, they reach up to 6 Oct 2026" in capsys.readouterr().err
    assert main(["law", "--import-pack", str(path), "--accept-older"]) == 0
    assert "The program came with newer law data" in run("law", "--in-use").stdout


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (b"nothing", "not_a_pack"),
        (b"", "not_a_pack"),
        (b'{"dsa_sim_law_pack": 9}\n', "newer"),
    ],
)
def test_a_kept_pack_that_is_broken_stops_nothing(kept: bytes, told: str) -> None:
    keep_pack(kept)
    done = run("law", "74(1)")
    assert done.returncode == 0
    assert "Maximum for infringements" in done.stdout
    assert told in done.stderr
    assert "In use: the law data that came with the program" in run("law", "--in-use").stdout


def test_a_kept_pack_whose_rows_are_broken_is_left_out_whole() -> None:
    def unsound(document: dict[str, Any]) -> None:
        document["precedents"][0]["amount_eur"] = "1"

    keep_pack(pack(precedents=unsound))
    done = run("law", "--in-use")
    assert "In use: the law data that came with the program" in done.stdout
    assert "Up to: 6 Oct 2026" in done.stdout
    assert "precedents.json" in done.stderr


def test_a_command_makes_key_and_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("cryptography")
    secret, made = tmp_path / "key.pem", tmp_path / "out.dsalaw"
    assert main(["law", "--new-key", str(secret)]) == 0
    public = capsys.readouterr().out.rpartition(": ")[2].strip()
    assert main(["law", "--export-pack", str(made), "--sign", str(secret)]) == 0
    assert read_pack(made.read_bytes()).key == public
    if os.name == "posix":
        assert secret.stat().st_mode & 0o077 == 0
    assert main(["law", "--new-key", str(secret)]) == 2
    assert main(["law", "--export-pack", str(tmp_path / "b.dsalaw"), "--sign", str(made)]) == 2
