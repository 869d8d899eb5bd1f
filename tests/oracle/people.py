"""Feedback, journal, periods and development, worked out again with fractions: python3 people.py ROOM SEED COUNT

Prints a JSON list of random calls, {"call", "given", "gives"}, written from the issue's and the book's words, not from the library. What is given back has no words for people.
"""

import json
import random
import sys
from fractions import Fraction
from itertools import combinations

import annual
import development
import journal
import suggestions
from values import write_number, write_rounded


def number(value):
    return Fraction(str(value))


# --- feedback ---------------------------------------------------------------------------------------------------------


def centre_of(marks, centre):
    marks = sorted(marks)
    n = len(marks)
    if centre == "median":
        return marks[n // 2] if n % 2 else (marks[n // 2 - 1] + marks[n // 2]) / 2
    if isinstance(centre, dict):
        off = number(centre["trimmed"]) * n
        if centre.get("cut") == "whole":
            k = int(off)
            marks = marks[k : n - k]
            return sum(marks) / len(marks)
        whole, part = int(off), off - int(off)
        weights = [Fraction(1)] * n
        for i in range(whole):
            weights[i] = weights[n - 1 - i] = Fraction(0)
        if n - 2 * whole == 1:
            weights[whole] -= 2 * part
        elif part:
            weights[whole] -= part
            weights[n - 1 - whole] -= part
        return sum(w * m for w, m in zip(weights, marks)) / sum(weights)
    return sum(marks) / n


def one_mark(answers, repeated):
    """A rater's mark for an item: a number, "owed" or "not_applicable"."""

    def read(answer):
        mark = answer.get("mark")
        if mark is None:
            return "owed"
        if isinstance(mark, dict):
            return "owed" if mark["absent"] == "not_rated" else "not_applicable"
        return number(mark)

    if repeated == "latest":
        return read(max(answers, key=lambda answer: answer.get("on", "")))
    marks = [read(answer) for answer in answers]
    known = [mark for mark in marks if isinstance(mark, Fraction)]
    if known:
        return sum(known) / len(known)
    return "owed" if "owed" in marks else "not_applicable"


def aggregate(policy, responses):
    groups = {group["name"]: group for group in policy["groups"]}
    order = list(groups)
    missing, few, repeated = policy["missing"], policy["too_few"], policy.get("repeated", "refuse")
    centre = policy.get("centre", "mean")

    def written(score):
        rounding = policy.get("round")
        return write_rounded(score, rounding["digits"], rounding["mode"]) if rounding else write_number(score)

    def used(score):
        return number(written(score)) if policy.get("round") else score

    items, scores = [], []
    for item in policy["items"]:
        asked = [name for name in order if name in item.get("groups", order)]
        by_group, owed = {name: [] for name in asked}, False
        raters = {}
        for answer in responses["answers"]:
            if answer["item"] == item["name"]:
                raters.setdefault((answer["origin"], answer["rater"]), []).append(answer)
        for (origin, _), answers in raters.items():
            mark = one_mark(answers, repeated)
            if isinstance(mark, Fraction):
                by_group[origin].append(mark)
            elif mark == "owed":
                owed = True
        least = {name: groups[name].get("least", 1) for name in asked}
        small = [name for name in asked if by_group[name] and len(by_group[name]) < least[name]]
        pool = [name for name in small if groups[name]["raters"] == "unnamed"] if few == "merge" else []
        pooled = sum((by_group[name] for name in pool), [])
        together = len(pool) > 1 and len(pooled) >= max(least[name] for name in pool)
        results, terms, everyone = [], [], []
        for name in asked:
            if together and name in pool:
                if name != pool[0]:
                    continue
                names, marks = pool, pooled
            elif name in small:
                results.append({"groups": [name], "withheld": "too_few_raters"})
                continue
            else:
                names, marks = [name], by_group[name]
            if not marks:
                results.append({"groups": names, "withheld": "no_answers"})
                continue
            weight = sum(number(groups[name]["weight"]) for name in names)
            mean = centre_of(marks, centre)
            results.append({"groups": names, "raters": len(marks), "mean": write_number(mean), "weight": write_number(weight)})
            terms.append((weight, mean))
            if weight > 0:
                everyone += marks
        counting = [result for result in results if any(number(groups[name]["weight"]) > 0 for name in result["groups"])]
        reason = None
        if owed and missing["answer"] == "block":
            reason = "answer_owed"
        elif few == "block" and any(result.get("withheld") == "too_few_raters" for result in counting):
            reason = "too_few_raters"
        elif missing["group"] == "block" and any(result.get("withheld") == "no_answers" for result in counting):
            reason = "no_group"
        elif not any(weight for weight, _ in terms):
            reason = "nothing_counts"
        result = {"item": item["name"], "kind": item.get("kind", "question"), "groups": results}
        if reason:
            result["no_score"] = reason
        elif policy.get("over") == "raters":
            result["score"] = centre_of(everyone, centre)
        else:
            result["score"] = sum(w * m for w, m in terms) / sum(w for w, _ in terms)
        weight = number(item.get("weight", 1))
        if weight > 0:
            scores.append((weight, None if reason else used(result["score"])))
        if not reason:
            result["score"] = written(result["score"])
        items.append(result)
    whole = {}
    known = [(weight, score) for weight, score in scores if score is not None]
    if len(known) < len(scores) and missing["item"] == "block":
        whole["no_score"] = "no_item"
    elif not known:
        whole["no_score"] = "nothing_counts"
    else:
        whole["score"] = written(sum(w * s for w, s in known) / sum(w for w, _ in known))
    return {**whole, "items": items}


def random_feedback(rng):
    names = ["self", "superior", "peer", "subordinate", "citizen"]
    kinds = {"self": "self", "superior": "named"}
    chosen = [name for name in names if rng.random() < 0.8] or ["peer"]
    groups = []
    for name in chosen:
        raters = kinds.get(name, "unnamed")
        least = rng.randint(2, 4) if raters == "unnamed" else rng.randint(1, 2)
        groups.append({"name": name, "raters": raters, "weight": rng.choice(["0", "0.5", "20", "1.25", "30"]), "least": least})
    if all(number(group["weight"]) == 0 for group in groups):
        groups[-1]["weight"] = "1"
    items = []
    for position in range(rng.randint(1, 4)):
        item = {"name": f"item_{position}", "weight": rng.choice(["1", "2", "0.5"])}
        if rng.random() < 0.4:
            item["groups"] = rng.sample(chosen, rng.randint(1, len(chosen)))
        items.append(item)
    policy = {
        "scale": {"from": 1, "until": 5, "digits": 1},
        "groups": groups,
        "items": items,
        "too_few": rng.choice(["leave_out", "merge", "block"]),
        "missing": {key: rng.choice(["exclude", "block"]) for key in ("answer", "group", "item")},
        "repeated": rng.choice(["refuse", "latest", "mean"]),
        "over": rng.choice(["groups", "raters"]),
        "centre": rng.choice(["mean", "median", {"trimmed": rng.choice(["0.1", "0.2", "0.49"]), "cut": rng.choice(["fractional", "whole"])}]),
    }
    if rng.random() < 0.3:
        policy["round"] = {"digits": rng.randint(0, 3), "mode": rng.choice(["half_up", "half_even", "floor"])}
    answers = []
    for item in items:
        for name in item.get("groups", chosen):
            count = 1 if name == "self" else rng.choice([0, 1, 2, 3, 5, 8])
            for rater in range(count):
                rater = "A-17" if name == "self" else f"{name}{rater}"
                days = ["2025-03-01"]
                if policy["repeated"] != "refuse" and rng.random() < 0.3:
                    days.append("2025-09-01")
                for day in days:
                    mark = rng.choice([{"absent": "not_applicable"}] + [rng.randint(10, 50) / 10 for _ in range(8)])
                    answer = {"item": item["name"], "rater": rater, "origin": name, "mark": mark, "on": day}
                    if rng.random() < 0.05:
                        del answer["mark"]
                    answers.append(answer)
    rng.shuffle(answers)
    responses = {"about": {"ref": "A-17"}, "period": {"from": "2025-01-01", "until": "2025-12-31"}, "answers": answers}
    return {"call": "feedback.aggregate", "given": {"policy": policy, "responses": responses}, "gives": aggregate(policy, responses)}


# --- what may be published together -----------------------------------------------------------------------------------


def rank(rows):
    """The rank of a matrix, by elimination."""
    rows = [list(row) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(found, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for index in range(len(rows)):
            if index != found and rows[index][column]:
                factor = rows[index][column] / rows[found][column]
                rows[index] = [a - factor * b for a, b in zip(rows[index], rows[found])]
        found += 1
    return found


def tells_about_few(published, answers, least):
    """Attack by linear algebra: a set of fewer than `least` raters about whose answers alone something follows.

    `published` are sets of answers, `answers` the rater of each. Something follows about some raters alone when the equations lose rank without their answers.
    """
    rows = [[Fraction(answer in numbers) for answer in range(len(answers))] for numbers in published]
    whole = rank(rows)
    raters = sorted(set(answers))
    for size in range(1, least):
        for few in combinations(raters, size):
            rest = [[value for value, rater in zip(row, answers) if rater not in few] for row in rows]
            if rank(rest) < whole:
                return few
    return None


def random_units(rng):
    """An organisation of three floors: answers and what is asked of them; the attack is made on what comes back."""
    answers, raters = [], 0
    for office in range(rng.randint(1, 2)):
        for section in range(rng.randint(1, 3)):
            for origin in ("peer", "subordinate"):
                for _ in range(rng.choice([0, 1, 1, 2, 3, 4])):
                    raters += 1
                    for item in ("adaptive", "loyal")[: rng.randint(1, 2)]:
                        day = rng.choice(["2025-05-01", "2025-10-01"])
                        answers.append({"units": ["city", f"office{office}", f"section{office}{section}"], "item": item, "origin": origin,
                                        "rater": f"R{raters}", "mark": rng.randint(1, 5), "on": day})
    if not answers:
        return random_units(rng)
    rng.shuffle(answers)
    given = {"least": rng.choice([2, 3, 3, 4]), "answers": answers}
    if rng.random() < 0.6:
        given["dates"] = ["2025-06-30", "2025-12-31"]
    return {"call": "feedback.units", "given": given, "gives": None}


def attack(given, means):
    """What of a release is wrong: a mean that differs, or raters about whom something follows."""
    answers = given["answers"]
    published = []
    for mean in means:
        if "withheld" in mean:
            continue
        depth = len(mean["units"])
        members = {
            index
            for index, answer in enumerate(answers)
            if answer["item"] == mean["item"]
            and answer["units"][:depth] == mean["units"]
            and mean.get("origin") in (None, answer["origin"])
            and ("until" not in mean or answer["on"] <= mean["until"])
        }
        marks = [number(answers[index]["mark"]) for index in members]
        if write_number(sum(marks) / len(marks)) != mean["mean"] or len(marks) != mean["answers"]:
            return f"the mean of {mean} is another"
        published.append(members)
    few = tells_about_few(published, [answer["rater"] for answer in answers], given["least"])
    return few and f"something follows about {few} alone"


ROOMS = {
    "feedback": random_feedback,
    "units": random_units,
    "journal": journal.random_case,
    "periods": annual.random_case,
    "suggestions": suggestions.random_case,
    "plan": development.random_plan,
    "effect": development.random_effect,
    "participation": development.random_participation,
}


def main():
    if sys.argv[1] == "attack":
        for line in sys.stdin:
            case = json.loads(line)
            if "counts" in case:
                print(json.dumps(development.attack(case["given"], case["counts"], case["least"])), flush=True)
                continue
            print(json.dumps(attack(case["given"], case["means"])), flush=True)
        return
    room, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(seed)
    print(json.dumps([ROOMS[room](rng) for _ in range(count)]))


if __name__ == "__main__":
    main()
