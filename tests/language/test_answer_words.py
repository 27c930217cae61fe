"""The answer of a case: the words are those that its figures make true."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dsa_sim.language import LANGUAGES, Language, formats
from dsa_sim.language.answer_words import answer, headline
from dsa_sim.model.assessment import assess
from dsa_sim.model.case import Case, Outcomes, StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case
from dsa_sim.storage.example import example_case

CASES = Path(__file__).parents[1] / "cases"
EN = Language("en")


def case(name: str) -> Case:
    return msgspec.structs.replace(read_case(CASES / f"{name}.dsacase").case, trials=4096)


def said(made: Case, lang: Language = EN) -> tuple[str, str]:
    view, exposure = assess(made), simulate(made)
    sentences = " ".join(answer(view, exposure, lang)).replace("\N{NO-BREAK SPACE}", " ")
    return sentences, headline(view, exposure, lang).replace("\N{NO-BREAK SPACE}", " ")


def with_all(made: Case, **fields: object) -> Case:
    for alleged in made.infringements:
        made = change(made, alleged.id, **fields)
    return made


def test_nothing_alleged() -> None:
    sentences, title = said(msgspec.structs.replace(case("e5"), infringements=(), scenarios=()))
    assert sentences.startswith("Nothing is alleged yet.")
    assert title.startswith("Nothing is alleged yet")


def test_nothing_assessed_names_no_amount_but_the_maximum() -> None:
    made = with_all(case("e5"), chance=None, start=None)
    sentences, title = said(msgspec.structs.replace(made, scenarios=()))
    assert "expected" not in sentences
    assert sentences.startswith("No amount can be given yet: ")
    assert "the statutory maximum is € " in sentences.replace("The", "the")
    assert title.startswith("No amount can be given yet; maximum € ")


def test_nothing_that_can_be_fined() -> None:
    made = case("e5")
    closed = Outcomes(closed=Decimal(1), decision=Decimal(0))
    for strand in made.strands:
        made = change(made, strand.id, outcomes=closed)
    sentences, title = said(msgspec.structs.replace(made, scenarios=()))
    assert sentences.startswith("Nothing that is alleged can bring a fine")
    assert title == "Nothing that is alleged can bring a fine"
    assert "is expected" not in sentences


def test_one_possible_amount() -> None:
    share = StartingAmount(unit="euro", estimate=exactly(10**7))
    made = case("e5")
    first = made.infringements[0].id
    made = msgspec.structs.replace(made, infringements=made.infringements[:1], scenarios=())
    made = change(made, first, chance=exactly("0.5"), start=share, aggravating=(), mitigating=())
    sentences, _ = said(made)
    assert "the only possible amount" in sentences


def test_a_maximum_that_binds_is_said_and_one_that_does_not_is_not() -> None:
    share = StartingAmount(unit="turnover_share", estimate=exactly("0.5"))
    bound = with_all(case("e5"), start=share, chance=exactly(1))
    sentences, _ = said(msgspec.structs.replace(bound, scenarios=()))
    assert "of outcomes a maximum limits the fine" in sentences
    calm = msgspec.structs.replace(example_case(), trials=4096)
    assert "limits the fine" not in said(calm)[0]


def test_no_outcome_that_brings_a_payment() -> None:
    none = with_all(case("e5"), chance=exactly(0))
    sentences, title = said(msgspec.structs.replace(none, scenarios=()))
    assert sentences.startswith("No outcome brings a payment on the assumptions of this case.")
    assert title.startswith("No outcome brings a payment; maximum")
    assert "1 outcome in 20" not in sentences


def test_the_figures_are_those_of_the_simulation() -> None:
    made = case("s06")
    exposure, view = simulate(made), assess(made)
    sentences, title = said(made)
    mean, high = (formats.amount(EN, x) for x in (exposure.mean_eur, exposure.quantile_eur(0.95)))
    assert mean.replace("\N{NO-BREAK SPACE}", " ") in sentences
    assert high.replace("\N{NO-BREAK SPACE}", " ") in title
    assert view.maximum is not None
    assert "add up to" in sentences or view.maximum.decisions == 1


@pytest.mark.parametrize("path", sorted(CASES.glob("*.dsacase")), ids=lambda p: p.stem)
def test_every_case_has_an_answer_in_every_language(path: Path) -> None:
    made = msgspec.structs.replace(read_case(path).case, trials=4096)
    for code in LANGUAGES:
        sentences, title = said(made, Language(code))
        assert sentences
        assert sentences.endswith(".")
        assert title
        assert not title.endswith(".")
        assert ".." not in sentences
        assert "{" not in sentences + title
