"""The oracle of daily reports: entries rolled up, day by day, from the documented rules alone."""

from datetime import date, timedelta
from fractions import Fraction

from values import write_number

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_of(period):
    first, last = (date.fromisoformat(period[key]) for key in ("from", "until"))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def number(value, default):
    return Fraction(default) if value is None else Fraction(str(value))


def overlaps(entries):
    """How many entries begin before one that began earlier, or with them, has ended; what was rejected takes no time."""
    timed = sorted((one["on"], one["from"], one["until"]) for one in entries if "from" in one and one.get("status") != "rejected")
    began = lambda position: [one for one in timed[:position] if one[0] == timed[position][0]]
    return sum(any(until > timed[position][1] for _, _, until in began(position)) for position in range(len(timed)))


def roll_up(journal, settings):
    activities = {activity["name"]: activity for activity in settings["activities"]}
    off = set(settings.get("holidays", []))
    absent = {day for leave in journal.get("leave", []) for day in days_of(leave)}
    most = number(settings.get("most_a_day"), 1440)

    def on_plan(day):
        return WEEKDAYS[day.weekday()] in settings["workdays"] and str(day) not in off

    counted, late, tallies = [], [], {}
    for entry in journal["entries"]:
        activity = activities[entry["activity"]]
        volume = number(entry.get("volume"), 1)
        worth = activity.get("minutes")
        minutes = number(worth, 0) * volume if worth is not None else number(entry["minutes"], 0)
        on = date.fromisoformat(entry["on"])
        is_late = False
        if "deadline" in settings and "entered" in entry:
            is_late = (date.fromisoformat(entry["entered"]) - on).days > settings["deadline"]
        if is_late:
            late.append(entry["ref"])
        status = entry.get("status", "pending")
        if status == "accepted" and is_late and settings.get("late") == "leave_out":
            status = "left_out"
        tally = tallies.setdefault(on, {"minutes": Fraction(0), "accepted": 0, "pending": 0, "rejected": 0, "left_out": 0})
        tally[status] += 1
        if status == "accepted":
            tally["minutes"] += minutes
            counted.append((entry, entry.get("goal", activity.get("goal")), number(entry.get("figure"), volume)))

    told = {"journal.late": len(late), "journal.impossible": 0, "journal.day_off": 0, "journal.overlap": overlaps(journal["entries"])}
    for day, tally in tallies.items():
        if tally["minutes"] > most:
            told["journal.impossible"] += 1
            if settings.get("over") == "cap":
                tally["minutes"] = most
        if tally["accepted"] and (not on_plan(day) or day in absent):
            told["journal.day_off"] += 1

    def written(tally):
        out = {key: tally[key] for key in ("minutes", "accepted", "pending", "rejected", "left_out")}
        out["minutes"] = write_number(out["minutes"])
        if not out["left_out"]:
            del out["left_out"]
        return out

    everything = days_of(journal["period"])
    months = sorted({(day.year, day.month) for day in everything})

    def totals(wanted):
        sums = {"minutes": Fraction(0), "accepted": 0, "pending": 0, "rejected": 0, "left_out": 0}
        for day, tally in tallies.items():
            if (day.year, day.month) in wanted:
                for key in sums:
                    sums[key] += tally[key]
        workdays, norm = 0, Fraction(0)
        for year, month in wanted:
            first = date(year, month, 1)
            after = date(year + month // 12, month % 12 + 1, 1)
            planned = sum(on_plan(first + timedelta(days=n)) for n in range((after - first).days))
            worked = sum(on_plan(day) and day not in absent for day in everything if (day.year, day.month) == (year, month))
            workdays += worked
            if "a_day" in settings["norm"]:
                norm += number(settings["norm"]["a_day"], 0) * worked
            elif planned:
                norm += number(settings["norm"]["a_month"], 0) * worked / planned
        out = written(sums) | {"workdays": workdays, "norm": write_number(norm)}
        if norm:
            out["share"] = write_number(sums["minutes"] / norm)
        return out

    goals = []
    for goal in settings.get("goals", []):
        its = [(entry, figure) for entry, name, figure in counted if name == goal["name"]]
        its.sort(key=lambda one: (one[0]["on"], one[0].get("entered", ""), one[0]["ref"]))
        figures = [figure for _, figure in its]
        of = goal.get("of", "sum")
        made = {"goal": goal["name"]}
        if figures:
            made["realisation"] = write_number(sum(figures) if of == "sum" else figures[-1] if of == "latest" else max(figures))
        goals.append(made | {"entries": [entry["ref"] for entry, _ in its]})

    quarters = {}
    for year, month in months:
        quarters.setdefault((year, (month + 2) // 3), []).append((year, month))
    result = {
        "about": journal["about"]["ref"],
        "period": journal["period"],
        "goals": goals,
        "whole": totals(months),
        "quarters": [{"quarter": f"{year:04}-Q{quarter}"} | totals(of) for (year, quarter), of in quarters.items()],
        "months": [{"month": f"{year:04}-{month:02}"} | totals([(year, month)]) for year, month in months],
        "days": [{"day": str(day)} | written(tallies[day]) for day in sorted(tallies)],
    }
    return result, {code: count for code, count in told.items() if count}


def random_case(rng):
    first = date(2024, 1, 1) + timedelta(days=rng.randrange(700))
    length = rng.choice([1, 5, 31, 100, 400])
    day = lambda: first + timedelta(days=rng.randrange(length))
    activities = [{"name": f"a{n}"} | ({"minutes": rng.choice(["45", "7.5", "60"])} if rng.random() < 0.7 else {}) for n in range(3)]
    for activity in activities:
        if rng.random() < 0.5:
            activity["goal"] = rng.choice(["g0", "g1", "g2"])
    settings = {
        "activities": activities,
        "goals": [{"name": "g0"}, {"name": "g1", "of": "latest"}, {"name": "g2", "of": "highest"}],
        "norm": rng.choice([{"a_day": "300"}, {"a_month": "6500"}]),
        "workdays": rng.choice([list(WEEKDAYS[:5]), list(WEEKDAYS[:6]), ["sun"]]),
        "holidays": [str(day()) for _ in range(rng.randrange(4))],
    }
    if rng.random() < 0.5:
        settings["deadline"] = rng.randrange(4)
    for key, words in (("late", ["report", "leave_out"]), ("over", ["report", "cap"])):
        if rng.random() < 0.6:
            settings[key] = rng.choice(words)
    if rng.random() < 0.6:
        settings["most_a_day"] = rng.choice(["480", "100"])
    entries = []
    for n in range(rng.randrange(40)):
        on = day()
        activity = rng.choice(activities)
        entry = {"ref": f"e{n}", "on": str(on), "activity": activity["name"], "status": rng.choice(["accepted", "accepted", "pending", "rejected"])}
        if entry["status"] != "pending":
            entry["by"] = "A1"
        if entry["status"] == "rejected":
            entry["because"] = "not done"
        if "minutes" not in activity:
            entry["minutes"] = str(rng.randrange(300))
        for key, value in (("volume", str(rng.randrange(1, 9))), ("figure", f"{rng.randrange(99)}.5"), ("goal", rng.choice(["g0", "g1", "g2"]))):
            if rng.random() < 0.4:
                entry[key] = value
        if rng.random() < 0.5:
            hour = rng.randrange(7, 12)
            entry |= {"from": f"{hour:02}:{rng.choice(['00', '30'])}", "until": f"{hour + rng.randrange(1, 4):02}:00"}
            if entry["until"] <= entry["from"]:
                entry["until"] = "24:00"
        if rng.random() < 0.6:
            entry["entered"] = str(on + timedelta(days=rng.randrange(6)))
        entries.append(entry)
    rng.shuffle(entries)
    journal = {
        "about": {"ref": "A-17"},
        "period": {"from": str(first), "until": str(first + timedelta(days=length - 1))},
        "leave": [],
        "entries": entries,
    }
    for _ in range(rng.randrange(3)):
        begins = day()
        journal["leave"].append({"from": str(begins), "until": str(begins + timedelta(days=rng.randrange(20)))})
    result, told = roll_up(journal, settings)
    return {"given": {"journal": journal, "settings": settings}, "gives": result, "told": told}
