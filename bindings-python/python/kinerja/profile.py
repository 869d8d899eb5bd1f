"""Job profiles: documents `profile/1`, which say what a post requires.

>>> from kinerja import Framework, profile
>>> standard = Framework.builtin("id/standar-kompetensi-38-2017")
>>> steps = profile.compare(standard.profile("pengawas"), standard.profile("administrator"))
>>> {step["change"] for step in steps}, steps[0]["difference"]
({'raised'}, '1')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from kinerja._kinerja import call
from kinerja.frameworks import Framework, Warned
from kinerja.rooms import plain

__all__ = ["check", "compare", "rows"]


def compare(profile: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What separates a post from another: each competency that one of the two requires, with its `change`, `from`, `to` and `difference`.

    Numbers are exact, as text. Raises `ProblemError` where the two reckon a competency on different scales.
    """
    return cast(list[dict[str, Any]], call("profile.compare", plain({"from": profile, "to": other}))["steps"])


def rows(profile: Mapping[str, Any], assessment: Mapping[str, Any], columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of a scheme's facts from which it computes a gap by itself.

    `columns` are the names that the scheme gives to `competency`, `category`, `required`, `actual` and `mandatory`; one that is left out is not written.

    >>> profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": "law", "value": 3}]}
    >>> found = {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2, "by": "assessor"}]}
    >>> rows(profile, found, {"competency": "nama", "required": "disyaratkan", "actual": "dicapai"})
    [{'nama': 'law', 'disyaratkan': '3', 'dicapai': {'value': '2', 'by': 'assessor'}}]
    """
    return cast(list[dict[str, Any]], call("profile.rows", plain({"profile": profile, "assessment": assessment, "columns": dict(columns)}))["rows"])


def check(profile: Mapping[str, Any], framework: Framework | str) -> list[Warned]:
    """What does not fit the framework that a profile is of: competencies that are not there, levels that a competency lacks, another version.

    >>> profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": "integritsa"}]}
    >>> [warning["help"]["en"] for warning in check(profile, "id/standar-kompetensi-38-2017")]
    ['did you mean `integritas`?']
    """
    given = framework if isinstance(framework, str) else framework.to_dict()
    return cast(list[Warned], call("profile.check", plain({"profile": profile, "framework": given}))["warnings"])
