"""The schemas of what `--json` prints and of the case file, made from the types behind them.

`python -m dsa_sim.cli.schemas docs/schema` writes them; a test compares.
"""

import inspect
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from dsa_sim.cli.case_commands import BriefRecord
from dsa_sim.cli.check_command import CheckRecord
from dsa_sim.cli.dates_command import DatesRecord
from dsa_sim.cli.json_output import JSON_FORMAT
from dsa_sim.cli.new_case import NewRecord
from dsa_sim.cli.table_command import TableRecord
from dsa_sim.language.assessment_record import AssessmentRecord
from dsa_sim.language.law_record import FullServiceRecord, LawRecord, ServicesRecord
from dsa_sim.language.simulation_record import (
    ExposureRecord,
    PortfolioRecord,
    SensitivityRecord,
    SolutionRecord,
    WeightedRecord,
)
from dsa_sim.law.by_language import Keywords
from dsa_sim.storage.migrations import CURRENT_FORMAT
from dsa_sim.storage.shape import CaseFile

RECORDS: Mapping[str, tuple[type[msgspec.Struct], ...]] = MappingProxyType(
    {
        "check": (CheckRecord,),
        "assess": (AssessmentRecord,),
        "dates": (DatesRecord,),
        "simulate": (ExposureRecord, WeightedRecord),
        "sensitivity": (SensitivityRecord,),
        "solve": (SolutionRecord,),
        "portfolio": (PortfolioRecord,),
        "new": (NewRecord,),
        "brief": (BriefRecord,),
        "table": (TableRecord,),
        "law": (LawRecord,),
        "register": (ServicesRecord, FullServiceRecord),
    }
)
"""What each command prints; where it is one of several, which one follows from its options."""

CASE_FILE = "dsacase"
NAMES = (*RECORDS, CASE_FILE)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema_text(name: str) -> str:
    """The schema of a command, or of the case file, as it is written."""
    made = _of_case_file() if name == CASE_FILE else _of_command(name)
    return json.dumps({"$schema": _DIALECT, **made}, indent=2, ensure_ascii=False) + "\n"


def _of_command(name: str) -> Schema:
    types = RECORDS[name]
    references, shapes = msgspec.json.schema_components(
        types, schema_hook=_words, ref_template="#/$defs/{name}"
    )
    for shape in shapes.values():
        _describe(shape)
        _require_defaults(shape)
    for type_ in types:
        _begin(shapes[type_.__name__], name)
    one = references[0] if len(types) == 1 else {"anyOf": list(references)}
    return {"title": f"dsa-sim {name} --json", **one, "$defs": shapes}


def _words(kind: type) -> Schema:
    """Texts of the law data are printed in one language."""
    text = {"type": "string"}
    return {"type": "array", "items": text} if issubclass(kind, Keywords) else text


def _describe(shape: Schema) -> None:
    if "description" in shape:
        shape["description"] = inspect.cleandoc(shape["description"])


def _require_defaults(shape: Schema) -> None:
    """Require what has a default: it is always printed, only what is UNSET is not."""
    for name, field in shape.get("properties", {}).items():
        if "default" in field:
            del field["default"]
            shape["required"].append(name)


def _begin(shape: Schema, command: str) -> None:
    """Put what every object begins with before the fields of a record."""
    begins = {"format": {"const": JSON_FORMAT}, "command": {"const": command}}
    shape["properties"] = begins | shape["properties"]
    shape["required"] = [*begins, *shape["required"]]


def _of_case_file() -> Schema:
    made = msgspec.json.schema(CaseFile)
    shapes: dict[str, Schema] = made["$defs"]
    for shape in shapes.values():
        _describe(shape)
    shapes["CaseFile"]["properties"]["format"] = {"const": CURRENT_FORMAT}
    return {"title": "A case of dsa-sim (.dsacase)", **_plainer(made)}


def _plainer(value: Any) -> Any:
    """The schema as other programs read it: ends of patterns, and exact numbers as files have them.

    An amount may be a whole number without quotes; any other is text, so that it stays exact.
    """
    if isinstance(value, list):
        return [_plainer(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("format") == "decimal":
        return {**value, "type": ["string", "integer"]}
    made = {name: _plainer(item) for name, item in value.items()}
    if isinstance(made.get("pattern"), str):
        made["pattern"] = made["pattern"].removesuffix(r"\Z").removesuffix("$") + "$"
    return made


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, `check.json` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
