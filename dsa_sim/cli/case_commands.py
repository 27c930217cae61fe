"""The commands that work on a case: assess, brief."""

import argparse
import os
import sys
import unicodedata
from collections.abc import Sequence
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.refusal import RefusalError, require_files, require_new, tell_lacks
from dsa_sim.language import Language
from dsa_sim.language.joining import named, quoted
from dsa_sim.language.plain_record import Record
from dsa_sim.storage import CaseFileError, Opened, Seal, describe, read_case
from dsa_sim.storage.briefed import attachable, before_of

if TYPE_CHECKING:
    from dsa_sim.model.assessment import Assessment

PASSPHRASE = "DSA_SIM_PASSPHRASE"  # noqa: S105 - a name, not a passphrase
"""The environment variable with the passphrase of a locked case."""


class WrittenRecord(Record, frozen=True, kw_only=True):
    """A briefing that was written: of which case, where, and what it leaves out, in sentences."""

    file: str
    written: str
    left_out: tuple[str, ...]


class BriefRecord(Record, frozen=True, kw_only=True):
    """The briefings that were written."""

    briefings: tuple[WrittenRecord, ...]


def assess(arguments: argparse.Namespace, lang: Language) -> int:
    """Print maxima, worksheets and decisions, as JSON where asked for."""
    from dsa_sim.language.assessment_record import record
    from dsa_sim.model.assessment import assess as assess_case

    found = opened(arguments.file, lang)
    shown = assess_case(found.case, scenario_named(found, arguments.scenario, lang))
    if arguments.json:
        print_json("assess", record(shown, lang), lang)
    else:
        _print_plainly(shown, lang)
    return 0


def brief(arguments: argparse.Namespace, lang: Language) -> int:
    """Write the briefings of one or several cases, in the format of the ending of the name.

    The output for several cases is a name with “{name}” in it; which case is at hand goes to
    standard error.
    """
    asked = _asked(arguments, lang)
    written: list[WrittenRecord] = []
    try:
        for number, (file, target) in enumerate(asked, start=1):
            if len(asked) > 1:
                print(f"{number}/{len(asked)} {file.name}", file=sys.stderr)
            left_out = _brief_one(file, target, arguments, lang)
            written.append(WrittenRecord(file=str(file), written=str(target), left_out=left_out))
            if not arguments.json:
                print(target)
    finally:
        # Where one of several is refused, those before it are there all the same.
        if arguments.json and written:
            print_json("brief", BriefRecord(briefings=tuple(written)), lang)
    return 0


def _asked(arguments: argparse.Namespace, lang: Language) -> list[tuple[Path, Path]]:
    """Each case with where its briefing goes; what cannot be done is refused before any work."""
    files = [Path(name) for name in arguments.files]
    targets = [
        briefing_target(file, arguments.output, several=len(files) > 1, lang=lang) for file in files
    ]
    _require_attachable(arguments, targets, lang)
    firms = [Path(name) for name in (arguments.deck, arguments.document) if name]
    require_files((*files, *firms), lang)
    require_apart(files, targets, firms, lang)
    _require_firm_files(arguments, targets, lang)
    for target in targets:
        require_new(target, lang, force=arguments.force)
    return list(zip(files, targets, strict=True))


def _require_attachable(arguments: argparse.Namespace, targets: list[Path], lang: Language) -> None:
    """Refuse to attach a case to anything but a PDF, or to one that leaves something out."""
    if not arguments.attach:
        return
    if arguments.redact:
        raise RefusalError(
            lang.tr("A case is not attached to a briefing that leaves something out.")
        )
    if any(target.suffix.lower() != ".pdf" for target in targets):
        raise RefusalError(lang.tr("A case is attached to a PDF alone."))


def _require_firm_files(arguments: argparse.Namespace, targets: list[Path], lang: Language) -> None:
    """Refuse what a firm brings along and no briefing can take, before any work is done."""
    for option, name, ending in (
        ("--deck", arguments.deck, ".pptx"), ("--document", arguments.document, ".docx"),
    ):  # fmt: skip
        if name and any(target.suffix.lower() != ending for target in targets):
            raise RefusalError(
                lang.tr("{option} is for a briefing that ends in {ending}.",
                        option=option, ending=ending)
            )  # fmt: skip
    try:
        if arguments.deck:
            from dsa_sim.report.writers.firm_deck import firm_deck

            firm_deck(Path(arguments.deck), lang)
        if arguments.document:
            from dsa_sim.report.writers.word_document import firm_document
            from dsa_sim.report.writers.word_styles import Look

            firm_document(Path(arguments.document), lang, Look())
    except ValueError as error:
        raise RefusalError(str(error)) from None


def briefing_target(file: Path, output: str, *, several: bool, lang: Language) -> Path:
    """Where the briefing of a case goes: the output, or its pattern filled in.

    Raises:
        RefusalError: it has no pattern for several cases, or an ending that no format has.
    """
    from dsa_sim.report.writers.formats import ENDINGS

    target = Path(output.replace("{name}", file.stem))
    if several and "{name}" not in output:
        raise RefusalError(
            lang.tr("Several cases need a name with {place} in it, such as {example}.",
                    place="{name}", example="{name}.pdf")
        )  # fmt: skip
    if target.suffix.lower() not in ENDINGS:
        raise RefusalError(
            lang.tr("Give the briefing a name that ends in one of {endings}.",
                    endings=", ".join(ENDINGS))
        )  # fmt: skip
    return target


def require_apart(
    files: list[Path], targets: list[Path], more: Sequence[Path], lang: Language
) -> None:
    """Refuse two briefings that would be one file, or one in the place of what it is made of.

    That is each of `files` and `more`. It is found before anything is written, whatever may be
    overwritten.
    """
    read = {_place(path) for path in (*files, *more)}
    taken: dict[str, Path] = {}
    for file, target in zip(files, targets, strict=True):
        place = _place(target)
        if place in taken:
            raise RefusalError(
                lang.tr(
                    "“{first}” and “{second}” would both be written to “{target}”. Nothing was "
                    "written.", first=taken[place], second=file, target=target,
                )
            )  # fmt: skip
        if place in read:
            raise RefusalError(
                lang.tr(
                    "“{target}” is what a briefing is made of and would be replaced. Nothing was "
                    "written.", target=target,
                )
            )  # fmt: skip
        taken[place] = file


def _place(path: Path) -> str:
    """Where a path leads; many file systems take names that differ in case alone for one."""
    return unicodedata.normalize("NFC", str(path.resolve())).casefold()


def _brief_one(
    file: Path, target: Path, arguments: argparse.Namespace, lang: Language
) -> tuple[str, ...]:
    """Write one briefing; what it leaves out, in sentences."""
    from dsa_sim.report.redaction.hiding import hidden_list
    from dsa_sim.report.writers.export import export_briefing
    from dsa_sim.report.writers.formats import Wanted

    found = opened(str(file), lang)
    if arguments.attach and found.seal is not None:
        raise RefusalError(
            lang.tr("A locked case is not attached: the PDF would hold it in plain text.")
        )
    case = found.case
    if arguments.as_of is not None:
        case = msgspec.structs.replace(case, as_of=arguments.as_of)
    wanted = Wanted(
        scenario=scenario_named(found, arguments.scenario, lang),
        lang=lang,
        template=arguments.template,
        more=arguments.with_parts,
        fewer=arguments.without_parts,
        before=partial(before_of, found.case),
        hidden=frozenset(arguments.redact or ()),
        deck=Path(arguments.deck) if arguments.deck else None,
        document=Path(arguments.document) if arguments.document else None,
        pictures=arguments.pictures,
        attached=attachable(case) if arguments.attach else "",
    )
    left_out = hidden_list(case, wanted.hidden, lang)
    for said in left_out:
        print(lang.tr("Left out: {what}", what=said), file=sys.stderr)
    tell_lacks(partial(export_briefing, case, target, wanted), target, lang)
    return left_out


def opened(name: str, lang: Language) -> Opened:
    """Read a case; what is odd about the file goes to standard error.

    The passphrase of a locked case is taken from the variable `PASSPHRASE`, or asked for on the
    terminal; never from the command line, where others could see it.

    Raises:
        RefusalError: the file is no case that can be read.
    """
    try:
        found = _read(name, lang)
    except CaseFileError as error:
        raise RefusalError(describe(error, lang)) from None
    for notice in found.notices:
        print(f"dsa-sim: {Path(name).name}: {describe(notice, lang)}", file=sys.stderr)
    return found


def _read(name: str, lang: Language) -> Opened:
    try:
        return read_case(name)
    except CaseFileError as error:
        given = os.environ.get(PASSPHRASE)
        if error.code != "locked" or (given is None and not sys.stdin.isatty()):
            raise
    if given is not None:
        try:
            return read_case(name, seal=Seal(passphrase=given))
        except CaseFileError as error:
            # Of several cases some may have another passphrase than that of the variable.
            if error.code != "wrong_passphrase" or not sys.stdin.isatty():
                raise
    asked = getpass(lang.tr("Passphrase of {name}: ", name=Path(name).name))
    return read_case(name, seal=Seal(passphrase=asked))


def scenario_named(found: Opened, name: str | None, lang: Language) -> str | None:
    """The identifier of the scenario with that title or identifier; None for the base case.

    Raises:
        RefusalError: there is no such scenario.
    """
    if name is None:
        return None
    wanted = name.strip().casefold()
    if wanted in ("base", lang.tr("Base case").casefold()):
        return None
    for scenario in found.case.scenarios:
        if wanted in (scenario.id, scenario.title.strip().casefold()):
            return scenario.id
    # An identifier is told where a title does not say enough to type it.
    told = [quoted(lang, s.title.strip()) + f" ({s.id})" for s in found.case.scenarios]
    raise RefusalError(
        lang.tr(
            "There is no scenario “{name}”. There are: {titles}",
            name=name,
            titles=", ".join(told) or "–",
        )
    )


def _print_plainly(shown: "Assessment", lang: Language) -> None:
    """Maxima and decisions as a person reads them; exact figures are in the JSON."""
    from dsa_sim.cli.plain_text import paragraph, table
    from dsa_sim.language import formats
    from dsa_sim.language.coverage_words import left_out_words
    from dsa_sim.language.decision_words import decision_name, decision_rows
    from dsa_sim.language.maxima_table import maxima_table
    from dsa_sim.language.maximum_words import maximum_amount, maximum_name, other_reading

    maxima = maxima_table(lang, shown.strands)
    print(table(maxima.heads, maxima.texts, narrow=0))
    for decision in shown.decisions:
        print(f"\n{paragraph(decision_name(shown, decision, lang))}")
        for row in decision_rows(decision, lang):
            print(paragraph(named(lang, *row), indent=2, hanging=2))
    print()
    if said := left_out_words(shown, lang, of_sum=True):
        print(paragraph(said))
    found = shown.maximum
    if found is not None:
        print(named(lang, maximum_name(found, lang), maximum_amount(shown, lang)))
        if other_reading(found, lang):
            print(other_reading(found, lang))
    if shown.total_eur is None:
        print(lang.tr("No total: nothing is assessed yet."))
    else:
        name = lang.tr("Sum of the likely amounts, if all is fined")
        print(named(lang, name, formats.amount(lang, shown.total_eur)))
