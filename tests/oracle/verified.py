"""What an appraisal rests on that nobody has verified, and the standing of its scheme (clause 4.15)."""

SURENESS = ["illustration", "unverified", "secondary", "official"]


def warnings(scheme, reads, in_force):
    """(code, path) of every such warning. `reads` maps a step to what it read; `in_force` a parameter to the position of its value."""
    confidence = {source["name"]: source["confidence"] for source in scheme.get("sources") or []}
    steps = dict(steps_of(scheme["steps"], ""))
    formulas = {formula["name"]: formula for formula in scheme.get("formulas") or []}
    parameters = {parameter["name"]: parameter for parameter in scheme.get("parameters") or []}
    found = []
    for what in rested_on(scheme, reads):
        if what[0] == "step":
            _, _, rows, name = what
            step = steps[rows, name]
            sure, path = rests_on(step.get("basis"), step.get("cite"), confidence), ".".join(filter(None, (rows, name)))
        elif what[0] == "formula":
            sure, path = rests_on(None, formulas[what[1]].get("cite"), confidence), f"formulas.{what[1]}"
        elif what[1] in parameters:
            parameter = parameters[what[1]]
            cite = parameter["values"][in_force[what[1]]].get("cite") or parameter.get("cite")
            sure, path = rests_on(None, cite, confidence), f"parameters.{what[1]}"
            if parameter["name"] in (scheme.get("amended") or {}).get("parameters", []):
                sure = "local"
        else:  # a table of the settings
            continue
        if sure == "unverified":
            found.append(("appraisal.unverified", path))
    if scheme.get("status") in ("illustration", "superseded"):
        found.append((f"appraisal.{scheme['status']}", "scheme"))
    if scheme.get("amended"):
        found.append(("appraisal.amended", "scheme"))
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
    """((name of the innermost list, name), step) of every step."""
    for item in items:
        if "each" in item:
            yield from steps_of(item["steps"], item["each"])
        elif "group" in item:
            yield from steps_of(item["steps"], item["name"])
        else:
            yield (rows, item["name"]), item


def rested_on(scheme, reads):
    """What the outcomes rest on, directly or not."""
    open_things = [("step", "", "", outcome["of"]) for outcome in scheme["outcomes"]]
    found = set()
    while open_things:
        what = open_things.pop()
        if what in found or what[0] == "step" and what not in reads:  # an outcome may be an input
            continue
        found.add(what)
        open_things.extend(reads.get(what, ()))
    return found
