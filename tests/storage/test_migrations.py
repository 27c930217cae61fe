import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import msgspec.inspect
import pytest

from dsa_sim.storage import CaseFileError, read_case
from dsa_sim.storage.migrations import CURRENT_FORMAT, HISTORY, MIGRATIONS, format_of, migrate
from dsa_sim.storage.shape import CaseFile

OLD_FILES = Path(__file__).parents[1] / "old_files"
FORMATS = [change.format for change in HISTORY]


def test_the_history_is_without_gaps():
    assert list(range(1, CURRENT_FORMAT + 1)) == FORMATS
    assert all(a.introduced <= b.introduced for a, b in pairwise(HISTORY))


def test_every_format_but_the_newest_has_a_migration():
    assert set(MIGRATIONS) == set(FORMATS[:-1])


def test_every_format_has_an_old_file_and_no_file_is_without_format():
    assert {path.name for path in OLD_FILES.iterdir()} == {f"format_{n}.dsacase" for n in FORMATS}


@pytest.mark.parametrize("number", FORMATS)
def test_old_files_open_with_their_figures(number):
    path = OLD_FILES / f"format_{number}.dsacase"
    assert format_of(json.loads(path.read_bytes())) == number
    opened = read_case(path)
    case = opened.case

    expected = [] if number == CURRENT_FORMAT else ["older_format"]
    assert [notice.code for notice in opened.notices] == expected
    assert case.title == "Exemple: marketplace “Zürich”"
    assert [year.revenue for year in case.financial_years] == [Decimal("996347000000.50")] * 2
    assert [str(i.chance.maximum) for i in case.infringements if i.chance] == ["0.6", "0.6"]
    assert [len(s.overrides) for s in case.scenarios] == [6]


def test_the_newest_old_file_uses_every_field():
    """A new field needs a place in the newest file, and a new format where old ones lack it."""
    used: dict[str, set[str]] = {}
    document = json.loads((OLD_FILES / f"format_{CURRENT_FORMAT}.dsacase").read_bytes())
    _collect(document, msgspec.inspect.type_info(CaseFile), used)
    fields = {}
    for struct in _structs(msgspec.inspect.type_info(CaseFile), {}).values():
        fields[struct.cls.__name__] = {field.encode_name for field in struct.fields}

    assert used == fields


def _inner(type_):
    while isinstance(type_, msgspec.inspect.UnionType | msgspec.inspect.Metadata):
        type_ = type_.types[0] if hasattr(type_, "types") else type_.type
    return type_


def _collect(value, type_, used):
    type_ = _inner(type_)
    if isinstance(type_, msgspec.inspect.VarTupleType):
        for item in value:
            _collect(item, type_.item_type, used)
    if isinstance(type_, msgspec.inspect.StructType):
        used.setdefault(type_.cls.__name__, set()).update(value)
        for field in type_.fields:
            if field.encode_name in value:
                _collect(value[field.encode_name], field.type, used)


def _structs(type_, found):
    type_ = _inner(type_)
    if isinstance(type_, msgspec.inspect.VarTupleType):
        return _structs(type_.item_type, found)
    if isinstance(type_, msgspec.inspect.StructType):
        found[type_.cls] = type_
        for field in type_.fields:
            _structs(field.type, found)
    return found


# The mechanism, with formats made up for the test


def rename(document):
    case = {**document["case"], "title": document["case"]["name"]}
    return {"format": 2, "case": case}


def shorten(document):
    return {"format": 3, "case": document["case"]["title"]}


STEPS = {1: rename, 2: shorten}


def test_migrations_run_one_after_the_other():
    old = {"format": 1, "case": {"name": "a"}}

    assert migrate(old, to=3, migrations=STEPS) == {"format": 3, "case": "a"}
    assert migrate(old, to=1, migrations=STEPS) is old
    assert old == {"format": 1, "case": {"name": "a"}}


def test_a_damaged_old_file_is_an_error_and_no_traceback():
    for broken in ({"format": 1}, {"format": 1, "case": None}, {"format": 1, "case": []}):
        with pytest.raises(CaseFileError) as caught:
            migrate(broken, to=3, migrations=STEPS)
        assert caught.value.code == "old_format"


def test_an_old_file_is_opened_with_a_notice(monkeypatch, tmp_path):
    from dsa_sim.storage import case_file

    monkeypatch.setattr(case_file, "CURRENT_FORMAT", 2)
    path = OLD_FILES / "format_1.dsacase"

    notices = read_case(path).notices
    assert [(n.code, dict(n.params)) for n in notices] == [
        ("older_format", {"found": 1, "known": 2})
    ]


@pytest.mark.parametrize(
    ("what", "kind"),
    [("Plan d’action", "action_plan"), ("Zahlung der Geldbuße", "payment"), ("Reply", "")],
)
def test_what_was_known_by_its_name_says_what_it_is(what: str, kind: str) -> None:
    """Format 3 knew an action plan and a payment by their names in three languages."""
    document = json.loads((OLD_FILES / "format_3.dsacase").read_bytes())
    due = {"on": "2026-09-01", "what": what}
    document["case"]["proceedings"][0]["events"][0]["due"] = [due]
    newest = migrate(document)
    (found,) = newest["case"]["proceedings"][0]["events"][0]["due"]
    assert found.get("kind", "") == kind
