"""The JSON Schema of every law data file, made from the types that read it.

`python -m dsa_sim.law.schemas` writes them into `data/schema`. Editors and checking tools use
them; the program itself reads with the types and the checks of each loader, which know more.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import msgspec

from dsa_sim.law import (
    application_rules,
    calendars,
    competence,
    deadline_rules,
    enforcement_rows,
    info,
    precedents,
    provisions,
    record_rows,
    register_rows,
    rules,
    turnover,
)
from dsa_sim.law.by_language import schema_of
from dsa_sim.law.reading import DATA_FOLDER

SCHEMA_FOLDER = DATA_FOLDER / "schema"

# A new data file needs one line here: its name and the type its loader gives to `read_data`.
SHAPES: dict[str, type[msgspec.Struct]] = {
    "application.json": application_rules._ApplicationFile,
    "articles.json": provisions._ArticlesFile,
    "competence.json": competence.CompetenceData,
    "deadlines.json": deadline_rules.DeadlineData,
    "enforcement.json": enforcement_rows._EnforcementFile,
    "holidays.json": calendars._HolidaysFile,
    "law.json": info.LawInfo,
    "open_questions.json": info._QuestionsFile,
    "precedents.json": precedents._PrecedentsFile,
    "provisions.json": provisions._ParagraphsFile,
    "rates.json": turnover._RatesFile,
    "record.json": record_rows.Record,
    "register.json": register_rows.Register,
    "rules.json": rules._RulesFile,
    "turnover.json": turnover._TurnoverFile,
}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_name(file: str) -> str:
    """The name of the schema of a data file: `rates.schema.json` for `rates.json`."""
    return f"{Path(file).stem}.schema.json"


def schema_text(file: str) -> str:
    """The schema of a data file as it is written; `KeyError` for a file that has none."""
    schema = {"$schema": _DIALECT, "title": file} | msgspec.json.schema(
        SHAPES[file], schema_hook=schema_of
    )
    for shape in schema["$defs"].values():
        if "description" in shape:
            shape["description"] = inspect.cleandoc(shape["description"])
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path = SCHEMA_FOLDER) -> tuple[Path, ...]:
    """Write the schema of every data file into `folder` and return their places."""
    folder.mkdir(exist_ok=True)
    places = tuple(folder / schema_name(file) for file in SHAPES)
    for file, place in zip(SHAPES, places, strict=True):
        place.write_text(schema_text(file), encoding="utf-8", newline="\n")
    return places


if __name__ == "__main__":
    write_schemas()
