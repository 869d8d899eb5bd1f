"""Daily reports, rolled up into realisations of goals and effective minutes.

>>> from kinerja import journal
>>> settings = {
...     "activities": [{"name": "home_visit", "minutes": 45, "goal": "visits"}],
...     "goals": [{"name": "visits"}],
...     "norm": {"a_day": 300},
...     "workdays": ["mon", "tue", "wed", "thu", "fri"],
... }
>>> visit = {"ref": "e1", "on": "2025-03-03", "activity": "home_visit", "volume": 4, "status": "accepted", "by": "A1"}
>>> rolled = journal.roll_up([visit], settings, about="A-17", period=("2025-03-03", "2025-03-04"))
>>> rolled.share, rolled.realisations
(Fraction(3, 10), {'visits': Fraction(4, 1)})
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kinerja.rooms import Explained, given, number

__all__ = ["RollUp", "roll_up"]

_Day = datetime.date | str


class RollUp(Explained):
    """A journal added up. Made by `roll_up`.

    The document is `journal-totals/1`. Its notices tell what looks wrong: overlaps, impossible days, late entries, work on days off.
    """

    __slots__ = ()

    _room = "journal.roll_up"

    @property
    def minutes(self) -> Fraction:
        """The effective minutes: those of what was accepted."""
        return Fraction(self._document["whole"]["minutes"])

    @property
    def share(self) -> Fraction | None:
        """Effective minutes as a part of those asked for; None where none were."""
        return number(self._document["whole"].get("share"))

    @property
    def realisations(self) -> dict[str, Fraction | None]:
        """What the accepted entries make of each goal; None where no entry counts for it."""
        return {goal["goal"]: number(goal.get("realisation")) for goal in self._document["goals"]}

    @property
    def evidence(self) -> dict[str, list[str]]:
        """The codes of the accepted entries that each goal's realisation rests on."""
        return {goal["goal"]: list(goal["entries"]) for goal in self._document["goals"]}

    @property
    def months(self) -> list[dict[str, Any]]:
        """Each month: what was done and what was asked for."""
        return self._listed("months")

    @property
    def quarters(self) -> list[dict[str, Any]]:
        """Each quarter: what was done and what was asked for."""
        return self._listed("quarters")

    @property
    def days(self) -> list[dict[str, Any]]:
        """Each day with entries."""
        return self._listed("days")

    def __repr__(self) -> str:
        return f"<RollUp of {self._document['about']}: {self._document['whole']['minutes']} minutes>"


def roll_up(
    entries: Any,
    settings: Mapping[str, Any] | str,
    *,
    about: Mapping[str, Any] | str | None = None,
    period: Mapping[str, Any] | tuple[_Day, _Day] | None = None,
    leave: Sequence[Mapping[str, Any]] | None = None,
) -> RollUp:
    """Rolls up what an employee entered. `entries` are a document `journal/1`, a list of its entries, or a table of them; with the last two `about` and `period` are needed."""
    journal = given(entries)
    if not isinstance(journal, Mapping):
        if isinstance(period, tuple):
            period = dict(zip(("from", "until"), map(str, period), strict=True))
        person = {"ref": about} if isinstance(about, str) else about
        journal = {"about": person, "period": period, "leave": leave, "entries": journal}
    request = {"journal": journal, "settings": given(settings)}
    return RollUp(request)
