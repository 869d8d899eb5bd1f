"""The oracle of suggestions: which steps may follow which, and how long decisions take, from the documented rules alone."""

import hashlib
import json
from datetime import date, timedelta
from fractions import Fraction

from sealed import canonical, sealed
from values import load, write_number

FOLLOWS = {
    ("received", "considered"),
    ("considered", "adopted"),
    ("considered", "declined"),
    ("adopted", "measured"),
    ("measured", "measured"),
}
STATES = ("received", "considered", "adopted", "declined", "measured")
DECIDED = ("adopted", "declined", "measured")


def digest(suggestion):
    text = canonical(load(json.dumps(suggestion))[0])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def days(one, other):
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def named(suggestion):
    """The makers: blanks around a code are no part of it."""
    return [maker.strip() for maker in suggestion.get("by", [])]


def faults(suggestion, at=""):
    """(code, path) of all that is wrong with one suggestion."""
    found = [("suggestion.blank", at + key) for key in ("ref", "about", "problem", "proposal") if not suggestion[key].strip()]
    makers = named(suggestion)
    found += [("suggestion.blank", f"{at}by[{n}]") for n, maker in enumerate(makers) if not maker]
    found += [("name.taken", f"{at}by[{n}]") for n, maker in enumerate(makers) if maker and maker in makers[:n]]
    before = {"to": "received", "on": suggestion["received"]}
    for n, step in enumerate(suggestion.get("steps", [])):
        here = f"{at}steps[{n}]."
        decides = step["to"] in ("adopted", "declined")
        wrong = {
            ("suggestion.step", "to"): (before["to"], step["to"]) not in FOLLOWS,
            ("suggestion.order", "on"): step["on"] < before["on"],
            ("suggestion.decider", "by"): decides and not step.get("by", "").strip(),
            ("suggestion.self", "by"): decides and step.get("by", "").strip() in set(makers) - {""},
            ("suggestion.reason", "because"): step["to"] == "declined" and not step.get("because", "").strip(),
            ("suggestion.effect", "effect"): ("effect" in step) != (step["to"] == "measured"),
        }
        found += [(code, here + key) for (code, key), holds in wrong.items() if holds]
        before = step
    return found


def is_better(effect):
    before, after = Fraction(str(effect["before"])), Fraction(str(effect["after"]))
    return after < before if effect["better"] == "lower" else after > before


def of_suggestion(suggestion, as_of):
    steps = suggestion.get("steps", [])
    state = steps[-1]["to"] if steps else "received"
    told = {
        "ref": suggestion["ref"].strip(),
        "state": state,
        "since": steps[-1]["on"] if steps else suggestion["received"],
        "next": [other for other in STATES if (state, other) in FOLLOWS],
    }
    decided = [step["on"] for step in steps if step["to"] in ("adopted", "declined")]
    if decided:
        told["days_to_decision"] = days(suggestion["received"], decided[0])
    else:
        told["days_open"] = days(suggestion["received"], as_of)
    if state == "measured":
        effect = steps[-1]["effect"]
        told["change"] = write_number(Fraction(str(effect["after"])) - Fraction(str(effect["before"])))
        told["better"] = is_better(effect)
    return told | {"digest": digest(suggestion)}


def review(given):
    """What a review gives without its words for people, or the (code, path) of its problems."""
    suggestions, as_of = given["suggestions"], given["as_of"]
    found = [fault for n, one in enumerate(suggestions) for fault in faults(one, f"suggestions[{n}].")]
    if found:
        return found
    refs = [one["ref"].strip() for one in suggestions]
    found = [("name.taken", f"suggestions[{n}].ref") for n, ref in enumerate(refs) if ref in refs[:n]]
    for n, one in enumerate(suggestions):
        dated = [("received", one["received"])] + [(f"steps[{m}].on", step["on"]) for m, step in enumerate(one.get("steps", []))]
        found += [("suggestion.later", f"suggestions[{n}].{place}") for place, day in dated if day > as_of][:1]
    if found:
        return found
    each = [of_suggestion(one, as_of) for one in suggestions]
    result = {"as_of": as_of, "counts": {state: sum(one["state"] == state for one in each) for state in STATES}}
    decided = sorted(one["days_to_decision"] for one in each if "days_to_decision" in one)
    if decided:
        middle = (decided[(len(decided) - 1) // 2] + Fraction(decided[len(decided) // 2])) / 2
        result["days_to_decision"] = {"mean": write_number(Fraction(sum(decided), len(decided))), "median": write_number(middle)}
    if "within" in given:
        result["decided_late"] = sum(number > given["within"] for number in decided)
    return result | {"suggestions": each}


def new_idea(given):
    """The sealed document, or the (code, path) of the problem."""
    suggestion, person = given["suggestion"], given["person"].strip()
    found = faults(suggestion, "suggestion.")
    if found:
        return found
    if person not in named(suggestion):
        return [("suggestion.no_idea", "person")]
    steps = suggestion.get("steps", [])
    last = steps[-1] if steps else {"to": "received"}
    shown = [text for text in last.get("evidence", []) if text.strip()]
    if last["to"] != "measured" or not is_better(last["effect"]) or not shown:
        return [("suggestion.no_idea", "suggestion")]
    effect = last["effect"]
    return sealed({
        "kinerja": "new-idea/1",
        "person": {"ref": person},
        "period": {"from": suggestion["received"], "until": last["on"]},
        "suggestion": suggestion["ref"].strip(),
        "digest": digest(suggestion),
        "measure": effect["measure"],
        "unit": effect.get("unit", ""),
        "before": write_number(Fraction(str(effect["before"]))),
        "after": write_number(Fraction(str(effect["after"]))),
        "evidence": shown,
        "new_idea": True,
    })


def random_suggestion(rng, number):
    """Mostly right, each part sometimes wrong."""
    seldom = lambda: rng.random() < 0.04
    day = date(2025, 1, 1) + timedelta(days=rng.randrange(200))
    suggestion = {
        "ref": f"S-{number}",
        "on": rng.choice(["policy", "procedure"]),
        "about": "Leave",
        "problem": " " if seldom() else "Slow",
        "proposal": "One form",
        "received": str(day),
        "steps": [],
    }
    if rng.random() < 0.7:
        makers = ["H-4", "H-9", "H-4"][: rng.choice([1, 2, 2, 2, 3 if seldom() else 1])] + [" "] * seldom()
        suggestion["by"] = [maker + " " if rng.random() < 0.2 else maker for maker in makers]
    state = "received"
    for _ in range(rng.randrange(5)):
        legal = [other for other in STATES if (state, other) in FOLLOWS]
        if not legal and not seldom():
            break
        state = rng.choice(STATES[1:]) if seldom() or not legal else rng.choice(legal)
        day += timedelta(days=-3 if seldom() else rng.randrange(40))
        step = {"to": state, "on": str(day)}
        if state in ("adopted", "declined") and not seldom():
            step["by"] = rng.choice(["H-4", " H-4"]) if seldom() else "A-1"
        if state == "declined" and not seldom():
            step["because"] = "  " if seldom() else "no budget"
        if (state == "measured") != seldom():
            step["effect"] = {"measure": "days", "before": rng.randrange(9), "after": f"{rng.randrange(9)}.5", "better": rng.choice(["higher", "lower"])}
        if rng.random() < 0.7:
            step["evidence"] = ["register"]
        suggestion["steps"].append(step)
    return suggestion


def random_case(rng):
    if rng.random() < 0.3:
        given = {"suggestion": random_suggestion(rng, 1), "person": rng.choice(["H-4", "H-9", "H-9 ", " "])}
        return {"call": "suggestions.new_idea", "given": given, "gives": new_idea(given)}
    given = {
        "as_of": "2025-07-01" if rng.random() < 0.1 else "2026-03-01",
        "suggestions": [random_suggestion(rng, 0 if rng.random() < 0.04 else n) for n in range(rng.randrange(1, 6))],
    }
    if rng.random() < 0.5:
        given["within"] = rng.choice([14, 30, 60])
    return {"call": "suggestions.review", "given": given, "gives": review(given)}
