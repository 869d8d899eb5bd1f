"""Reading a result: what would give another, what rows bring, what differs."""

import json
from pathlib import Path
from typing import Any

import kinerja
import pytest

FACTS = json.loads((Path(__file__).parents[2] / "core/examples/facts/langsa.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scheme() -> Any:
    return kinerja.Scheme.builtin("id/langsa")


def test_what_would_lift_a_rating(scheme: Any) -> None:
    answer = scheme.what_if(FACTS, want={"rating": "sangat_baik"})
    reached = [found for found in answer.to_dict()["inputs"] if found["answer"] == "reached"]
    assert reached and "DENGAN SATU PERUBAHAN" in answer.text()
    best = reached[0]
    assert best["path"] == "sasaran[1].realisasi"
    changed = json.loads(json.dumps(FACTS))
    changed["sasaran"][1]["realisasi"]["value"] = best["value"]
    assert scheme.appraise(changed).rating == "sangat_baik"


def test_a_wish_that_is_none_is_a_problem(scheme: Any) -> None:
    with pytest.raises(kinerja.ProblemError) as raised:
        scheme.what_if(FACTS, want={"rating": "luar_biasa"})
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("value.level", ("want", "rating"))]


def test_two_appraisals_side_by_side(scheme: Any) -> None:
    changed = json.loads(json.dumps(FACTS))
    changed["sasaran"][1]["realisasi"] = {"value": 40, "by": "atasan", "evidence": ["berita acara"]}
    before, after = scheme.appraise(FACTS), scheme.appraise(changed)
    found = kinerja.compare(before, after)
    assert [change["path"] for change in found.to_dict()["inputs"]] == ["sasaran[1].realisasi"]
    assert "oleh atasan" in found.text("id")
    assert kinerja.compare(before, before) == kinerja.compare(after, after)


def test_what_each_goal_brings(scheme: Any) -> None:
    found = scheme.appraise(FACTS).contributions()
    assert found.to_dict()["how"] == "additive" and "sasaran[0]" in found.to_json()
    with pytest.raises(KeyError):
        scheme.appraise(FACTS).contributions("nothing")


def test_an_explanation_can_be_short_and_nameless(scheme: Any) -> None:
    appraisal = scheme.appraise(FACTS)
    short = appraisal.explain("en", form="short", names=False)
    assert short.startswith("Calculated: ") and len(short) < len(appraisal.explain("en"))
    assert "A-17" in appraisal.explain("en") and "A-17" not in short
    with pytest.raises(ValueError):
        appraisal.explain(form="middle")


def test_the_searches_of_check() -> None:
    searches = kinerja.Scheme.builtin("id/pp-46-2011").searches()
    verdicts = {found["path"]: found["verdict"] for found in searches["inputs"]}
    assert verdicts["inputs[0].fields[5]"] == "falls" and verdicts["inputs[0].fields[1]"] == "never"
