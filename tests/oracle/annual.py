"""The oracle of the year's evaluation: each day asked whose it is, from the documented rules alone."""

import math
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from journal import days_of
from values import write_number


def is_(given, key, default):
    choice = given.get(key, default)
    return choice["is"] if isinstance(choice, dict) else choice


def rounded(mean, mode):
    low = math.floor(mean)
    part = mean - low
    up = {"floor": False, "ceiling": part > 0, "half_up": part >= Fraction(1, 2), "half_down": part > Fraction(1, 2)}
    up["half_even"] = part > Fraction(1, 2) or (part == Fraction(1, 2) and low % 2 == 1)
    return low + up[mode]


def annual(given):
    """What a year comes to, or the codes of the problems that stop it, in order."""
    evaluations = given["evaluations"]
    names = [level["name"] for level in given.get("levels", [])]
    value = lambda one: Fraction(names.index(one["level"]) + 1) if names else Fraction(str(one["score"]))
    rule, weigh = is_(given, "rule", None), is_(given, "weigh", "days")
    days = days_of(given["period"])

    away = set()
    if is_(given, "leave_days", "leave_out") == "leave_out":
        every = {day for leave in given.get("leave", []) for day in days_of(leave)}
        one = timedelta(days=1)
        for day in every:
            if day - one not in every:  # a stretch begins
                stretch = [day]
                while stretch[-1] + one in every:
                    stretch.append(stretch[-1] + one)
                if len(stretch) >= given.get("leave_least", 1):
                    away.update(stretch)

    problems = set()
    if (rule, weigh, is_(given, "overlap", "refuse")) == ("weighted", "months", "share"):
        return ["annual.share"]
    owned = {}
    gaps = []
    covers = [set(days_of(one)) for one in evaluations]
    for day in days:
        if day in away:
            continue
        owners = [n for n, one in enumerate(evaluations) if day in covers[n] and not (one.get("acting") and is_(given, "acting", "count") == "leave_out")]
        owners.sort(key=lambda n: evaluations[n]["from"])
        if not owners:
            gaps.append(day)
            continue
        if len(owners) > 1:
            how = is_(given, "overlap", "refuse")
            begins = [evaluations[n]["from"] for n in owners]
            alike = {"earlier": begins.count(begins[0]) > 1, "later": begins.count(begins[-1]) > 1}
            if how == "refuse" or alike.get(how):
                problems.add("annual.overlap")
                how = "earlier"
            owners = {"earlier": owners[:1], "later": owners[-1:], "share": owners}[how]
        owned[day] = owners
    if gaps and is_(given, "gap", "refuse") == "refuse":
        problems.add("annual.gap")
    if problems:
        return sorted(problems)

    weights = [sum((Fraction(1, len(owners)) for owners in owned.values() if n in owners), Fraction(0)) for n in range(len(evaluations))]
    months = [0] * len(evaluations)
    for month in sorted({(day.year, day.month) for day in owned}):
        firsts = [owned[day][0] for day in days if day in owned and (day.year, day.month) == month]
        how = is_(given, "month_of_move", "earlier")
        counts = Counter(firsts)
        longer = max(counts, key=lambda n: (counts[n], -firsts.index(n)))
        months[{"earlier": firsts[0], "later": firsts[-1], "longer": longer}[how]] += 1

    result = {}
    counting = [n for n, weight in enumerate(weights) if weight]

    def settled(among):
        values = {value(evaluations[n]) for n in among}
        if len(values) < 2:
            return values.pop() if values else None
        tie = is_(given, "tie", None)
        if tie in ("worse", "better"):
            return min(values) if tie == "worse" else max(values)
        if tie == "latest":
            ends = lambda n: (evaluations[n]["until"], evaluations[n]["from"])
            last = max(map(ends, among))
            of = {value(evaluations[n]) for n in among if ends(n) == last}
            if len(of) == 1:
                return of.pop()
        return "annual.tie"

    mean = None
    if len(owned) < given.get("least_days", 0):
        result["unratable"] = "short_service"
    else:
        if rule == "explicit":
            found = value(given["explicit"])
        elif rule == "latest":
            last = max((evaluations[n]["until"] for n in counting), default=None)
            found = settled([n for n in counting if evaluations[n]["until"] == last])
        elif rule == "worst":
            found = min((value(evaluations[n]) for n in counting), default=None)
        elif rule == "mode":
            counts = Counter(value(evaluations[n]) for n in counting)
            found = settled([n for n in counting if counts[value(evaluations[n])] == max(counts.values())])
        else:
            by = weights if weigh == "days" else months
            total = sum(by)
            found = sum(by[n] * value(evaluations[n]) for n in range(len(by))) / Fraction(total) if total else None
            if names and found is not None:
                mean, found = found, rounded(found, given["to_level"])
        if found == "annual.tie":
            return [found]
        if found is None:
            result["unratable"] = "nothing_evaluated"
        elif names:
            result["level"] = names[int(found) - 1]
            if mean is not None:
                result["mean_of_positions"] = write_number(mean)
        elif "round" not in given or rule != "weighted":
            result["score"] = write_number(found)
    result["segments"] = [
        ({"ref": one["ref"]} if "ref" in one else {})
        | {"from": one["from"], "until": one["until"], "days": write_number(weights[n])}
        | ({} if is_(given, "overlap", "refuse") == "share" else {"months": str(months[n])})
        for n, one in enumerate(evaluations)
    ]
    result["days"] = {"calendar": len(days), "leave": sum(day in away for day in days), "evaluated": len(owned), "gap": len(gaps)}
    runs = []
    for day in gaps:
        if runs and (day - date.fromisoformat(runs[-1]["until"])).days == 1:
            runs[-1]["until"] = str(day)
        else:
            runs.append({"from": str(day), "until": str(day)})
    result["gaps"] = runs
    return result


def random_case(rng):
    first = date(2024, 1, 1) + timedelta(days=rng.randrange(500))
    length = rng.choice([1, 40, 365, 366])
    given = {"period": {"from": str(first), "until": str(first + timedelta(days=length - 1))}, "evaluations": []}
    levels = ["low", "middle", "high"] if rng.random() < 0.5 else []
    value = lambda: {"level": rng.choice(levels)} if levels else {"score": f"{rng.randrange(60, 100)}.{rng.randrange(4)}"}
    if levels:
        given["levels"] = [{"name": name} for name in levels]
    at = first - timedelta(days=rng.randrange(5))
    for n in range(rng.randrange(6)):
        until = at + timedelta(days=rng.randrange(1, max(2, length // 2)))
        one = {"ref": f"q{n}", "from": str(at), "until": str(until)} | value()
        if rng.random() < 0.3:
            one["acting"] = True
        given["evaluations"].append(one)
        at = until + timedelta(days=rng.choice([1, 1, 1, -5, 9]))
    rng.shuffle(given["evaluations"])
    rule = rng.choice(["explicit", "latest", "mode", "worst", "weighted", "weighted"])
    given["rule"] = rule
    if rule == "explicit":
        given["explicit"] = value() | {"by": "A1", "because": "known work"}
    if levels and rule == "weighted":
        given["to_level"] = rng.choice(["half_up", "half_down", "half_even", "floor", "ceiling"])
    words = {
        "weigh": ["days", "months"],
        "month_of_move": ["earlier", "later", "longer"],
        "leave_days": ["leave_out", "count"],
        "gap": ["leave_out", "leave_out", "leave_out", "refuse"],
        "overlap": ["earlier", "later", "share"],
        "acting": ["count", "leave_out"],
        "tie": ["worse", "better", "latest"],
    }
    for key, known in words.items():
        if rng.random() < (0.9 if key in ("gap", "overlap") else 0.5):
            given[key] = rng.choice(known)
    given["leave"] = []
    for _ in range(rng.randrange(3)):
        begins = first + timedelta(days=rng.randrange(-10, length))
        given["leave"].append({"from": str(begins), "until": str(begins + timedelta(days=rng.randrange(25)))})
    if rng.random() < 0.3:
        given["leave_least"] = rng.randrange(1, 12)
    if rng.random() < 0.2:
        given["least_days"] = rng.randrange(1, 200)
    return {"given": given, "gives": annual(given)}
