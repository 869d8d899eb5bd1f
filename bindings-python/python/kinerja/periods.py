"""Periodic evaluations into that of the year, by named rules.

>>> from kinerja import periods
>>> halves = [
...     {"from": "2025-01-01", "until": "2025-06-30", "score": 80},
...     {"from": "2025-07-01", "until": "2025-12-31", "score": 90},
... ]
>>> periods.annual(halves, ("2025-01-01", "2025-12-31"), "weighted").score
Fraction(6208, 73)
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from kinerja.rooms import Lang, ask, copied, number

__all__ = ["Annual", "annual"]


class Annual:
    """The evaluation of a year. Made by `annual`."""

    __slots__ = ("_document", "_request")

    def __init__(self, document: dict[str, Any], request: dict[str, Any]) -> None:
        """Use `annual`."""
        self._document, self._request = document, request

    @property
    def score(self) -> Fraction | None:
        """The score; None where evaluations are levels, or where there is none."""
        return number(self._document.get("score"))

    @property
    def level(self) -> str | None:
        """The level; None where evaluations are scores, or where there is none."""
        return self._document.get("level")

    @property
    def unratable(self) -> str | None:
        """Why there is no evaluation, `short_service`."""
        return self._document.get("unratable")

    @property
    def segments(self) -> list[dict[str, Any]]:
        """Each evaluation with the days and months that it weighs."""
        return cast(list[dict[str, Any]], copied(self._document["segments"]))

    @property
    def gaps(self) -> list[dict[str, Any]]:
        """The days that nobody evaluated."""
        return cast(list[dict[str, Any]], copied(self._document["gaps"]))

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Every choice, with what it rests on: a source, or the organisation's own decision."""
        return cast(list[dict[str, Any]], copied(self._document["choices"]))

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What to know beside: days without evaluation, evaluations that weigh nothing."""
        return cast(list[dict[str, Any]], copied(self._document["notices"]))

    def explain(self, lang: Lang = "id") -> str:
        """How the evaluation came about, as text."""
        return str(ask("periods.annual", {**self._request, "explain": lang})["explanation"])

    def to_dict(self) -> dict[str, Any]:
        """The document `annual/1`."""
        return cast(dict[str, Any], copied(self._document))

    def __repr__(self) -> str:
        return f"<Annual: {self._document.get('score', self.level or self.unratable)}>"


def annual(
    evaluations: Any,
    period: Mapping[str, Any] | tuple[datetime.date | str, datetime.date | str],
    rule: str | Mapping[str, Any],
    **choices: Any,
) -> Annual:
    """The evaluation of a year from periodic ones: a list, or a table with the columns `from`, `until` and `score` or `level`.

    The rule is `explicit`, `latest`, `mode`, `worst` or `weighted`. A choice (`weigh`, `leave`, `leave_days`, `gap`, `overlap`, `acting`, `tie`, `least_days`, `levels`, `to_level`, `round`, …)
    is a word, or an object with the source that it comes from.
    """
    if isinstance(period, tuple):
        period = dict(zip(("from", "until"), map(str, period), strict=True))
    request = {"period": period, "rule": rule, **choices, "evaluations": evaluations}
    return Annual(ask("periods.annual", request), request)
