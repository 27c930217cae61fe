"""What is asked before the first test: a missing row, kind or word is told by its name."""

import pytest

from tests import declared


def test_everything_is_declared() -> None:
    assert declared.undeclared() == []


def test_a_missing_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(r for r in declared.INPUTS if r.field != "proportion")
    monkeypatch.setattr(declared, "INPUTS", kept)
    assert any("Infringement.proportion" in said for said in declared.undeclared())


def test_a_missing_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "kinds_of", lambda owner: {})
    assert any("Periodic.days" in said for said in declared.undeclared())


def test_a_missing_method_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # A copy: what is put back into the table itself would come last in it.
    others = {code: method for code, method in declared.METHODS.items() if code != "bands"}
    monkeypatch.setattr(declared, "METHODS", others)
    assert any("“bands”" in said for said in declared.undeclared())


def test_a_missing_word_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "_has", lambda code, text: text != "Entry fee")
    said = declared.undeclared()
    assert [s for s in said if "Entry fee" in s] == said
    assert len(said) == 2
