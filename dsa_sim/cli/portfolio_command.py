"""The command that adds cases up: portfolio."""

import argparse
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dsa_sim.cli.case_commands import briefing_target, opened, require_apart, scenario_named
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.plain_text import paragraph, table
from dsa_sim.cli.refusal import RefusalError, require_new, tell_lacks
from dsa_sim.cli.simulation_commands import (
    MOST_SEED,
    MOST_TRIALS,
    progress_of,
    whole_number,
)
from dsa_sim.language import Language
from dsa_sim.model.estimate import Estimate, exactly
from dsa_sim.model.texts import fit_text
from dsa_sim.storage import (
    PORTFOLIO_SUFFIX,
    CaseFileError,
    ListedPortfolio,
    describe,
    read_portfolio,
)

if TYPE_CHECKING:
    from dsa_sim.model.portfolio import Portfolio, PortfolioExposure


def portfolio(arguments: argparse.Namespace, lang: Language) -> int:
    """Print what several cases come to together, or write a briefing of it."""
    from dsa_sim.language.portfolio_words import incomplete_words
    from dsa_sim.language.simulation_record import portfolio_record
    from dsa_sim.model.portfolio import IncompleteMemberError, simulate_portfolio

    listed = _listed(arguments.files, lang)
    target = _target(arguments, [file for file, _ in listed.cases], lang)
    asked = _asked(arguments, listed, lang)
    trials = whole_number(arguments.trials, asked.trials, 1, MOST_TRIALS, lang)
    seed = None
    if arguments.seed is not None:
        seed = whole_number(arguments.seed, 0, 0, MOST_SEED, lang)
    try:
        found = simulate_portfolio(asked, trials=trials, seed=seed, progress=progress_of(lang))
    except IncompleteMemberError as error:
        raise RefusalError(incomplete_words(error, lang)) from None
    if target is not None:
        _write(found, target, lang)
    if arguments.json:
        written = None if target is None else str(target)
        print_json("portfolio", portfolio_record(found, lang, written=written), lang)
    elif target is not None:
        print(target)
    else:
        _print_plainly(found, lang)
    return 0


def _target(arguments: argparse.Namespace, files: list[Path], lang: Language) -> Path | None:
    """Where the briefing goes; None where none was asked for."""
    if arguments.output is None:
        return None
    target = briefing_target(files[0], arguments.output, several=False, lang=lang)
    require_apart(files[:1], [target], [*files, *map(Path, arguments.files)], lang)
    require_new(target, lang, force=arguments.force)
    return target


def _listed(names: list[str], lang: Language) -> ListedPortfolio:
    """The cases that are named, and those that portfolio files list, with what these say."""
    listed = [_listed_by(Path(name), lang) for name in names]
    told = next((one for one in listed if one.severity is not None), listed[0])
    return replace(told, cases=tuple(case for one in listed for case in one.cases))


def _listed_by(path: Path, lang: Language) -> ListedPortfolio:
    if path.suffix.lower() != PORTFOLIO_SUFFIX:
        return ListedPortfolio(cases=((path, None),))
    try:
        return read_portfolio(path)
    except CaseFileError as error:
        raise RefusalError(describe(error, lang)) from None


def _asked(arguments: argparse.Namespace, listed: ListedPortfolio, lang: Language) -> "Portfolio":
    from dsa_sim.model.portfolio import Member, Portfolio, told_apart

    files = [file for file, _ in listed.cases]
    _require_different(files, lang)
    found = [opened(str(file), lang) for file in files]
    names = told_apart([(one.case, file.stem) for one, file in zip(found, files, strict=True)])
    scenarios = dict(listed.cases) | _scenarios(arguments.scenario or (), files, lang)
    severity = _severity(arguments.severity, lang)
    return Portfolio(
        members=tuple(
            Member(name=name, case=one.case,
                   scenario=scenario_named(one, scenarios.get(file), lang))
            for name, one, file in zip(names, found, files, strict=True)
        ),
        severity=listed.severity if severity is None else severity,
        severity_reason=fit_text(arguments.reason) or listed.severity_reason,
    )  # fmt: skip


def _require_different(files: list[Path], lang: Language) -> None:
    """Refuse a file that is given twice, by whatever name."""
    seen: dict[Path, Path] = {}
    for file in files:
        place = file.resolve()
        if place in seen:
            raise RefusalError(
                lang.tr("“{name}” is in the portfolio twice: its case would be counted twice.",
                        name=file)
            )  # fmt: skip
        seen[place] = file


def _scenarios(asked: tuple[str, ...], files: list[Path], lang: Language) -> dict[Path, str]:
    """The scenarios asked for as FILE=NAME, by the file."""
    found = {}
    for text in asked:
        file = next((f for f in files if text.startswith(f"{f}=")), None)
        if file is None:
            raise RefusalError(
                lang.tr("“{text}” names no case of the portfolio. Write {example}.", text=text,
                        example=f"{files[0]}=…")
            )  # fmt: skip
        found[file] = text.removeprefix(f"{file}=")
    return found


def _severity(text: str | None, lang: Language) -> Estimate | None:
    """A strength as a number (0.5), or as fields take it ("50 %", "30–60 %")."""
    from dsa_sim.language.parsing import FieldProblem, parse_chance

    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        found = parse_chance(lang, text)
        if isinstance(found, FieldProblem):
            raise RefusalError(f"--severity: {found.message}") from None
        return found
    if 0 <= number <= 1:
        return exactly(number)
    raise RefusalError(lang.tr("--severity {text}: a number from 0 to 1 is expected.", text=text))


def _write(found: "PortfolioExposure", target: Path, lang: Language) -> None:
    from dsa_sim.report.writers.export import export_portfolio

    tell_lacks(partial(export_portfolio, found, target, lang), target, lang)


def _print_plainly(found: "PortfolioExposure", lang: Language) -> None:
    from dsa_sim.language.portfolio_words import (
        portfolio_lead,
        portfolio_left_out,
        portfolio_problems,
        portfolio_remarks,
        portfolio_run,
        portfolio_table,
        severity_words,
    )

    print(paragraph(portfolio_lead(found, lang)))
    print()
    cases = portfolio_table(found, lang).only(
        "case", "maximum", "expected", "median", "P95", "none"
    )
    print(table(cases.heads, list(cases.texts), narrow=0))
    print()
    severity = severity_words(found.portfolio, lang)
    said = [
        *portfolio_left_out(found, lang),
        *portfolio_remarks(found, lang),
        lang.tr("{name}: {maximum}.", name=lang.tr("Severity common to the cases"),
                maximum=severity),
        *portfolio_problems(found.portfolio, lang),
        portfolio_run(found, lang),
    ]  # fmt: skip
    for text in filter(None, said):
        print(paragraph(text))
