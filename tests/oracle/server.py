"""Answers requests of other evaluators' tests: JSON lines in, JSON lines out.

    {"op": "eval", "scheme": {...} or text, "facts": text, "settings": text or null}      -> the result
    {"op": "facts", "scheme": {...} or text, "seed": n, "count": k}                       -> {"cases": [{"facts", "settings", "expect"}]}
    {"op": "schemes", "seed": n, "count": k}                                              -> {"cases": [{"scheme", "facts", "settings", "expect"}]}
    {"op": "bold", "seed": n, "count": k}                                                 -> the same, of schemes that may divide by zero, 4 cases each
    {"op": "gaps", "seed": n, "count": k}                                                 -> {"cases": [{"request", "expect"}]}, requests of the call `gap`
    {"op": "formula", "text": "25 * 96 + 100/3", "values": {}}                            -> {"value": "7300/3"}

What cannot be answered gives {"error": sentence}.
"""

import json
import random
import sys

from evaluate import Scheme, closed, evaluate
from gap import random_case as random_gap
from generate import bold_cases, random_case, random_scheme_case
from values import dump, load

SCHEMES = {}  # text -> Scheme
MAX_SCHEMES = 200


def scheme_of(given):
    """The scheme of a request, which is a text or a document."""
    text = given if isinstance(given, str) else dump(given)
    if text not in SCHEMES:
        if len(SCHEMES) >= MAX_SCHEMES:
            SCHEMES.clear()
        document, problems = load(text)
        if problems:
            raise ValueError(f"the scheme cannot be read: {problems}")
        SCHEMES[text] = Scheme(document)
    return SCHEMES[text]


def text_or_none(given):
    return given if given is None or type(given) is str else dump(given)


def answer(request):
    op = request.get("op")
    if op == "eval":
        return evaluate(scheme_of(request["scheme"]), text_or_none(request["facts"]), text_or_none(request.get("settings")))
    if op == "facts":
        scheme = scheme_of(request["scheme"])
        rng = random.Random(int(request["seed"]))
        return {"cases": [random_case(scheme, rng) for _ in range(int(request["count"]))]}
    if op == "schemes":
        rng = random.Random(int(request["seed"]))
        return {"cases": [random_scheme_case(rng) for _ in range(int(request["count"]))]}
    if op == "bold":
        rng = random.Random(int(request["seed"]))
        return {"cases": [case for _ in range(int(request["count"])) for case in bold_cases(rng)]}
    if op == "gaps":
        rng = random.Random(int(request["seed"]))
        return {"cases": [random_gap(rng) for _ in range(int(request["count"]))]}
    if op == "formula":
        return {"value": closed(request["text"], request.get("values"))}
    raise ValueError(f"no such request: {op!r}")


def main():
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            request, problems = load(line, limited=False)
            if problems:
                raise ValueError(f"the request cannot be read: {problems}")
            reply = answer(request)
        except Exception as error:  # a request must not end the server
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
