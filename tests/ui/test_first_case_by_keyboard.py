"""A first case with the keyboard alone in a real window: from the register to the next morning."""

from datetime import date
from decimal import Decimal

from dsa_sim.model.estimate import exactly
from dsa_sim.storage import read_case
from tests.ui.real_screen import (
    Person,
    again_if_lost,
    before_a_screen,
    needs_a_screen,
    program_of,
    wait_until,
)

pytestmark = needs_a_screen


def press(person: Person, *keys: str) -> None:
    for key in keys:
        person.key(key)


def make_the_case(person: Person) -> None:
    person.type("aliexpress")
    person.key("Return")
    person.sees("AliExpress")
    for figure in ("0.2 %", "40 %"):
        person.key("ctrl+j")
        person.type(figure)


def make_a_scenario(person: Person) -> None:
    person.key("ctrl+k")
    person.type("add a scenario")
    person.waits()
    person.key("Return")
    person.waits()
    press(person, *["Down"] * 7)
    person.waits()
    person.type("1 Mar 2028")
    person.key("Return")
    person.waits()


def export_and_save(person: Person, briefing, saved) -> None:
    press(person, "ctrl+7", "ctrl+shift+p")
    assert person.copied_picture().exists()
    person.opens("ctrl+e", "Export the briefing")
    person.opens("Return", "Export the briefing")
    person.names(briefing)
    person.opens("ctrl+s", "Save the case")
    person.names(saved)
    person.sees(saved.name)


@again_if_lost
def test_a_first_case_and_the_next_morning(tmp_path) -> None:
    briefing, saved = tmp_path / "briefing.pdf", tmp_path / "first.dsacase"
    with before_a_screen(tmp_path) as person:
        with program_of(person) as program:
            make_the_case(person)
            make_a_scenario(person)
            export_and_save(person, briefing, saved)
            person.key("ctrl+q")
            wait_until(lambda: program.poll() is not None, "the program to end")
        with program_of(person):
            press(person, "alt+f", "Down", "Down", "Down", "Right", "Return")
            person.sees(saved.name)
    assert briefing.read_bytes().startswith(b"%PDF-")
    case = read_case(saved).case
    (assessed,) = (i for i in case.infringements if i.chance is not None)
    assert assessed.start.estimate == exactly(Decimal("0.002"))
    assert assessed.chance == exactly(Decimal("0.4"))
    (scenario,) = case.scenarios
    assert [override.on for override in scenario.overrides] == [date(2028, 3, 1)]
