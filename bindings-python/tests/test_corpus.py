"""Every case of tests/corpus/ through Python, with documents as objects and as JSON text."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kinerja

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"


class Number:
    """A number of a case by its literal text, as no float keeps it."""

    def __init__(self, text: Any) -> None:
        self.text = text


def cases() -> Any:
    for file in sorted(CORPUS.glob("*.json")):
        read = json.loads(file.read_text(encoding="utf-8"), parse_float=Number, parse_int=Number)
        for index, case in enumerate(read):
            yield pytest.param(case, id=f"{file.name}[{index}] {case['clause']} {case['title']}")


def as_text(value: Any) -> Any:
    """JSON text that keeps the literal text of numbers."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{as_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(as_text, value)) + "]"
    return json.dumps(value)


def as_object(value: Any) -> Any:
    """What a Python program would pass: ints and decimals."""
    if isinstance(value, Number):
        # A Decimal does not keep every literal text (`1E+2` for `1e2`), and an int no exponent; both are the same number.
        return int(value.text) if value.text.lstrip("-").isdigit() and value.text != "-0" else Decimal(value.text)
    if isinstance(value, dict):
        return {key: as_object(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(as_object, value))
    return value


def complete(fragment: Any, formula: Any = None) -> Any:
    scheme = dict(fragment)
    one = Number("1")
    defaults = {"kinerja": "scheme/1", "scheme": "test/case", "version": one, "languages": ["en"], "inputs": [], "steps": []}
    scheme.update((key, value) for key, value in defaults.items() if key not in scheme)
    lacks_outcomes = "outcomes" not in scheme
    if isinstance(scheme["steps"], list):
        steps = list(scheme["steps"])
        if formula is not None:
            steps.append({"name": "result", "is": formula})
        if lacks_outcomes:
            steps.append({"name": "one", "is": "1"})
        scheme["steps"] = steps
    if lacks_outcomes:
        scheme["outcomes"] = [{"name": "one", "of": "one", "round": "exact"}]
    return scheme


def codes(problems: Any) -> Any:
    return sorted({(problem.code, place(problem.path)) for problem in problems})


def place(path: Any) -> Any:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def wanted_codes(expect: Any, key: Any) -> Any:
    return sorted({(problem["code"], problem["path"]) for problem in expect.get(key, [])})


def outcome(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else format(value, "f") if isinstance(value, Decimal) else str(value)


def same(wanted: Any, found: Any) -> Any:
    """Whether an exact value is the one that the case writes."""
    if isinstance(found, Fraction):
        return isinstance(wanted, str) and Fraction(wanted) == found
    if isinstance(found, kinerja.Absent):
        return wanted == {"absent": found.kind}
    return type(wanted) is type(found) and wanted == found


def without_tried(value: Any) -> Any:
    """How much was tried is the evaluator's own matter."""
    if isinstance(value, dict):
        return {key: without_tried(item) for key, item in value.items() if key != "tried"}
    return list(map(without_tried, value)) if isinstance(value, list) else value


def insight(case: Any, expect: Any, scheme: Any, appraisal: Any, facts: Any, settings: Any, passed: Any) -> None:
    """What a case asks of a result beside the outcomes."""
    if "what_if" in case:
        request = as_object(case["what_if"])
        answer = scheme.what_if(facts, settings, **request)
        assert without_tried(answer.to_dict()) == expect["what_if"]
        assert json.loads(answer.to_json()) == answer.to_dict()
    if "contributions" in expect:
        assert appraisal.contributions(case.get("of")).to_dict() == expect["contributions"]
    if "other" in case:
        other = case["other"]
        by = kinerja.Scheme.parse(passed(complete(other["scheme"]))) if "scheme" in other else scheme
        with_settings = passed(other["settings"]) if "settings" in other else settings
        found = kinerja.compare(appraisal, by.appraise(passed(other["facts"]) if "facts" in other else facts, with_settings))
        assert found.to_dict() == expect["comparison"]


@pytest.mark.parametrize("passed", [as_object, as_text], ids=["objects", "text"])
@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Any, passed: Any) -> None:
    expect = case.get("expect", {})
    problems = wanted_codes(expect, "problems")
    formula, document = case.get("formula"), case.get("document")
    if formula is not None:
        scheme_document = passed(complete(case.get("given", {}), formula))
    elif document == "scheme":
        scheme_document = case["text"]
    else:
        scheme_document = passed(complete(case["scheme"]))
    try:
        scheme = kinerja.Scheme.parse(scheme_document)
        if case.get("check"):
            assert codes(scheme.check()) == wanted_codes(expect, "warnings")
            return
        if case.get("parse") or document == "scheme":
            assert problems == []
            return
        facts = case["text"] if document else passed(case.get("facts", {}))
        settings = case.get("settings")
        if settings is not None and not isinstance(settings, str):
            settings = passed(settings)
        appraisal = scheme.appraise(facts, settings)
    except kinerja.ProblemError as error:
        assert codes(error.problems) == problems, str(error)
        return
    try:
        insight(case, expect, scheme, appraisal, facts, settings, passed)
    except kinerja.ProblemError as error:
        assert codes(error.problems) == problems, str(error)
        return
    assert problems == []
    if "warnings" in expect:
        assert codes(appraisal.warnings) == wanted_codes(expect, "warnings")
    if "outcomes" in expect:
        assert {name: outcome(value) for name, value in appraisal.outcomes.items()} == expect["outcomes"]
    assert (appraisal.unratable is not None) == expect.get("unratable", False)
    steps = dict(expect.get("steps", {}))
    if formula is not None and "is" in case:
        steps["result"] = case["is"]
    for path, wanted in steps.items():
        assert same(wanted, appraisal.value(path)), (path, wanted, appraisal.value(path))
