"""The commands that work on a case: check, assess, brief."""

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dsa_sim.cli.refusal import RefusalError, not_written, require_new, require_there
from dsa_sim.language import Language
from dsa_sim.language.joining import quoted
from dsa_sim.storage import CaseFileError, Opened, Seal, describe, read_case
from dsa_sim.storage.briefed import attachable, before_of

if TYPE_CHECKING:
    from dsa_sim.model.assessment import Assessment

PASSPHRASE = "DSA_SIM_PASSPHRASE"  # noqa: S105 - a name, not a passphrase
"""The environment variable with the passphrase of a locked case."""


def check(arguments: argparse.Namespace, lang: Language) -> int:
    """List what needs attention in a case."""
    from dsa_sim.language.problem_words import place_text, problem_text, severity_text
    from dsa_sim.model.assessment import assess as assess_case

    found = opened(arguments.file, lang)
    shown = assess_case(found.case, scenario_named(found, arguments.scenario, lang))
    for problem in shown.problems:
        place = place_text(lang, problem, shown.case)
        words = (severity_text(lang, problem), place, problem_text(lang, problem))
        print(": ".join(word for word in words if word))
    if not shown.problems:
        print(lang.tr("Nothing needs attention."))
    for line in _law_changes(found, lang):
        print(line)
    return 0


def _law_changes(found: Opened, lang: Language) -> list[str]:
    """What the law data in use change in a case that was saved with others, a line each."""
    from dsa_sim.language.law_change_words import law_change_words, other_law_words
    from dsa_sim.model.law_figures import law_changes

    changes = law_changes(found.law, found.case) if found.law is not None else ()
    said = [law_change_words(lang, change, found.case).line for change in changes]
    return [other_law_words(lang, found.law), *said] if found.law is not None and said else []


def assess(arguments: argparse.Namespace, lang: Language) -> int:
    """Print maxima, worksheets and decisions, as JSON where asked for."""
    from dsa_sim.language.assessment_record import record
    from dsa_sim.model.assessment import assess as assess_case

    found = opened(arguments.file, lang)
    shown = assess_case(found.case, scenario_named(found, arguments.scenario, lang))
    data = record(shown, lang)
    if arguments.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print_plainly(data, shown, lang)
    return 0


def brief(arguments: argparse.Namespace, lang: Language) -> int:
    """Write the briefings of one or several cases, in the format of the ending of the name.

    The output for several cases is a folder or a name with “{name}” in it; which case is at hand
    goes to standard error.
    """
    files = [Path(name) for name in arguments.files]
    targets = [
        briefing_target(file, arguments.output, several=len(files) > 1, lang=lang) for file in files
    ]
    _require_attachable(arguments, targets, lang)
    firms = [Path(name) for name in (arguments.deck, arguments.document) if name]
    require_there((*files, *firms), lang)
    require_apart(files, targets, firms, lang)
    _require_document(arguments, lang)
    for target in targets:
        require_new(target, lang, force=arguments.force)
    for number, (file, target) in enumerate(zip(files, targets, strict=True), start=1):
        if len(files) > 1:
            print(f"{number}/{len(files)} {file.name}", file=sys.stderr)
        _brief_one(file, target, arguments, lang)
        print(target)
    return 0


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


def _require_document(arguments: argparse.Namespace, lang: Language) -> None:
    """Refuse a document of the firm that Word could not open, before any work is done."""
    if not arguments.document:
        return
    from dsa_sim.report.writers.word_document import firm_document

    try:
        firm_document(Path(arguments.document))
    except (OSError, ValueError):
        raise RefusalError(
            lang.tr("“{path}” is no Word document that can be read. Nothing was written.",
                    path=arguments.document)
        ) from None  # fmt: skip


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


def _brief_one(file: Path, target: Path, arguments: argparse.Namespace, lang: Language) -> None:
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
        before=before_of(found.case),
        hidden=frozenset(arguments.redact or ()),
        deck=Path(arguments.deck) if arguments.deck else None,
        document=Path(arguments.document) if arguments.document else None,
        pictures=arguments.pictures,
        attached=attachable(case) if arguments.attach else "",
    )
    for said in hidden_list(case, wanted.hidden, lang):
        print(lang.tr("Left out: {what}", what=said), file=sys.stderr)
    try:
        export_briefing(case, target, wanted)
    except OSError as error:
        raise not_written(target, error, lang) from None
    except ValueError as error:
        raise RefusalError(str(error)) from None


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


def _print_plainly(data: dict[str, Any], shown: "Assessment", lang: Language) -> None:
    from dsa_sim.language.coverage_words import left_out_words
    from dsa_sim.language.maximum_words import maximum_amount, maximum_name, other_reading

    for maximum in data["maxima"]:
        print(f"{maximum['strand']}  {maximum['law']}  € {maximum['amount_eur']}")
    for decision in data["decisions"]:
        name = " ".join(n for n in (decision["strand"], decision["person"]) if n)
        fine, other = decision["fine_eur"], decision["fine_other_cap_eur"]
        other_words = lang.tr("other reading of the maximum")
        read = "" if other == fine else f"  (€ {other}: {other_words})"
        print(f"{name}  {decision['kind']}  € {fine}{read}")
    if said := left_out_words(shown, lang, of_sum=True):
        print(said)
    found = shown.maximum
    if found is not None:
        print(f"{maximum_name(found, lang)}: {maximum_amount(shown, lang)}")
        if other_reading(found, lang):
            print(other_reading(found, lang))
    total = data["total_eur"]
    print(lang.tr("No total: nothing is assessed yet.") if total is None else f"€ {total}")
