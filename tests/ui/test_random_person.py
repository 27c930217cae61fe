"""A person who edits, undoes, redoes, switches scenario, saves, reloads and recovers, at random.

Run as a program (`dev.py soak`) it takes many more steps and prints how much memory they take.
"""

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dsa_sim.model import edits
from dsa_sim.model.case import Case, Scenario
from dsa_sim.model.estimate import Estimate
from dsa_sim.model.inputs import override
from dsa_sim.storage import read_case, write_case
from dsa_sim.storage.recovery import read_snapshot, snapshot_path, snapshots_of, write_snapshot
from dsa_sim.ui.document import Document, Place
from tests.storage.sample import sample_case
from tests.strategies import appeals, estimates, outcomes, starts, titles

STEPS = 50
EXAMPLES = 40
"""Together the 2 000 steps of a run of the tests."""
MOST_PARTS = 6
BLANK = sample_case()


class Person(RuleBasedStateMachine):
    """The document with its file and its snapshots, beside a plain list of what should be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "case.dsacase"
        self.recovery = Path(self.folder.name) / "recovery"
        self.document = Document()
        fingerprint = write_case(self.path, BLANK, expected=None)
        self.document.replace(BLANK, Place(path=self.path, fingerprint=fingerprint))
        self.saved: Case = BLANK
        self.past: list[Case] = [BLANK]
        self.future: list[Case] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @property
    def case(self) -> Case:
        return self.past[-1]

    def edit(self, edit) -> None:
        """Apply an edit to both; one that the case refuses leaves both as they were."""
        try:
            after = edit(self.case)
        except ValueError:
            after = None
        try:
            self.document.apply("edit", edit)
        except ValueError:
            assert after is None
            return
        assert after is not None
        if after != self.case:
            self.past.append(after)
            self.future.clear()

    @rule(title=titles)
    def rename(self, title: str) -> None:
        self.edit(lambda case: edits.change(case, "case", title=title))

    @rule(chance=st.none() | estimates(0, 1), which=st.integers(0, 9))
    def assume_a_chance(self, chance: Estimate | None, which: int) -> None:
        alleged = self.case.infringements
        if alleged:
            name = alleged[which % len(alleged)].id
            self.edit(lambda case: edits.change(case, name, chance=chance))

    @rule(start=starts, which=st.integers(0, 9))
    def assume_an_amount(self, start, which: int) -> None:
        alleged = self.case.infringements
        if alleged:
            name = alleged[which % len(alleged)].id
            self.edit(lambda case: edits.change(case, name, start=start))

    @rule(which=st.integers(0, 9), title=titles)
    def duplicate_an_infringement(self, which: int, title: str) -> None:
        alleged = self.case.infringements
        if 0 < len(alleged) < MOST_PARTS:
            name = alleged[which % len(alleged)].id
            self.edit(lambda case: edits.duplicate_infringement(case, name, title=title))

    @rule(which=st.integers(0, 30))
    def remove_a_part(self, which: int) -> None:
        case = self.case
        named = [p.id for p in (*case.infringements, *case.scenarios, *case.strands[1:])]
        if named:
            name = named[which % len(named)]
            self.edit(lambda case: edits.remove(case, name))

    @rule(found=outcomes(), appeal=st.none() | appeals())
    def assume_an_outcome(self, found, appeal) -> None:
        strands = self.case.strands
        if not strands:
            return
        name = strands[0].id
        self.edit(lambda case: edits.change(case, name, outcomes=found))
        if appeal is None:
            self.edit(lambda case: edits.remove_value(case, name, "appeal"))
        else:
            self.edit(lambda case: edits.change(case, name, appeal=appeal))

    @rule(title=titles)
    def add_a_scenario(self, title: str) -> None:
        if len(self.case.scenarios) < MOST_PARTS:
            name = edits.new_identifier(self.case, title)
            made = Scenario(id=name, title=title)
            self.edit(lambda case: edits.add(case, "scenarios", made))

    @rule(value=estimates(0, 1), which=st.integers(0, 9))
    def set_an_input_in_a_scenario(self, value: Estimate, which: int) -> None:
        case = self.case
        if not case.scenarios or not case.infringements:
            return
        scenario = case.scenarios[which % len(case.scenarios)].id
        target = f"{case.infringements[which % len(case.infringements)].id}.chance"
        made = override(case, target, value)
        self.edit(lambda case: edits.set_override(case, scenario, made))

    @rule(which=st.integers(0, 9))
    def show_a_scenario(self, which: int) -> None:
        names = [None, *(s.id for s in self.case.scenarios)]
        self.document.show_scenario(names[which % len(names)])

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.future.append(self.past.pop())
        self.document.undo()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.future.pop())
        self.document.redo()

    @rule()
    def save(self) -> None:
        place = self.document.place
        fingerprint = write_case(self.path, self.document.case, expected=place.fingerprint)
        self.document.mark_saved(Place(path=self.path, fingerprint=fingerprint))
        self.saved = self.case

    @rule()
    def reload(self) -> None:
        found = read_case(self.path)
        assert found.case == self.saved
        self.document.replace(found.case, Place(path=self.path, fingerprint=found.fingerprint))
        self.past, self.future = [found.case], []

    @rule()
    def crash_and_recover(self) -> None:
        place = self.document.place
        path = snapshot_path(self.recovery, self.path, place.fingerprint, "t")
        write_snapshot(path, self.document.case, file=self.path, seal=None)
        found = read_case(self.path)
        fitting = [s for s in snapshots_of(self.recovery, self.path, found.fingerprint)
                   if s.fit == "fits"]  # fmt: skip
        case, file = read_snapshot(fitting[0].path)
        assert (case, file) == (self.case, self.path.resolve())
        self.document.replace(found.case, Place(path=self.path, fingerprint=found.fingerprint))
        self.document.apply("restored", lambda _: case)
        self.past, self.future = [found.case], []
        if case != found.case:
            self.past.append(case)

    @invariant()
    def the_document_is_the_case_it_should_be(self) -> None:
        document = self.document
        assert document.case == self.case
        assert bool(document.undo_label) == (len(self.past) > 1)
        assert bool(document.redo_label) == bool(self.future)
        assert document.is_modified == (self.case != self.saved)
        shown = {None, *(s.id for s in self.case.scenarios)}
        assert document.scenario in shown


def configured(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=STEPS, deadline=None, derandomize=True,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip


TestPerson = Person.TestCase
TestPerson.settings = configured(EXAMPLES)


def soak(steps: int) -> int:
    """Take so many steps in ten parts and print the memory after each; 1 where it keeps growing."""
    import resource

    from hypothesis.stateful import run_state_machine_as_test

    used = []
    for part in range(10):
        run_state_machine_as_test(
            Person, settings=settings(configured(steps // 10 // STEPS), derandomize=False)
        )
        used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        print(f"{(part + 1) * steps // 10:>8,} steps: {used[-1]} MB", flush=True)
    # The first parts fill caches; after them nothing may grow by more than a tenth.
    grows = used[-1] > 1.1 * used[2]
    print("memory grows" if grows else "memory is flat")
    return int(grows)


if __name__ == "__main__":
    sys.exit(soak(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
