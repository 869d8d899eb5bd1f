"""Feedback, suggestions, daily reports, periods and development as a Python program uses them: objects and tables."""

import datetime
import json
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars
import pyarrow
import pytest

import kinerja
from kinerja import development, feedback, journal, periods, rooms

EXAMPLES = Path(__file__).parents[2] / "core" / "examples" / "people"
POLICY = {
    "scale": {"from": 1, "until": 5},
    "groups": [
        {"name": "self", "raters": "self", "weight": 0},
        {"name": "superior", "raters": "named", "weight": 60},
        {"name": "peer", "raters": "unnamed", "weight": 40, "least": 3},
    ],
    "items": [{"name": "adaptive"}, {"name": "loyal", "groups": ["superior", "peer"], "weight": 2}],
    "too_few": "leave_out",
    "missing": {"answer": "exclude", "group": "exclude", "item": "exclude"},
}
YEAR = {"from": "2025-01-01", "until": "2025-12-31"}


def example(name: Any) -> Any:
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def problems(ask: Any) -> Any:
    with pytest.raises(kinerja.ProblemError) as raised:
        ask()
    return [(problem.code, ".".join(map(str, problem.path))) for problem in raised.value.problems]


def answers(persons: Any, seed: Any = 7, mark: Any = lambda rng: rng.randint(1, 5)) -> Any:
    rng = random.Random(seed)
    rows = []
    for about in range(persons):
        raters = [("self", about), ("superior", 900_001)] + [("peer", 1_000 + rater) for rater in range(rng.randrange(6))]
        for origin, rater in raters:
            for item in ("adaptive", "loyal"):
                if (origin, item) != ("self", "loyal") and rng.random() < 0.9:
                    rows.append({"about": about, "item": item, "origin": origin, "rater": rater, "mark": mark(rng)})
    rng.shuffle(rows)
    return rows


def one_by_one(rows: Any, policy: Any, text: Any = str) -> Any:
    """Each person's scores by `aggregate`."""
    found = {}
    for about in sorted({row["about"] for row in rows}):
        own = [{**row, "rater": text(row["rater"]), "mark": row["mark"]} for row in rows if row["about"] == about]
        own = [{key: value for key, value in row.items() if key != "about"} for row in own]
        result = feedback.aggregate({"about": {"ref": text(about)}, "period": YEAR, "answers": own}, policy)
        found[about] = (result.score, result.no_score, result.items)
    return found


TABLES = {
    "pyarrow": lambda rows: pyarrow.Table.from_pylist(rows),
    "polars": lambda rows: polars.DataFrame(rows),
    "int8, categories": lambda rows: polars.DataFrame(rows).with_columns(
        polars.col("mark").cast(polars.Int8), polars.col("item").cast(polars.Categorical), polars.col("origin").cast(polars.Enum(["peer", "self", "superior"]))
    ),
    "decimals": lambda rows: polars.DataFrame(rows).with_columns(polars.col("mark").cast(polars.Decimal(4, 1))),
    "floats": lambda rows: polars.DataFrame(rows).with_columns(polars.col("mark").cast(polars.Float64)),
    "two chunks": lambda rows: polars.concat([polars.DataFrame(rows[:30]), polars.DataFrame(rows[30:])], rechunk=False),
}


@pytest.mark.parametrize("made", TABLES.values(), ids=TABLES.keys())
def test_a_table_comes_to_the_scores_of_each_person(made: Any) -> None:
    rows = answers(40)
    wanted = one_by_one(rows, POLICY)
    found = feedback.aggregate_table(made(rows), POLICY)
    assert found.problem_count == 0 and len(found) == len(wanted)
    for row in polars.DataFrame(found).to_dicts():
        score, no_score, items = wanted[row["about"]]
        assert (row["score"] and Fraction(row["score"]), row["no_score"]) == (score, no_score)
        assert {item: row[item] and Fraction(row[item]) for item in items} == items
    assert sum(len(row["left_out"]) for row in polars.DataFrame(found).to_dicts()) > 10


def test_codes_are_texts_too_and_persons_come_in_their_order() -> None:
    rows = [{**row, "about": f"P{row['about']:02}", "rater": f"P{row['rater']:02}"} for row in answers(20)]
    wanted = one_by_one(rows, POLICY)
    found = polars.DataFrame(feedback.aggregate_table(polars.DataFrame(rows), POLICY))
    assert found["about"].to_list() == sorted(wanted)
    assert [score and Fraction(score) for score in found["score"]] == [score for score, *_ in wanted.values()]


def test_scores_are_decimals_where_the_policy_rounds_and_days_count_where_raters_answer_again() -> None:
    policy = {**POLICY, "round": {"digits": 2, "mode": "half_up"}, "repeated": "latest"}
    rows = [{**row, "on": datetime.date(2025, 3, 1)} for row in answers(10)]
    rows += [{**row, "on": datetime.date(2025, 9, 1), "mark": 5} for row in rows if row["origin"] == "superior"]
    found = polars.DataFrame(feedback.aggregate_table(polars.DataFrame(rows), policy))
    assert found["score"].dtype == polars.Decimal(38, 2)
    latest = [row for row in rows if row["origin"] != "superior" or row["on"].month == 9]
    wanted = one_by_one([{key: value for key, value in row.items() if key != "on"} for row in latest], {**policy, "repeated": "refuse"})
    assert [score is not None and Fraction(score) for score in found["score"]] == [score or False for score, *_ in wanted.values()]


def test_a_hostile_table_is_told_and_the_other_persons_go_on() -> None:
    bad = [
        {"about": 1, "item": "adaptive", "origin": "superior", "rater": 1, "mark": 3},
        {"about": 2, "item": "adaptive", "origin": "superior", "rater": 9, "mark": 6},
        {"about": 3, "item": "adaptive", "origin": "superior", "rater": 9, "mark": 3},
        {"about": 3, "item": "adaptive", "origin": "superior", "rater": 9, "mark": 4},
        {"about": 4, "item": "adaptve", "origin": "superior", "rater": 9, "mark": 3},
        {"about": 5, "item": "adaptive", "origin": "boss", "rater": 9, "mark": 3},
        {"about": 6, "item": "loyal", "origin": "self", "rater": 6, "mark": 3},
        {"about": 7, "item": "adaptive", "origin": "superior", "rater": 9, "mark": 4},
        {"about": 8, "item": "adaptive", "origin": "superior", "rater": 9, "mark": None},
        {"about": -(2**62), "item": "adaptive", "origin": "superior", "rater": 9, "mark": 4},
    ]
    table = feedback.aggregate_table(polars.DataFrame(bad), POLICY, lang="en")
    found = {row["about"]: row for row in polars.DataFrame(table).to_dicts()}
    told = {about: [(problem["code"], problem["path"]) for problem in row["problems"] or []] for about, row in found.items()}
    assert told == {
        -(2**62): [],
        1: [("feedback.self", "rows[0].rater")],
        2: [("value.range", "rows[1].mark")],
        3: [("feedback.twice", "rows[3]")],
        4: [("name.unknown", "rows[4].item")],
        5: [("name.unknown", "rows[5].origin")],
        6: [("feedback.not_asked", "rows[6].origin")],
        7: [],
        8: [],
    }
    assert table.problem_count == 6
    assert "did you mean `adaptive`?" in found[4]["problems"][0]["help"]
    assert (found[7]["score"], found[8]["score"], found[8]["no_score"]) == ("4", None, "nothing_counts")


def test_columns_that_cannot_be_read_are_all_named() -> None:
    rows = polars.DataFrame(answers(3))
    wrong = rows.drop("rater").rename({"mark": "marks"}).with_columns(polars.col("about").cast(polars.Float64))
    named = {("columns.type", "about"), ("columns.missing", "mark"), ("columns.unknown", "marks"), ("columns.missing", "rater")}
    assert set(problems(lambda: feedback.aggregate_table(wrong, POLICY))) == named
    mixed = rows.with_columns(polars.col("rater").cast(polars.String))
    assert problems(lambda: feedback.aggregate_table(mixed, POLICY)) == [("columns.type", "rater")]
    null = rows.with_columns(polars.lit(None, dtype=polars.Int64).alias("about"))
    assert problems(lambda: feedback.aggregate_table(null, POLICY)) == [("value.missing", "rows.0.about")]
    assert problems(lambda: feedback.aggregate_table(rows, {**POLICY, "groups": []}))[0][0] == "document.empty"
    assert problems(lambda: feedback.aggregate_table([1], POLICY)) == [("value.type", "")]
    assert len(feedback.aggregate_table(rows.clear(), POLICY)) == 0
    for taken in ("about", "score", "no_score", "left_out", "problems"):
        with pytest.raises(ValueError, match=f"`{taken}` is a column of what comes out"):
            feedback.aggregate_table(rows, {**POLICY, "items": [{"name": taken}]})


def test_lists_of_a_request_may_be_tables() -> None:
    responses = example("langsa-responses")
    policy = example("langsa-policy")
    responses["answers"] = [answer for answer in responses["answers"] if isinstance(answer.get("mark"), int)]
    as_table = {**responses, "answers": polars.DataFrame(responses["answers"])}
    assert feedback.aggregate(as_table, policy).to_dict() == feedback.aggregate(responses, policy).to_dict()
    units = [{"units": ["Health", "Clinic"], "item": "adaptive", "origin": "peer", "rater": f"R{n}", "mark": 3} for n in range(4)]
    assert feedback.units(polars.DataFrame(units), 3) == feedback.units(units, 3)
    halves = [{"from": "2025-01-01", "until": "2025-06-30", "score": 80}, {"from": "2025-07-01", "until": "2025-12-31", "score": 90}]
    dated = polars.DataFrame(halves).with_columns(polars.col("from").str.to_date(), polars.col("until").str.to_date())
    assert periods.annual(dated, (datetime.date(2025, 1, 1), "2025-12-31"), "weighted").score == Fraction(6208, 73)
    offers = [{"person": f"P{n}", "unit": "Health", "training": "it", "came": "attended", "reason": None} for n in range(9)]
    table = polars.DataFrame(offers, schema_overrides={"reason": polars.String})
    assert development.participation(table, ["workload"]) == development.participation(
        [{key: value for key, value in offer.items() if value} for offer in offers], ["workload"]
    )
    bad = polars.DataFrame([{**units[0], "mark": 3, "extra": 1}])
    assert problems(lambda: feedback.units(bad, 3)) == [("document.unknown_key", "answers.0.extra")]
    binary = pyarrow.table({"units": [b"x"]})
    assert problems(lambda: feedback.units(binary, 3)) == [("columns.type", "answers.units")]


def test_daily_reports_as_a_table() -> None:
    settings = {"activities": [{"name": "visit", "minutes": "7.5", "goal": "visits"}], "goals": [{"name": "visits"}], "norm": {"a_day": 300}, "workdays": ["mon"]}
    rows: list[dict[str, Any]] = [{"ref": f"e{n}", "on": datetime.date(2025, 3, 3), "activity": "visit", "volume": Decimal("1.5"), "status": "accepted", "by": "A1"} for n in range(20)]
    table = pyarrow.Table.from_pylist(rows)
    rolled = journal.roll_up(table, settings, about="A-17", period=("2025-03-03", "2025-03-03"))
    assert (rolled.minutes, rolled.share, rolled.realisations) == (Fraction(225), Fraction(3, 4), {"visits": Fraction(30)})
    assert rolled.evidence["visits"] == sorted(row["ref"] for row in rows)
    assert "225 / 300" in rolled.explain("en")
    # A list of entries may come as JSON text too.
    as_text = json.dumps(rows, default=str)
    assert journal.roll_up(as_text, settings, about="A-17", period=("2025-03-03", "2025-03-03")) == rolled


def test_the_health_office_s_suggestion_is_a_new_idea() -> None:
    story = example("health-office-suggestion")
    review = feedback.review([story], datetime.date(2021, 12, 31), within=30, explain="en")
    assert review["decided_late"] == 1 and "decided after 35 days" in review["explanation"]
    facts = {"person": {"ref": "H-4"}, "period": {"from": "2021-07-01", "until": "2021-12-31"}, "skp": "112.40", "perilaku": "108.5"}
    scheme = kinerja.Scheme.builtin("id/pp-30-2019")
    rated = scheme.appraise({**facts, "ide_baru": feedback.new_idea(story, "H-4")}, {"penilaian_rekan": False})
    assert rated.rating == "sangat_baik"
    assert problems(lambda: feedback.new_idea(story, "H-1")) == [("suggestion.no_idea", "person")]


def test_a_gap_becomes_a_plan() -> None:
    profile = {"kinerja": "profile/1", "profile": "head", "requirements": [{"competency": "law", "value": 3, "mandatory": True}]}
    found = kinerja.gap(profile, {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2}]})
    catalogue = {"trainings": [{"name": "law-3", "kind": "technical", "hours": 16, "competency": "law", "from": 2, "to": 3}]}
    plan = development.plan(found, catalogue, hours=20, mandatory_factor=2)
    assert plan.needs[0]["trainings"][0]["within"] and plan.hours["left"] == 4
    assert problems(lambda: development.plan(found, catalogue, hours=20)) == [("development.factor", "mandatory_factor")]
    people = [{"person": str(n), "before": before, "after": after} for n, (before, after) in enumerate([(1, 2), (2, 2), (1, 3), (2, 3), (1, 2)])]
    effect = development.effect(polars.DataFrame(people))
    assert effect.mean_change == 1 and effect.interval == (0.122011, 1.877989)


def test_results_are_equal_where_their_documents_are() -> None:
    def year(score: int) -> periods.Annual:
        evaluations = [{"from": "2025-01-01", "until": "2025-12-31", "score": score}]
        return periods.annual(evaluations, ("2025-01-01", "2025-12-31"), "latest")

    assert year(80) == year(80) and year(80) != year(90) and year(80) != year(80).to_dict()
    # What somebody changes in a copy changes nothing here.
    one = year(80)
    one.to_dict().clear()
    assert one == year(80)


def test_documents_as_json_text_keep_every_digit() -> None:
    kept = rooms.given('{"a": [0.1234567890123456789012345678, 7]}')
    assert kept == {"a": [Decimal("0.1234567890123456789012345678"), 7]}
