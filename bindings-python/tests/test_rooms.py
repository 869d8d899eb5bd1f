"""Every case of tests/corpus/rooms/ through Python, with requests as objects and as JSON text."""

import json
from pathlib import Path
from typing import Any

import pytest
from test_corpus import Number, as_object, as_text, codes, wanted_codes

import kinerja
from kinerja import _kinerja

CORPUS = Path(__file__).parents[2] / "tests" / "corpus" / "rooms"


def cases() -> Any:
    for file in sorted(CORPUS.glob("*.json")):
        read = json.loads(file.read_text(encoding="utf-8"), parse_float=Number, parse_int=Number)
        for index, case in enumerate(read):
            yield pytest.param(case, id=f"{file.stem}[{index}] {case['title']}")


def answered(value: Any) -> Any:
    """What Python gets: counts as int, statistics as float."""
    if isinstance(value, Number):
        return int(value.text) if value.text.lstrip("-").isdigit() else float(value.text)
    if isinstance(value, dict):
        return {key: answered(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(answered, value))
    return value


def exactly(value: Any) -> Any:
    """A text in which two values are the same only when they are so bit for bit, in type and in order."""
    return repr(value)


@pytest.mark.parametrize("passed", [as_object, as_text], ids=["objects", "text"])
@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Any, passed: Any) -> None:
    try:
        answer = _kinerja.call(case["call"], passed(case["given"]))
    except kinerja.ProblemError as error:
        assert codes(error.problems) == wanted_codes(case, "problems"), str(error)
    else:
        assert exactly(answer) == exactly(answered(case["gives"]))
