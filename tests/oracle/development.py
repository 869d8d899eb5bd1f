"""The oracle of development: every way of trainings tried, t quantiles by summing the density, and the attack on counts; from the documented rules alone."""

import math
from fractions import Fraction
from itertools import permutations

from values import write_number


def number(value, default=None):
    return Fraction(default) if value is None else Fraction(str(value))


# --- plans ------------------------------------------------------------------------------------------------------------


def best_way(found, required, trainings):
    """(trainings, level reached) by trying every order of every choice: the highest level up to what is required, then hours, then how many."""
    best = None
    for count in range(len(trainings) + 1):
        for order in permutations(range(len(trainings)), count):
            level, hours, fits = found, Fraction(0), True
            for position in order:
                training = trainings[position]
                if not number(training["from"]) <= level < number(training["to"]):
                    fits = False
                    break
                level, hours = number(training["to"]), hours + number(training["hours"])
            if fits:
                # All levels from the one required on are alike; below it the higher one is better.
                key = (-min(level, required), hours, count)
                if best is None or key < best[0]:
                    best = (key, [trainings[position]["name"] for position in order], level)
    return best[1], best[2]


def plan(given):
    """What a plan gives without its words for people."""
    year = given["entitlement"]
    trainings = {training["name"]: training for training in given["catalogue"]["trainings"]}
    needs = []
    for row in given.get("gap", {}).get("items", []):
        if row.get("absent") != "not_applicable" and row.get("need") != "optional":
            needs.append(("competency", row["competency"], row.get("actual"), row["required"], row))
    for row in given.get("behaviours", []):
        needs.append(("behaviour", row["name"], row.get("score"), row["least"], row))
    planned, unrated = [], 0
    for kind, name, found, required, row in needs:
        if found is None:
            unrated += 1
            continue
        gap = number(required) - number(found)
        if gap > 0:
            weight = number(row.get("weight"), 1)
            priority = gap * weight * (number(given["mandatory_factor"]) if row.get("mandatory") else 1)
            planned.append((kind, name, number(found), number(required), gap, weight, priority, row))
    planned.sort(key=lambda one: -one[6])
    used = sum((number(one.get("hours"), trainings.get(one["training"], {}).get("hours", 0)) for one in given.get("done", [])), Fraction(0))
    entitled, within, beyond = number(year["hours"]), Fraction(0), Fraction(0)
    kinds = dict.fromkeys(("technical", "managerial", "socio_cultural"), Fraction(0))
    told = []
    for kind, name, found, required, gap, weight, priority, row in planned:
        its = [training for training in trainings.values() if training.get(kind) == name]
        out = {kind: name}
        if "title" in row:
            out["title"] = row["title"]
        out |= {key: write_number(value) for key, value in (("found", found), ("required", required), ("gap", gap), ("weight", weight))}
        if row.get("mandatory"):
            out["mandatory"] = True
        out["priority"] = write_number(priority)
        if kind == "competency":
            way, reaches = best_way(found, required, its)
        else:
            way = [min(its, key=lambda training: number(training["hours"]))["name"]] if its else []
        fits, courses = True, []
        for training in (trainings[one] for one in way):
            hours = number(training["hours"])
            fits = fits and used + within + hours <= entitled
            within, beyond = (within + hours, beyond) if fits else (within, beyond + hours)
            kinds[training["kind"]] += hours
            courses.append({"training": training["name"], "kind": training["kind"], "hours": write_number(hours), "within": fits})
        out["trainings"] = courses
        if kind == "competency":
            out["reaches"] = write_number(reaches)
        told.append(out)
    hours = {"entitled": entitled, "used": used, "planned": within, "beyond": beyond}
    if entitled >= used + within:
        hours["left"] = entitled - used - within
    done = [{"training": one["training"], "hours": write_number(number(one.get("hours"), trainings.get(one["training"], {}).get("hours", 0))), "on": one["on"]}
            for one in given.get("done", [])]
    return {
        "needs": told,
        "hours": {key: write_number(value) for key, value in hours.items()},
        "hours_by_kind": {key: write_number(value) for key, value in kinds.items()},
        "done": done,
    }


def random_plan(rng):
    trainings = []
    for name in ("data", "law"):
        for position in range(rng.randrange(6)):
            low = rng.randrange(1, 5)
            # Hours that differ in every sum, so that no two ways are equally long.
            hours = f"{rng.randrange(4, 40)}.{len(trainings) + 1:03}{position}"
            trainings.append({"name": f"{name}-{position}", "kind": rng.choice(["technical", "managerial"]), "hours": hours,
                              "competency": name, "from": low, "to": low + rng.randrange(1, 4)})
    trainings.append({"name": "serve", "kind": "socio_cultural", "hours": 6, "behaviour": "adaptive"})
    rng.shuffle(trainings)
    items = []
    for name in ("data", "law", "plan"):
        item = {"competency": name, "required": str(rng.randrange(1, 6)), "weight": rng.choice(["1", "0.5", "4/3", "0"])}
        if rng.random() < 0.9:
            item["actual"] = str(rng.randrange(1, 5))
        else:
            item["absent"] = rng.choice(["not_rated", "not_applicable"])
        if rng.random() < 0.4:
            item["mandatory"] = True
        if rng.random() < 0.1:
            item["need"] = "optional"
        if rng.random() < 0.3:
            item["title"] = {"en": "A title"}
        items.append(item)
    given = {
        "gap": gap_result(items),
        "behaviours": [{"name": name, "score": rng.choice(["10/3", "2.5", "4"]), "least": "3.5"} for name in ("adaptive", "loyal") if rng.random() < 0.6],
        "catalogue": {"trainings": trainings},
        "mandatory_factor": rng.choice([1, "1.5", 2]),
        "entitlement": {"hours": rng.choice([20, 40, "60.5"])},
        "done": [{"training": training["name"], "on": "2025-03-01"} for training in trainings if rng.random() < 0.1],
    }
    return {"call": "development.plan", "given": given, "gives": plan(given)}


def gap_result(items):
    """A document `gap-result/1` of these items; only they matter here."""
    return {
        "kinerja": "gap-result/1", "profile": "head", "profile_digest": "0" * 64, "assessment_digest": "0" * 64, "outcomes": {"score": "50"},
        "assessed": {"rated": 1, "of": 1, "not_rated": 0, "not_applicable": 0}, "items": items,
    }


# --- effect -----------------------------------------------------------------------------------------------------------


def t_quantile(degrees, percent, steps=4000):
    """By Simpson's rule over the density, and halving."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    density = lambda x: scale * (1 + x * x / degrees) ** (-(degrees + 1) / 2)

    def inside(t):
        width = t / steps
        return 2 * width / 3 * sum((1 if n in (0, steps) else 4 if n % 2 else 2) * density(n * width) for n in range(steps + 1))

    low, high = 0.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) < percent / 100 else (low, middle)
    return (low + high) / 2


def effect(given):
    """(mean change as text, (low, high) or None)"""
    changes = [number(one["after"]) - number(one["before"]) for one in given["people"]]
    n = len(changes)
    mean = sum(changes) / n
    variance = sum((change - mean) ** 2 for change in changes) / (n - 1)
    half = t_quantile(n - 1, given.get("percent", 95)) * math.sqrt(variance / n)
    return write_number(mean), (float(mean) - half, float(mean) + half) if variance else None


def random_effect(rng):
    alike = rng.random() < 0.1
    people = [{"person": f"P{n}", "before": rng.choice(["1", "2", "7/3"]), "after": rng.choice(["2", "3.5", "3"])} for n in range(rng.randrange(5, 30))]
    if alike:
        people = [{"person": one["person"], "before": 1, "after": 2} for one in people]
    given = {"people": people}
    if rng.random() < 0.6:
        given["percent"] = rng.choice([50, 80, 90, 99])
    mean, interval = effect(given)
    return {"call": "development.effect", "given": given, "gives": {"mean_change": mean, "interval": interval}}


# --- participation ----------------------------------------------------------------------------------------------------


def random_participation(rng):
    reasons = ["workload", "eyesight", "distance"]
    offers, people = [], 0
    for unit in range(rng.randrange(1, 5)):
        for came in ("attended", "refused", "prevented"):
            for reason in [None] if came == "attended" else reasons:
                for _ in range(rng.choice([0, 0, 1, 2, 4, 5, 6, 9])):
                    people += 1
                    # Some have had another offer before.
                    person = rng.randrange(people) if rng.random() < 0.1 else people
                    offer = {"person": f"P{person}", "unit": f"U{unit}", "training": f"T{people}", "came": came}
                    offers.append(offer | ({"reason": reason} if reason else {}))
    if not offers:
        return random_participation(rng)
    rng.shuffle(offers)
    return {"call": "development.participation", "given": {"reasons": reasons, "offers": offers}, "gives": None}


def attack(given, counts, least):
    """What of published counts is wrong: one that differs, one that should not stand there, or people about whom something follows."""
    from people import rank

    offers = given["offers"]
    keys = ("unit", "came", "reason")
    cells = sorted({tuple(offer.get(key) for key in keys) for offer in offers}, key=str)
    units, reasons = sorted({offer["unit"] for offer in offers}), given["reasons"]
    expected = {(unit, came, None) for unit in [None, *units] for came in (None, "attended", "refused", "prevented")}
    expected |= {(unit, came, reason) for unit in [None, *units] for came in ("refused", "prevented") for reason in reasons}
    if {tuple(count.get(key) for key in keys) for count in counts} != expected or len(counts) != len(expected):
        return "the rows depend on what was said"
    of_cell = {cell: {offer["person"] for offer in offers if tuple(offer.get(key) for key in keys) == cell} for cell in cells}
    rows = []
    for count in counts:
        fits = lambda cell: all(count.get(key) in (None, value) for key, value in zip(keys, cell))
        if "offers" in count:
            row = [Fraction(fits(cell)) for cell in cells]
            if count["offers"] != sum(fits(tuple(offer.get(key) for key in keys)) for offer in offers):
                return f"{count} is another"
            rows.append(row)
    whole = rank(rows)
    small = [n for n, cell in enumerate(cells) if len(of_cell[cell]) < least]
    stack = [((), frozenset())]
    while stack:
        chosen, people = stack.pop()
        if chosen and rank([[value for n, value in enumerate(row) if n not in chosen] for row in rows]) < whole:
            return f"something follows about {sorted(people)} alone"
        for n in small:
            more = people | of_cell[cells[n]]
            if (not chosen or n > chosen[-1]) and len(more) < least:
                stack.append((chosen + (n,), more))
    return None
