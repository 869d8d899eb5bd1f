"""What an appraisal rests on that nobody has verified, and the standing of its scheme (clause 4.15).

Names are followed as words of the formulas: a name means the steps so called in the rows that the formula stands in, else those in the lists
that the formula goes over.
"""

import re

SURENESS = ["illustration", "unverified", "secondary", "official"]


def warnings(scheme, position_of):
    """(code, path) of every such warning; `position_of(name)` is the position of a parameter's value in force."""
    confidence = {source["name"]: source["confidence"] for source in scheme.get("sources") or []}
    steps = list(steps_of(scheme["steps"], ()))
    formulas = {formula["name"]: formula for formula in scheme.get("formulas") or []}
    parameters = {parameter["name"]: parameter for parameter in scheme.get("parameters") or []}
    reached, words = reachable(scheme, steps, formulas)
    found = []
    for rows, step in reached:
        if rests_on(step.get("basis"), step.get("cite"), confidence) == "unverified":
            found.append(("appraisal.unverified", ".".join([*rows[-1:], step["name"]])))
    for name, formula in formulas.items():
        if name in words and rests_on(None, formula.get("cite"), confidence) == "unverified":
            found.append(("appraisal.unverified", f"formulas.{name}"))
    for name, parameter in parameters.items():
        value = parameter["values"][position_of(name)]
        cite = value.get("cite") or parameter.get("cite")
        if name in words and rests_on(None, cite, confidence) == "unverified":
            found.append(("appraisal.unverified", f"parameters.{name}"))
    if scheme.get("status") in ("illustration", "superseded"):
        found.append((f"appraisal.{scheme['status']}", "scheme"))
    return found


def rests_on(basis, cite, confidence):
    """What the surest citation says, unless the step says itself what it rests on."""
    if basis:
        return basis
    levels = []
    for item in cite or []:
        if isinstance(item, dict):
            levels.append(item.get("confidence") or confidence[item["source"]])
        else:
            levels.append(confidence[item.split(" ", 1)[0]])
    return max(levels, key=SURENESS.index) if levels else None


def steps_of(items, rows):
    """(names of the lists that enclose it, step) of every step."""
    for item in items:
        if "each" in item:
            yield from steps_of(item["steps"], (*rows, item["each"]))
        elif "group" in item:
            yield from steps_of(item["steps"], (*rows, item["name"]))
        else:
            yield rows, item


def reachable(scheme, steps, formulas):
    """The steps that an outcome rests on, and all words of their formulas and of the formulas these call."""
    open_steps = [(rows, step) for rows, step in steps if not rows and step["name"] in {o["of"] for o in scheme["outcomes"]}]
    reached, words = [], set()
    while open_steps:
        rows, step = open_steps.pop()
        if any(rows == other and step is seen for other, seen in reached):
            continue
        reached.append((rows, step))
        named = names_in(step, formulas)
        words |= named
        for other_rows, other in steps:
            encloses = other_rows == rows[: len(other_rows)]
            if other["name"] in named and (encloses or other_rows[-1] in named):
                open_steps.append((other_rows, other))
    return reached, words


def names_in(body, formulas):
    """Every word of the formulas of a body, and of the declared formulas that it calls."""
    texts = []

    def gather(value, key=None):
        if isinstance(value, str) and key in ("is", "of", "when", "rows", "columns", "from", "above"):
            texts.append(value)
        elif isinstance(value, list):
            for item in value:
                gather(item, key)
        elif isinstance(value, dict):
            for inner_key, inner in value.items():
                gather(inner, inner_key)

    gather({key: body[key] for key in ("is", "bands", "rules", "matrix", "curve") if key in body})
    found = set()
    for text in texts:
        found |= set(re.findall(r"[a-z][a-z0-9_]*", re.sub(r"'[^']*'", "", text)))
    for name in list(found):
        if name in formulas and formulas[name] is not body:
            found |= names_in(formulas[name], formulas)
    return found
