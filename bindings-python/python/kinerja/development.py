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
from kinerja.rooms import Lang, ask, copied, given, number

__all__ = ["Effect", "Plan", "effect", "participation", "plan"]


class Plan:
    """What is lacking by priority, the trainings that close it, and their hours. Made by `plan`."""

    __slots__ = ("_document", "_request")

    def __init__(self, document: dict[str, Any], request: dict[str, Any]) -> None:
        """Use `plan`."""
        self._document, self._request = document, request

    @property
    def needs(self) -> list[dict[str, Any]]:
        """What is lacking, the most urgent first, each with its trainings."""
        return cast(list[dict[str, Any]], copied(self._document["needs"]))

    @property
    def hours(self) -> dict[str, Fraction]:
        """The hours of the year (`entitled`), those `used`, `planned` within it and `beyond` it, and what is `left`."""
        return {key: Fraction(hours) for key, hours in self._document["hours"].items()}

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What has no training, what goes beyond the year, what nobody rated: each with `code`, `path`, and `text` in both languages."""
        return cast(list[dict[str, Any]], copied(self._document["notices"]))

    def explain(self, lang: Lang = "id") -> str:
        """How the plan came about, as text."""
        return str(ask("development.plan", {**self._request, "explain": lang})["explanation"])

    def to_dict(self) -> dict[str, Any]:
        """The document `development-plan/1`."""
        return cast(dict[str, Any], copied(self._document))

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
    return Plan(ask("development.plan", request), request)


class Effect:
    """What changed between two measurements of the same people. Made by `effect`."""

    __slots__ = ("_document",)

    def __init__(self, document: dict[str, Any]) -> None:
        """Use `effect`."""
        self._document = document

    @property
    def mean_change(self) -> Fraction | None:
        """The exact mean change."""
        return number(self._document["mean_change"])

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the mean change of such people lies; None where all changed alike. A statistic."""
        interval = self._document.get("interval")
        return interval and (interval["low"], interval["high"])

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What the interval does not say."""
        return cast(list[dict[str, Any]], copied(self._document["notices"]))

    def to_dict(self) -> dict[str, Any]:
        """The document `training-effect/1`."""
        return cast(dict[str, Any], copied(self._document))

    def __repr__(self) -> str:
        return f"<Effect: {self._document['mean_change']} on average of {self._document['people']} people>"


def effect(people: Any, percent: int = 95) -> Effect:
    """Compares the same people, at least five, before and after: a list of objects, or a table with the columns `person`, `before` and `after`."""
    return Effect(ask("development.effect", {"people": people, "percent": percent}))


def participation(offers: Any, reasons: Sequence[str], least: int = 5) -> dict[str, Any]:
    """Counts of who took part and who refused, by reason and unit; none that rests on fewer than five people, and none that would tell one.

    `offers` are a list, or a table with the columns `person`, `unit`, `training`, `came` (`attended`, `refused`, `prevented`) and `reason`.
    """
    return cast(dict[str, Any], ask("development.participation", {"offers": offers, "reasons": list(reasons), "least": least}))
