import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.language import Language
from dsa_sim.storage import CaseFileError, decode_case, describe, encode_case, read_case
from dsa_sim.storage.errors import CODES, EXAMPLES, KINDS, NOTICES, SENTENCES, Notice
from dsa_sim.storage.migrations import CURRENT_FORMAT
from tests.storage.sample import sample_case

EXAMPLE = Path(__file__).parents[2] / "assets" / "examples" / "aliexpress.dsacase"
WITHOUT_PLACE = {"empty", "not_utf8", "truncated", "not_json", "too_deep", "no_format"}


def document() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(encode_case(sample_case()))
    del made["checksum"]
    return made


def refusal(data: bytes | str | dict[str, Any]) -> CaseFileError:
    if isinstance(data, dict):
        data = json.dumps(data)
    if isinstance(data, str):
        data = data.encode()
    with pytest.raises(CaseFileError) as caught:
        decode_case(data)
    return caught.value


def changed(path: str, value: Any) -> dict[str, Any]:
    """The document with one value replaced; `path` is "case.platforms.0.name"."""
    made = document()
    inside: Any = made
    *way, last = path.split(".")
    for step in way:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    inside[int(last) if isinstance(inside, list) else last] = value
    return made


def test_a_file_written_by_hand_opens_silently():
    case, notices = decode_case(json.dumps(document()).encode())

    assert case == sample_case()
    assert notices == ()


def test_a_byte_order_mark_is_passed_over():
    assert decode_case(b"\xef\xbb\xbf" + encode_case(sample_case()))[0] == sample_case()


def test_another_layout_is_no_change():
    document_ = json.loads(encode_case(sample_case()))
    reordered = json.dumps(dict(reversed(document_.items())), indent=7).encode()

    assert decode_case(reordered) == (sample_case(), ())


def test_a_change_outside_is_noticed_and_not_refused():
    data = encode_case(sample_case()).replace(b'"7.7473"', b'"7.7474"')
    case, notices = decode_case(data)

    assert str(case.exchange_rates[0].per_euro) == "7.7474"
    assert notices == (Notice(code="changed_outside"),)
    assert "check the figures" in str(notices[0])


def test_whole_numbers_may_stand_without_quotation_marks():
    case, _ = decode_case(json.dumps(changed("case.financial_years.0.revenue", 12)).encode())

    assert case.financial_years[0].revenue == 12


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("case.title", 3, "wrong_type", "case.title"),
        ("case.title", "x" * 301, "too_long", "case.title"),
        ("case.titel", "x", "unknown_key", "case"),
        ("colour", "red", "unknown_key", ""),
        ("case.provider", None, "wrong_type", "case.provider"),
        ("case.provider", {}, "missing_key", "case.provider"),
        ("case.provider.eu_established", 1, "wrong_type", "case.provider.eu_established"),
        ("case.platforms", {}, "wrong_type", "case.platforms"),
        ("case.platforms.0", "shop", "wrong_type", "case.platforms[0]"),
        ("case.platforms.0.id", "Shop!", "bad_form", "case.platforms[0].id"),
        ("case.platforms.0.eu_recipients", -1, "out_of_range", "case.platforms[0].eu_recipients"),
        ("case.platforms.0.eu_recipients", 1.5, "bad_form", "case.platforms[0].eu_recipients"),
        ("case.platforms.0.eu_recipients", True, "wrong_type", "case.platforms[0].eu_recipients"),
        ("case.as_of", "31.03.2026", "bad_form", "case.as_of"),
        ("case.as_of", "2026-02-30", "bad_form", "case.as_of"),
        ("case.as_of", "2026-03-01T00:00:00", "bad_form", "case.as_of"),
        ("case.as_of", "1812-03-01", "bad_value", "case"),
        ("case.mark", "secret", "not_a_choice", "case.mark"),
        ("case.financial_years.0.revenue", 0.5, "not_exact", "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", 10**400, "bad_form", "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", "1e999999999", "bad_form",
         "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", "1e99", "bad_value", "case.financial_years[0]"),
        ("case.financial_years.0.revenue", "NaN", "bad_form", "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", "9" * 99_999, "bad_form",
         "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", "１２", "bad_form", "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", float("nan"), "bad_form",
         "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", float("-inf"), "bad_form",
         "case.financial_years[0].revenue"),
        ("case.financial_years.0.revenue", "-1", "bad_value", "case.financial_years[0]"),
        ("case.financial_years.1.id", "y2025", "bad_value", "case.financial_years[1].id"),
        ("case.infringements.1.chance.low", "7", "bad_value", "case.infringements[1].chance"),
        ("case.infringements.1.chance.low", [], "wrong_type", "case.infringements[1].chance.low"),
        ("case.infringements.1.strand", "side", "bad_value", "case.infringements[1].strand"),
        ("case.provider.chosen_year", "y1999", "bad_value", "case.provider.chosen_year"),
        ("case.scenarios.0.overrides.0.target", "risk.colour", "bad_value",
         "case.scenarios[0].overrides[0]"),
        ("case.scenarios.0.overrides.0.choice", "galaxy", "bad_value",
         "case.scenarios[0].overrides[0]"),
        ("case.note", "half \ud83d", "bad_text", "case.note"),
        ("program", 3, "wrong_type", "program"),
        ("checksum", 3, "wrong_type", "checksum"),
        ("format", CURRENT_FORMAT + 1, "newer_format", "format"),
        ("format", 0, "no_format", ""),
        ("format", True, "no_format", ""),
        ("format", 1.0, "no_format", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_place(path, value, code, where):
    error = refusal(changed(path, value))

    assert (error.code, error.where) == (code, where)
    assert len(str(error)) < 1000


def test_the_message_says_what_was_expected():
    error = refusal(changed("case.infringements.1.chance.low", 0.5))

    assert str(error) == (
        "case.infringements[1].chance.low: "
        'Write the number in quotation marks, "0.5", so that it is exact.'
    )


def test_a_misspelt_key_is_told_its_spelling():
    assert "expected: reviewer." in str(refusal(changed("case.provider.scope_note.reviever", "")))


def test_a_newer_format_says_which():
    error = refusal(changed("format", 9) | {"something": "new"})

    assert error.params == {"found": 9, "known": CURRENT_FORMAT}


def test_a_repeated_key_is_named():
    text = json.dumps(document()).replace('"name": "Shop"', '"name": "Shop", "name": "Shop"')
    error = refusal(text)

    assert (error.code, error.where) == ("duplicate_key", "case.platforms[0]")
    assert error.params["key"] == "name"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xff\xfe{", "not_utf8"),
        ('{"format": 1}'.encode("utf-16"), "not_utf8"),
        (b"\x00" * 100, "not_json"),
        (b'{"format": 1,,}', "not_json"),
        (b'{"format": 1} {}', "not_json"),
        (b'{"format": 1, "case": {"title": "a', "truncated"),
        (b'{"format": 1, "case": {', "truncated"),
        (b"[" * 1_000_000, "too_deep"),
        (b'{"a":' * 1_000_000, "too_deep"),
        (b'{"format": 1, "case": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too_deep"),
        (b"[]", "no_format"),
        (b'"text"', "no_format"),
        (b"7", "no_format"),
        (b'{"title": "a list of something else"}', "no_format"),
        (b'{"format": 1, "format": 1, "case": {}}', "duplicate_key"),
        (b'{"format": 1}', "missing_key"),
        (b" " * (16 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_case_file_is_refused_as_a_whole(data, code):
    assert refusal(data).code == code


def test_paths_that_are_no_files(tmp_path):
    for path, code in (
        (tmp_path / "missing.dsacase", "not_found"),
        (tmp_path, "not_a_file"),
        (tmp_path / "missing" / "a.dsacase", "not_found"),
        (Path("zero\0byte"), "not_found"),
    ):
        with pytest.raises(CaseFileError) as caught:
            read_case(path)
        assert (caught.value.code, caught.value.path) == (code, path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.dsacase")
    with pytest.raises(CaseFileError) as caught:
        read_case(tmp_path / "pipe.dsacase")
    assert caught.value.code == "not_a_file"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.dsacase"
    path.write_bytes(b"{}")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    assert caught.value.code == "no_permission"


# 200 damaged copies of a real case


def corrupted() -> list[tuple[str, bytes]]:
    good = EXAMPLE.read_bytes() if EXAMPLE.exists() else encode_case(sample_case())
    rng = random.Random(20240314)
    made = [("cut", good[: rng.randrange(len(good) - 2)]) for _ in range(50)]
    made += [("bit", _bit_flipped(good, rng)) for _ in range(70)]
    leaves = list(_places(json.loads(good)["case"], ("case",)))
    wrong = ("WRONG", "1e999999999", "NUMBER", "NAN", "DEEP", "{}", "[[]]", "true", "null")
    made += [(kind, _replaced(good, rng.choice(leaves), kind)) for kind in wrong * 8]
    made += [("twice", _key_twice(good, rng)) for _ in range(8)]
    return made


def _bit_flipped(good: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(good)
    damaged[rng.randrange(len(good))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _places(value: Any, way: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield way
    inner: dict[Any, Any] = {}
    if isinstance(value, dict | list):
        inner = value if isinstance(value, dict) else dict(enumerate(value))
    for key, item in inner.items():
        yield from _places(item, (*way, key))


def _replaced(good: bytes, way: tuple[Any, ...], kind: str) -> bytes:
    made = json.loads(good)
    inside = made
    for step in way[:-1]:
        inside = inside[step]
    inside[way[-1]] = "@@"
    raw = {
        "WRONG": '{"wrong": 1}',
        "1e999999999": '"1e999999999"',
        "NUMBER": "9" * 5000,
        "NAN": "NaN",
        "DEEP": "[" * 50_000 + "]" * 50_000,
    }.get(kind, kind)
    return json.dumps(made, ensure_ascii=False, indent=2).replace('"@@"', raw).encode()


def _key_twice(good: bytes, rng: random.Random) -> bytes:
    lines = good.decode().split("\n")
    chosen = rng.choice([n for n, line in enumerate(lines) if line.endswith('",')])
    return "\n".join([*lines[: chosen + 1], *lines[chosen:]]).encode()


def test_two_hundred_damaged_files_give_two_hundred_clear_messages(tmp_path):
    variants = corrupted()
    assert len(variants) == 200
    path = tmp_path / "damaged.dsacase"
    for kind, data in variants:
        path.write_bytes(data)
        before = path.stat().st_mtime_ns
        try:
            problems: tuple[CaseFileError | Notice, ...] = read_case(path).notices
        except CaseFileError as error:
            problems = (error,)
        message = " ".join(str(problem) for problem in problems)

        assert problems, f"{kind}: nothing was noticed"
        assert 10 < len(message) < 1500, kind
        assert message.isprintable(), kind
        if isinstance(problems[0], CaseFileError):
            assert problems[0].code in CODES
            assert message.startswith("damaged.dsacase: ")
            placed = problems[0].where or problems[0].code in (*WITHOUT_PLACE, "unknown_key")
            assert placed or problems[0].code in ("missing_key", "duplicate_key"), message
        assert path.read_bytes() == data
        assert path.stat().st_mtime_ns == before
        assert list(tmp_path.iterdir()) == [path]


def test_every_single_bit_of_a_file_is_watched():
    good = encode_case(sample_case())
    rng = random.Random(1)
    for _ in range(400):
        data = _bit_flipped(good, rng)
        try:
            _, notices = decode_case(data)
        except CaseFileError:
            continue
        assert notices == (Notice(code="changed_outside"),)


# Words


def test_every_code_has_an_example_that_fills_its_sentence():
    assert set(EXAMPLES) == set(SENTENCES) | set(NOTICES)
    for code in SENTENCES:
        error = CaseFileError(code, path=Path("a.dsacase"), where="case", **EXAMPLES[code])
        assert str(error).startswith("a.dsacase: case: ")
        assert "{" not in str(error) or "{ }" in str(error)
    for code in NOTICES:
        assert "{" not in str(Notice(code=code, params=tuple(EXAMPLES[code].items())))


def test_an_error_is_worded_in_the_readers_language(monkeypatch):
    class Shouting(Language):
        def tr(self, message: str, /, **params: object) -> str:
            return super().tr(message.replace("Expected", "ERWARTET"), **params).upper()

    error = CaseFileError("bad_value", reason="a chance lies between 0 and 1")
    assert describe(error, Shouting()) == "THIS CANNOT BE: A CHANCE LIES BETWEEN 0 AND 1."
    error = CaseFileError("wrong_type", expected="list", found="text")
    assert describe(error, Shouting()) == (
        f"ERWARTET {KINDS['list']}, FOUND {KINDS['text']}.".upper()
    )


def test_what_a_file_says_cannot_break_the_line():
    error = refusal(changed("case.a\nb\x1b[31m" + "c" * 500, 1))

    assert str(error).isprintable()
    assert len(str(error)) < 500
