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
from typing import Any

from kinerja.rooms import Explained, number

__all__ = ["Annual", "annual"]


class Annual(Explained):
    """The evaluation of a year. Made by `annual`.

    The document is `annual/1`. Its notices tell of days without evaluation and evaluations that weigh nothing.
    """

    __slots__ = ()

    _room = "periods.annual"

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
        return self._listed("segments")

    @property
    def gaps(self) -> list[dict[str, Any]]:
        """The days that nobody evaluated."""
        return self._listed("gaps")

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Every choice, with what it rests on: a source, or the organisation's own decision."""
        return self._listed("choices")

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
    return Annual(request)
