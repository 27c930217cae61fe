"""The command `table`: a result of a case, or the law data, as a table for other programs."""

import argparse
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import UNSET, UnsetType

from dsa_sim.cli.case_commands import opened, scenario_named
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.refusal import RefusalError, not_written, require_new
from dsa_sim.cli.simulation_commands import (
    MOST_SEED,
    MOST_TRIALS,
    complete,
    input_named,
    result_named,
    seen_by,
    whole_number,
)
from dsa_sim.language import Language
from dsa_sim.language.joining import all_quoted
from dsa_sim.language.plain_record import Record
from dsa_sim.language.tables import TABLE_FORMATS, TableFormat
from dsa_sim.model.case import Case

if TYPE_CHECKING:
    from dsa_sim.frames.declared import DataFrame

TABLES = (
    "backtest", "contributions", "deadlines", "decision_dates", "decisions", "exposure", "grid",
    "infringements", "maxima", "precedents", "record", "register", "scenarios", "sensitivity",
    "trials", "turnover", "worksheet",
)  # fmt: skip
"""The frames by name: those of `dsa_sim.frames`, which is imported when one is asked for."""

OPTIONS = (
    "scenario", "trials", "seed", "result", "infringement", "strand", "down", "across", "steps",
)  # fmt: skip
MOST_STEPS = 50
_TEXTS = ("csv", "json")


class ColumnRecord(Record, frozen=True, kw_only=True):
    """A column of a table and the unit of its values; empty where they have none."""

    name: str
    unit: str


class TableRecord(Record, frozen=True, kw_only=True):
    """A table: what makes it repeatable, its columns, and its rows or the file they are in."""

    table: str
    about: dict[str, Any]
    columns: tuple[ColumnRecord, ...]
    rows: tuple[dict[str, str | int | float | bool | None], ...] | UnsetType = UNSET
    written: str | None


def table(arguments: argparse.Namespace, lang: Language) -> int:
    """Write a table to a file, or as text to standard output."""
    from dsa_sim import frames
    from dsa_sim.report.writers.table_file import UnwritableTableError

    function = getattr(frames, arguments.name)
    _require_fitting(function, arguments, lang)
    target = None if arguments.output in (None, "-") else Path(arguments.output)
    kind = _format(arguments.format, target, lang)
    if target is not None:
        require_new(target, lang, force=arguments.force)
    made = _made(function, arguments, lang)
    _say_left_out(made, lang)
    # The international form unless a language was asked for: what a script reads stays the same.
    separators = lang if arguments.lang else None
    try:
        if arguments.json:
            _print_record(made, target, kind, separators, lang)
        elif target is None:
            sys.stdout.write(_text(made, kind, separators))
        else:
            _write(made, target, kind, separators, lang)
            print(target)
    except UnwritableTableError as error:
        raise RefusalError(str(error)) from None
    return 0


def _taken(function: Any) -> dict[str, inspect.Parameter]:
    """What a frame can be asked for, by the names of the options."""
    found = inspect.signature(function).parameters
    return {"trials" if name == "n" else name: one for name, one in found.items()}


def _require_fitting(function: Any, arguments: argparse.Namespace, lang: Language) -> None:
    """Refuse what the table cannot be asked for, and the lack of a case or one too many."""
    taken, name = _taken(function), arguments.name
    for option in OPTIONS:
        if getattr(arguments, option) is not None and option not in taken:
            raise RefusalError(
                lang.tr("The table “{name}” takes no {option}.", name=name, option=f"--{option}")
            )
    if "case" in taken and arguments.file is None:
        raise RefusalError(lang.tr("The table “{name}” is made of a case: name its file.",
                                   name=name))  # fmt: skip
    if "case" not in taken and arguments.file is not None:
        raise RefusalError(lang.tr("The table “{name}” holds law data and takes no file.",
                                   name=name))  # fmt: skip


def _format(asked: TableFormat | None, target: Path | None, lang: Language) -> TableFormat:
    """The format asked for, else that of the ending; on standard output there is only text."""
    from dsa_sim.report.writers.table_file import format_of

    if target is None:
        if asked is not None and asked not in _TEXTS:
            raise RefusalError(
                lang.tr("A table as {kind} needs a file: name it with -o.", kind=asked)
            )
        return asked or "csv"
    if asked is not None:
        return asked
    if (kind := format_of(target)) is not None:
        return kind
    endings = ", ".join(f".{kind}" for kind in TABLE_FORMATS)
    raise RefusalError(
        lang.tr("Give the table a name that ends in one of {endings}.", endings=endings)
    )


def _made(function: Any, arguments: argparse.Namespace, lang: Language) -> "DataFrame":
    if arguments.file is None:
        return cast("DataFrame", function())
    found = opened(arguments.file, lang)
    scenario = scenario_named(found, arguments.scenario, lang)
    given = _given(arguments, seen_by(found.case, scenario), lang)
    if "n" in inspect.signature(function).parameters and "trials" in given:
        given["n"] = given.pop("trials")
    if "scenario" in _taken(function):
        given["scenario"] = scenario
    with complete(lang):
        return cast("DataFrame", function(found.case, **given))


def _given(arguments: argparse.Namespace, case: Case, lang: Language) -> dict[str, Any]:
    """The options that were given, as the frame takes them; `case` as the scenario sees it."""
    from dsa_sim.model.uncertain import inputs_of

    found: dict[str, Any] = {}
    for option, lowest, highest in (
        ("trials", 1, MOST_TRIALS), ("seed", 0, MOST_SEED), ("steps", 2, MOST_STEPS),
    ):  # fmt: skip
        text = getattr(arguments, option)
        if text is not None:
            found[option] = whole_number(text, 0, lowest, highest, lang)
    if arguments.result is not None:
        found["result"] = result_named(arguments.result, lang)
    if arguments.infringement is not None:
        names = [i.id for i in case.infringements]
        found["infringement"] = _one_of(arguments.infringement, names, lang)
    if arguments.strand is not None:
        found["strand"] = _one_of(arguments.strand, [s.id for s in case.strands], lang)
    for option in ("down", "across"):
        if getattr(arguments, option) is not None:
            found[option] = input_named(case, getattr(arguments, option), lang).path
    if arguments.name == "grid" and len(inputs_of(case)) < 2:
        raise RefusalError(lang.tr("This needs two uncertain inputs."))
    if found.get("down") and found.get("down") == found.get("across"):
        raise RefusalError(lang.tr("The table “grid” needs two different inputs."))
    return found


def _one_of(name: str, names: list[str], lang: Language) -> str:
    if name in names:
        return name
    raise RefusalError(
        lang.tr("The case has no “{name}”. There are: {names}", name=name,
                names=all_quoted(lang, names) if names else "–")
    )  # fmt: skip


def _say_left_out(made: "DataFrame", lang: Language) -> None:
    """What a simulated table leaves out goes to standard error: CSV has no place for it."""
    names = made.attrs.get("left_out")
    if names:
        words = lang.tr(
            "Without a chance or an amount, and left out: {names}", names=all_quoted(lang, names)
        )
        print(words, file=sys.stderr)


def _text(made: "DataFrame", kind: TableFormat, separators: Language | None) -> str:
    from dsa_sim.report.writers.table_file import csv_text, table_bytes

    return csv_text(made, separators) if kind == "csv" else table_bytes(made, kind).decode()


def _write(
    made: "DataFrame", target: Path, kind: TableFormat, separators: Language | None, lang: Language
) -> None:
    from dsa_sim.report.writers.table_file import table_bytes
    from dsa_sim.whole_files import write_whole

    content = table_bytes(made, kind, separators if kind == "csv" else lang)
    try:
        write_whole(target, content)
    except OSError as error:
        raise not_written(target, error, lang) from None


def _print_record(
    made: "DataFrame",
    target: Path | None,
    kind: TableFormat,
    separators: Language | None,
    lang: Language,
) -> None:
    """Write the table where a file is named, else print it; as one object in either case."""
    from dsa_sim.report.writers.table_file import plain_rows

    if target is not None:
        _write(made, target, kind, separators, lang)
    about = {str(name): value for name, value in made.attrs.items()}
    units = about.pop("units")
    record = TableRecord(
        table=about.pop("frame"),
        about=about,
        columns=tuple(ColumnRecord(name=c, unit=units.get(c, "")) for c in made.columns),
        rows=UNSET if target is not None else tuple(plain_rows(made)),
        written=None if target is None else str(target),
    )
    print_json("table", record, lang)
