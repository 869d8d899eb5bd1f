"""Competency frameworks, and what a person lacks for a post.

>>> from kinerja import Framework, gap
>>> framework = Framework.builtin("id/standar-kompetensi-38-2017")
>>> framework.to_format("case").loss
[]
>>> profile = framework.profile("administrator")
>>> found = [{"competency": r["competency"], "level": r["level"]} for r in profile["requirements"]]
>>> gap(profile, {"kinerja": "assessment/1", "results": found}).score
Fraction(100, 1)
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from kinerja._kinerja import call

__all__ = ["Framework", "Gap", "Writing", "formats", "frameworks", "gap"]

_Lang = Literal["id", "en"]
_Method = Literal["proportional", "met-count", "jpm-ratio-of-sums", "jpm-mean-of-ratios", "weighted-gap"]


class Writing(NamedTuple):
    """A framework that was written in a format."""

    text: str
    """The text."""
    loss: list[dict[str, Any]]
    """What reading the text again would miss or find otherwise, as `Framework.diff` tells it."""


class Framework:
    """Competencies with their levels, described: made by `parse` or `builtin`, each of which raises `ProblemError` with all that is wrong."""

    __slots__ = ("_document", "_read")

    def __init__(self, read: Mapping[str, Any]) -> None:
        """Use `parse` or `builtin`."""
        self._document: dict[str, Any] = read["framework"]
        self._read = read

    @classmethod
    def parse(cls, text: str | bytes | Mapping[str, Any], format: str | None = None) -> Framework:
        """Reads a framework: a document `framework/1`, or text in one of `formats()`; without a format, in the one that its content shows.

        Bytes are UTF-8, or UTF-16 that says so by its byte order mark; others raise `UnicodeDecodeError`. `tolerances` are what the reader put up with.

        >>> Framework.parse({"kinerja": "framework/1", "framework": "example/one", "competencies": [{"id": "law"}]}).id
        'example/one'
        """
        if isinstance(text, Mapping):
            text, format = json.dumps(text, ensure_ascii=False, default=_exact), format or "kinerja"
        if isinstance(text, bytes):
            wide = text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            text = text.decode("utf-16" if wide else "utf-8-sig")
        request = {"text": text}
        return cls(call("framework.parse", request if format is None else {**request, "format": format}))

    @classmethod
    def builtin(cls, id: str) -> Framework:
        """A framework in the box; `frameworks()` lists them."""
        return cls(call("framework.read", {"framework": id}))

    @property
    def id(self) -> str:
        """The id, `id/berakhlak`."""
        return self._document["framework"]

    @property
    def version(self) -> str | None:
        """The version, where the framework tells one."""
        return self._document.get("version")

    @property
    def digest(self) -> str:
        """The digest of what the framework says, however it was written."""
        return self._read["digest"]

    @property
    def competencies(self) -> list[dict[str, Any]]:
        """The competencies, as the document `framework/1` has them."""
        return _copied(self._document.get("competencies", []))

    @property
    def format(self) -> str:
        """The format that it was read from."""
        return self._read.get("format", "kinerja")

    @property
    def tolerances(self) -> list[dict[str, Any]]:
        """What the reader put up with, each with `tolerance`, `path`, and `text` in both languages."""
        return _copied(self._read.get("tolerances", []))

    @property
    def profiles(self) -> list[dict[str, Any]]:
        """The job profiles that stood beside it, in formats that hold them."""
        return _copied(self._read.get("profiles", []))

    def profile(self, tier: str) -> dict[str, Any]:
        """The job profile of a tier of posts, as a document `profile/1`.

        >>> Framework.builtin("id/standar-kompetensi-38-2017").profile("administrator")["kinerja"]
        'profile/1'
        """
        return call("framework.profile", {"framework": self._document, "tier": tier})

    def check(self) -> list[dict[str, Any]]:
        """What does not fit together: each with `code`, `path`, and `text` in both languages.

        >>> document = {"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}]}
        >>> document["relations"] = [{"kind": "requires", "from": "a", "to": "b"}]
        >>> [(warning["code"], warning["path"]) for warning in Framework.parse(document).check()]
        [('framework.dangling', 'relations[0].to')]
        """
        return call("framework.check", {"framework": self._document})["warnings"]

    def diff(self, later: Framework) -> list[dict[str, Any]]:
        """What differs in a later version: each with what `change` it is, `of` which list, and the `id`.

        >>> one = {"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}]}
        >>> two = {**one, "competencies": [{"id": "a"}, {"id": "b"}]}
        >>> [(change["change"], change["id"]) for change in Framework.parse(one).diff(Framework.parse(two))]
        [('added', 'b')]
        """
        return call("framework.diff", {"before": self._document, "after": later._document})["changes"]

    def to_format(self, format: str) -> Writing:
        """The framework in one of `formats()`, and what is lost there."""
        written = call("framework.to_format", {"framework": self._document, "format": format})
        return Writing(written["text"], written["loss"])

    def to_dict(self) -> dict[str, Any]:
        """The document `framework/1`, which `parse` reads back."""
        return _copied(self._document)

    def to_json(self) -> str:
        """The document `framework/1` as JSON text."""
        return json.dumps(self._document, ensure_ascii=False)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Framework) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Framework {self.id}: {len(self._document.get('competencies', []))} competencies>"


class Gap:
    """What a person lacks for a post: calculated, not decided. Made by `gap`."""

    __slots__ = ("_document", "_explanations")

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = dict(document)
        self._explanations: dict[str, str] = self._document.pop("explanation", {})

    @property
    def score(self) -> Fraction:
        """The score in percent, exact where it is not rounded."""
        return Fraction(self._document["outcomes"]["score"])

    @property
    def band(self) -> str | None:
        """The id of the band that holds, where there are bands."""
        return self._document["outcomes"].get("band")

    @property
    def assessed(self) -> dict[str, int]:
        """Of how many requirements something was found: `rated`, `of`, `not_rated`, `not_applicable`."""
        return dict(self._document["assessed"])

    def explain(self, lang: _Lang = "id") -> str:
        """How the score came about, as text."""
        return self._explanations[lang]

    def to_dict(self) -> dict[str, Any]:
        """The document `gap-result/1`."""
        return _copied(self._document)

    def to_json(self) -> str:
        """The document `gap-result/1` as JSON text."""
        return json.dumps(self._document, ensure_ascii=False)

    def __eq__(self, other: object) -> bool:
        return self._document == other._document if isinstance(other, Gap) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._document["profile_digest"], self._document["assessment_digest"], self.score))

    def __repr__(self) -> str:
        return f"<Gap beside {self._document['profile']}: {self._document['outcomes']['score']} percent>"


def gap(
    profile: Mapping[str, Any],
    assessment: Mapping[str, Any],
    method: _Method = "proportional",
    *,
    cap: Literal["none", "each", "whole"] | None = None,
    unrated: Literal["block", "exclude", "minimum"] | None = None,
    round_each: Mapping[str, Any] | None = None,
    round: Mapping[str, Any] | None = None,
    bands: Sequence[Mapping[str, Any]] | None = None,
) -> Gap:
    """What a person lacks for a post: a document `profile/1` beside a document `assessment/1`.

    `cap` says whether more than required counts, `unrated` what becomes of what was not rated; `round_each` and `round` are `{"digits": 2, "mode": "half_up"}`,
    `bands` stand highest first. Raises `ProblemError` with all problems of both documents.

    >>> profile = {"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": c, "value": 3} for c in ("law", "data")]}
    >>> found = {"kinerja": "assessment/1", "results": [{"competency": "law", "value": 2}, {"competency": "data", "value": 3}]}
    >>> gap(profile, found, method="jpm-ratio-of-sums").score
    Fraction(250, 3)
    """
    settings = {"cap": cap, "unrated": unrated, "round_each": round_each, "round": round, "bands": bands}
    given = {key: setting for key, setting in settings.items() if setting is not None}
    request = {"profile": profile, "assessment": assessment, "method": method, "explain": ["id", "en"], **given}
    return Gap(call("gap", _plain(request)))


def frameworks() -> list[dict[str, Any]]:
    """The frameworks in the box: each with `id`, `version`, `title` and how many `competencies`."""
    return call("framework.list", {})


def formats() -> list[str]:
    """The formats that `Framework.parse` reads and `Framework.to_format` writes.

    >>> formats()
    ['kinerja', 'case-1.0', 'case-1.1']
    """
    return call("framework.formats", {})


def _exact(value: Any) -> str:
    if isinstance(value, Decimal | Fraction):
        return str(value)
    raise TypeError(f"a document has no place for {type(value).__name__}")


def _plain(value: Any) -> Any:
    """Fractions, which no document has, as text; in mappings and lists too."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return list(map(_copied, value)) if isinstance(value, list) else value
