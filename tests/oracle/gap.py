"""What a person lacks for a post, by each method: an independent model in rationals, written from the published formulas.

    proportional        mean of 1 if a >= r else (a - m) / (r - m), weighted
    met-count           count(a >= r) / n
    jpm-ratio-of-sums   sum(w a) / sum(w r)
    jpm-mean-of-ratios  mean of a / r, weighted, each rounded where the rule says so
    weighted-gap        sum(w max(r - a, 0)) / sum(w (r - m))
"""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

METHODS = ["proportional", "met-count", "jpm-ratio-of-sums", "jpm-mean-of-ratios", "weighted-gap"]
MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}


def rounded(number, how):
    """A fraction rounded on the integers, so that no precision of decimals enters."""
    scale = 10 ** how["digits"]
    scaled = number * scale
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if twice > 0 or (twice == 0 and (how["mode"] == "half_up" or whole % 2)):
        whole += 1
    return Fraction(whole if number >= 0 else -whole, scale)


def scale_values(scale):
    given = [level.get("value") for level in scale["levels"]]
    values = [Fraction(i + 1) if value is None else Fraction(str(value)) for i, value in enumerate(given)]
    minimum = Fraction(str(scale["minimum"])) if "minimum" in scale else values[0]
    return dict(zip((level["id"] for level in scale["levels"]), values)), minimum, values[-1]


def gap(profile, assessment, rule):
    """The exact score, or the ids that block it, or None where nothing is left to reckon with."""
    scales = {scale["id"]: scale_values(scale) for scale in profile.get("scales", [])}
    found = {result["competency"]: result for result in assessment["results"]}
    method = rule.get("method", "proportional")
    cap = rule.get("cap", "none")
    above = below = Fraction(0)
    blocked = []
    for requirement in profile["requirements"]:
        if requirement.get("need") == "optional":
            continue
        levels, minimum, highest = scales.get(requirement.get("scale"), ({}, Fraction(0), None))
        if "level" in requirement:
            required = levels[requirement["level"]]
        elif "percent" in requirement:
            required = Fraction(str(requirement["percent"])) / 100 * (highest - minimum) + minimum
        elif "value" in requirement:
            required = Fraction(str(requirement["value"]))
        else:
            required = Fraction(1)
        result = found.get(requirement["competency"], {"absent": "not_rated"})
        if result.get("absent") == "not_applicable":
            continue
        if result.get("absent") == "not_rated":
            policy = rule.get("unrated", "block")
            if policy == "block":
                blocked.append(requirement["competency"])
            if policy != "minimum":
                continue
            actual = minimum
        elif "level" in result:
            actual = levels[result["level"]]
        elif "value" in result:
            actual = Fraction(str(result["value"]))
        else:
            actual = Fraction(1 if result["has"] else 0)
        weight = Fraction(str(requirement.get("weight", 1)))
        counted = min(actual, required) if cap == "each" else actual
        if method == "proportional":
            if actual >= required:
                share = Fraction(1)
            elif required > minimum:
                share = max(Fraction(0), (actual - minimum) / (required - minimum))
            else:
                share = Fraction(0)
            measure = Fraction(1)
        elif method == "met-count":
            weight, share, measure = Fraction(1), Fraction(actual >= required), Fraction(1)
        elif method == "jpm-ratio-of-sums":
            share, measure = counted, required
        elif method == "jpm-mean-of-ratios":
            if required == 0:
                continue
            share, measure = counted / required, Fraction(1)
            if "round_each" in rule:
                share = rounded(share, rule["round_each"])
        else:
            share, measure = max(required - actual, Fraction(0)), required - minimum
        above += weight * share
        below += weight * measure
    if blocked:
        return {"blocked": blocked}
    if below == 0:
        return {"nothing": True}
    score = 100 * above / below
    if cap == "whole":
        score = min(score, Fraction(100))
    out = {"exact": text(score)}
    if "round" in rule:
        out["score"] = decimal_text(rounded(score, rule["round"]), rule["round"]["digits"])
    return out


def text(number):
    """As documents write an exact number: a decimal where it ends, else a fraction."""
    rest = number.denominator
    digits = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        digits = max(digits, power)
    return decimal_text(number, digits) if rest == 1 else f"{number.numerator}/{number.denominator}"


def decimal_text(number, digits):
    whole = abs(number * 10**digits)
    assert whole.denominator == 1
    written = str(whole.numerator).rjust(digits + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (written if digits == 0 else f"{written[:-digits]}.{written[-digits:]}")


def random_case(rng):
    """A random profile, assessment and rule, and what comes of them."""
    scales = []
    for number in range(rng.randint(1, 2)):
        count = rng.randint(1, 6)
        step = iter(sorted(rng.sample(range(0, 40), count)))
        valued = rng.random() < 0.5
        levels = [{"id": f"l{i}", **({"value": str(Decimal(next(step)) / 4)} if valued else {})} for i in range(count)]
        scale = {"id": f"s{number}", "levels": levels}
        lowest = Fraction(levels[0].get("value", 1))
        if rng.random() < 0.5 and lowest > 0:
            scale["minimum"] = rng.choice(["0", str(levels[0].get("value", 1))])
        scales.append(scale)
    requirements, results = [], []
    weighted = rng.random() < 0.5
    for number in range(rng.randint(1, 8)):
        scale = rng.choice(scales)
        level = lambda: rng.choice(scale["levels"])["id"]
        requirement = {"competency": f"c{number}", "scale": scale["id"]}
        kind = rng.random()
        if kind < 0.6:
            requirement["level"] = level()
        elif kind < 0.75:
            requirement["percent"] = rng.choice(["80", "33.3", "100", "0"])
        elif kind < 0.9:
            requirement["value"] = str(Decimal(rng.randint(0, 50)) / 10)
        else:
            del requirement["scale"]
        if weighted:
            requirement["weight"] = str(Decimal(rng.randint(1, 99)) / 10)
        if rng.random() < 0.15:
            requirement["need"] = "optional"
        if rng.random() < 0.2:
            requirement["mandatory"] = True
        requirements.append(requirement)
        fate = rng.random()
        if fate < 0.1:
            continue
        result = {"competency": f"c{number}"}
        if fate < 0.2:
            result["absent"] = rng.choice(["not_rated", "not_applicable"])
        elif "scale" not in requirement:
            result["has"] = rng.random() < 0.5
        elif fate < 0.4:
            values, minimum, highest = scale_values(scale)
            lowest = min(minimum, *values.values())
            result["value"] = text(lowest + (highest - lowest) * Fraction(rng.randint(0, 8), 8))
        else:
            result["level"] = level()
        results.append(result)
    rule = {"method": rng.choice(METHODS), "cap": rng.choice(["none", "each", "whole"])}
    if rng.random() < 0.8:
        rule["unrated"] = rng.choice(["exclude", "minimum"])
    if rng.random() < 0.3:
        rule["round_each"] = {"digits": 2, "mode": rng.choice(list(MODES))}
    if rng.random() < 0.5:
        rule["round"] = {"digits": rng.randint(0, 4), "mode": rng.choice(list(MODES))}
    profile = {"kinerja": "profile/1", "profile": "random", "scales": scales, "requirements": requirements}
    assessment = {"kinerja": "assessment/1", "results": results}
    request = {"profile": profile, "assessment": assessment, **rule}
    return {"request": request, "expect": gap(profile, assessment, rule)}
