"""From gaps to trainings, their hours and their effect; who took part, without a word about anybody.

>>> from kinerja import development
>>> catalogue = {"trainings": [{"name": "talk", "kind": "managerial", "hours": 6, "behaviour": "adaptive"}]}
>>> low = [{"name": "adaptive", "score": "10/3", "least": "3.5", "weight": 3}]
>>> plan = development.plan(None, catalogue, hours=20, behaviours=low)
>>> plan.needs[0]["priority"], plan.hours["left"]
('0.5', Fraction(14, 1))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from kinerja.frameworks import Gap
from kinerja.rooms import Explained, Result, ask, given, number

__all__ = ["Effect", "Plan", "effect", "participation", "plan"]


class Plan(Explained):
    """What is lacking by priority, the trainings that close it, and their hours. Made by `plan`.

    The document is `development-plan/1`. Its notices tell what has no training, what goes beyond the year and what nobody rated.
    """

    __slots__ = ()

    _room = "development.plan"

    @property
    def needs(self) -> list[dict[str, Any]]:
        """What is lacking, the most urgent first, each with its trainings."""
        return self._listed("needs")

    @property
    def hours(self) -> dict[str, Fraction]:
        """The hours of the year (`entitled`), those `used`, `planned` within it and `beyond` it, and what is `left`."""
        return {key: Fraction(hours) for key, hours in self._document["hours"].items()}

    def __repr__(self) -> str:
        return f"<Plan: {len(self._document['needs'])} needs, {self._document['hours']['planned']} hours>"


def plan(
    gap: Gap | Mapping[str, Any] | None,
    catalogue: Mapping[str, Any] | str,
    *,
    hours: int | str | Fraction,
    behaviours: Any = None,
    mandatory_factor: int | str | Fraction | None = None,
    year: Mapping[str, Any] | None = None,
    cite: Sequence[Mapping[str, Any]] | None = None,
    done: Any = None,
) -> Plan:
    """Plans trainings of a catalogue for what a person lacks: a gap (what `kinerja.gap` gives, or its document), and behaviours that are too low.

    `hours` are those of the year, `done` what was done in it already. `mandatory_factor` is by how much more a mandatory requirement counts; it is needed where there is one. `behaviours`, `done` and
    `catalogue["trainings"]` may be tables.
    """
    request = {
        "gap": gap.to_dict() if isinstance(gap, Gap) else gap,
        "behaviours": behaviours,
        "catalogue": given(catalogue),
        "mandatory_factor": mandatory_factor,
        "entitlement": {"hours": hours, "period": year, "cite": cite},
        "done": done,
    }
    return Plan(request)


class Effect(Result):
    """What changed between two measurements of the same people. Made by `effect`.

    The document is `training-effect/1`. Its notices tell what the interval does not say.
    """

    __slots__ = ()

    _room = "development.effect"

    @property
    def mean_change(self) -> Fraction | None:
        """The exact mean change."""
        return number(self._document["mean_change"])

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the mean change of such people lies; None where all changed alike. A statistic."""
        interval = self._document.get("interval")
        return interval and (interval["low"], interval["high"])

    def __repr__(self) -> str:
        return f"<Effect: {self._document['mean_change']} on average of {self._document['people']} people>"


def effect(people: Any, percent: int = 95) -> Effect:
    """Compares the same people, at least five, before and after: a list of objects, or a table with the columns `person`, `before` and `after`."""
    return Effect({"people": people, "percent": percent})


def participation(offers: Any, reasons: Sequence[str], least: int = 5) -> dict[str, Any]:
    """Counts of who took part and who refused, by reason and unit; none that rests on fewer than five people, and none that would tell one.

    `offers` are a list, or a table with the columns `person`, `unit`, `training`, `came` (`attended`, `refused`, `prevented`) and `reason`.
    """
    return cast(dict[str, Any], ask("development.participation", {"offers": offers, "reasons": list(reasons), "least": least}))
