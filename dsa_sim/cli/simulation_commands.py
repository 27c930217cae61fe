"""The commands that simulate a case: simulate, sensitivity, solve."""

import argparse
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from dsa_sim.cli.case_commands import opened, scenario_named
from dsa_sim.cli.json_output import print_json
from dsa_sim.cli.plain_text import paragraph, table
from dsa_sim.cli.refusal import RefusalError
from dsa_sim.language import Language, formats
from dsa_sim.language.joining import all_quoted, sentence
from dsa_sim.model.case import Case

if TYPE_CHECKING:
    from dsa_sim.model.sensitivity import ResultName, Tornado
    from dsa_sim.model.simulation import Exposure
    from dsa_sim.model.uncertain import UncertainInput

MOST_TRIALS = 10**8
MOST_SEED = 2**31


def simulate(arguments: argparse.Namespace, lang: Language) -> int:
    """Print what is to be paid, as a distribution."""
    from dsa_sim.language.simulation_record import exposure_record
    from dsa_sim.model.simulation import simulate as run

    case, scenario = _asked(arguments, lang)
    trials = whole_number(arguments.trials, case.trials, 1, MOST_TRIALS, lang)
    seed = whole_number(arguments.seed, case.seed, 0, MOST_SEED, lang)
    if arguments.weighted:
        return _weighted(case, trials, seed, arguments, lang)
    with complete(lang):
        found = run(case, scenario, trials=trials, seed=seed, progress=progress_of(lang))
    if arguments.json:
        print_json("simulate", exposure_record(found), lang)
    else:
        _print_exposure(found, seen_by(case, scenario), lang)
    return 0


def _weighted(
    case: Case, trials: int, seed: int, arguments: argparse.Namespace, lang: Language
) -> int:
    """Print the scenarios by their weights, and what they come to together."""
    from dsa_sim.language.simulation_record import weighted_record
    from dsa_sim.language.weighted_words import weighted_table, weighted_words
    from dsa_sim.model.simulation import simulate as run
    from dsa_sim.model.weighted import weighted, weights

    if arguments.scenario:
        raise RefusalError(lang.tr("--weighted looks at all scenarios: leave --scenario out."))
    if not weights(case):
        raise RefusalError(lang.tr("No scenario of this case has a weight."))
    with complete(lang):
        known = {
            name: run(case, name or None, trials=trials, seed=seed) for name, _ in weights(case)
        }
    count = next(iter(known.values())).trials
    found, made = weighted(case, known), weighted_table(lang, case, known)
    if found is None or made is None:
        raise RefusalError(weighted_words(lang, case, known))
    if arguments.json:
        named = {name or "base": float(weight) for name, weight in weights(case)}
        print_json("simulate", weighted_record(found, named, trials=count, seed=seed), lang)
        return 0
    print(table(made.heads, made.texts, narrow=0))
    print(paragraph(_run_words(lang, count, seed)))
    return 0


def sensitivity(arguments: argparse.Namespace, lang: Language) -> int:
    """Print what each uncertain input moves, the most first."""
    from dsa_sim.language.simulation_record import tornado_record
    from dsa_sim.model.sensitivity import TRIALS, tornado

    case, scenario = _asked(arguments, lang)
    result = result_named(arguments.result, lang)
    trials = None
    if arguments.trials is not None:
        trials = whole_number(arguments.trials, TRIALS, 1, MOST_TRIALS, lang)
    seed = whole_number(arguments.seed, case.seed, 0, MOST_SEED, lang)
    with complete(lang):
        found = tornado(case, scenario, result=result, trials=trials, seed=seed)
    shown = seen_by(case, scenario)
    if arguments.json:
        record = tornado_record(found, shown, lang, scenario=scenario, seed=seed)
        print_json("sensitivity", record, lang)
        return 0
    _print_tornado(found, shown, lang)
    print(paragraph(_run_words(lang, found.trials, seed)))
    return 0


def solve(arguments: argparse.Namespace, lang: Language) -> int:
    """Print the value of an input at which a result meets a target, or how far it reaches."""
    from dsa_sim.language.break_even_words import solution_words
    from dsa_sim.language.input_words import uncertain_name
    from dsa_sim.language.simulation_record import break_even_record
    from dsa_sim.model.break_even import break_even
    from dsa_sim.model.streams import whole_blocks

    case, scenario = _asked(arguments, lang)
    shown = seen_by(case, scenario)
    item = input_named(shown, arguments.input, lang)
    result, target = result_named(arguments.result, lang), _number(arguments.target, lang)
    trials = whole_blocks(whole_number(arguments.trials, case.trials, 1, MOST_TRIALS, lang))
    seed = whole_number(arguments.seed, case.seed, 0, MOST_SEED, lang)
    with complete(lang):
        found = break_even(
            case, item.path, target=target, result=result, scenario=scenario, trials=trials,
            seed=seed,
        )  # fmt: skip
    if arguments.json:
        name = uncertain_name(lang, shown, item)
        record = break_even_record(found, name, scenario=scenario, trials=trials, seed=seed)
        print_json("solve", record, lang)
        return 0
    for text in solution_words(lang, found, item, shown):
        print(paragraph(text))
    print(paragraph(_run_words(lang, trials, seed)))
    return 0


def _asked(arguments: argparse.Namespace, lang: Language) -> tuple[Case, str | None]:
    found = opened(arguments.file, lang)
    return found.case, scenario_named(found, arguments.scenario, lang)


def seen_by(case: Case, scenario: str | None) -> Case:
    """The case as a scenario sees it."""
    from dsa_sim.model.inputs import apply_scenario, scenario_of

    return apply_scenario(case, scenario_of(case, scenario))


@contextmanager
def complete(lang: Language) -> Iterator[None]:
    """Refuse a case whose maximum cannot be computed, in the words of the problem."""
    from dsa_sim.language.problem_words import missing_text
    from dsa_sim.model.decision_days import IncompleteError

    try:
        yield
    except IncompleteError as error:
        raise RefusalError(missing_text(lang, error)) from None


def result_named(name: str, lang: Language) -> "ResultName":
    """The result of the simulation with that name.

    Raises:
        RefusalError: there is none.
    """
    from dsa_sim.model.sensitivity import RESULTS

    for result in RESULTS:
        if result.casefold() == name.strip().casefold():
            return result
    raise RefusalError(
        lang.tr(
            "There is no result “{name}”. There are: {names}", name=name, names=", ".join(RESULTS)
        )
    )


def input_named(case: Case, path: str, lang: Language) -> "UncertainInput":
    """The input of a case (as its scenario sees it) with that path.

    Raises:
        RefusalError: there is none; those there are are listed.
    """
    from dsa_sim.model.uncertain import holdable_inputs_of

    items = holdable_inputs_of(case)
    # Overrides call a starting amount "risk.start"; its estimate is the only input in it.
    wanted = (path.strip(), f"{path.strip()}.estimate")
    for item in items:
        if item.path in wanted:
            return item
    raise RefusalError(_valid_inputs(case, path, items, lang))


def _valid_inputs(
    case: Case, path: str, items: "tuple[UncertainInput, ...]", lang: Language
) -> str:
    """That there is no such input, and a line for each there is: its path and what it is."""
    from dsa_sim.language.input_words import uncertain_name

    if not items:
        return lang.tr("There is no input “{name}”, and the case has none.", name=path)
    wide = max(len(item.path) for item in items)
    told = (f"  {item.path:{wide}}  {uncertain_name(lang, case, item)}" for item in items)
    return "\n".join((lang.tr("There is no input “{name}”. There are:", name=path), *told))


def whole_number(text: str | None, default: int, lowest: int, highest: int, lang: Language) -> int:
    """A whole number as it was typed, or the default where nothing was.

    Raises:
        RefusalError: it is none, or outside its bounds.
    """
    if text is None:
        return default
    digits = text.replace(" ", "").replace("_", "")
    if digits.isascii() and digits.isdigit() and lowest <= int(digits) <= highest:
        return int(digits)
    raise RefusalError(
        lang.tr(
            "“{text}” is no whole number from {lowest} to {highest}.", text=text,
            lowest=formats.number(lang, lowest), highest=formats.number(lang, highest),
        )
    )  # fmt: skip


def _number(text: str, lang: Language) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if math.isfinite(found):
        return found
    raise RefusalError(lang.tr("“{text}” is no number; write it as 1e9 or 0.5.", text=text))


class _Progress:
    """Tells on a terminal how far a run is; the line is gone at its end."""

    def __init__(self, lang: Language) -> None:
        self._lang, self._shown = lang, ""

    def __call__(self, done: int, trials: int) -> None:
        share = formats.share(self._lang, done * 100 // trials / 100)
        if share != self._shown or done == trials:
            end = "\r" + " " * len(share) + "\r" if done == trials else ""
            print(f"\r{share}{end}", end="", file=sys.stderr, flush=True)
        self._shown = share


def progress_of(lang: Language) -> _Progress | None:
    """What tells on a terminal how far a run is; None where nobody looks."""
    return _Progress(lang) if sys.stderr.isatty() else None


def _print_exposure(found: "Exposure", case: Case, lang: Language) -> None:
    from dsa_sim.language.coverage_words import (
        coverage_words,
        excluded_words,
        nothing_assessed,
    )
    from dsa_sim.language.exposure_words import defence_words, edges_sentence, if_paid_words
    from dsa_sim.language.result_table import result_table

    titles = {i.id: i.title for i in case.infringements}
    if not found.coverage.is_modelled:
        print(paragraph(sentence(nothing_assessed(found.coverage, lang))))
        return
    results = result_table(lang, found)
    periodic = formats.amount(lang, found.periodic_mean_eur)
    rows = [*results.texts, (lang.tr("Periodic penalties within it, expected"), periodic)]
    print(table(results.heads, rows, narrow=0))
    for said in filter(None, (edges_sentence(found, lang), sentence(if_paid_words(found, lang)))):
        print(paragraph(said))
    if found.defence_mean_eur:
        print(paragraph(sentence(defence_words(found, lang))))
    if found.contributions_eur:
        print()
        print(_contributions(found, titles, lang))
    print()
    for said in (
        coverage_words(found.coverage, lang), excluded_words(case, found.coverage, lang),
    ):  # fmt: skip
        if said:
            print(paragraph(sentence(said)))
    if found.left_out:
        names = all_quoted(lang, (titles[name] for name in found.left_out))
        print(
            paragraph(lang.tr("Without a chance or an amount, and left out: {names}", names=names))
        )
    print(paragraph(_run_words(lang, found.trials, found.seed)))


def _contributions(found: "Exposure", titles: dict[str, str], lang: Language) -> str:
    rows = [
        (titles[name], formats.amount(lang, eur))
        for name, eur in sorted(found.contributions_eur, key=lambda pair: -pair[1])
        if name not in found.left_out and name not in found.coverage.excluded
    ]
    return table((lang.tr("Infringement"), lang.tr("Adds to the expected total")), rows, narrow=0)


def _print_tornado(found: "Tornado", case: Case, lang: Language) -> None:
    from dsa_sim.language.input_words import held_value, uncertain_name
    from dsa_sim.language.result_words import result_name, result_value

    base = result_value(lang, found.result, found.base)
    print(f"{result_name(lang, found.result)}  {base}")
    print()
    rows = [
        (
            uncertain_name(lang, case, swing.input),
            swing.input.path,
            held_value(lang, swing.input, swing.at_low, case),
            result_value(lang, found.result, swing.low),
            held_value(lang, swing.input, swing.at_high, case),
            result_value(lang, found.result, swing.high),
        )
        for swing in found.swings
    ]
    heads = (
        lang.tr("Input"), lang.tr("Path"), lang.tr("Low"), lang.tr("Result"), lang.tr("High"),
        lang.tr("Result"),
    )  # fmt: skip
    print(table(heads, rows, narrow=0))
    print()


def _run_words(lang: Language, trials: int, seed: int) -> str:
    from dsa_sim.law import law_version

    return lang.tr(
        "{trials} trials, seed {seed}, law data of {day}. Figures below the statutory maximum "
        "are the user’s own assumptions.",
        trials=formats.number(lang, trials), seed=str(seed),
        day=formats.day(lang, date.fromisoformat(law_version())),
    )  # fmt: skip
