"""Random schemes that a correct parser accepts.

Every expression carries what the checks of a parser need to know of it (`Ex`): its type, whether it may be absent (clauses
3.5-3.9), its unit, whether it is surely above zero, and what its denominators may hold (clause 6.4). Where the specification
leaves a rule open, what depends on it is not generated.
"""

import re
import json
from dataclasses import dataclass, field, replace
from fractions import Fraction

from values import Literal, write_number

MODES = ["up", "down", "ceiling", "floor", "half_up", "half_down", "half_even", "half_ceiling", "half_floor", "zero_five_up"]
LEVEL_WORDS = ["poor", "fair", "good", "great", "top"]
CHOICE_WORDS = ["red", "green", "blue", "north", "south"]
TEXT_WORDS = ["alpha", "beta", "gamma", "Alpha"]
ROUND = ["0", "1", "2", "5", "10", "12", "20", "40", "50", "80", "90", "100", "0.5", "2.5", "33.3", "60%", "12.5%", "120"]
# What a denominator may hold besides twos and fives (clause 6.4): nothing, a quotient, a sum of quotients over the rows that one
# row owns, such a sum over the rows of the whole.
ENDS, QUOTIENT, OWN_SUM, WHOLE_SUM = range(4)
# Bits of a number read, and the most that is generated: far enough below the 8,000 of clause 6.4, for `bits` only estimates.
READ_BITS, MOST_BITS = 188, 4_000
OUTSIDE = ["clamp", "extend", "problem"]
UNKNOWN_UNIT = "?"  # of a result whose unit the specification leaves open: combined only by * and /


@dataclass
class Ex:
    """An expression, or what is known of a name."""

    text: str
    kind: object
    absent: bool = False  # it may be absent
    unit: str = None
    positive: bool = False  # surely above zero when it is there
    rest: int = ENDS  # what its denominator may hold
    bits: int = READ_BITS  # no fewer than a number of it grows to before rows are counted
    is_input: bool = False  # a field without optional and default, by which a group may go


@dataclass
class Rows:
    """A list in reach."""

    name: str
    place: "Place"  # of its rows
    least: int = 0
    key: Ex = None
    is_complete: bool = False
    owner: "Place" = None  # of which it is a list


@dataclass
class Place:
    """The whole, the rows of a list, a group's rows, or a formula."""

    parent: "Place" = None
    values: list = field(default_factory=list)  # [Ex], text is the name
    lists: list = field(default_factory=list)  # [Rows]
    pairs: list = field(default_factory=list)  # [(low, high)], names of numbers with low < high by `requires`
    is_formula: bool = False

    def walk(self):
        place = self
        while place is not None:
            yield place
            place = place.parent

    def all_values(self, kind=None):
        found = []
        for place in self.walk():
            for value in place.values:
                if kind is None or value.kind == kind:
                    is_read_from_outside = place is not self and value.rest == OWN_SUM
                    found.append(replace(value, rest=WHOLE_SUM) if is_read_from_outside else value)
        return found

    def all_lists(self):
        nearest = {}  # inside a group its list's name means the group's own rows
        for place in self.walk():
            for rows in place.lists:
                nearest.setdefault(rows.name, replace(rows, owner=place))
        return list(nearest.values())

    def own_lists(self):
        return [replace(rows, owner=self) for rows in self.lists]

    def all_pairs(self):
        return [pair for place in self.walk() for pair in place.pairs]


@dataclass
class Table:
    name: str
    key: object
    columns: list  # [Ex], text is the column's name


@dataclass
class Formula:
    name: str
    given: list  # [Ex]
    body: Ex


def quoted(word):
    return f"'{word}'"


def literal(text):
    return Literal(text)


class SchemeMaker:
    def __init__(self, rng, is_bold=False):
        self.rng = rng
        self.is_bold = is_bold  # it divides by what may be zero too
        self.count = 0
        self.scales = {}  # name -> {"words", "values": bool, "positive": bool, "ordered": bool}
        self.choices = {}  # declared set or made-up name of an inline one -> words
        self.tables = []
        self.formulas = []
        self.thresholds = []  # names of number settings and parameters
        self.raw = {"kinerja": "scheme/1", "scheme": "test/random", "version": literal("1"), "languages": ["en"]}

    # --- chances ----------------------------------------------------------------------------------------------------------

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, items):
        return self.rng.choice(list(items))

    def name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def json_number(self, text):
        return literal(text) if self.chance(0.6) else text

    # --- declarations -----------------------------------------------------------------------------------------------------

    def scheme(self):
        raw = self.raw
        self.whole = Place()
        self.make_scales()
        raw["settings"] = []
        raw["parameters"] = []
        if self.chance(0.4):
            raw["in_force"] = {"from": "2020-01-01"}
            if self.chance(0.5):
                raw["in_force"]["until"] = "2026-12-31"
        if self.chance(0.3):
            raw["as_of"] = self.pick(["period.from", "period.until"])
        self.make_settings()
        self.make_parameters()
        self.make_formulas()
        raw["inputs"] = []
        self.make_inputs()
        self.make_requires()
        raw["steps"] = []
        self.make_steps(self.whole, raw["steps"], self.rng.randint(3, 7), depth=0)
        self.make_notices()
        self.make_outcomes()
        return {key: value for key, value in raw.items() if value != []} | {"inputs": raw["inputs"], "steps": raw["steps"]}

    def make_scales(self):
        self.raw["scales"] = []
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            name = self.name("scale")
            words = LEVEL_WORDS[: self.rng.randint(2, 5)]
            has_values, ordered = self.chance(0.6), self.chance(0.85)
            start = self.rng.choice([0, 1, 1, 1, -1])
            levels = []
            for position, word in enumerate(words):
                level = {"name": word}
                if has_values:
                    level["value"] = self.json_number(str(start + position) + self.pick(["", "", ".5"]))
                levels.append(level)
            scale = {"name": name, "levels": levels}
            if not ordered:
                scale["ordered"] = False
            self.raw["scales"].append(scale)
            positive = has_values and start >= 1
            self.scales[name] = {"words": words, "values": has_values, "positive": positive, "ordered": ordered}
        self.raw["choices"] = []
        if self.chance(0.6):
            name = self.name("set")
            words = CHOICE_WORDS[: self.rng.randint(2, 4)]
            self.choices[name] = words
            self.raw["choices"].append({"name": name, "words": [word if self.chance(0.7) else {"name": word, "title": word} for word in words]})

    def words_of(self, kind):
        return self.scales[kind[1]]["words"] if kind[0] == "level" else self.choices[kind[1]]

    def keyed_kinds(self):
        """Level and choice types that a table may be keyed by."""
        declared = {choice["name"] for choice in self.raw["choices"]}
        return [("level", name) for name in self.scales] + [("choice", name) for name in declared]

    def typed(self, kinds):
        """A declaration of one of these types: (raw without name, Ex without name)."""
        kind = self.pick(kinds)
        if kind in ("number", "integer"):
            raw = {"type": kind}
            positive = False
            how = self.rng.randrange(6)
            if how == 0:
                raw["above"], positive = self.json_number("0"), True
            elif how == 1:
                raw["from"], raw["until"], positive = self.json_number("1"), self.json_number("5"), True
            elif how == 2:
                raw["from"], raw["until"] = self.json_number("0"), self.json_number("100")
            elif how == 3:
                raw["from"] = self.json_number(self.pick(["0", "-10", "1"]))
                positive = raw["from"] == "1"
            elif how == 4:
                raw["above"], raw["below"] = self.json_number("-1"), self.json_number("101")
            if kind == "number" and self.chance(0.4):
                raw["digits"] = literal(self.pick(["0", "1", "2"]))
            unit = self.pick(["hour", "rupiah"]) if self.chance(0.15) else None
            if unit:
                raw["unit"] = unit
            return raw, Ex("", "number", unit=unit, positive=positive)
        if kind == "level":
            name = self.pick(self.scales)
            raw = {"type": "level", "scale": name}
            if self.chance(0.1) and self.scales[name]["ordered"]:
                raw["from"] = self.scales[name]["words"][1]
            return raw, Ex("", ("level", name))
        if kind == "choice":
            declared = [choice["name"] for choice in self.raw["choices"]]
            if declared and self.chance(0.6):
                of = self.pick(declared)
                return {"type": "choice", "of": of}, Ex("", ("choice", of))
            made_up = self.name("#")
            self.choices[made_up] = CHOICE_WORDS[: self.rng.randint(2, 3)]
            return {"type": "choice", "of": list(self.choices[made_up])}, Ex("", ("choice", made_up))
        if kind == "date":
            raw = {"type": "date"}
            if self.chance(0.2):
                raw["from"] = "2020-01-01"
            return raw, Ex("", "date")
        return {"type": kind}, Ex("", kind)

    def plain_of(self, raw, ex):
        """A plain value that the declaration allows."""
        if ex.kind == "number":
            return self.json_number(self.pick(["1", "2", "3", "4", "5"]))
        if ex.kind == "yes_no":
            return self.chance(0.5)
        if ex.kind == "date":
            return self.pick(["2024-02-29", "2023-12-31"])
        if ex.kind == "text":
            return self.pick(TEXT_WORDS)
        return self.words_of(ex.kind)[-1]

    def make_settings(self):
        for _ in range(self.rng.randint(0, 3)):
            name = self.name("set_")
            if self.chance(0.35):
                self.pick([self.make_table, self.make_bands, self.make_curve])(name, self.raw["settings"])
                continue
            raw, ex = self.typed(["number", "number", "integer", "level", "choice", "yes_no", "date"])
            raw.pop("unit", None)
            ex.unit = None
            if self.chance(0.8):
                raw["default"] = self.plain_of(raw, ex)
            self.raw["settings"].append({"name": name, **raw})
            self.declare(self.whole, name, ex)

    def declare(self, place, name, ex):
        place.values.append(replace(ex, text=name))
        if place is self.whole and ex.kind == "number":
            self.thresholds.append(name)

    def make_table(self, name, settings=None):
        """A table: a setting, or the declaration and a maker of values of a parameter."""
        kind = self.pick(self.keyed_kinds())
        columns, known = self.columns()
        declaration = {"name": name, "type": "table", "key": {"scale" if kind[0] == "level" else "choice": kind[1]}, "columns": columns}

        def make_value():
            value = {}
            for word in self.words_of(kind):
                value[word] = self.cells(known)
            return value

        return self.held(declaration, make_value, settings, Table(name, kind, [ex for _, ex in known]))

    def columns(self):
        """Columns, and of each (raw, Ex)."""
        columns, known = [], []
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            raw, ex = self.typed(["number", "number", "number", "yes_no", "level"])
            raw.pop("unit", None)
            ex.unit = None
            column = self.name("col")
            columns.append({"name": column, **raw})
            known.append((raw, replace(ex, text=column)))
        return columns, known

    def cells(self, known):
        cells = {ex.text: self.plain_of(raw, ex) for raw, ex in known}
        return next(iter(cells.values())) if len(cells) == 1 and self.chance(0.5) else cells

    def held(self, declaration, make_value, settings, table):
        """Declares what is looked up: as a setting, else it is a parameter's."""
        if settings is not None:
            if self.chance(0.7):
                declaration["default"] = make_value()
            settings.append(declaration)
        self.tables.append(table)
        return declaration, make_value

    def make_bands(self, name, settings=None):
        """Bands (clause 2.20), as make_table gives a table."""
        columns, known = self.columns()

        def make_value():
            thresholds = sorted({(Fraction(self.rng.randint(-2, 24), 4), self.chance(0.5)) for _ in range(self.rng.randint(1, 4))}, reverse=True)
            rows = [{"above" if is_above else "from": self.json_number(write_number(at)), "is": self.cells(known)} for at, is_above in thresholds]
            return {"rows": rows, "else": self.cells(known)}

        return self.held({"name": name, "type": "bands", "columns": columns}, make_value, settings, Table(name, "number", [ex for _, ex in known]))

    def make_curve(self, name, settings=None):
        """A curve (clause 2.20), as make_table gives a table."""

        def make_value():
            places = sorted(self.rng.sample(range(-3, 30), self.rng.randint(2, 4)))
            points = [[self.json_number(str(x)), self.json_number(self.pick(["1", "2.5", "3", "5"]))] for x in places]
            return {"points": points, "below": self.pick(OUTSIDE), "above": self.pick(OUTSIDE)}

        return self.held({"name": name, "type": "curve", "from": self.json_number("1")}, make_value, settings, Table(name, "number", [Ex("", "number")]))

    def make_parameters(self):
        for _ in range(self.rng.randint(0, 3)):
            name = self.name("par")
            if self.chance(0.45):
                declaration, make_value = self.pick([self.make_table, self.make_bands, self.make_curve])(name)
            else:
                raw, ex = self.typed(["number", "number", "level", "yes_no", "date"])
                raw.pop("unit", None)
                ex.unit = None
                ex.positive = ex.kind == "number"  # plain_of gives numbers from 1 on
                declaration, make_value = {"name": name, **raw}, lambda raw=raw, ex=ex: self.plain_of(raw, ex)
                self.declare(self.whole, name, ex)
            dates = ["2020-01-01", "2023-01-01", "2024-07-01"][: self.rng.choice([1, 1, 2, 3])]
            declaration["values"] = [{"from": date, "is": make_value()} for date in dates]
            self.raw["parameters"].append(declaration)

    def make_formulas(self):
        self.raw["formulas"] = []
        for _ in range(self.rng.choice([0, 0, 1, 1, 2])):
            name = self.name("formula")
            given = [Ex(self.name("arg"), "number", positive=self.chance(0.4)) for _ in range(self.rng.randint(1, 3))]
            place = Place(parent=Place(values=list(self.whole.values)), values=given, is_formula=True)
            place.parent.is_formula = True
            raw, body = self.body(place, ["is", "is", "bands", "rules", "curve"], "number")
            given = [arg for arg in given if re.search(rf"\b{arg.text}\b", repr(raw))]
            if given:  # every argument is used, so the call may be absent exactly when an argument may
                self.raw["formulas"].append({"name": name, "given": [arg.text for arg in given], **raw})
                self.formulas.append(Formula(name, given, body))

    def make_inputs(self):
        kinds = ["number", "number", "integer", "level", "choice", "yes_no", "date", "text", "period"]
        for _ in range(self.rng.randint(2, 6)):
            self.make_field(self.whole, self.raw["inputs"], kinds)
        self.make_partner(self.whole, self.raw["inputs"])
        for _ in range(self.rng.choice([0, 1, 1, 2])):
            self.make_list(self.whole, self.raw["inputs"], deep=1)

    def make_field(self, place, raws, kinds, required=False):
        raw, ex = self.typed(kinds)
        name = self.name("in")
        how = self.rng.random()
        if required or how < 0.55:
            ex.is_input = True
        elif how < 0.85:
            raw["optional"] = self.pick(["not_rated", "not_applicable"])
            ex.absent = True
        elif ex.kind != "period":
            raw["default"] = self.plain_of(raw, ex)
        if self.chance(0.15):
            raw["evidence"] = self.pick(["required", "expected"])
        if self.chance(0.2):
            raw["role"] = self.pick(["plan", "result", "judgement", "given"])
        raws.append({"name": name, **raw})
        ex = replace(ex, text=name)
        place.values.append(ex)
        return ex

    def make_partner(self, place, raws):
        """An optional field that says `with`."""
        optional = [raw for raw in raws if raw.get("optional")]
        if not optional or not self.chance(0.3):
            return
        raw, ex = self.typed(["number", "level"])
        name = self.name("in")
        raws.append({"name": name, **raw, "optional": self.pick(["not_rated", "not_applicable"]), "with": self.pick(optional)["name"]})
        place.values.append(replace(ex, text=name, absent=True))

    def make_list(self, owner, raws, deep):
        name = self.name("list")
        place = Place(parent=owner)
        rows = Rows(name, place)
        raw = {"name": name, "type": "list", "fields": []}
        if self.chance(0.5):
            rows.least = self.rng.choice([1, 1, 2])
            raw["least"] = literal(str(rows.least))
        if self.chance(0.4):
            key = self.make_field(place, raw["fields"], ["level", "choice", "text", "integer"], required=True)
            raw["fields"][-1].pop("evidence", None)
            if key.kind not in ("text", "number") and "from" in raw["fields"][-1]:
                raw["fields"][-1].pop("from")
            raw["key"] = key.text
            rows.key = key
            if key.kind not in ("text", "number") and self.chance(0.5):
                raw["complete"] = True
                rows.is_complete = True
                rows.least = max(rows.least, 1)
        for _ in range(self.rng.randint(1, 4)):
            self.make_field(place, raw["fields"], ["number", "number", "number", "integer", "level", "choice", "yes_no", "text", "date"])
        self.make_partner(place, raw["fields"])
        if self.chance(0.45):
            weight = self.name("in")
            field = {"name": weight, "type": "weight"}
            if self.chance(0.3):
                field["total"] = self.json_number(self.pick(["1", "100", "60", "50.5"]))
            if self.chance(0.15):
                field["least"] = self.json_number("5") if "total" not in field else self.json_number("0.5")
            if self.chance(0.15) and "total" not in field:
                field["multiple_of"] = self.json_number(self.pick(["5", "10", "0.5"]))
            raw["fields"].append(field)
            place.values.append(Ex(weight, "number", positive="least" in field, rest=QUOTIENT))
        if deep < 2 and self.chance(0.4):
            self.make_list(place, raw["fields"], deep + 1)
        raws.append(raw)
        owner.lists.append(rows)
        return rows

    def make_requires(self):
        self.raw["requires"], self.raw["unratable"] = [], []
        whole = self.whole
        if self.chance(0.25):
            self.raw["unratable"].append({"when": self.pick(["days(period) < 90", "full_months(period) < 1", "months_touched(period) > 12"]), "say": "too short"})
        if self.chance(0.1):
            self.raw["unratable"].append({"when": self.condition(whole, 1).text, "say": "so it is"})
        if self.chance(0.15):
            self.raw["requires"].append({"is": self.condition(whole, 1).text, "say": "so it must be"})
        if self.chance(0.3):
            self.raw["requires"].append({"is": f"{self.condition(whole, 1).text} or true", "say": "always"})
        if self.is_bold:
            self.make_bold_requires()
        if self.chance(0.3):
            low, high = self.make_pair(whole, self.raw["inputs"])
            self.raw["requires"].append({"is": self.pick([f"{low} < {high}", f"{high} > {low}"]), "say": "low is below high"})
        for rows in whole.lists:
            if self.chance(0.2):
                raws = next(raw for raw in self.raw["inputs"] if raw["name"] == rows.name)["fields"]
                low, high = self.make_pair(rows.place, raws)
                self.raw["requires"].append({"is": f"all({low} < {high} over {rows.name})", "say": "low is below high"})

    def make_bold_requires(self):
        """Comparisons of any two numbers, of the whole or of the rows of a list."""
        for rows in [None] + self.whole.lists:
            place = rows.place if rows else self.whole
            numbers = [value for value in place.values if value.kind == "number" and value.unit is None]
            if not numbers or self.chance(0.5):
                continue
            a, b = self.pick(numbers), self.pick(numbers + [Ex("0", "number"), Ex("5", "number")])
            text = f"{a.text} {self.pick(['<', '<=', '>', '!='])} {b.text}"
            if rows:
                policies, _, _ = self.policies(a.absent or b.absent)
                text = f"all({text} over {rows.name}{''.join(', ' + policy for policy in policies)})"
            self.raw["requires"].append({"is": text, "say": "so it must be"})
            if b in numbers and a is not b:
                place.pairs.append((a.text, b.text))

    def make_pair(self, place, raws):
        """Two number inputs of which the first will be below the second by `requires`."""
        low, high = self.name("in"), self.name("in")
        raws.append({"name": low, "type": "number", "from": literal("0"), "until": literal("10")})
        raws.append({"name": high, "type": "number", "from": literal("10"), "until": literal("100"), "digits": literal("1")})
        place.values += [Ex(low, "number"), Ex(high, "number", positive=True)]
        place.pairs.append((low, high))
        return low, high

    # --- steps ------------------------------------------------------------------------------------------------------------

    def make_steps(self, place, blocks, count, depth, can_group=True):
        """Steps, `each` and `group` blocks of a place, in an order in which each uses only earlier ones."""
        for _ in range(count):
            lists = [rows for rows in place.lists if rows.place.parent is place]
            how = self.rng.random()
            if lists and how < 0.3 and depth < 2:
                rows = self.pick(lists)
                if rows.name.startswith("group"):
                    continue
                inner = []
                self.make_steps(rows.place, inner, self.rng.randint(1, 3), depth + 1)
                if inner:
                    blocks.append({"each": rows.name, "steps": inner})
            elif place.lists and how < 0.5 and depth < 3 and can_group:
                self.make_group(place, blocks, depth)
            else:
                blocks.append(self.step(place))

    def make_group(self, place, blocks, depth):
        """A group over one of the place's own lists."""
        taken = {value.text for up in place.walk() for value in up.values}
        candidates = []
        for rows in place.lists:
            if rows.name.startswith("group"):
                continue
            for value in rows.place.values:
                is_group_kind = isinstance(value.kind, tuple) or value.kind in ("text", "yes_no")
                if value.is_input and is_group_kind and value.text not in taken:
                    candidates.append((rows, value))
        if not candidates:
            return
        rows, by = self.pick(candidates)
        block = {"group": rows.name, "by": by.text, "name": self.name("group")}
        every = isinstance(by.kind, tuple)
        if every and self.chance(0.3):
            block["rows"] = "present"
            every = False
        inner = Place(parent=place, values=[by])
        members = Place(parent=inner, values=rows.place.values, lists=[])
        inner.lists.append(Rows(rows.name, members, least=0))
        block["steps"] = []
        for _ in range(self.rng.randint(1, 3)):
            block["steps"].append(self.step(inner))
        if self.chance(0.3) and depth < 2:
            self.make_group(inner, block["steps"], depth + 2)
        blocks.append(block)
        place.lists.append(Rows(block["name"], inner, least=1 if every else 0))

    def step(self, place):
        kinds = ["number"] * 6 + ["yes_no", "level", "level", "date", "text"]
        kind = self.pick(kinds)
        if kind == "level":
            kind = ("level", self.pick(self.scales))
        forms = ["is"] * 4 + ["bands", "rules"]
        if kind == "number":
            forms += ["curve", "matrix"]
        elif kind[0] == "level":
            forms += ["bands", "bands", "matrix"]
        raw, ex = self.body(place, forms, kind)
        for _ in range(20):
            if self.may_be_a_step(place, kind, raw, ex):
                break
            raw, ex = self.body(place, forms, kind)
        else:
            raw, ex = {"is": "1"}, Ex("1", "number")
        name = self.name("step")
        if self.chance(0.1):
            raw["basis"] = self.pick(["rule", "judgement", "local", "unverified"])
        place.values.append(replace(ex, text=name, unit=UNKNOWN_UNIT if ex.unit else None, is_input=False))
        return {"name": name, **raw}

    def may_be_a_step(self, place, kind, raw, ex):
        """Whether 6.4 (no sum over all rows in a row) and 5.4 (no quoted text where there are scales) let it be a step."""
        if place is not self.whole and ex.rest == WHOLE_SUM:
            return False
        return kind != "text" or not self.scales or "'" not in json.dumps(raw)

    def body(self, place, forms, kind):
        """(raw of a body, Ex of its value)."""
        raw = {}
        if kind[0] == "level" and (len(self.scales) > 1 or self.chance(0.5)):
            raw["scale"] = kind[1]
        form = self.pick(forms)
        if form == "matrix":
            made = self.matrix(place, kind)
            if made:
                return {**raw, "matrix": made[0]}, made[1]
            form = "is"
        if form == "is":
            ex = self.result(place, kind, 3)
            text = ex.text
            if self.chance(0.1) and " " in text and "'" not in text:
                text = text.split(" ")
            return {**raw, "is": text}, ex
        if form == "bands":
            made, ex = self.bands(place, kind)
        elif form == "rules":
            made, ex = self.rules(place, kind)
        else:
            made, ex = self.curve(place)
        return {**raw, form: made}, ex

    def result(self, place, kind, depth):
        if kind == "number":
            return self.number(place, depth)
        if kind == "yes_no":
            return self.condition(place, depth)
        if kind[0] == "level":
            return self.level(place, kind, depth, words=True)
        if kind == "date":
            return self.date(place)
        return self.text(place, depth)

    def row_result(self, place, kind):
        """The result of a row: (raw, Ex)."""
        if kind[0] == "level" and self.chance(0.8):
            word = self.pick(self.words_of(kind))
            return {"level": word}, Ex(word, kind)
        ex = self.result(place, kind, 1)
        return {"is": ex.text}, ex

    def results(self, place, kind, count):
        """Results of rows with units that go together."""
        made = [self.row_result(place, kind) for _ in range(count)]
        units = {ex.unit for _, ex in made if ex.unit}
        if len(units) > 1 or UNKNOWN_UNIT in units:
            made = [({"is": f"({ex.text}) * 1"}, replace(ex, unit=None, positive=False)) if ex.unit else (raw, ex) for raw, ex in made]
        return made

    def together(self, kind, exs):
        """The Ex of what has one of several values."""
        return Ex(
            "",
            kind,
            absent=any(ex.absent for ex in exs),
            unit=next((ex.unit for ex in exs if ex.unit), None),
            rest=max(ex.rest for ex in exs),
            bits=max(ex.bits for ex in exs),
        )

    def bands(self, place, kind):
        of = self.number(place, 2)
        count = self.rng.randint(1, 4)
        results = self.results(place, kind, count + 1)
        numbers = sorted(self.rng.sample(["0", "10", "20", "40", "50", "60", "75.5", "80", "90", "100", "110"], count), key=float, reverse=True)
        rows = []
        for number, (raw, _) in zip(numbers, results):
            rows.append({self.pick(["from", "from", "above"]): self.json_number(number), **raw})
        if count >= 2 and self.chance(0.15):
            rows[0] = {"above": literal(numbers[1]), **results[0][0]}
            rows[1] = {"from": literal(numbers[1]), **results[1][0]}
        if self.thresholds and not place.is_formula and self.chance(0.15):
            rows = [{"from": self.pick(self.thresholds), **results[0][0]}]
            results = [results[0], results[-1]]
        otherwise = results[-1][0]
        if self.chance(0.07):
            otherwise, results = "impossible", results[:-1]
        rounding = "none" if self.chance(0.5) else {"digits": literal(self.pick(["0", "1", "2"])), "mode": self.pick(MODES)}
        ex = self.together(kind, [ex for _, ex in results])
        ex.absent = ex.absent or of.absent
        return {"of": of.text, "round": rounding, "rows": rows, "else": otherwise}, ex

    def rules(self, place, kind):
        count = self.rng.randint(1, 3)
        results = self.results(place, kind, count + 1)
        whens = [self.condition(place, 2) for _ in range(count)]
        if kind == "number" and self.chance(0.2):
            guarded = self.guarded_rule(place, results)
            if guarded:
                return guarded
        rows = [{"when": when.text, **raw} for when, (raw, _) in zip(whens, results)]
        otherwise = results[-1][0]
        if self.chance(0.05):
            otherwise, results = "impossible", results[:-1]
        ex = self.together(kind, [ex for _, ex in results])
        ex.absent = ex.absent or any(when.absent for when in whens)
        return {"policy": "first" if self.chance(0.85) else "unique", "rows": rows, "else": otherwise}, ex

    def guarded_rule(self, place, results):
        """A division in the `else` after a row that takes away zero and less."""
        divisors = [value for value in place.all_values("number")]
        if not divisors or results[0][1].unit:
            return None
        divisor = self.pick(divisors)
        ex = results[0][1]
        ex = self.together("number", [ex, replace(divisor, unit=None)])
        ex.rest = max(ex.rest, QUOTIENT)
        row = {"when": f"{divisor.text} {self.pick(['<= 0', '= 0'])}", **results[0][0]}
        return {"policy": "first", "rows": [row], "else": {"is": f"100 / {divisor.text}"}}, ex

    def matrix(self, place, kind):
        """A matrix of two levels or choices, or None."""
        names = [value for value in place.all_values() if isinstance(value.kind, tuple)]
        if len(names) < 2:
            return None
        rows, columns = self.rng.sample(names, 2)
        cells = {}
        for row in self.words_of(rows.kind):
            cells[row] = {}
            for column in self.words_of(columns.kind):
                cells[row][column] = literal(self.pick(["0", "1", "2.5", "-3", "100"])) if kind == "number" else self.pick(self.words_of(kind))
        return {"rows": rows.text, "columns": columns.text, "cells": cells}, Ex("", kind, absent=rows.absent or columns.absent)

    def curve(self, place):
        of = self.number(place, 2)
        xs = sorted(self.rng.sample(["0", "10", "33.3", "50", "80", "100", "120"], self.rng.randint(2, 4)), key=float)
        points = [[self.json_number(x), self.json_number(self.pick(["0", "20", "50", "100", "-10", "1.5"]))] for x in xs]
        outside = ["clamp", "clamp", "extend", "extend", "clamp", "extend", "problem"]
        made = {"of": of.text, "points": points, "below": self.pick(outside), "above": self.pick(outside)}
        # Between two points: two differences of what is read, a product and a quotient.
        return made, replace(of, unit=None, positive=False, rest=max(of.rest, QUOTIENT), bits=of.bits + 6 * READ_BITS)

    # --- numbers ----------------------------------------------------------------------------------------------------------

    def number(self, place, depth, in_rows=False, most=WHOLE_SUM):
        """A number. `in_rows`: inside an aggregate over rows, where others are only over the row's own lists. `most`: what its
        denominator may hold."""
        for _ in range(20):
            ex = self.any_number(place, depth, in_rows)
            if ex.rest <= most and ex.bits <= MOST_BITS:
                return ex
        return self.number_literal()

    def number_literal(self):
        text = self.pick(ROUND)
        return Ex(text, "number", positive=not text.startswith("0") or text == "0.5")

    def any_number(self, place, depth, in_rows):
        leaves = [self.number_name, self.number_name, self.number_name, self.number_function]
        if depth <= 0:
            return self.pick(leaves)(place)
        inner = [self.sum_of_two, self.product, self.quotient, self.choice_of_two, self.negative, self.rounding, self.bounding, self.standing_in, self.array_number]
        if self.formulas:
            inner += [self.formula_call] * 2
        if self.is_bold:
            inner += [self.quotient] * 8
        if self.lists_for(place, in_rows):
            inner += [self.list_number] * 7
        how = self.pick(leaves + inner)
        return how(place) if how in leaves else how(place, depth - 1, in_rows)

    def lists_for(self, place, in_rows):
        """The lists that an aggregate may go over."""
        return place.own_lists() if in_rows else place.all_lists()

    def number_name(self, place):
        names = place.all_values("number")
        if not names or self.chance(0.15):
            return self.number_literal()
        return self.pick(names)

    def number_function(self, place):
        """A function of what is not a number, or a table."""
        options = []
        for value in place.all_values():
            if value.kind[0] == "level" and self.scales[value.kind[1]]["values"]:
                options.append(Ex(f"value({value.text})", "number", absent=value.absent, positive=self.scales[value.kind[1]]["positive"]))
            if value.kind == "period":
                options.append(Ex(f"days({value.text})", "number", absent=value.absent))
                options.append(Ex(f"full_months({value.text})", "number", absent=value.absent))
                if not place.is_formula:
                    options.append(Ex(f"overlap({value.text}, period)", "number", absent=value.absent))
            if value.kind == "date" and not place.is_formula:
                options.append(Ex(f"days_between({value.text}, end(period))", "number", absent=value.absent))
        for table in self.tables:
            for column in table.columns:
                if column.kind == "number":
                    options.append(self.look_up(place, table, column))
        if not place.is_formula and self.chance(0.2):
            options.append(Ex(self.pick(["days(period)", "months_touched(period)", "full_months(period)"]), "number"))
        return self.pick(options) if options else self.number_literal()

    def look_up(self, place, table, column):
        keys = place.all_values(table.key)
        if table.key == "number":
            key = self.pick(keys) if keys and self.chance(0.8) else self.number_literal()
            if not column.text:  # a curve
                return replace(key, text=f"{table.name}[{key.text}]", unit=None, positive=False, is_input=False, rest=max(key.rest, QUOTIENT), bits=key.bits + 6 * READ_BITS)
            name = "" if len(table.columns) == 1 and self.chance(0.5) else "." + column.text
            return replace(column, text=f"{table.name}[{key.text}]{name}", absent=key.absent, is_input=False)
        key = self.pick(keys) if keys and self.chance(0.8) else Ex(quoted(self.pick(self.words_of(table.key))), table.key)
        name = "" if len(table.columns) == 1 and self.chance(0.5) else "." + column.text
        return replace(column, text=f"{table.name}[{key.text}]{name}", absent=key.absent, is_input=False)

    def without_unit(self, ex):
        return ex if ex.unit is None else replace(ex, text=f"({ex.text} * 1)", unit=None, positive=False)

    def matched(self, exs):
        """The expressions, with units that go together."""
        units = {ex.unit for ex in exs if ex.unit}
        if len(units) > 1 or UNKNOWN_UNIT in units:
            return [self.without_unit(ex) for ex in exs]
        return exs

    def combined(self, text, exs, **more):
        return replace(self.together("number", exs), text=text, bits=sum(ex.bits for ex in exs), **more)

    def sum_of_two(self, place, depth, in_rows):
        a, b = self.matched([self.number(place, depth, in_rows), self.number(place, depth, in_rows)])
        sign = self.pick("+-")
        return self.combined(f"({a.text} {sign} {b.text})", [a, b])

    def product(self, place, depth, in_rows):
        a, b = self.number(place, depth, in_rows), self.number(place, depth, in_rows)
        return self.combined(f"{a.text} * {b.text}" if self.chance(0.3) and not ("if" in a.text or "if" in b.text) else f"({a.text} * {b.text})", [a, b], unit=None)

    def bold_quotient(self, place, depth, in_rows):
        """A division by what may be zero, by itself or where some comparison holds."""
        if not in_rows and self.chance(0.5):
            made = self.bold_rows(place)
            if made:
                return made
        a, x, y = self.matched([self.number(place, depth, in_rows) for _ in range(3)])
        pairs = place.all_pairs()
        if pairs and self.chance(0.3):
            named = {value.text: value for value in place.all_values("number")}
            x, y = (named[name] for name in self.pick(pairs))
            x = replace(x, text=f"({y.text} - {x.text})", absent=x.absent or y.absent, unit=None)
        if self.chance(0.4):
            return self.combined(f"({a.text} / {x.text})", [a, x], unit=None, rest=max(a.rest, x.rest, QUOTIENT))
        condition = f"{x.text} {self.pick(['=', '!=', '<', '<=', '>', '>='])} {y.text}"
        if self.chance(0.3):
            condition = self.pick([f"not ({condition})", f"({condition}) and {x.text} > 0", f"({condition}) or {x.text} = 0"])
        divisor = self.pick([x.text, y.text, f"({x.text} - {y.text})", f"({y.text} - {x.text})", f"at_least({x.text}, {y.text})", f"abs({x.text})", f"-({x.text})"])
        branches = [f"{a.text} / {divisor}", self.without_unit(a).text]
        self.rng.shuffle(branches)
        text = f"(if {condition} then {branches[0]} else {branches[1]})"
        return self.combined(text, [a, x, y, x, y], unit=None, rest=max(a.rest, x.rest, y.rest, QUOTIENT))

    def bold_rows(self, place):
        """Where something is known of a row, a division in all rows of its list."""
        fields = [value for value in place.values if value.kind == "number" and value.unit is None]
        lists = [rows for up in place.walk() for rows in up.lists if rows.place is place]
        if not fields or not lists:
            return None
        x = self.pick(fields)
        condition = f"{x.text} {self.pick(['>', '!=', '<'])} 0"
        return Ex(f"(if {condition} then count({lists[0].name} where 1 / {x.text} > 0) else 0)", "number", absent=x.absent)

    def quotient(self, place, depth, in_rows):
        if self.is_bold and self.chance(0.6):
            return self.bold_quotient(place, depth, in_rows)
        a = self.number(place, depth, in_rows)
        d = self.divisor(place, in_rows)
        if d is None:
            names = place.all_values("number")
            if not names:
                return a
            d = self.pick(names)
            b = self.without_unit(self.number(place, 0, in_rows))
            divided, guards = f"{a.text} / {d.text}", ["> 0", "!= 0", "< 0", ">= 1"]
            if self.chance(0.7):
                text = f"(if {d.text} {self.pick(guards)} then {divided} else {b.text})"
            elif self.chance(0.5):
                text = f"(if {d.text} {self.pick(['<= 0', '= 0'])} then {b.text} else {divided})"
            else:
                text = f"(if {d.text} = 0 or {d.text} < 0 then {b.text} else {divided})"
            return self.combined(text, [a, b, d], unit=None, rest=max(a.rest, b.rest, d.rest, QUOTIENT))
        return self.combined(f"({a.text} / {d.text})", [a, d], unit=None, rest=max(a.rest, d.rest, QUOTIENT))

    def divisor(self, place, in_rows):
        """A number that is surely above zero, or None for one that wants a guard."""
        options = [Ex(self.pick(["2", "3", "7", "12", "100", "0.5"]), "number")]
        options += [value for value in place.all_values("number") if value.positive] * 2
        for value in place.all_values():
            if value.kind[0] == "level" and self.scales[value.kind[1]]["positive"]:
                options.append(Ex(f"value({value.text})", "number", absent=value.absent))
        for low, high in [] if self.is_bold else place.all_pairs():
            options += [Ex(f"({high} - {low})", "number")] * 3
        if not in_rows:
            for rows in place.all_lists():
                if rows.least:
                    options.append(Ex(f"count({rows.name})", "number"))
                    for value in rows.place.values:
                        if value.positive and value.is_input and value.unit is None:
                            options.append(Ex(f"sum({value.text} over {rows.name})", "number"))
        inner = self.number(place, 0, in_rows)
        options.append(replace(inner, text=f"at_least({inner.text}, {self.pick(['1', '0.1', '50%'])})"))
        if self.chance(0.25):
            return None
        return self.pick(options)

    def choice_of_two(self, place, depth, in_rows):
        condition = self.condition(place, 1, in_rows)
        a, b = self.matched([self.number(place, depth, in_rows), self.number(place, depth, in_rows)])
        ex = self.combined(f"(if {condition.text} then {a.text} else {b.text})", [a, b])
        return replace(ex, absent=ex.absent or condition.absent)

    def negative(self, place, depth, in_rows):
        a = self.number(place, depth, in_rows)
        return self.combined(f"(-({a.text}))", [a])

    def rounding(self, place, depth, in_rows):
        a = self.number(place, depth, in_rows)
        how = self.rng.randrange(3)
        if how == 0:
            return self.combined(f"round({a.text}, {self.pick(['0', '1', '2', '3'])}, {self.pick(MODES)})", [a], rest=ENDS)
        if how == 1:
            modes = [mode for mode in MODES if mode != "zero_five_up"]
            text = f"round_to({a.text}, {self.pick(['5', '0.5', '2', '10'])}, {self.pick(modes)})"
            return self.combined(text, [a], rest=ENDS)
        return self.combined(f"abs({a.text})", [a])

    def bounding(self, place, depth, in_rows):
        a, b = self.matched([self.number(place, depth, in_rows), self.number(place, 0, in_rows)])
        return self.combined(f"{self.pick(['at_most', 'at_least'])}({a.text}, {b.text})", [a, b])

    def standing_in(self, place, depth, in_rows):
        """if_absent, where absence is."""
        a = self.number(place, depth, in_rows)
        if not a.absent or place.is_formula:
            return a
        a, b = self.matched([a, self.number(place, 0, in_rows)])
        ex = self.combined(f"if_absent({a.text}, {b.text})", [a, b])
        return replace(ex, absent=b.absent)

    def formula_call(self, place, depth, in_rows):
        formula = self.pick(self.formulas)
        arguments = []
        for given in formula.given:
            if given.positive:
                options = [value for value in place.all_values("number") if value.positive and value.unit is None] + [Ex(self.pick(["2", "12.5", "100"]), "number")]
                arguments.append(self.pick(options))
            else:
                arguments.append(self.without_unit(self.number(place, min(depth, 1), in_rows)))
        text = f"{formula.name}({', '.join(argument.text for argument in arguments)})"
        ex = self.combined(text, arguments + [replace(formula.body, unit=None)], unit=None)
        # Each time that the body names an argument, the argument's bits stand for the bits of a number read.
        ex.bits = formula.body.bits * sum(argument.bits for argument in arguments) // READ_BITS + READ_BITS
        return ex

    # --- aggregates -------------------------------------------------------------------------------------------------------

    def policies(self, element_absent, zero_is_allowed=True):
        """(texts of the policies, whether one excludes, whether one blocks)."""
        if not element_absent:
            return [], False, False
        words = ["exclude", "block", "zero"] if zero_is_allowed else ["exclude", "block"]
        if self.chance(0.5):
            word = self.pick(words)
            return [f"missing: {word}"], word == "exclude", word == "block"
        one, other = self.pick(words), self.pick(words)
        texts = [f"not_rated: {one}", f"not_applicable: {other}"]
        self.rng.shuffle(texts)
        return texts, "exclude" in (one, other), "block" in (one, other)

    def array_number(self, place, depth, in_rows):
        if place.is_formula:
            return self.number_name(place)  # whether an argument may be absent differs from call to call
        elements = self.matched([self.number(place, min(depth, 1), in_rows) for _ in range(self.rng.randint(1, 4))])
        name = self.pick(["mean", "mean", "sum", "min", "max", "median"])
        absent = any(element.absent for element in elements)
        texts, excludes, blocks = self.policies(absent)
        empties = False
        if name == "sum" and excludes:
            word = self.pick(["zero", "block"])
            texts.append(f"empty: {word}")
            empties = word == "block"
        elif excludes:
            empties = True
        text = f"{name}([{', '.join(element.text for element in elements)}]{''.join(', ' + policy for policy in texts)})"
        ex = self.combined(text, elements)
        ex.absent = blocks or empties
        if name in ("mean", "median"):
            ex.rest = max(ex.rest, QUOTIENT)
        return ex

    def list_number(self, place, depth, in_rows):
        rows = self.pick(self.lists_for(place, in_rows))
        inside = rows.place
        name = self.pick(["sum", "sum", "mean", "mean", "weighted_mean", "weighted_mean", "min", "max", "median", "share", "count", "only"])
        where = self.condition(inside, 1, in_rows=True) if self.chance(0.3) else None
        if name == "only":
            return self.only(place, rows, inside)
        where_text = f" where {where.text}" if where else ""
        where_absent = where is not None and where.absent
        if name == "count":
            return Ex(f"count({rows.name}{where_text})", "number", absent=where_absent)
        if name == "share":
            element = self.condition(inside, 1, in_rows=True)
        else:
            # What is added up may hold no sum of quotients over the rows of the whole.
            element = self.number(inside, 1, in_rows=True, most=OWN_SUM if name in ("sum", "mean", "weighted_mean") else WHOLE_SUM)
        texts, excludes, blocks = self.policies(element.absent)
        may_be_empty = rows.least == 0 or where is not None or excludes
        absent = where_absent or blocks
        if name == "sum" and may_be_empty:
            word = self.pick(["zero", "zero", "block"])
            texts.insert(self.rng.randint(0, len(texts)), f"empty: {word}")
            absent = absent or word == "block"
        elif name != "sum":
            absent = absent or may_be_empty
        weight = None
        rest = element.rest
        if name == "weighted_mean":
            weight = self.weight(inside)
            rest = max(rest, weight.rest)
            absent = absent or not weight.positive
        if name in ("sum", "mean", "weighted_mean") and rest >= QUOTIENT or rest == OWN_SUM and rows.owner is self.whole:
            rest = WHOLE_SUM if rows.owner is self.whole else max(rest, OWN_SUM)
        elif name in ("mean", "weighted_mean", "share", "median"):
            rest = max(rest, QUOTIENT)
        arguments = element.text + (f", {weight.text}" if weight else "")
        text = f"{name}({arguments} over {rows.name}{where_text}{''.join(', ' + policy for policy in texts)})"
        ex = Ex(text, "number", absent, element.unit if name != "share" else None, rest=rest, bits=element.bits + (2 * weight.bits if weight else READ_BITS))
        if weight and not weight.positive and (where or self.raw["requires"]) and not (blocks or where_absent or may_be_empty):
            ex.text, ex.absent = f"if_absent({text}, 0)", False  # a condition may say that the weight is above zero
        return ex

    def weight(self, inside):
        """A weight of weighted_mean: it may not be absent, and whether it is surely above zero is known."""
        options = [value for value in inside.values if value.kind == "number" and not value.absent and value.text.startswith("in")]
        return self.pick(options) if options and self.chance(0.8) else Ex(self.pick(["1", "2.5"]), "number", positive=True)

    def only(self, place, rows, inside):
        """The element of one row. Without a key it often fails, so that is rare."""
        values = [value for value in inside.values if value.kind == "number"]
        element = self.pick(values) if values else self.number_literal()
        if rows.key is not None and rows.key.kind not in ("number", "text"):
            where = f"{rows.key.text} = {quoted(self.pick(self.words_of(rows.key.kind)))}"
            if rows.is_complete or self.chance(0.2):
                return replace(element, text=f"only({element.text} over {rows.name} where {where})", positive=False, rest=WHOLE_SUM if element.rest == OWN_SUM else element.rest, is_input=False)
        if self.chance(0.1):
            return replace(element, text=f"only({element.text} over {rows.name})", positive=False, rest=WHOLE_SUM if element.rest == OWN_SUM else element.rest, is_input=False)
        return Ex(f"count({rows.name})", "number")

    # --- conditions -------------------------------------------------------------------------------------------------------

    def condition(self, place, depth, in_rows=False):
        options = [self.compare_numbers, self.compare_numbers, self.compare_words, self.compare_words, self.yes_no_name, self.yes_no_name]
        if not place.is_formula:
            options.append(self.is_known)
        if depth > 0:
            options += [self.connected, self.connected, self.negated]
            if self.lists_for(place, in_rows):
                options += [self.list_condition] * 2
        return self.pick(options)(place, depth - 1, in_rows)

    def compare_numbers(self, place, depth, in_rows):
        a, b = self.matched([self.number(place, max(depth, 0), in_rows), self.number(place, 0, in_rows)])
        sign = self.pick(["=", "!=", "<", "<=", ">", ">="])
        return self.combined(f"({a.text} {sign} {b.text})", [a, b], kind="yes_no", unit=None)

    def compare_words(self, place, depth, in_rows):
        values = [value for value in place.all_values() if isinstance(value.kind, tuple) or value.kind in ("text", "date")]
        if not values:
            return self.compare_numbers(place, depth, in_rows)
        a = self.pick(values)
        signs = ["=", "!="]
        if a.kind == "date" or a.kind[0] == "level" and self.scales[a.kind[1]]["ordered"]:
            signs += ["<", "<=", ">", ">="]
        others = [value for value in values if value.kind == a.kind and value.text != a.text]
        if others and self.chance(0.3):
            b = self.pick(others)
        elif a.kind == "date":
            b = Ex(quoted(self.pick(["2024-02-29", "2024-01-01", "2020-12-31"])), "date")
        elif a.kind == "text":
            b = Ex(quoted(self.pick(TEXT_WORDS)), "text")
        else:
            b = Ex(quoted(self.pick(self.words_of(a.kind))), a.kind)
        if self.chance(0.2):
            a, b = b, a
        return Ex(f"({a.text} {self.pick(signs)} {b.text})", "yes_no", absent=a.absent or b.absent)

    def yes_no_name(self, place, depth, in_rows):
        names = list(place.all_values("yes_no"))
        for table in self.tables:
            for column in table.columns:
                if column.kind == "yes_no":
                    names.append(self.look_up(place, table, column))
        if not names:
            return Ex(self.pick(["true", "false"]), "yes_no") if self.chance(0.3) else self.compare_words(place, depth, in_rows)
        value = self.pick(names)
        if self.chance(0.2):
            return replace(value, text=f"({value.text} {self.pick(['=', '!='])} {self.pick(['true', 'false'])})", is_input=False)
        return value

    def is_known(self, place, depth, in_rows):
        names = [value for value in place.all_values() if value.absent] or place.all_values()
        if not names:
            return Ex("true", "yes_no")
        return Ex(f"known({self.pick(names).text})", "yes_no")

    def connected(self, place, depth, in_rows):
        a, b = self.condition(place, depth, in_rows), self.condition(place, depth, in_rows)
        return self.combined(f"({a.text} {self.pick(['and', 'or'])} {b.text})", [a, b], kind="yes_no", unit=None)

    def negated(self, place, depth, in_rows):
        a = self.condition(place, depth, in_rows)
        return replace(a, text=f"(not {a.text})", kind="yes_no", is_input=False)

    def list_condition(self, place, depth, in_rows):
        rows = self.pick(self.lists_for(place, in_rows))
        inside = rows.place
        element = self.condition(inside, 1, in_rows=True)
        where = self.condition(inside, 0, in_rows=True) if self.chance(0.25) else None
        texts, _, blocks = self.policies(element.absent)
        where_text = f" where {where.text}" if where else ""
        text = f"{self.pick(['any', 'all'])}({element.text} over {rows.name}{where_text}{''.join(', ' + policy for policy in texts)})"
        return Ex(text, "yes_no", absent=blocks or where is not None and where.absent)

    # --- levels, dates, texts ---------------------------------------------------------------------------------------------

    def level(self, place, kind, depth, words=False):
        """A level. `words`: a quoted word alone will do, as the result of a step that says its scale or of the only scale."""
        names = place.all_values(kind)
        for table in self.tables:
            for column in table.columns:
                if column.kind == kind:
                    names.append(self.look_up(place, table, column))
        word = Ex(quoted(self.pick(self.words_of(kind))), kind)
        if not names:
            if depth > 0 and words and self.chance(0.5):
                condition = self.condition(place, 1)
                other = quoted(self.pick(self.words_of(kind)))
                return Ex(f"if {condition.text} then {word.text} else {other}", kind, absent=condition.absent)
            return word
        a = self.pick(names)
        b = self.pick(names) if self.chance(0.5) else word
        how = self.rng.randrange(6)
        if how == 0:
            condition = self.condition(place, 1)
            return Ex(f"if {condition.text} then {a.text} else {b.text}", kind, absent=condition.absent or a.absent or b.absent)
        if how == 1 and a.absent:
            return Ex(f"if_absent({a.text}, {b.text})", kind, absent=b.absent)
        if how == 2 and self.scales[kind[1]]["ordered"]:
            texts, excludes, blocks = self.policies(a.absent or b.absent, zero_is_allowed=False)
            name = self.pick(["min", "max", "median"])
            return Ex(f"{name}([{a.text}, {b.text}]{''.join(', ' + policy for policy in texts)})", kind, absent=excludes or blocks)
        if how == 3 and self.scales[kind[1]]["ordered"] and not place.is_formula:
            made = self.list_level(place, kind)
            if made:
                return made
        return replace(a, is_input=False)

    def list_level(self, place, kind):
        found = [(rows, value) for rows in place.all_lists() for value in rows.place.values if value.kind == kind]
        if not found:
            return None
        rows, element = self.pick(found)
        texts, excludes, blocks = self.policies(element.absent, zero_is_allowed=False)
        name = self.pick(["min", "max", "median"])
        absent = rows.least == 0 or excludes or blocks
        return Ex(f"{name}({element.text} over {rows.name}{''.join(', ' + policy for policy in texts)})", kind, absent=absent)

    def date(self, place):
        names = place.all_values("date")
        if not names or place.is_formula:
            return Ex(self.pick(["start(period)", "end(period)"]), "date")
        a = self.pick(names)
        if a.absent and self.chance(0.4):
            return Ex(f"if_absent({a.text}, end(period))", "date")
        if self.chance(0.3):
            condition = self.condition(place, 1)
            return Ex(f"if {condition.text} then {a.text} else '2024-02-29'", "date", absent=condition.absent or a.absent)
        return replace(a, is_input=False)

    def text(self, place, depth):
        names = place.all_values("text")
        condition = self.condition(place, 1)
        if names and self.chance(0.6):
            a = self.pick(names)
            return Ex(f"if {condition.text} then {a.text} else 'gamma'", "text", absent=condition.absent or a.absent)
        return Ex(f"if {condition.text} then 'alpha' else 'beta'", "text", absent=condition.absent)

    # --- the end ----------------------------------------------------------------------------------------------------------

    def make_notices(self):
        self.raw["notices"] = []
        if self.chance(0.4):
            self.raw["notices"].append({"name": self.name("notice"), "when": self.condition(self.whole, 2).text, "say": "look here"})

    def make_outcomes(self):
        declared = {raw["name"] for raw in self.raw["inputs"]} | {raw["name"] for raw in self.raw["steps"] if "name" in raw and "steps" not in raw}
        values = [value for value in self.whole.values if value.text in declared and value.kind != "period"]
        if not values:
            step = self.step(self.whole)
            self.raw["steps"].append(step)
            values = [self.whole.values[-1]]
        self.rng.shuffle(values)
        steps = [value for value in values if value.text.startswith("step")]
        chosen = (steps + values)[: self.rng.randint(1, 4)] or values[:1]
        self.raw["outcomes"] = []
        for value in chosen:
            outcome = {"name": self.name("out"), "of": value.text}
            if value.kind == "number":
                if value.rest or self.chance(0.6):
                    outcome["round"] = {"digits": literal(self.pick(["0", "1", "2", "4"])), "mode": self.pick(MODES)}
                else:
                    outcome["round"] = "exact"
            if value.absent and self.chance(0.85) or self.chance(0.1):
                outcome["optional"] = True
            self.raw["outcomes"].append(outcome)


def random_scheme(rng, is_bold=False):
    """A scheme document, with numbers as Literals. `is_bold`: it may be refused for a division by what may be zero."""
    return SchemeMaker(rng, is_bold).scheme()
