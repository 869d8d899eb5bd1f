"""Everything that may be wrong with facts and schemes: as `ProblemError` or in the row of a table, told in both languages, never as another exception."""

import copy
import json
from decimal import Decimal
from typing import Any

import pyarrow
import pytest

import kinerja

DOCUMENT: dict[str, Any] = {
    "kinerja": "scheme/1", "scheme": "test/bad", "version": 1, "languages": ["id", "en"], "in_force": {"from": "2020-01-01"},
    "scales": [{"name": "grade", "levels": [{"name": "low"}, {"name": "high"}]}],
    "inputs": [
        {"name": "level", "type": "level", "scale": "grade", "default": "low"},
        {"name": "share", "type": "number", "from": 0, "until": 1, "default": 1},
        {"name": "goals", "type": "list", "least": 1, "fields": [
            {"name": "weight", "type": "weight", "total": 100},
            {"name": "target", "type": "number", "above": 0, "optional": "not_rated"},
            {"name": "actual", "type": "number", "from": 0, "optional": "not_rated", "with": "target"}]}],
    "steps": [
        {"each": "goals", "steps": [{"name": "achieved", "is": "at_most(actual / target * 100, 120)"}]},
        {"name": "score", "is": "sum(weight * achieved over goals, missing: exclude, empty: zero) * share / 100"}],
    "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}, {"name": "level", "of": "level"}],
}
SCHEME = kinerja.Scheme.parse(DOCUMENT)
PERIOD = {"from": "2025-01-01", "until": "2025-12-31"}
GOOD: dict[str, Any] = {"period": PERIOD, "level": "high", "share": 1, "goals": [{"weight": 60, "target": 10, "actual": 5}, {"weight": 40, "target": 10, "actual": 10}]}


def changed(change: dict[str, Any], goal: dict[str, Any]) -> dict[str, Any]:
    facts = copy.deepcopy({**GOOD, **change})
    if goal:
        facts["goals"][0].update(goal)
    return facts


#: What is wrong: of the whole, of the first goal, and the problem that is told.
FACTS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str]] = {
    "unknown key": ({"levle": "high"}, {}, "document.unknown_key", "levle"),
    "missing": ({"period": None}, {}, "value.missing", "period"),
    "out of range": ({"share": 1.5}, {}, "value.range", "share"),
    "29 digits": ({"share": "0." + "1" * 29}, {}, "number.too_long", "share"),
    "a long int": ({"share": 10**40}, {}, "number.too_long", "share"),
    "NaN": ({"share": float("nan")}, {}, "number.syntax", "share"),
    "infinity": ({"share": float("inf")}, {}, "number.syntax", "share"),
    "a Decimal that is none": ({"share": Decimal("sNaN")}, {}, "number.syntax", "share"),
    "bool for a number": ({"share": True}, {}, "value.type", "share"),
    "text for a number": ({"share": "one"}, {}, "number.syntax", "share"),
    "a decimal comma": ({"share": "0,5"}, {}, "number.syntax", "share"),
    "unknown level": ({"level": "middle"}, {}, "value.level", "level"),
    "a number for a level": ({"level": 2}, {}, "value.type", "level"),
    "weights that do not sum": ({}, {"weight": 50}, "weight.sum", "goals.weight"),
    "a weight below zero": ({}, {"weight": -60}, "value.range", "goals[0].weight"),
    "a target of zero": ({}, {"target": 0}, "value.range", "goals[0].target"),
    "empty list": ({"goals": []}, {}, "list.least", "goals"),
    "a list that is none": ({"goals": 3}, {}, "value.type", "goals"),
    "realisation without target": ({}, {"target": None}, "value.with", "goals[0].actual"),
    "period outside": ({"period": {"from": "2019-01-01", "until": "2019-12-31"}}, {}, "period.outside", "period"),
    "period reversed": ({"period": {"from": "2025-12-31", "until": "2025-01-01"}}, {}, "period.reversed", "period"),
    "a day that is none": ({"period": {"from": "2025-02-30", "until": "2025-12-31"}}, {}, "value.date", "period.from"),
    "another kind of document": ({"kinerja": "scheme/1"}, {}, "document.kind", "kinerja"),
    "another scheme": ({"scheme": "id/pp-46-2011"}, {}, "facts.scheme", "scheme"),
}


def path(problem: kinerja.Problem) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem.path)
    return text.removeprefix(".")


def refused(call: Any, *arguments: Any) -> list[tuple[str, str]]:
    with pytest.raises(kinerja.ProblemError) as caught:
        call(*arguments)
    for problem in caught.value.problems:
        assert problem.text("id") and problem.text("en") and problem.code in str(caught.value)
    return [(problem.code, path(problem)) for problem in caught.value.problems]


def text(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("name", FACTS)
def test_facts(name: str) -> None:
    change, goal, code, place = FACTS[name]
    facts = changed(change, goal)
    assert refused(SCHEME.appraise, facts) == [(code, place)]
    if not any(isinstance(value, float) and str(value) in ("nan", "inf") for value in facts.values()):
        assert refused(SCHEME.appraise, json.dumps({key: text(value) for key, value in facts.items()})) == [(code, place)]


#: Of these a column of a table cannot be, or is refused as a column.
NO_ROW = {"unknown key", "29 digits", "a long int", "a Decimal that is none", "bool for a number", "a number for a level", "a list that is none", "another kind of document", "another scheme"}


@pytest.mark.parametrize("name", FACTS.keys() - NO_ROW)
def test_rows_beside_good_ones(name: str) -> None:
    change, goal, code, place = FACTS[name]
    rows = [GOOD, changed(change, goal), GOOD]
    if isinstance(change.get("share"), str):
        rows = [{**row, "share": str(row["share"])} for row in rows]
    first, wrong, last = pyarrow.table(SCHEME.appraise_table(pyarrow.Table.from_pylist(rows), lang="en")).to_pylist()
    assert first == last and first["problems"] is None and str(first["score"]) == "70.00"
    assert wrong["score"] is None
    assert [(problem["code"], problem["path"]) for problem in wrong["problems"]] == [(code, place)]


def test_all_at_once() -> None:
    facts = changed({"level": "middle", "share": 2, "levle": 1}, {"weight": "x"})
    assert {code for code, _ in refused(SCHEME.appraise, facts)} == {"value.level", "value.range", "document.unknown_key", "number.syntax"}


TEXTS = {
    "not JSON": ("{'level': 1}", "json.syntax"),
    "cut": ('{"level": ', "json.syntax"),
    "nothing": ("", "json.syntax"),
    "another document": ("[1, 2]", "document.type"),
    "a key twice": ('{"share": 1, "share": 1}', "json.duplicate_key"),
    "NaN": ('{"share": NaN}', "json.syntax"),
    "deep": ("[" * 100_000, "json.too_deep"),
    "50 MB": ('{"share": "' + "1" * 50_000_000 + '"}', "json.too_large"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str) -> None:
    given, code = TEXTS[name]
    for read in (SCHEME.appraise, kinerja.Scheme.parse):
        assert code in [found for found, _ in refused(read, given)]
        assert code in [found for found, _ in refused(read, given.encode())]


def test_facts_over_the_budget() -> None:
    many = [{"weight": "equal", "target": 10, "actual": 5}] * 10_001
    assert ("facts.too_large", "goals") in refused(SCHEME.appraise, {**GOOD, "goals": many})


def scheme(**change: Any) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **change}


def step(formula: str) -> list[dict[str, Any]]:
    return [{"name": "score", "is": formula}]


SCHEMES: dict[str, tuple[dict[str, Any], str]] = {
    "wrong kind": (scheme(kinerja="facts/1"), "document.kind"),
    "unknown key": (scheme(stpes=[]), "document.unknown_key"),
    "missing": ({key: value for key, value in DOCUMENT.items() if key != "outcomes"}, "document.missing"),
    "a formula that ends": (scheme(steps=step("share * (1 + ")), "formula.syntax"),
    "a name that is none": (scheme(steps=step("sahre * 2")), "formula.unknown_name"),
    "a division by what may be zero": (scheme(steps=step("1 / share")), "formula.division"),
    "a circle": (scheme(steps=[{"name": "score", "is": "other"}, {"name": "other", "is": "score"}]), "scheme.cycle"),
    "a name taken twice": (scheme(steps=[*step("share"), *step("share")]), "name.taken"),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_schemes(name: str) -> None:
    document, code = SCHEMES[name]
    found = refused(kinerja.Scheme.parse, document)
    assert code in [one for one, _ in found], found
    assert code in [one for one, _ in refused(kinerja.Scheme.parse, json.dumps(document))]


def test_a_formula_is_shown_with_a_caret() -> None:
    with pytest.raises(kinerja.ProblemError) as caught:
        kinerja.Scheme.parse(json.dumps(scheme(steps=step("share * * 2")), indent=1))
    assert "^" in str(caught.value)
    assert all(problem.position is not None for problem in caught.value.problems)


def test_a_scheme_over_the_budget() -> None:
    steps = [{"name": "a0", "is": "share"}, *({"name": f"a{number}", "is": f"a{number - 1} * a{number - 1}"} for number in range(1, 64))]
    assert refused(kinerja.Scheme.parse, scheme(steps=[*steps, *step("a63")])) == [("scheme.too_large", "steps[6].is")]


@pytest.mark.parametrize("column", [pyarrow.array([True]), pyarrow.array([b"1"]), pyarrow.array([[1]]), pyarrow.array([{"x": 1}])], ids=str)
def test_columns_of_another_type_are_named_with_what_is_taken(column: Any) -> None:
    with pytest.raises(kinerja.ProblemError) as caught:
        SCHEME.appraise_table(pyarrow.table({"share": column}), period=("2025-01-01", "2025-12-31"))
    told = {problem.code: problem for problem in caught.value.problems}
    assert set(told) == {"columns.type", "columns.missing"}
    english = told["columns.type"].text("en") + told["columns.type"].help("en")
    assert "share" in english and str(column.type).split("<")[0].split("[")[0] in english.lower() and "float64" in english and told["columns.type"].path == ("share",)
