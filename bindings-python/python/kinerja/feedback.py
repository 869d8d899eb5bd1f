"""Feedback by many raters: from above, beside and below; what may be published together; suggestions of staff.

>>> from kinerja import feedback
>>> policy = {
...     "scale": {"from": 1, "until": 5},
...     "groups": [
...         {"name": "superior", "raters": "named", "weight": 60},
...         {"name": "peer", "raters": "unnamed", "weight": 40, "least": 3},
...     ],
...     "items": [{"name": "adaptive", "kind": "behaviour"}],
...     "too_few": "leave_out",
...     "missing": {"answer": "exclude", "group": "exclude", "item": "block"},
... }
>>> marks = [("A1", "superior", 3), ("R1", "peer", 5), ("R2", "peer", 4)]
>>> answers = [{"item": "adaptive", "rater": r, "origin": o, "mark": m} for r, o, m in marks]
>>> period = {"from": "2025-01-01", "until": "2025-12-31"}
>>> found = feedback.aggregate({"about": {"ref": "A-17"}, "period": period, "answers": answers}, policy)
>>> found.score
Fraction(3, 1)
>>> [notice["code"] for notice in found.notices]
['feedback.left_out']
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from kinerja._kinerja import ScoreTable
from kinerja._kinerja import aggregate_table as _aggregate_table
from kinerja.rooms import Explained, Lang, ask, given, number

__all__ = ["Feedback", "ScoreTable", "aggregate", "aggregate_table", "input", "new_idea", "review", "rows", "units"]

_Document = Mapping[str, Any] | str


class Feedback(Explained):
    """What many raters gave one person: group means, scores, words, and what is not shown and why. Made by `aggregate`.

    The document is `feedback/1`; what must stay hidden is not in it. Its notices tell what was left out, put together or not counted, and why.
    """

    __slots__ = ()

    _room = "feedback.aggregate"

    @property
    def score(self) -> Fraction | None:
        """The weighted mean of the items' scores; None where there is none, and then `no_score` says why."""
        return number(self._document.get("score"))

    @property
    def no_score(self) -> str | None:
        """Why there is no score, `too_few_raters`."""
        return self._document.get("no_score")

    @property
    def items(self) -> dict[str, Fraction | None]:
        """The score of each item; None where it has none."""
        return {item["item"]: number(item.get("score")) for item in self._document["items"]}

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The feedback in words that may be shown."""
        return self._listed("notes")

    def __repr__(self) -> str:
        return f"<Feedback about {self._document['about']}: {self._document.get('score', self.no_score)}>"


def aggregate(responses: _Document, policy: _Document) -> Feedback:
    """Aggregates the answers about one person. `responses["answers"]` may be a table, with the columns `item`, `rater`, `origin`, `mark`, and maybe `on`."""
    request = {"policy": given(policy), "responses": given(responses)}
    return Feedback(request)


def aggregate_table(table: Any, policy: _Document, lang: Lang = "id") -> ScoreTable:
    """Aggregates a table of answers about many persons: a row for each answer in, a row for each person out, in the order of their codes.

    `table` is anything with the Arrow PyCapsule interface, with the columns `about`, `item`, `origin`, `rater` and `mark`, and `on` (a date) where raters answer again. A null
    mark is an answer that is owed. What comes out has the interface too: `about`, `score`, `no_score` (why there is none), a score for each item, `left_out` (groups with
    too few raters) and `problems`: a person whose answers have any has them there, and the others go on. Scores are decimals where the policy rounds them, else
    exact numbers as texts.

    Raises `ProblemError` where a column is missing, unknown or of a type that cannot be read, naming all of them.
    """
    return _aggregate_table(table, policy, lang)


def rows(responses: _Document, policy: _Document, **names: str) -> list[dict[str, Any]]:
    """The answers grouped by item, then by origin, as the nested list of a scheme that aggregates by itself. `names` are what the scheme calls `item`, `answers`, `rater`, `origin` and `mark`."""
    return cast(list[dict[str, Any]], ask("feedback.rows", {"policy": given(policy), "responses": given(responses), "names": names}))


def input(responses: _Document, policy: _Document, item: str, score: str) -> list[dict[str, Any]]:
    """The scores as rows for a list input of a scheme, under the names that it gives to the item and the score."""
    return cast(list[dict[str, Any]], ask("feedback.input", {"policy": given(policy), "responses": given(responses), "item": item, "score": score}))


def units(
    answers: Any,
    least: int,
    dates: Sequence[datetime.date | str] | None = None,
    published: Sequence[Mapping[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """What of an organisation's means may be published together: of nested units, items and groups, at one date after another.

    `answers` are a list, or a table with the columns `units` (a list, the largest first), `item`, `origin`, `rater`, `mark`, and `on` where there are dates. Each mean has `mean`, `raters` and
    `answers`, or `withheld` with the reason, and the `rule` by which that was found.
    """
    request = {"least": least, "answers": answers, "published": published}
    request["dates"] = None if dates is None else [str(day) for day in dates]
    return cast(list[dict[str, Any]], ask("feedback.units", request)["means"])


def review(suggestions: Any, as_of: datetime.date | str, within: int | None = None, explain: Lang | None = None) -> dict[str, Any]:
    """Suggestions looked at together on a day: where each stands, how long decisions take, what waits. `within` is in how many days one is to be decided."""
    return cast(dict[str, Any], ask("suggestions.review", {"as_of": str(as_of), "within": within, "suggestions": suggestions, "explain": explain}))


def new_idea(suggestion: _Document, person: str) -> dict[str, Any]:
    """A suggestion that was adopted and by which things became better, as the sealed new idea of one who made it: `id/pp-30-2019` takes it for `ide_baru`."""
    return cast(dict[str, Any], ask("suggestions.new_idea", {"suggestion": given(suggestion), "person": person}))
