"""The committed schemas are those of the types, and the shipped files keep to them."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsa_sim.law.reading import DATA_FOLDER
from dsa_sim.law.schemas import SCHEMA_FOLDER, SHAPES, schema_name, schema_text, write_schemas

DATA_FILES = sorted(file.name for file in DATA_FOLDER.glob("*.json"))

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


_METHOD = {
    "additionalProperties": "_additional_properties",
    "anyOf": "_any_of",
    "maxLength": "_max_length",
}


class _Checker:
    """A checker of as much of JSON Schema as the schemas use; it refuses to guess at more."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self.shapes = schema["$defs"]

    def wrong(self, value: object, schema: dict[str, Any] | None = None, at: str = "$") -> str:
        """The first place where the value does not keep to the schema, empty if it does."""
        schema = self.schema if schema is None else schema
        for word, expected in schema.items():
            found = getattr(self, _METHOD.get(word, f"_{word.strip('$')}"))
            place = found(value, expected, at, schema)
            if place:
                return str(place)
        return ""

    def _ref(self, value: object, expected: str, at: str, _: object) -> str:
        return self.wrong(value, self.shapes[expected.removeprefix("#/$defs/")], at)

    def _type(self, value: object, expected: str, at: str, _: object) -> str:
        mistaken = isinstance(value, bool) and expected == "integer"
        return "" if isinstance(value, _TYPES[expected]) and not mistaken else at

    def _properties(self, value: Any, expected: dict[str, Any], at: str, _: object) -> str:
        present = ((key, expected[key]) for key in value if key in expected)
        return next(filter(None, (self.wrong(value[k], s, f"{at}.{k}") for k, s in present)), "")

    def _required(self, value: Any, expected: list[str], at: str, _: object) -> str:
        return next((f"{at}.{key}" for key in expected if key not in value), "")

    def _additional_properties(self, value: Any, expected: Any, at: str, schema: Any) -> str:
        extra = (key for key in value if key not in schema.get("properties", ()))
        if expected is False:
            return next((f"{at}.{key}" for key in extra), "")
        return next(filter(None, (self.wrong(value[k], expected, f"{at}.{k}") for k in extra)), "")

    def _items(self, value: Any, expected: Any, at: str, _: object) -> str:
        rows = (self.wrong(row, expected, f"{at}[{i}]") for i, row in enumerate(value))
        return next(filter(None, rows), "")

    def _enum(self, value: object, expected: list[object], at: str, _: object) -> str:
        return "" if value in expected else at

    def _minimum(self, value: int, expected: int, at: str, _: object) -> str:
        return "" if value >= expected else at

    def _max_length(self, value: str, expected: int, at: str, _: object) -> str:
        return "" if len(value) <= expected else at

    def _pattern(self, value: str, expected: str, at: str, _: object) -> str:
        return "" if re.search(expected, value) else at

    def _any_of(self, value: object, expected: list[Any], at: str, _: object) -> str:
        return at if all(self.wrong(value, schema, at) for schema in expected) else ""

    def _format(self, value: str, expected: str, at: str, _: object) -> str:
        if expected == "date":
            try:
                date.fromisoformat(value)
            except ValueError:
                return at
        return ""

    def _said(self, *_: object) -> str:
        return ""

    _schema = _defs = _title = _description = _default = _said


@pytest.mark.parametrize("file", SHAPES)
def test_the_committed_schema_is_that_of_the_type(file: str) -> None:
    committed = (SCHEMA_FOLDER / schema_name(file)).read_text(encoding="utf-8")
    assert committed == schema_text(file), "run: python -m dsa_sim.law.schemas"


def test_no_schema_is_left_of_a_file_that_is_gone() -> None:
    assert {file.name for file in SCHEMA_FOLDER.iterdir()} == {schema_name(f) for f in SHAPES}


@pytest.mark.parametrize("file", DATA_FILES)
def test_every_data_file_has_a_schema_and_keeps_to_it(file: str) -> None:
    assert file in SHAPES, "add a line to SHAPES in dsa_sim/law/schemas.py"
    document = json.loads((DATA_FOLDER / file).read_text(encoding="utf-8"))
    assert _Checker(json.loads(schema_text(file))).wrong(document) == ""


@pytest.mark.parametrize(
    ("keys", "value", "place"),
    [
        (["rates", 0, "days"], "255", "$.rates[0].days"),
        (["rates", 0, "per_euro"], 1.1, "$.rates[0].per_euro"),
        (["rates", 0, "status"], "sure", "$.rates[0].status"),
        (["rates", 1, "ends_on"], "31.12.2020", "$.rates[1].ends_on"),
        (["rates", 1, "fee"], 1, "$.rates[1].fee"),
        (["rates", 1], {}, "$.rates[1].currency"),
    ],
)
def test_a_schema_refuses_what_the_loader_refuses(
    keys: list[str | int], value: object, place: str
) -> None:
    document = json.loads((DATA_FOLDER / "rates.json").read_text(encoding="utf-8"))
    changed: Any = copy.deepcopy(document)
    parent = changed
    for key in keys[:-1]:
        parent = parent[key]
    parent[keys[-1]] = value
    assert _Checker(json.loads(schema_text("rates.json"))).wrong(changed) == place


def test_a_schema_says_what_it_is_and_explains_its_rows() -> None:
    schema = json.loads(schema_text("turnover.json"))
    assert schema["title"] == "turnover.json"
    assert schema["$schema"].endswith("2020-12/schema")
    text = schema["$defs"]["TurnoverYear"]["description"]
    assert "precision" in text
    assert "\n    " not in text


def test_schemas_are_written_to_a_folder_of_choice(tmp_path: Path) -> None:
    places = write_schemas(tmp_path / "schema")
    assert [place.name for place in places] == [schema_name(file) for file in SHAPES]
    for file, place in zip(SHAPES, places, strict=True):
        assert place.read_bytes() == schema_text(file).encode()
