"""Reading of facts and settings with all their problems (clauses 1.2, 1.3, 2.1-2.15)."""

import sealed
from values import ABSENT, Literal, Period, bits, join, number_of, overlap, read_date, read_number

MAX_ROWS = 10_000
MAX_BITS = 100_000
MAX_ENTRIES = 1_000  # rows of bands, points of a curve
NUMERIC = ("number", "integer", "weight")


class Broken:
    """Stands for a value that has a problem of its own."""

    def __repr__(self):
        return "BROKEN"


BROKEN = Broken()


class Catalogue:
    """The scales and choices of a scheme."""

    def __init__(self, scales, choices):
        self.scales = scales  # name -> {level name: Level}, lowest first
        self.choices = dict(choices)  # name of a set, declared or made up for an inline one -> list of words

    def words_of(self, declaration):
        """The set of a choice declaration: the name of a declared set, or a name made up for its own list."""
        of = declaration.get("of", [])
        if isinstance(of, str):
            return of
        name = f"#{len(self.choices)}"
        self.choices[name] = word_names(of)
        return name

    def key_type(self, key):
        return ("level", key["scale"]) if "scale" in key else ("choice", key["choice"])

    def members(self, kind):
        """The values that a level or choice type has, in order."""
        tag, name = kind
        return list(self.scales[name].values()) if tag == "level" else self.choices[name]


def word_names(words):
    return [word if isinstance(word, str) else word["name"] for word in words]


class Declared:
    """An input, setting, parameter or column."""

    def __init__(self, raw, catalogue):
        self.name = raw["name"]
        self.type = raw["type"]
        self.optional = raw.get("optional")
        self.partner = raw.get("with")
        self.evidence = raw.get("evidence")
        self.taken_from = raw.get("taken_from") or []
        self.kind = self.find_kind(raw, catalogue)
        self.bounds = self.find_bounds(raw, catalogue)
        self.grid = 10 ** int(raw["digits"]) if raw.get("digits") is not None else None
        if self.type == "weight":
            self.total = number_of(raw.get("total", "100"))
            self.least = number_of(raw["least"]) if raw.get("least") is not None else None
            self.multiple = number_of(raw["multiple_of"]) if raw.get("multiple_of") is not None else None
        if self.type == "list":
            self.fields = [Declared(field, catalogue) for field in raw.get("fields", [])]
            self.field_names = {field.name for field in self.fields}
            self.least = int(raw.get("least", 0))
            self.key = raw.get("key")
            self.complete = raw.get("complete") is True
        if self.type == "table":
            self.key_kind = catalogue.key_type(raw["key"])
            self.members = {text_of(member): member for member in catalogue.members(self.key_kind)}
        if self.type in ("table", "bands"):
            self.columns = [Declared(column, catalogue) for column in raw["columns"]]
        if self.type == "bands":
            self.key_kind = "number"
        if self.type == "curve":
            self.key_kind = "number"
            self.columns = [self]
        self.has_default = raw.get("default") is not None
        self.default = Reader(catalogue).setting_value(self, raw["default"], self.name) if self.has_default else None

    def find_kind(self, raw, catalogue):
        """The type in the words of the evaluator."""
        if self.type in NUMERIC or self.type == "curve":
            return "number"
        if self.type == "level":
            self.levels = catalogue.scales[raw["scale"]]
            return ("level", raw["scale"])
        if self.type == "choice":
            set_name = catalogue.words_of(raw)
            self.words = set(catalogue.choices[set_name])
            return ("choice", set_name)
        return self.type

    def find_bounds(self, raw, catalogue):
        """[(test, bound), ...] of what must hold of a value: test(value, bound)."""
        if self.type in ("number", "integer", "curve"):
            read = number_of
        elif self.type == "date":
            read = read_date
        elif self.type == "level":
            read = lambda name: catalogue.scales[raw["scale"]][name].position
        else:
            return []
        return [(test, read(raw[word])) for word, test in BOUNDS if raw.get(word) is not None]

    def in_bounds(self, value):
        return all(test(value, bound) for test, bound in self.bounds)


BOUNDS = [
    ("from", lambda value, bound: value >= bound),
    ("above", lambda value, bound: value > bound),
    ("until", lambda value, bound: value <= bound),
    ("below", lambda value, bound: value < bound),
]


def text_of(member):
    return member if isinstance(member, str) else member.name


def is_text(raw):
    return type(raw) is str


def is_left_out(raw, type="period"):
    """Clause 2.4: a key left out, null, and null as an annotated value; a text of blanks."""
    if isinstance(raw, dict) and "value" in raw:
        raw = raw["value"]
    return raw is None or type == "text" and is_blank(raw)


def is_blank(raw):
    return is_text(raw) and raw.strip(" \t\r\n") == ""


def is_of_no_kind(raw):
    """A stated absence with another word than those of clause 2.5."""
    return isinstance(raw, dict) and "value" not in raw and "absent" in raw and not (is_text(raw["absent"]) and raw["absent"] in ABSENT)


class Rows:
    """What was read of the whole or of one row: values by name, and the rows of its lists by name."""

    __slots__ = ("values", "lists")

    def __init__(self):
        self.values = {}
        self.lists = {}


class Reader:
    """Reads documents and gathers their problems and warnings."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.problems = []
        self.warnings = []
        self.bits = 0
        self.document = {}  # the facts as a whole
        self.period = None

    def problem(self, code, path):
        self.problems.append((code, path))

    # --- documents --------------------------------------------------------------------------------------------------------

    def facts(self, document, scheme_id, inputs, period_is_required, in_force):
        """The facts as (Rows, Period or None)."""
        if not isinstance(document, dict):
            self.problem("document.type", "")
            return Rows(), None
        self.head(document, "", "facts/1", scheme_id)
        if document.get("person") is not None:
            self.object_of_texts(document["person"], "person", ("ref", "name", "post", "unit"))
        known = {"kinerja", "scheme", "person", "period", "note"} | {each.name for each in inputs}
        self.refuse_unknown_keys(document, "", known)
        period = self.appraisal_period(document.get("period"), period_is_required, in_force)
        self.document, self.period = document, period
        rows = self.row_of(inputs, document, "", None)
        if self.bits > MAX_BITS:
            self.problem("facts.too_large", "")
        return rows, period

    def settings(self, document, scheme_id, settings):
        """The settings by name."""
        if document is None:
            document = {}
        if not isinstance(document, dict):
            self.problem("document.type", "settings")
            document = {}
        self.head(document, "settings", "settings/1", scheme_id)
        self.refuse_unknown_keys(document, "settings", {"kinerja", "scheme", "note"} | {each.name for each in settings})
        return {each.name: self.setting(each, document.get(each.name), join("settings", each.name)) for each in settings}

    def setting(self, declared, raw, path):
        """A setting is given plainly (clause 2.13)."""
        return self.left_out(declared, path) if raw is None else self.setting_value(declared, raw, path)

    def head(self, document, path, kind, scheme_id):
        if document.get("kinerja") is not None and document["kinerja"] != kind:
            self.problem("document.kind", join(path, "kinerja"))
        if document.get("scheme") is not None and document["scheme"] != scheme_id:
            self.problem("facts.scheme", join(path, "scheme"))
        self.text(document.get("note"), join(path, "note"))

    def appraisal_period(self, raw, is_required, in_force):
        if is_left_out(raw):
            if is_required:
                self.problem("value.missing", "period")
            return None
        period = self.plain_period(raw, "period")
        if period is BROKEN:
            return None
        if in_force:
            start, end = (read_date(in_force[key]) if in_force.get(key) else None for key in ("from", "until"))
            if start and period.start < start or end and period.end > end:
                self.problem("period.outside", "period")
                return None
        return period

    def text(self, raw, path):
        if raw is not None and not is_text(raw):
            self.problem("value.type", path)

    def object_of_texts(self, raw, path, names):
        if not isinstance(raw, dict):
            self.problem("value.type", path)
            return
        self.refuse_unknown_keys(raw, path, names)
        for name in names:
            self.text(raw.get(name), join(path, name))

    def refuse_unknown_keys(self, raw, path, known):
        for key in raw:
            if key not in known:
                self.problem("document.unknown_key", join(path, key))

    # --- rows and lists ---------------------------------------------------------------------------------------------------

    def row_of(self, fields, raw, path, whole, carried=None):
        """Reads the fields of one object. `whole` is the whole document where the object is a row; `carried` are the documents in its list's weights."""
        rows = Rows()
        for field in fields:
            its_path = join(path, field.name)
            if field.type == "list":
                rows.lists[field.name] = self.list_of(field, raw.get(field.name), its_path, raw if whole is None else whole)
            elif field.type == "weight":
                rows.values[field.name] = self.field(field, raw.get(field.name), its_path, raw, carried[field.name])
            else:
                rows.values[field.name] = self.field(field, raw.get(field.name), its_path)
                if field.partner:
                    self.check_partner(field, fields, raw, its_path, whole)
        return rows

    def check_partner(self, field, fields, raw, path, whole):
        """Clause 2.8."""
        is_of_row = whole is None or any(other.name == field.partner for other in fields)
        holder = raw if is_of_row else whole
        partner = next((other for other in fields if other.name == field.partner), field)
        given, other = raw.get(field.name), holder.get(field.partner)
        given, other = ("a document" if sealed.is_document(*each) else each[1] for each in ((field, given), (partner, other)))
        if is_of_no_kind(given) or is_of_no_kind(other):
            return
        if is_left_out(given, field.type) != is_left_out(other, partner.type):
            self.problem("value.with", path)

    def list_of(self, declared, raw, path, whole):
        if raw is None:
            raw = []
        if not isinstance(raw, list):
            self.problem("value.type", path)
            return []
        if len(raw) > MAX_ROWS:
            self.problem("facts.too_large", path)
            return []
        if len(raw) < declared.least:
            self.problem("list.least", path)
        known = declared.field_names | {"id", "title", "note"}
        carried = {field.name: sealed.weights_carried(field.name, raw) for field in declared.fields if field.type == "weight"}
        rows = []
        for position, item in enumerate(raw):
            its_path = f"{path}[{position}]"
            if not isinstance(item, dict):
                self.problem("value.type", its_path)
                rows.append(None)
                continue
            self.refuse_unknown_keys(item, its_path, known)
            if not isinstance(item.get("id"), Literal):
                self.text(item.get("id"), join(its_path, "id"))
            for name in ("title", "note"):
                self.text(item.get(name), join(its_path, name))
            rows.append(self.row_of(declared.fields, item, its_path, whole, carried))
        if declared.key:
            self.check_key(declared, rows, path)
        for field in declared.fields:
            if field.type == "weight":
                self.resolve_weights(field, rows, path)
        return rows

    def check_key(self, declared, rows, path):
        seen = set()
        for position, row in enumerate(rows):
            value = row.values[declared.key] if row else BROKEN
            if value is BROKEN:
                continue
            if value in seen:
                self.problem("list.key", f"{path}[{position}].{declared.key}")
            seen.add(value)
        if declared.complete:
            key = next(field for field in declared.fields if field.name == declared.key)
            if any(member not in seen for member in self.catalogue.members(key.kind)):
                self.problem("list.complete", path)

    def resolve_weights(self, field, rows, path):
        """Clause 2.9: puts numbers in place of "rest" and "equal" and checks them."""
        if not rows:
            return
        given = [row.values[field.name] if row else BROKEN for row in rows]
        paths = [f"{path}[{position}].{field.name}" for position in range(len(rows))]
        rests = [position for position, weight in enumerate(given) if weight == "rest"]
        others = [position for position, weight in enumerate(given) if weight != "equal"]
        are_mixed = bool(others) and len(others) < len(rows)
        misplaced = others[0] if are_mixed else rests[1] if len(rests) > 1 else None
        if misplaced is not None:
            self.problem("weight.words", paths[misplaced])
        resolved = list(given)
        if misplaced is not None:
            resolved = [BROKEN if is_text(weight) else weight for weight in given]
        elif not others:
            resolved = [field.total / len(rows)] * len(rows)
        elif rests:
            if BROKEN in given:
                resolved[rests[0]] = BROKEN
            else:
                resolved[rests[0]] = field.total - sum(weight for weight in given if weight != "rest")
        for position, weight in enumerate(resolved):
            if weight is BROKEN:
                continue
            code = None
            if weight < 0 or field.least is not None and weight < field.least:
                code = "value.range"
            elif field.multiple is not None and weight % field.multiple != 0:
                code = "weight.multiple"
            if code:
                self.problem(code, paths[position])
                resolved[position] = BROKEN
        for row, weight in zip(rows, resolved):
            if row:
                row.values[field.name] = weight
        if BROKEN not in resolved and sum(resolved) != field.total:
            self.problem("weight.sum", join(path, field.name))

    # --- fields -----------------------------------------------------------------------------------------------------------

    def field(self, declared, raw, path, row=None, carried=None):
        """The value of an input or setting, however it is given."""
        evidence = None
        if sealed.is_document(declared, raw):
            return self.taken(declared, raw, path, row, carried)
        if isinstance(raw, dict):
            if "value" in raw or "absent" not in raw and {"evidence", "by", "on", "note"} & set(raw):
                evidence = self.annotations(raw, path, ("value", "evidence", "by", "on", "note"))
                raw = raw.get("value")
                if sealed.is_document(declared, raw):
                    return self.taken(declared, raw, path, row, carried)
            elif "absent" in raw:
                return self.stated_absence(declared, raw, path)
        if is_left_out(raw, declared.type):
            return self.left_out(declared, path)
        if declared.evidence and not evidence:
            if declared.evidence == "required":
                self.problem("evidence.missing", path)
            else:
                self.warnings.append(("evidence.expected", path))
        return self.plain(declared, raw, path)

    def taken(self, declared, document, path, row, carried):
        """Clauses 2.19 and 2.21."""
        if declared.type == "weight":
            value, code, document = sealed.weight_taken(declared.total, document, row, carried, self.document)
        else:
            value, code = sealed.taken(declared, document, self.document)
        if code is None or code == "taken.value":
            its_period = sealed.period_of(document)
            if self.period and its_period and overlap(self.period, its_period) == 0:
                self.warnings.append(("taken.period", path))
        if not code and declared.type == "weight":
            self.bits += bits(value)
            return value
        return self.broken(code, path) if code else self.plain(declared, value, path)

    def left_out(self, declared, path):
        if declared.has_default:
            return declared.default
        if declared.optional:
            return ABSENT[declared.optional]
        self.problem("value.missing", path)
        return BROKEN

    def stated_absence(self, declared, raw, path):
        """Clause 2.5."""
        self.annotations(raw, path, ("absent", "because", "by", "on", "note"))
        word = raw["absent"]
        if not declared.optional or not is_text(word) or word not in ABSENT:
            self.problem("value.absence", path)
            return BROKEN
        return ABSENT[word]

    def annotations(self, raw, path, known):
        """Checks the annotations; gives the evidence."""
        self.refuse_unknown_keys(raw, path, known)
        for name in ("by", "note", "because"):
            if name in known:
                self.text(raw.get(name), join(path, name))
        if raw.get("on") is not None:
            self.plain_date(raw["on"], join(path, "on"))
        evidence = raw.get("evidence") if "evidence" in known else None
        if evidence is None:
            return None
        if not isinstance(evidence, list):
            self.problem("value.type", join(path, "evidence"))
            return None
        for position, text in enumerate(evidence):
            if not is_text(text):
                self.problem("value.type", f"{join(path, 'evidence')}[{position}]")
        return [text for text in evidence if is_text(text) and not is_blank(text)]

    # --- plain values -----------------------------------------------------------------------------------------------------

    def setting_value(self, declared, raw, path):
        read = {"table": self.table, "bands": self.bands, "curve": self.curve}.get(declared.type, self.plain)
        return read(declared, raw, path)

    def plain(self, declared, raw, path):
        """A plain value of clause 2.6, or BROKEN."""
        if declared.type in ("number", "integer", "curve"):  # of a curve: a height
            value = self.plain_number(raw, path)
            if value is BROKEN:
                return BROKEN
            if declared.type == "integer" and value.denominator != 1:
                return self.broken("value.integer", path)
            if not declared.in_bounds(value):
                return self.broken("value.range", path)
            if declared.grid and (value * declared.grid).denominator != 1:
                return self.broken("value.digits", path)
            return value
        if declared.type == "weight":
            if is_text(raw) and raw in ("rest", "equal"):
                return raw
            return self.plain_number(raw, path)
        if declared.type == "yes_no":
            return raw if isinstance(raw, bool) else self.broken("value.type", path)
        if declared.type == "period":
            return self.plain_period(raw, path)
        if not is_text(raw):
            return self.broken("value.type", path)
        if declared.type == "date":
            value = self.plain_date(raw, path)
            if value is not BROKEN and not declared.in_bounds(value):
                return self.broken("value.range", path)
            return value
        if declared.type == "level":
            level = declared.levels.get(raw)
            if level is None:
                return self.broken("value.level", path)
            return level if declared.in_bounds(level.position) else self.broken("value.range", path)
        if declared.type == "choice":
            return raw if raw in declared.words else self.broken("value.choice", path)
        return raw if len(raw) <= 10_000 else self.broken("facts.too_large", path)

    def broken(self, code, path):
        self.problem(code, path)
        return BROKEN

    def plain_number(self, raw, path):
        if not isinstance(raw, str):  # a Literal is a str too
            return self.broken("value.type", path)
        number, code = read_number(raw)
        if code:
            return self.broken(code, path)
        self.bits += bits(number)
        return number

    def plain_date(self, raw, path):
        if not is_text(raw):
            return self.broken("value.type", path)
        return read_date(raw) or self.broken("value.date", path)

    def plain_period(self, raw, path):
        if not isinstance(raw, dict):
            return self.broken("value.type", path)
        self.refuse_unknown_keys(raw, path, ("from", "until"))
        ends = []
        for name in ("from", "until"):
            if raw.get(name) is None:
                ends.append(self.broken("value.missing", join(path, name)))
            else:
                ends.append(self.plain_date(raw[name], join(path, name)))
        if BROKEN in ends:
            return BROKEN
        if ends[0] > ends[1]:
            return self.broken("period.reversed", path)
        return Period(*ends)

    def table(self, declared, raw, path):
        """Clause 2.14: {member: {column name: value}}."""
        if not isinstance(raw, dict):
            return self.broken("value.type", path)
        self.refuse_unknown_keys(raw, path, declared.members)
        names = [column.name for column in declared.columns]
        is_incomplete = False
        table = {}
        for text, member in declared.members.items():
            inner = raw.get(text)
            if inner is None:
                is_incomplete = True
                continue
            table[member], lacks = self.cells(declared.columns, inner, join(path, text))
            is_incomplete = is_incomplete or lacks
        if is_incomplete:
            self.problem("table.incomplete", path)
        return table

    def cells(self, columns, raw, path):
        """What one member of a table, or one row of bands, has: ({column name: value}, whether a column lacks)."""
        names = [column.name for column in columns]
        if len(names) == 1 and not isinstance(raw, dict):
            return {names[0]: self.plain(columns[0], raw, path)}, False
        if not isinstance(raw, dict):
            self.problem("value.type", path)
            return {}, False
        self.refuse_unknown_keys(raw, path, names)
        given = [column for column in columns if raw.get(column.name) is not None]
        return {column.name: self.plain(column, raw[column.name], join(path, column.name)) for column in given}, len(given) < len(names)

    def entries(self, raw, path, key, others):
        """Clause 2.20: the list at `key` of an object with these other keys, and whether the rest of the object can be read."""
        if not isinstance(raw, dict):
            self.problem("document.type", path)
            return [], False
        entries = raw.get(key)
        if isinstance(entries, list) and len(entries) > MAX_ENTRIES:
            self.problem("facts.too_large", join(path, key))
            return [], False
        self.refuse_unknown_keys(raw, path, (key, *others))
        if isinstance(entries, list):
            return entries, True
        self.problem("document.missing" if entries is None else "document.type", join(path, key))
        return [], True

    def bands(self, declared, raw, path):
        """Clause 2.20: [(threshold, whether it is more than that, cells), ...] with (None, False, cells) of `else` at the end."""
        before = len(self.problems)
        rows, can_be_read = self.entries(raw, path, "rows", ("else",))
        if not can_be_read:
            return BROKEN
        if raw.get("rows") == []:
            self.problem("document.empty", join(path, "rows"))
        bands = []
        last = None
        for position, row in enumerate(rows):
            its_path = f"{path}.rows[{position}]"
            if not isinstance(row, dict):
                self.problem("document.type", its_path)
                continue
            self.refuse_unknown_keys(row, its_path, ("from", "above", "is"))
            numbers = {key: self.plain_number(row[key], join(its_path, key)) for key in ("from", "above") if row.get(key) is not None}
            if len(numbers) != 1:
                self.problem("document.missing", join(its_path, "from"))
                continue
            ((key, number),) = numbers.items()
            if number is not BROKEN:
                this = (number, key == "above")
                if last is not None and this >= last:
                    self.problem("bands.order", its_path)
                last = this
            bands.append((number, key == "above", self.result(declared, row, "is", its_path)))
        bands.append((None, False, self.result(declared, raw, "else", path)))
        return BROKEN if len(self.problems) > before else bands

    def result(self, declared, raw, key, path):
        its_path = join(path, key)
        if raw.get(key) is None:
            self.problem("document.missing", its_path)
            return {}
        cells, lacks = self.cells(declared.columns, raw[key], its_path)
        if lacks:
            self.problem("table.incomplete", its_path)
        return cells

    def curve(self, declared, raw, path):
        """Clause 2.20: (points, below, above)."""
        before = len(self.problems)
        points, can_be_read = self.entries(raw, path, "points", ("below", "above"))
        if not can_be_read:
            return BROKEN
        for key in ("below", "above"):
            word = raw.get(key)
            if word is None:
                self.problem("document.missing", join(path, key))
            elif not is_text(word):
                self.problem("document.type", join(path, key))
            elif word not in ("clamp", "extend", "problem"):
                self.problem("document.word", join(path, key))
        found = []
        is_curve = True
        for position, point in enumerate(points):
            its_path = f"{path}.points[{position}]"
            if not isinstance(point, list):
                self.problem("document.type", its_path)
            elif len(point) != 2:
                is_curve = False
            else:
                found.append((self.plain_number(point[0], f"{its_path}[0]"), self.plain(declared, point[1], f"{its_path}[1]")))
        if len(self.problems) > before:
            return BROKEN
        if not is_curve or len(found) < 2 or any(one[0] >= other[0] for one, other in zip(found, found[1:])):
            return self.broken("curve.points", join(path, "points"))
        return found, raw["below"], raw["above"]
