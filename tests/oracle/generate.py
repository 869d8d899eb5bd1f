"""Random facts and settings for a scheme.

About 70% of the cases are meant to be without any problem; the others get one to three faults. What a case must give is not
decided here: the evaluator says it. Boundaries, exact ties and round numbers come more often than chance would have them.
"""

import copy
import datetime
import re
from fractions import Fraction

from evaluate import InvalidScheme, Scheme, evaluate
from facts import text_of
from generate_scheme import OUTSIDE, random_scheme
from sealed import sealed
from values import Literal, TwiceObject, dump, read_date, write_number

__all__ = ["random_case", "random_facts", "random_scheme"]

ROUND_NUMBERS = [Fraction(n) for n in (0, 1, 2, 3, 5, 10, 20, 40, 50, 60, 75, 80, 90, 100, 110, 120)]
WORDS_OF_TEXT = ["alpha", "beta", "gamma", "beta ", "Alpha", "ångström", "日本", "it's", "", "a b"]
DAYS = [datetime.date(2020, 2, 29), datetime.date(2024, 1, 1), datetime.date(2024, 12, 31), datetime.date(2024, 2, 29), datetime.date(2025, 3, 1)]
NUMBERS_IN_TEXT = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?")
MAX_NUMBERS_OF_SCHEME = 60


class Slot:
    """A place in the facts that a fault may change: an input or field, in the object that holds it."""

    def __init__(self, holder, declared, list_of=None):
        self.holder = holder
        self.declared = declared
        self.list_of = list_of  # the Declared list whose row the holder is


class FactsMaker:
    def __init__(self, scheme, rng):
        self.scheme = scheme
        self.rng = rng
        self.slots = []
        self.lists = []  # (holder, Declared list)
        self.absence = rng.choice([0, 0, 0.05, 0.3])  # how often what may be left out is
        self.is_only_fault = False
        self.twice_key = None  # a key of the whole that stands twice in the text
        if not hasattr(scheme, "interesting"):
            found = {Fraction(text) for text in NUMBERS_IN_TEXT.findall(dump(scheme.raw))}
            scheme.interesting = sorted(found)[:MAX_NUMBERS_OF_SCHEME]

    def chance(self, probability):
        return self.rng.random() < probability

    # --- valid documents --------------------------------------------------------------------------------------------------

    def facts(self):
        document = {}
        if self.chance(0.3):
            document["kinerja"] = "facts/1"
        if self.chance(0.3):
            document["scheme"] = self.scheme.id
        if self.chance(0.2):
            document["person"] = self.rng.choice([{}, {"ref": "A-1"}, {"name": "Ani", "post": "analis", "unit": "x"}])
        if self.chance(0.1):
            document["note"] = "a note"
        if self.scheme.period_is_required or self.chance(0.5):
            document["period"] = self.period()
        self.fields(self.scheme.inputs, document, document)
        if self.chance(0.3):
            items = list(document.items())
            self.rng.shuffle(items)
            shuffled = dict(items)
            document.clear()
            document.update(shuffled)
        return document

    def facts_like(self, example):
        """The facts of an example, some values of which are others that are allowed."""
        document = copy.deepcopy(example)
        if self.chance(0.3) and self.scheme.period_is_required:
            document["period"] = self.period()
        self.vary(self.scheme.inputs, document, self.rng.choice([0, 0.03, 0.1, 0.1, 0.3]))
        return document

    def vary(self, fields, holder, rate, list_of=None):
        partners = {declared.partner for declared in fields}
        for declared in fields:
            if declared.type == "list":
                self.lists.append((holder, declared))
                for row in holder.get(declared.name) or []:
                    self.vary(declared.fields, row, rate, declared)
                if declared.key is None and self.chance(rate):
                    self.vary_rows(declared, holder)
                continue
            if declared.type == "weight" or list_of is not None and declared.name == list_of.key:
                continue
            self.slots.append(Slot(holder, declared, list_of))
            if declared.partner or declared.name in partners or not self.chance(rate):
                continue
            if declared.optional and self.chance(0.3):
                holder.pop(declared.name, None)
                self.leave_out(declared, holder)
            else:
                holder[declared.name] = self.annotated(declared, self.plain(declared))

    def vary_rows(self, declared, holder):
        """One row more or less, with weights that sum to the total again."""
        rows = holder.get(declared.name) or []
        if not rows:
            return
        if self.chance(0.5) and len(rows) > declared.least:
            rows.pop(self.rng.randrange(len(rows)))
        else:
            rows.append(copy.deepcopy(self.rng.choice(rows)))
        for field in declared.fields:
            if field.type == "weight":
                for row, weight in zip(rows, self.weights(field, len(rows))):
                    row[field.name] = weight

    def settings(self):
        document = {}
        if self.chance(0.2):
            document["kinerja"] = "settings/1"
        for declared in self.scheme.settings:
            if declared.has_default and self.chance(0.5):
                continue
            document[declared.name] = self.setting(declared)
        return document if document or self.chance(0.3) else None

    def table(self, declared):
        return {text: self.cells(declared) for text in declared.members}

    def cells(self, declared):
        cells = {column.name: self.plain(column) for column in declared.columns}
        return next(iter(cells.values())) if len(cells) == 1 and self.chance(0.5) else cells

    def setting(self, declared):
        made = {"table": self.table, "bands": self.bands, "curve": self.curve}.get(declared.type, self.plain)
        return made(declared)

    def bands(self, declared):
        """Bands (clause 2.20), their thresholds near the numbers that facts have."""
        thresholds = sorted({(self.rng.choice([-1, 0, 1, 2, 3, 5, 10, 40, 90, 100]), self.chance(0.5)) for _ in range(self.rng.randint(1, 5))}, reverse=True)
        rows = [{"above" if is_above else "from": Literal(str(at)), "is": self.cells(declared)} for at, is_above in thresholds]
        return {"rows": rows, "else": self.cells(declared)}

    def curve(self, declared):
        places = sorted(self.rng.sample([-5, 0, 1, 2, 4, 10, 50, 90, 100, 120], self.rng.randint(2, 5)))
        points = [[Literal(str(x)), self.plain(declared)] for x in places]
        return {"points": points, "below": self.rng.choice(OUTSIDE), "above": self.rng.choice(OUTSIDE)}

    def fields(self, fields, holder, whole, list_of=None):
        """Fills an object with its fields."""
        for declared in sorted(fields, key=lambda it: (it.type == "list", it.partner is not None)):
            if declared.type == "list":
                self.rows(declared, holder, whole)
                continue
            if declared.type == "weight":
                continue  # filled for all rows at once
            self.slots.append(Slot(holder, declared, list_of))
            if declared.partner:
                has_own = any(other.name == declared.partner for other in fields)
                partner = (holder if has_own else whole).get(declared.partner)
                partner_given = not (partner is None or isinstance(partner, dict) and "value" in partner and partner["value"] is None)
                if not partner_given:
                    self.leave_out(declared, holder)
                elif self.chance(self.absence / 2):
                    holder[declared.name] = {"absent": self.rng.choice(["not_rated", "not_applicable"])}
                else:
                    holder[declared.name] = self.annotated(declared, self.plain(declared))
                continue
            if (declared.optional or declared.has_default) and self.chance(self.absence):
                self.leave_out(declared, holder)
            else:
                holder[declared.name] = self.annotated(declared, self.plain(declared))
                if declared.optional and self.chance(self.absence / 3):
                    holder[declared.name] = {"absent": self.rng.choice(["not_rated", "not_applicable"])}
                    if self.chance(0.3):
                        holder[declared.name]["because"] = "a reason"
                        holder[declared.name]["on"] = "2024-05-06"

    def leave_out(self, declared, holder):
        how = self.rng.randrange(4)
        if how == 0:
            holder[declared.name] = None
        elif how == 1:
            holder[declared.name] = {"value": None, "note": "not yet"}
        elif how == 2 and declared.optional and not declared.partner:
            holder[declared.name] = {"absent": self.rng.choice(["not_rated", "not_applicable"])}

    def document_of(self, declared, value):
        """A sealed document that holds a value, mostly one from which the input may be taken."""
        item = self.rng.choice(declared.taken_from)
        field = ["outcomes", item["outcome"]] if "scheme" in item else item["field"].split(".")
        for key in reversed(field):
            value = {key: value}
        document = {"kinerja": item.get("document", "appraisal/1"), **value, "version": Literal(self.rng.choice(["1", "2.0", "1e0"]))}
        if "scheme" in item:
            document["scheme"] = item["scheme"]
        if self.chance(0.3):
            document["person"] = self.rng.choice([{}, {"ref": "A-1"}, {"ref": None, "name": "Ani"}])
        if self.chance(0.5):
            document["period"] = self.any_period()
        return sealed(document)

    def bad_document(self, declared):
        """A document that is mostly not taken."""
        document = self.document_of(declared, self.rng.choice([self.plain(declared), None, [], Literal("0.5"), self.bad_value(declared)]))
        how = self.rng.randrange(6)
        if how == 0:
            document["note"] = "added later"
        elif how == 1:
            document.pop("seal")
        elif how == 2:
            document = sealed({**document, "scheme": "other/scheme", "kinerja": self.rng.choice(["appraisal/1", "note/1"])})
        elif how == 3:
            document = sealed({**document, "person": {"ref": "A-2"}})
        elif how == 4:
            document["kinerja"] = None
        return document

    def annotated(self, declared, plain):
        if declared.taken_from and self.chance(0.4):
            plain = self.document_of(declared, plain)
        needs = declared.evidence == "required" or declared.evidence == "expected" and self.chance(0.6)
        if not needs and not self.chance(0.12):
            return plain
        annotated = {"value": plain}
        if needs or self.chance(0.3):
            annotated["evidence"] = self.rng.choice([["minutes 12"], ["a", "b"]])
        if self.chance(0.3):
            annotated["by"] = "rater"
        if self.chance(0.3):
            annotated["on"] = "2024-02-29"
        if self.chance(0.2):
            annotated["note"] = ""
        return annotated

    def rows(self, declared, holder, whole):
        self.lists.append((holder, declared))
        count = max(declared.least, self.rng.choice([0, 1, 1, 2, 2, 3, 4]))
        key = next((field for field in declared.fields if field.name == declared.key), None)
        keys = None
        if key is not None:
            keys = self.keys(key, count, declared.complete)
            count = len(keys)
        if count == 0 and self.chance(0.7):
            if self.chance(0.3):
                holder[declared.name] = None
            return
        rows = []
        for position in range(count):
            row = {}
            if self.chance(0.1):
                row["id"] = f"r{position}"
            if self.chance(0.1):
                row["title"] = "a row"
            self.fields(declared.fields, row, whole, declared)
            if keys is not None:
                row[declared.key] = keys[position]
            rows.append(row)
        for field in declared.fields:
            if field.type == "weight":
                for row, weight in zip(rows, self.weights(field, count)):
                    row[field.name] = {"value": weight, "by": "head"} if self.chance(0.05) or field.evidence == "required" else weight
                    if field.evidence == "required":
                        row[field.name]["evidence"] = ["decree"]
                if rows and self.chance(0.12):
                    self.from_document(field, rows)
        holder[declared.name] = rows

    def from_document(self, field, rows):
        """Weights out of a sealed document, which mostly is as it should be."""
        for position, row in enumerate(rows):
            row["id"] = self.rng.choice([f"g{position}", Literal(str(position))])
        parts = [self.rng.randint(0, 9) for _ in rows]
        total = sum(parts) or 1
        ratios = {str(row["id"]): self.rng.choice([f"{part}/{total}", write_number(Fraction(part, total))]) for row, part in zip(rows, parts)}
        document = {"kinerja": "weights/1", "method": "points", "weights": ratios, "given": {}}
        how = self.rng.randrange(12)
        if how == 0:
            document["person"] = {"ref": self.rng.choice(["A-1", "A-2"])}
        elif how == 1:
            document["period"] = self.any_period()
        elif how == 2:
            ratios[self.rng.choice(list(ratios))] = self.rng.choice([None, "1/0", "x", "1/2/3", "0.5/2", Literal("0.5"), Literal("1"), "-1/2", True, "2e-1"])
        elif how == 3:
            document["kinerja"] = "weights/2"
        elif how == 4:
            rows[0]["id"] = self.rng.choice([None, "", "other"])
            rows[0]["title"] = self.rng.choice(["g0", "", None])
        document = sealed(document)
        if how == 5:
            document["method"] = "swing"
        named = {"kinerja": document["kinerja"], "seal": document["seal"]}
        carrier = self.rng.randrange(len(rows))
        for position, row in enumerate(rows):
            weight = document if position == carrier and how != 6 or self.chance(0.2) else named
            row[field.name] = {"value": weight, "by": "panel"} if self.chance(0.2) else weight

    def keys(self, key, count, complete):
        """Different values of the key of a list."""
        if key.type in ("level", "choice"):
            members = [text_of(member) for member in self.scheme.catalogue.members(key.kind)]
            if key.type == "level":
                members = [name for name in members if key.in_bounds(key.levels[name].position)]
            self.rng.shuffle(members)
            return members if complete else members[:count]
        if key.type == "text":
            return self.rng.sample(WORDS_OF_TEXT, min(count, len(WORDS_OF_TEXT)))
        found = []
        for _ in range(20):
            number = self.number_of(key)
            if number not in found and len(found) < count:
                found.append(number)
        return [self.as_json(number) for number in found]

    def weights(self, field, count):
        """Weights that sum to the total, where that is possible."""
        if count == 0:
            return []
        if self.chance(0.15):
            return ["equal"] * count
        unit = field.multiple or Fraction(self.rng.choice(["1", "5", "0.5", "0.01"]))
        least = max(field.least or 0, Fraction(0))
        least_units = -(-least // unit)
        units = field.total // unit - least_units * count
        cuts = sorted(self.rng.randint(0, max(0, int(units))) for _ in range(count - 1))
        parts = [end - start for start, end in zip([0] + cuts, cuts + [max(0, int(units))])]
        weights = [(part + least_units) * unit for part in parts]
        texts = [self.as_json(weight) for weight in weights]
        if self.chance(0.2):
            texts[self.rng.randrange(count)] = "rest"
        return texts

    # --- values -----------------------------------------------------------------------------------------------------------

    def plain(self, declared):
        kind = declared.type
        if kind in ("number", "integer", "curve"):
            return self.as_json(self.number_of(declared))
        if kind == "yes_no":
            return self.chance(0.5)
        if kind == "level":
            names = [name for name, level in declared.levels.items() if declared.in_bounds(level.position)]
            return self.rng.choice(names)
        if kind == "choice":
            return self.rng.choice(sorted(declared.words))
        if kind == "date":
            return self.date_of(declared).isoformat()
        if kind == "period":
            return self.any_period()
        return self.rng.choice(WORDS_OF_TEXT)

    def number_of(self, declared):
        """A number in the bounds and on the grid: a boundary, one step off it, a number of the scheme, or any."""
        step = Fraction(1) if declared.type == "integer" else Fraction(1, declared.grid) if declared.grid else Fraction(1, 10 ** self.rng.choice([0, 0, 1, 2, 4]))
        limits = [bound for _, bound in declared.bounds]
        low = max(limits[0], Fraction(-(10**6))) if limits else Fraction(0)
        high = limits[-1] if len(limits) > 1 else low + self.rng.choice([10, 200, 200, 10**6])
        for _ in range(30):
            how = self.rng.randrange(5)
            if how == 0 and limits:
                number = self.rng.choice(limits) + step * self.rng.choice([-1, 0, 0, 1])
            elif how == 1:
                number = self.rng.choice(ROUND_NUMBERS)
            elif how == 2 and self.scheme.interesting:
                number = self.rng.choice(self.scheme.interesting) + step * self.rng.choice([-1, 0, 0, 0, 1])
            else:
                number = low + (high - low) * Fraction(self.rng.randrange(0, 1001), 1000)
                number = number // step * step
            if declared.in_bounds(number) and (number / step).denominator == 1:
                return number
        return limits[0] if limits else Fraction(1)

    def as_json(self, number):
        """A number as a JSON number or a string, plainly or not."""
        text = write_number(number)
        if "/" in text:
            text = write_number(number * 1000 // 1 / 1000)
        how = self.rng.randrange(12)
        if how == 0:
            text += "0" if "." in text else ".00"
        elif how == 1 and "." not in text:
            text += self.rng.choice(["e0", "E+0", "e-0"])
        elif how == 2 and "." not in text and len(text) > 1 and text.endswith("0"):
            text = text[:-1] + "e1"
        elif how == 3 and text == "0":
            text = self.rng.choice(["-0", "0.000", "0e5"])
        return Literal(text) if self.chance(0.6) else text

    def date_of(self, declared):
        limits = [bound for _, bound in declared.bounds]
        for _ in range(30):
            day = self.rng.choice(limits + DAYS) + datetime.timedelta(days=self.rng.choice([-1, 0, 0, 1, 30]))
            if declared.in_bounds(day):
                return day
        return limits[0] if limits else DAYS[0]

    def any_period(self):
        start = self.rng.choice(DAYS) + datetime.timedelta(days=self.rng.choice([0, 0, 1, -1, 40]))
        end = start + datetime.timedelta(days=self.rng.choice([0, 1, 29, 30, 31, 89, 90, 180, 364, 365]))
        return {"from": start.isoformat(), "until": end.isoformat()}

    def period(self):
        """A period in force, for which every parameter has a value, where there is one."""
        in_force = self.scheme.raw.get("in_force") or {}
        first = read_date(in_force["from"]) if in_force.get("from") else datetime.date(2019, 1, 1)
        last = read_date(in_force["until"]) if in_force.get("until") else max(first, datetime.date(2026, 12, 31))
        changes = []
        for _, history in self.scheme.parameters:
            changes += [day for day, _ in history if day is not None]
            if history[0][0] is not None:
                first = max(first, min(history[0][0], last))
        starts = [first, first, datetime.date(max(first.year, last.year - 1), 1, 1), datetime.date(first.year + 1, 1, 1), datetime.date(first.year, 7, 1)] + changes
        for _ in range(20):
            start = self.rng.choice(starts) + datetime.timedelta(days=self.rng.choice([0, 0, 0, 1, 14]))
            end = start + datetime.timedelta(days=self.rng.choice([0, 30, 89, 90, 181, 364, 365]))
            if self.chance(0.2):
                end = last
            if self.chance(0.1) and changes:
                end = self.rng.choice(changes)
            if first <= start <= end <= last:
                return {"from": start.isoformat(), "until": end.isoformat()}
        return {"from": first.isoformat(), "until": last.isoformat()}

    # --- faults -----------------------------------------------------------------------------------------------------------

    def break_facts(self, document):
        """Brings one fault into the facts. It may happen to change nothing."""
        faults = [self.break_value] * 8 + [self.break_list] * 4 + [self.break_head] * 2 + [self.break_period] * 2 + [self.break_annotation]
        self.rng.choice(faults)(document)

    def break_value(self, document):
        slots = [slot for slot in self.slots if slot.list_of is None or slot.declared.name != slot.list_of.key]
        if not slots:
            return self.break_head(document)
        slot = self.rng.choice(slots)
        declared, holder = slot.declared, slot.holder
        if self.chance(0.12):
            holder.pop(declared.name, None)
            return
        if self.chance(0.1):
            holder[declared.name] = {"absent": self.rng.choice(["not_rated", "not_applicable", "unknown", ""])}
            return
        if self.is_only_fault and self.chance(0.08) and document:
            self.twice_key = self.rng.choice(list(document))
            return
        bad = self.bad_document(declared) if declared.taken_from and self.chance(0.5) else self.bad_value(declared)
        old = holder.get(declared.name)
        if isinstance(old, dict) and "value" in old:
            old["value"] = bad
        else:
            holder[declared.name] = bad

    def bad_value(self, declared):
        wrong_type = [[], ["x"], {}, {"a": "b"}]
        kind = declared.type
        if kind in ("number", "integer", "curve"):
            bad = wrong_type + [True, False, "abc", "", " 5", "1,5", "1_000", "+5", ".5", "5.", "NaN", "Infinity", "0x10", "٣", "01", "1e", "--1", "5 "]
            bad += [Literal("1" * 29), "0." + "1" * 29, Literal("1e28"), "9" * 28 + ".5", Literal("1e-29"), Literal("1e400"), "1e999999999999"]
            bad += [Literal("0." + "0" * 27 + "1"), Literal("1" + "0" * 27), "1e27"]
            limits = [bound for _, bound in declared.bounds]
            off = Fraction(1, (declared.grid or 1) * 10)
            for bound in limits:
                bad += [self.as_json(bound + side * size) for side in (-1, 1) for size in (off, 1)] * 3
            bad += [self.as_json(self.number_of(declared) + off), Literal("-1"), Literal("-0.5")] * 2
            return self.rng.choice(bad)
        if kind == "yes_no":
            return self.rng.choice(wrong_type + ["true", "yes", Literal("1"), Literal("0"), ""])
        if kind == "date":
            bad = ["2024-02-30", "2023-02-29", "2024-2-3", "20240203", "2024-02-03T00:00:00", "0000-01-01", "2024-13-01", "", " 2024-02-03", "10000-01-01", "٢٠٢٤-01-01"]
            bad += [(bound + datetime.timedelta(days=side)).isoformat() for _, bound in declared.bounds for side in (-1, 1)]
            return self.rng.choice(wrong_type + [Literal("2024"), True] + bad * 2)
        if kind in ("level", "choice"):
            names = list(declared.levels if kind == "level" else sorted(declared.words))
            return self.rng.choice(wrong_type + [True, Literal("1")] + names + ["nothing", "", names[0].upper(), names[0] + " "] * 3)
        if kind == "period":
            return self.rng.choice(wrong_type[:2] + [True, "2024-01-01", {"from": "2024-02-01", "until": "2024-01-31"}, {"from": "2024-02-30", "until": "2024-03-01"}, {"from": "2024-02-01"}])
        return self.rng.choice(wrong_type + [True, Literal("5")])

    def break_list(self, document):
        if not self.lists:
            return self.break_value(document)
        holder, declared = self.rng.choice(self.lists)
        rows = holder.get(declared.name)
        if not isinstance(rows, list):
            rows = []
        weights = [field for field in declared.fields if field.type == "weight"]
        how = self.rng.randrange(8)
        if how == 0 or not rows or not all(isinstance(row, dict) for row in rows):
            holder[declared.name] = self.rng.choice([{}, "x", Literal("3"), True, {"value": []}, []])
        elif how == 1:
            rows.pop(self.rng.randrange(len(rows)))
        elif how == 2:
            self.rng.choice(rows)["surprise"] = Literal("1")
        elif how == 3:
            rows[self.rng.randrange(len(rows))] = self.rng.choice([None, [], "x", Literal("1")]) if not weights and not declared.key else rows[0]
        elif how == 4:
            rows.append(dict(self.rng.choice(rows)))
        elif how == 5:
            self.rng.choice(rows)[self.rng.choice(["id", "title", "note"])] = self.rng.choice([Literal("1"), True, []])
        elif weights:
            field = self.rng.choice(weights)
            row = self.rng.choice(rows)
            row[field.name] = self.rng.choice([Literal("-1"), Literal("0"), "rest", "equal", Literal("33.34"), "abc", None, True, Literal("100"), Literal("20.000001")])
        elif declared.key and len(rows) > 1:
            first, second = self.rng.sample(range(len(rows)), 2)
            rows[first][declared.key] = rows[second][declared.key]

    def break_head(self, document):
        how = self.rng.randrange(6)
        if how == 0:
            document["kinerja"] = self.rng.choice(["settings/1", "facts/2", ""])
        elif how == 1:
            document["scheme"] = "other/scheme"
        elif how == 2:
            document["person"] = self.rng.choice([{"ref": Literal("1")}, {"age": "3"}, "Ani", []])
        elif how == 3:
            document["note"] = Literal("1")
        else:
            document[self.rng.choice(["surprise", "x1", "Nama"])] = self.rng.choice([None, Literal("1"), "x"])

    def break_period(self, document):
        how = self.rng.randrange(6)
        if how == 0:
            document.pop("period", None)
        elif how == 1:
            document["period"] = {"from": "1999-01-01", "until": "2000-12-31"}
        elif how == 2:
            document["period"] = {"from": "2024-12-31", "until": "2024-12-30"}
        elif how == 3:
            document["period"] = self.rng.choice(["2024", [], True, {"from": "2024-01-01"}, {"from": "x", "until": "2024-01-01"}])
        elif "period" in document and isinstance(document["period"], dict):
            in_force = self.scheme.raw.get("in_force") or {}
            if in_force.get("from"):
                document["period"]["from"] = (read_date(in_force["from"]) - datetime.timedelta(days=1)).isoformat()
            if in_force.get("until") and self.chance(0.5):
                document["period"]["until"] = (read_date(in_force["until"]) + datetime.timedelta(days=1)).isoformat()

    def break_annotation(self, document):
        annotated = [slot.holder[slot.declared.name] for slot in self.slots if isinstance(slot.holder.get(slot.declared.name), dict) and "value" in slot.holder[slot.declared.name]]
        if not annotated:
            return self.break_value(document)
        key, value = self.rng.choice([("evidence", []), ("evidence", None), ("by", Literal("1")), ("on", "2024-02-30"), ("on", Literal("3")), ("note", []), ("surprise", "x")])
        self.rng.choice(annotated)[key] = value

    def broken(self, declared, value):
        """Bands or a curve with one thing wrong."""
        entries = "rows" if declared.type == "bands" else "points"
        how = self.rng.randrange(8)
        if how == 0:
            value[entries] = self.rng.choice([[], "x", None, [{}], [[]], [Literal("1")], value[entries] * 2])
        elif how == 1:
            value.pop(self.rng.choice(list(value)))
        elif how == 2:
            value["surprise"] = "x"
        elif how == 3:
            return self.rng.choice([[], "x", {}, Literal("1")])
        elif how == 4:
            value[entries].reverse()
        elif how == 5:
            value[entries] = (value[entries] * 1001)[:1001]
        elif declared.type == "bands":
            row = self.rng.choice(value["rows"])
            key, bad = self.rng.choice([("from", Literal("1")), ("above", "x"), ("is", None), ("is", []), ("is", {}), ("surprise", "x")])
            row[key] = bad
        else:
            point = self.rng.choice(value["points"])
            point[self.rng.randrange(2)] = self.rng.choice(["x", True, None, Literal("1e40")])
            if how == 6:
                value[self.rng.choice(["below", "above"])] = self.rng.choice(["stay", Literal("1"), None])
        return value

    def break_settings(self, document):
        document = dict(document or {})
        if not self.scheme.settings or self.chance(0.2):
            document[self.rng.choice(["surprise", "kinerja"])] = "facts/1"
            return document
        declared = self.rng.choice(self.scheme.settings)
        if self.chance(0.3):
            document.pop(declared.name, None)
        elif declared.type in ("bands", "curve"):
            document[declared.name] = self.broken(declared, self.setting(declared))
        elif declared.type == "table":
            table = self.table(declared)
            members = list(table)
            how = self.rng.randrange(4)
            if how == 0:
                table.pop(self.rng.choice(members))
            elif how == 1:
                table["surprise"] = table[members[0]]
            elif how == 2:
                table[self.rng.choice(members)] = {column.name: self.bad_value(column) for column in declared.columns}
            else:
                table = self.rng.choice([[], "x", {}])
            document[declared.name] = table
        else:
            bad = self.bad_value(declared)
            document[declared.name] = {"value": self.plain(declared)} if self.chance(0.1) else bad
        return document


def random_facts(scheme, rng, faults=None, from_example=0.75):
    """(text of the facts, text of the settings or None) for a Scheme. `faults`: how many; None leaves it to chance.
    `from_example`: how often the facts are those of an example, varied, where the scheme has one."""
    if faults is None:
        faults = 0 if rng.random() < 0.7 else rng.choice([1, 1, 2, 3])
    maker = FactsMaker(scheme, rng)
    examples = [example for example in scheme.raw.get("examples", []) if example.get("facts")]
    if examples and rng.random() < from_example:
        example = rng.choice(examples)
        facts = maker.facts_like(example["facts"])
        settings = maker.settings() if rng.random() < 0.3 else copy.deepcopy(example.get("settings"))
    else:
        facts = maker.facts()
        settings = maker.settings()
    maker.is_only_fault = faults == 1
    for _ in range(faults):
        if rng.random() < 0.15:
            settings = maker.break_settings(settings)
        else:
            maker.break_facts(facts)
    if maker.twice_key is not None:
        facts = TwiceObject(facts)
        facts.twice = (maker.twice_key,)
    facts_text = dump(facts)
    if faults and rng.random() < 0.03:
        facts_text = rng.choice([facts_text[:-1], facts_text + ",", "", "[" * 65 + "]" * 65, facts_text.replace(":", "=", 1), "\ufeff" + facts_text, "[]", "null"])
    return facts_text, None if settings is None else dump(settings)


def random_case(scheme, rng):
    """{"facts", "settings", "expect"}. Cases meant to be valid are tried a few times until they are."""
    faults = 0 if rng.random() < 0.7 else rng.choice([1, 1, 2, 3])
    for attempt in range(6):
        facts, settings = random_facts(scheme, rng, faults, 0.75 if attempt == 0 else 1)
        expect = evaluate(scheme, facts, settings)
        if bool(expect["problems"]) == bool(faults):
            break
    return {"facts": facts, "settings": settings, "expect": expect}


def bold_cases(rng):
    """Cases of a scheme that a parser may refuse for a division; where it must, a case may have {"invalid": sentence} for its result."""
    raw = random_scheme(rng, is_bold=True)
    scheme, text = Scheme(raw), dump(raw)
    scheme.interesting = [Fraction(0)]
    cases = []
    for _ in range(4):
        facts, settings = random_facts(scheme, rng, 0)
        try:
            expect = evaluate(scheme, facts, settings)
        except InvalidScheme as reason:
            expect = {"invalid": str(reason)}
        cases.append({"scheme": text, "facts": facts, "settings": settings, "expect": expect})
    return cases


def random_scheme_case(rng):
    """{"scheme", "facts", "settings", "expect"} with a random scheme."""
    raw = random_scheme(rng)
    case = random_case(Scheme(raw), rng)
    return {"scheme": dump(raw), **case}
