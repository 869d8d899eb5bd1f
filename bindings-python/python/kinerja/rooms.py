"""What the modules of the rooms share: requests whose lists may be tables, and documents as they come back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Literal, cast

from kinerja._kinerja import call

Lang = Literal["id", "en"]


def is_table(value: Any) -> bool:
    """Whether this is a table with the Arrow PyCapsule interface: of pyarrow, polars, pandas, duckdb."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


def ask(name: str, request: Mapping[str, Any]) -> Any:
    """Calls a room; what is left out is None, and a list of the request may be a table."""
    tables: dict[str, Any] = {}
    plain = _plain(dict(request), "", tables)
    return call(name, plain, tables) if tables else call(name, plain)


def given(document: Any) -> Any:
    """A document as an object, which may have come as JSON text."""
    return json.loads(document) if isinstance(document, str | bytes) else document


def number(text: str | None) -> Fraction | None:
    """An exact number of a document."""
    return None if text is None else Fraction(text)


def copied(value: Any) -> Any:
    """A document of one's own."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return list(map(copied, value)) if isinstance(value, list) else value


class Result:
    """What a room gave for a request: its document, never changed. Two are equal where their documents are."""

    __slots__ = ("_document", "_request")

    _room: ClassVar[str]

    def __init__(self, request: Mapping[str, Any]) -> None:
        """Asks the room."""
        self._request = request
        self._document: dict[str, Any] = ask(self._room, request)

    @property
    def notices(self) -> list[dict[str, Any]]:
        """What to know beside: each with `code`, `path`, and `text` in both languages."""
        return self._listed("notices")

    def to_dict(self) -> dict[str, Any]:
        """The document, as one of your own."""
        return cast(dict[str, Any], copied(self._document))

    def __eq__(self, other: object) -> bool:
        return self._document == other._document if isinstance(other, type(self)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def _listed(self, key: str) -> list[dict[str, Any]]:
        return cast(list[dict[str, Any]], copied(self._document.get(key, [])))


class Explained(Result):
    """A result that can be explained."""

    __slots__ = ()

    def explain(self, lang: Lang = "id") -> str:
        """How it came about, as text."""
        return str(ask(self._room, {**self._request, "explain": lang})["explanation"])


def _plain(value: Any, at: str, tables: dict[str, Any]) -> Any:
    """The request without what is left out; fractions, which no document has, as text, and tables apart."""
    if isinstance(value, Mapping):
        return {
            key: _plain(item, f"{at}.{key}" if at else key, tables)
            for key, item in value.items()
            if item is not None and not _apart(item, f"{at}.{key}" if at else key, tables)
        }
    if isinstance(value, list | tuple):
        return [_plain(item, f"{at}[]", tables) for item in value]
    return str(value) if isinstance(value, Fraction) else value


def _apart(value: Any, at: str, tables: dict[str, Any]) -> bool:
    if "[]" in at or not is_table(value):
        return False
    tables[at] = value
    return True
