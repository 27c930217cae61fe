"""The command line: open the window, or check, assess and brief a case without one."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dsa_sim import __version__
from dsa_sim.language import LANGUAGES, Language, system_language
from dsa_sim.storage import CaseFileError, Opened, describe, read_case

COMMANDS = ("check", "assess", "brief")
BAD_INPUT = 2


class RefusalError(Exception):
    """Bad input: one clear line for the person, and exit status 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0, or 2 with one line for bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:
        # The reader of the output (a pager, `head`) has seen enough.
        sys.stderr.close()
        return 0
    except RefusalError as refusal:
        print(f"dsa-sim: {refusal}", file=sys.stderr)
        return BAD_INPUT


def _run(words: list[str]) -> int:
    # The window's own form, `dsa-sim FILE`, has no command word.
    if any(word in COMMANDS for word in words[:1]):
        arguments = _parser().parse_args(words)
        lang = Language(arguments.lang or system_language())
        command = {"check": _check, "assess": _assess, "brief": _brief}[arguments.command]
        return command(arguments, lang)
    return _open_window(_window_parser().parse_args(words))


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dsa-sim",
        description="Model fines under the EU Digital Services Act.",
        epilog="Without a window: dsa-sim check FILE, dsa-sim assess FILE --json, "
        "dsa-sim brief FILE -o OUT.pdf (each with --help).",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a case to open (.dsacase)")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), help="language of the window")
    parser.add_argument("--version", action="version", version=f"dsa-sim {__version__}")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dsa-sim")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list what needs attention in a case")
    assess = commands.add_parser("assess", help="print maxima, worksheets and decisions")
    assess.add_argument("--json", action="store_true", help="as one JSON object")
    brief = commands.add_parser("brief", help="write the briefing as PDF")
    brief.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    for command in (check, assess, brief):
        command.add_argument("file", metavar="FILE")
        command.add_argument("--lang", choices=tuple(LANGUAGES))
        command.add_argument(
            "--scenario", metavar="NAME", help="title or identifier; without it the base case"
        )
    return parser


def _open_window(arguments: argparse.Namespace) -> int:
    from dsa_sim.app import run

    path = Path(arguments.file) if arguments.file else None
    return run(path, Language(arguments.lang or system_language()))


def _opened(name: str, lang: Language) -> Opened:
    try:
        found = read_case(name)
    except CaseFileError as error:
        raise RefusalError(describe(error, lang)) from None
    for notice in found.notices:
        print(f"dsa-sim: {Path(name).name}: {describe(notice, lang)}", file=sys.stderr)
    return found


def _scenario(found: Opened, name: str | None, lang: Language) -> str | None:
    if name is None:
        return None
    wanted = name.strip().casefold()
    if wanted in ("base", lang.tr("Base case").casefold()):
        return None
    for scenario in found.case.scenarios:
        if wanted in (scenario.id, scenario.title.strip().casefold()):
            return scenario.id
    titles = ", ".join(f"“{s.title}”" for s in found.case.scenarios) or "–"
    raise RefusalError(
        lang.tr("There is no scenario “{name}”. There are: {titles}", name=name, titles=titles)
    )


def _check(arguments: argparse.Namespace, lang: Language) -> int:
    from dsa_sim.language.problem_words import place_text, problem_text, severity_text
    from dsa_sim.model.assessment import assess

    found = _opened(arguments.file, lang)
    shown = assess(found.case, _scenario(found, arguments.scenario, lang))
    for problem in shown.problems:
        place = place_text(lang, problem, shown.case)
        words = (severity_text(lang, problem), place, problem_text(lang, problem))
        print(": ".join(word for word in words if word))
    if not shown.problems:
        print(lang.tr("Nothing needs attention."))
    return 0


def _assess(arguments: argparse.Namespace, lang: Language) -> int:
    from dsa_sim.language.assessment_record import record
    from dsa_sim.model.assessment import assess

    found = _opened(arguments.file, lang)
    shown = assess(found.case, _scenario(found, arguments.scenario, lang))
    data = record(shown, lang)
    if arguments.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print_plainly(data)
    return 0


def _print_plainly(data: dict[str, Any]) -> None:
    for maximum in data["maxima"]:
        print(f"{maximum['strand']}  {maximum['law']}  € {maximum['amount_eur']}")
    for decision in data["decisions"]:
        print(f"{decision['strand']}  {decision['kind']}  € {decision['fine_eur']}")
    print(f"€ {data['total_eur']}")


def _brief(arguments: argparse.Namespace, lang: Language) -> int:
    found = _opened(arguments.file, lang)
    scenario = _scenario(found, arguments.scenario, lang)
    target = Path(arguments.output)
    if target.suffix.lower() != ".pdf":
        raise RefusalError(
            lang.tr("The briefing is written as PDF: give a name that ends in .pdf.")
        )
    from dsa_sim.report.briefing import make_briefing
    from dsa_sim.report.pdf import write_pdf

    try:
        write_pdf(make_briefing(found.case, scenario=scenario, lang=lang), target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusalError(
            lang.tr("{name} could not be written: {reason}", name=target.name, reason=reason)
        ) from None
    print(target)
    return 0
