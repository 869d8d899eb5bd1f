"""Competency frameworks and gaps as a Python program uses them."""

import doctest
import json
from fractions import Fraction

import pytest

import kinerja
from kinerja import Framework, frameworks, gap

ONE = {"kinerja": "framework/1", "framework": "example/one", "version": "1", "competencies": [{"id": "law", "title": "Hukum — é"}]}
PROFILE = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data")]}
FOUND = {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2}, {"competency": "data", "value": 4}]}


def test_the_examples_of_the_docs_run():
    results = doctest.testmod(frameworks)
    assert (results.failed, results.attempted > 10) == (0, True)


def test_the_box_is_listed_and_opens():
    listed = {listed["id"]: listed["competencies"] for listed in frameworks.frameworks()}
    assert {"id/berakhlak", "id/standar-kompetensi-38-2017"} <= listed.keys()
    for id, count in listed.items():
        assert len(Framework.builtin(id).competencies) == count


@pytest.mark.parametrize("given", [ONE, json.dumps(ONE), json.dumps(ONE, ensure_ascii=False).encode(), json.dumps(ONE, ensure_ascii=False).encode("utf-16"), json.dumps(ONE).encode("utf-8-sig")])
def test_text_bytes_and_objects_are_one_framework(given):
    read = Framework.parse(given)
    assert read == Framework.parse(ONE)
    assert (read.id, read.version, read.format, read.tolerances) == ("example/one", "1", "kinerja", [])
    assert Framework.parse(read.to_json()) == Framework.parse(read.to_dict()) == read


@pytest.mark.parametrize("id", ["id/berakhlak", "id/standar-kompetensi-38-2017"])
def test_case_1_1_loses_nothing_and_1_0_says_what(id):
    framework = Framework.builtin(id)
    written = framework.to_format("case")
    read = Framework.parse(written.text)
    assert (written.loss, framework.diff(read), read.format) == ([], [], "case-1.1")
    text, loss = framework.to_format("case-1.0")
    assert loss and loss == framework.diff(Framework.parse(text, format="case-1.0"))


def test_what_a_reader_puts_up_with_is_told():
    package = json.loads(Framework.builtin("id/berakhlak").to_format("case-1.0").text)
    package["CFDocument"]["language"] = "ind"
    read = Framework.parse(json.dumps(package))
    assert read.tolerances
    assert all(used["code"] == "format.tolerance" and used["tolerance"] and used["text"]["id"] for used in read.tolerances)


def test_problems_are_raised_all_at_once():
    with pytest.raises(kinerja.ProblemError) as raised:
        Framework.parse("{}", format="caes")
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [("format.unknown", ("format",))]
    with pytest.raises(kinerja.ProblemError):
        Framework.builtin("id/berahlak")
    with pytest.raises(UnicodeDecodeError):
        Framework.parse(b"\xff{}")
    with pytest.raises(kinerja.ProblemError) as raised:
        gap({**PROFILE, "requirements": 3}, {**FOUND, "results": 3})
    assert {problem.path[0] for problem in raised.value.problems} == {"profile", "assessment"}


@pytest.mark.parametrize(
    ("method", "settings", "score"),
    [
        ("jpm-ratio-of-sums", {}, 100),
        ("jpm-ratio-of-sums", {"cap": "each"}, Fraction(500, 6)),
        ("jpm-mean-of-ratios", {}, 100),
        ("met-count", {}, 50),
        ("jpm-ratio-of-sums", {"cap": "each", "round": {"digits": 1, "mode": "down"}}, Fraction("83.3")),
    ],
)
def test_the_score_is_exact(method, settings, score):
    assert gap(PROFILE, FOUND, method=method, **settings).score == score


def test_a_gap_has_its_band_and_explains_itself():
    bands = [{"id": "good", "from": Fraction(90)}, {"id": "poor"}]
    found = gap(PROFILE, FOUND, "jpm-ratio-of-sums", cap="each", bands=bands)
    assert (found.band, found.assessed["rated"], found.assessed["of"]) == ("poor", 2, 2)
    assert found.explain("en") != found.explain("id")
    assert "explanation" not in found.to_dict()
    assert found == gap(PROFILE, FOUND, "jpm-ratio-of-sums", cap="each", bands=bands)


def test_a_missing_rating_is_not_a_zero():
    with pytest.raises(kinerja.ProblemError):
        gap(PROFILE, {**FOUND, "results": FOUND["results"][:1]})
    assert gap(PROFILE, {**FOUND, "results": FOUND["results"][:1]}, "met-count", unrated="exclude").assessed["not_rated"] == 1
