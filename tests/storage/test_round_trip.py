import json
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings

from dsa_sim.model.case import Case
from dsa_sim.model.estimate import exactly
from dsa_sim.storage import CaseFileError, decode_case, encode_case, peek, read_case, write_case
from dsa_sim.storage.migrations import CURRENT_FORMAT
from tests.storage.sample import sample_case
from tests.strategies import cases


@settings(max_examples=60, deadline=None)
@given(cases())
def test_any_case_comes_back_as_it_was(case: Case) -> None:
    data = encode_case(case)

    assert decode_case(data) == (case, ())
    assert encode_case(decode_case(data)[0]) == data


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "Affaire d’été.dsacase"
    written = write_case(path, sample_case(), expected=None)
    opened = read_case(path)

    assert opened.case == sample_case()
    assert opened.notices == ()
    assert opened.fingerprint == written


def test_the_file_is_readable_text():
    text = encode_case(sample_case()).decode("utf-8")

    assert text.startswith(f'{{\n  "format": {CURRENT_FORMAT},\n  "program": "dsa_sim ')
    assert "“Zürich”" in text
    assert "\r" not in text
    assert text.endswith("}\n")


def test_what_is_at_its_default_is_not_written():
    sample = sample_case()
    bare = msgspec.structs.replace(
        sample.infringements[0], chance_note=type(sample.provider.scope_note)()
    )
    document = json.loads(
        encode_case(msgspec.structs.replace(sample, infringements=(bare,), scenarios=()))
    )

    assert "chance_note" not in document["case"]["infringements"][0]
    assert "scenarios" not in document["case"]


@pytest.mark.parametrize("number", ["1E+9", "-0", "0.00", "123456789012345.000000000001"])
def test_numbers_are_written_plainly(number):
    sample = sample_case()
    alleged = msgspec.structs.replace(
        sample.infringements[0], other_penalties=exactly(abs(Decimal(number)))
    )
    case = msgspec.structs.replace(sample, infringements=(alleged, sample.infringements[1]))
    written = json.loads(encode_case(case))["case"]["infringements"][0]["other_penalties"]["value"]

    assert "E" not in written
    assert Decimal(written) == abs(Decimal(number))


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"title": "x" * 301}, "case.title", "too_long"),
        ({"mark": "secret"}, "case.mark", "not_a_choice"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(tmp_path, changes, where, code):
    path = tmp_path / "a.dsacase"
    with pytest.raises(CaseFileError) as caught:
        write_case(path, msgspec.structs.replace(sample_case(), **changes), expected=None)

    assert (caught.value.code, caught.value.where) == (code, where)
    assert list(tmp_path.iterdir()) == []


def test_a_title_is_seen_without_opening(tmp_path):
    path = tmp_path / "a.dsacase"
    write_case(path, sample_case(), expected=None)

    assert peek(path) == sample_case().title


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"case": {"title": 3}}',
        b'{"case": {}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"case": {"title": "a", "note": ' + b"[" * 100_000,
    ],
)
def test_no_title_where_there_is_none(tmp_path, data):
    path = tmp_path / "a.dsacase"
    path.write_bytes(data)

    assert peek(path) is None
    assert peek(tmp_path) is None
    assert peek(tmp_path / "missing") is None
    assert peek("zero\0byte") is None
