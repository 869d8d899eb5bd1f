"""Evaluation of a valid scheme on facts (clauses 2.12-2.18, 3, 4, 5).

`evaluate(scheme, facts, settings)` is the whole of it. A scheme is compiled once: every expression becomes a function of a
`Frame`, the place (a row and what encloses it) where it is evaluated.
"""

import sys
from fractions import Fraction

import verified
from facts import Catalogue, Declared, Reader
from formula import FormulaError, parse
from values import (
    ABSENT,
    NOT_APPLICABLE,
    NOT_RATED,
    Absent,
    Level,
    Literal,
    Period,
    days,
    full_months,
    load,
    months_touched,
    number_of,
    overlap,
    read_date,
    round_digits,
    round_step,
    spread,
    write_number,
    write_rounded,
)

sys.setrecursionlimit(200_000)

__all__ = ["Scheme", "evaluate", "load", "closed"]


class Failure(Exception):
    """A problem of clause 4.13, met while a step is evaluated."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class NoValue(Exception):
    """A step without a value was used."""


class InvalidScheme(Exception):
    """The scheme is not one that a parser should have accepted."""


# --- Places ---------------------------------------------------------------------------------------------------------------


class Row:
    """The whole, a row of a list, a derived row, or the arguments of a formula, while a scheme is evaluated."""

    __slots__ = ("scope", "values", "lists", "frame", "path", "steps")

    def __init__(self, scope, values, parent, path):
        self.scope = scope
        self.values = values
        self.lists = {}
        self.frame = Frame(self, parent)
        self.path = path
        self.steps = {}  # name -> value, Failure or NoValue

    def step(self, name):
        """The value of a step of this row, evaluated at its first use."""
        value = self.steps.get(name, UNKNOWN)
        READS.note(("step", self.path, self.scope.name, name))
        if value is UNKNOWN:
            READS.begin()
            try:
                value = self.scope.steps[name].body()(self.frame)
            except (Failure, NoValue) as failure:
                value = failure
            READS.end(("step", self.path, self.scope.name, name))
            self.steps[name] = value
        if isinstance(value, (Failure, NoValue)):
            raise NoValue
        return value


UNKNOWN = object()
MOST_CELLS = 500_000  # clause 2.15


class Reads:
    """What each step read while it was evaluated: steps, parameters and declared formulas (clause 4.15)."""

    def __init__(self):
        self.clear()

    def clear(self):
        self.of = {}
        self.open = []

    def note(self, what):
        if self.open:
            self.open[-1].add(what)

    def begin(self):
        self.open.append(set())

    def end(self, what):
        self.of[what] = self.open.pop()


READS = Reads()


class Frame:
    """A row, and the frame of what encloses it."""

    __slots__ = ("row", "parent")

    def __init__(self, row, parent):
        self.row = row
        self.parent = parent


class Scope:
    """What is known beforehand of the whole or of the rows of a list: the names and their types."""

    def __init__(self, env_above, name=""):
        self.name = name
        self.env = Env(self, env_above)
        self.types = {}  # field, setting, parameter, argument or `by` name -> type
        self.tables = {}  # table name -> Declared
        self.steps = {}  # name -> Step
        self.lists = {}  # name of a list -> Scope of its rows
        self.groups = {}  # name of a derived list -> Group


class Env:
    """A scope, and the env of what encloses it: where names are looked up (clause 5.5)."""

    def __init__(self, scope, parent):
        self.scope = scope
        self.parent = parent

    def find(self, holds):
        """(how many frames up, env) of the nearest scope that holds."""
        up, env = 0, self
        while env is not None:
            if holds(env.scope):
                return up, env
            up, env = up + 1, env.parent
        return None, None


class Step:
    """A step, compiled at its first use."""

    def __init__(self, scheme, raw, scope):
        self.scheme = scheme
        self.raw = raw
        self.scope = scope
        self.found_type = UNKNOWN
        self.compiled = None

    def type(self):
        if self.found_type is UNKNOWN:
            self.found_type = self.scheme.type_of_body(self.raw, self.scope.env)
        return self.found_type

    def body(self):
        if self.compiled is None:
            self.compiled = self.scheme.compile_body(self.raw, self.scope.env, self.type())
        return self.compiled


class Group:
    """A `group` block (clause 4.3)."""

    def __init__(self, raw, up, by_kind, scope, catalogue):
        self.list = raw["group"]
        self.by = raw["by"]
        self.up = up  # how many frames above the row that the group stands in its list is found
        self.scope = scope
        present_only = raw.get("rows") == "present" or by_kind in ("text", "yes_no")
        self.members = catalogue.members(by_kind) if by_kind not in ("text", "yes_no") else None
        self.every_member = not present_only

    def rows(self, owner):
        """The derived rows of one owner (the whole, or a row)."""
        frame = owner.frame
        for _ in range(self.up):
            frame = frame.parent
        sorted_out = {}
        for row in rows_of(frame.row, self.list):
            sorted_out.setdefault(row.values[self.by], []).append(row)
        if self.members is None:
            keys = list(sorted_out)
        elif self.every_member:
            keys = self.members
        else:
            keys = [member for member in self.members if member in sorted_out]
        path = f"{owner.path}.{self.scope.name}" if owner.path else self.scope.name
        derived = []
        for position, key in enumerate(keys):
            row = Row(self.scope, {self.by: key}, owner.frame, f"{path}[{position}]")
            row.lists[self.list] = sorted_out.get(key, [])
            derived.append(row)
        return derived


def rows_of(row, name):
    """The rows of a list of a row; derived ones are made at first use."""
    if name not in row.lists:
        row.lists[name] = row.scope.groups[name].rows(row)
    return row.lists[name]


# --- Schemes --------------------------------------------------------------------------------------------------------------


class Scheme:
    """A valid scheme, made ready for evaluation."""

    def __init__(self, raw):
        self.raw = raw
        self.id = raw["scheme"]
        scales = {}
        for scale in raw.get("scales", []):
            scales[scale["name"]] = {
                level["name"]: Level(level["name"], position, number_of(level["value"]) if level.get("value") is not None else None)
                for position, level in enumerate(scale["levels"])
            }
        choices = {choice["name"]: [w if isinstance(w, str) else w["name"] for w in choice_words(choice)] for choice in raw.get("choices", [])}
        self.catalogue = Catalogue(scales, choices)
        self.only_scale = next(iter(scales)) if len(scales) == 1 else None
        self.inputs = [Declared(each, self.catalogue) for each in raw["inputs"]]
        self.settings = [Declared(each, self.catalogue) for each in raw.get("settings", [])]
        self.parameters = [self.parameter(each) for each in raw.get("parameters", [])]
        self.formulas = {each["name"]: each for each in raw.get("formulas", [])}
        self.formula_bodies = {}
        self.input_order = {each.name for each in self.inputs}

        self.whole = Scope(None)
        for declared in self.settings + [declared for declared, _ in self.parameters]:
            if declared.type in ("table", "bands", "curve"):
                self.whole.tables[declared.name] = declared
            else:
                self.whole.types[declared.name] = declared.kind
        self.parameter_names = {declared.name for declared, _ in self.parameters}
        self.declare_fields(self.whole, self.inputs)
        self.declare_steps(self.whole, raw["steps"])

        whole = self.whole.env
        self.unratable = [self.condition(each["when"], whole) for each in raw.get("unratable", [])]
        self.requires = [(self.condition(each["is"], whole), self.path_of_require(each["is"])) for each in raw.get("requires", [])]
        self.notices = [(each["name"], self.condition(each["when"], whole)) for each in raw.get("notices", [])]
        self.period_is_required = bool(
            raw.get("in_force") or any(len(values) > 1 for _, values in self.parameters) or any(names_period(parse(t)) for t in formula_texts(raw))
        )

    def parameter(self, raw):
        """(Declared, [(first day or None, value), ...])."""
        declared = Declared(raw, self.catalogue)
        reader = Reader(self.catalogue)
        values = [
            (read_date(value["from"]) if value.get("from") else None, reader.setting_value(declared, value["is"], declared.name))
            for value in raw["values"]
        ]
        return declared, values

    def declare_fields(self, scope, fields):
        for field in fields:
            if field.type == "list":
                inner = Scope(scope.env, field.name)
                scope.lists[field.name] = inner
                self.declare_fields(inner, field.fields)
            else:
                scope.types[field.name] = field.kind

    def declare_steps(self, scope, blocks):
        """Declares the steps and derived lists that stand in a scope. Blocks may use lists that later blocks derive."""
        waiting = list(blocks)
        while waiting:
            later = []
            for block in waiting:
                if not self.declare_block(scope, block):
                    later.append(block)
            if len(later) == len(waiting):
                raise InvalidScheme(f"no such list: {later}")
            waiting = later

    def declare_block(self, scope, block):
        if "each" in block:
            _, env = scope.env.find(lambda it: block["each"] in it.lists)
            if env is None:
                return False
            self.declare_steps(env.scope.lists[block["each"]], block["steps"])
        elif "group" in block:
            up, env = scope.env.find(lambda it: block["group"] in it.lists)
            if env is None:
                return False
            members = env.scope.lists[block["group"]]
            inner = Scope(scope.env, block["name"])
            by_kind = members.types[block["by"]]
            inner.types[block["by"]] = by_kind
            inner.lists[block["group"]] = members
            scope.lists[block["name"]] = inner
            scope.groups[block["name"]] = Group(block, up, by_kind, inner, self.catalogue)
            self.declare_steps(inner, block["steps"])
        else:
            scope.steps[block["name"]] = Step(self, block, scope)
        return True

    def path_of_require(self, text):
        """Clause 2.16: the first input or list of the whole that the formula names, else the first setting."""
        names = list(names_in_order(parse(joined(text))))
        for name in names:
            if name in self.input_order:
                return name
        settings = [setting["name"] for setting in self.raw.get("settings") or []]
        for name in names:
            if name in settings:
                return f"settings.{name}"
        return ""

    def condition(self, text, env):
        return Compiler(self, env).compile(parse(joined(text)), None)

    # --- bodies of steps and formulas -------------------------------------------------------------------------------------

    def scale_of(self, raw):
        return raw.get("scale") or self.only_scale

    def results_of(self, raw):
        """The results of a body with rows, as written."""
        form = raw.get("bands") or raw.get("rules")
        otherwise = form.get("else", "impossible")
        return list(form["rows"]) + ([] if otherwise == "impossible" else [otherwise])

    def type_of_body(self, raw, env):
        compiler = Compiler(self, env)
        if "curve" in raw:
            return "number"
        if "matrix" in raw:
            cells = [cell for row in raw["matrix"]["cells"].values() for cell in row.values()]
            return ("level", self.scale_of(raw)) if type(cells[0]) is str else "number"
        if "is" in raw:
            trees = [parse(joined(raw["is"]))]
            types = [compiler.infer(trees[0])]
        else:
            results = self.results_of(raw)
            trees = [parse(joined(each["is"])) for each in results if "is" in each]
            types = [("level", self.scale_of(raw)) if "level" in each else compiler.infer(parse(joined(each["is"]))) for each in results]
        found = join_types(types)
        return self.type_of_words(raw, trees) if found == "word" else found

    def type_of_words(self, raw, trees):
        """Clause 5.4: what quoted words are as the result of a step."""
        if raw.get("scale"):
            return ("level", raw["scale"])
        words = [word for tree in trees for word in result_words(tree)]
        if self.only_scale and all(word in self.catalogue.scales[self.only_scale] for word in words):
            return ("level", self.only_scale)
        return "text"

    def compile_body(self, raw, env, kind):
        compiler = Compiler(self, env)
        if "is" in raw:
            return compiler.compile(parse(joined(raw["is"])), kind)
        if "bands" in raw:
            return self.compile_bands(raw, compiler, kind)
        if "rules" in raw:
            return self.compile_rules(raw, compiler, kind)
        if "matrix" in raw:
            return self.compile_matrix(raw, compiler)
        return self.compile_curve(raw["curve"], compiler)

    def compile_result(self, raw, result, compiler, kind):
        if result == "impossible":
            return raise_no_row
        if "level" in result:
            level = self.catalogue.scales[self.scale_of(raw)][result["level"]]
            return lambda frame: level
        return compiler.compile(parse(joined(result["is"])), kind)

    def compile_bands(self, raw, compiler, kind):
        bands = raw["bands"]
        of = compiler.compile(parse(joined(bands["of"])), "number")
        rounding = bands["round"]
        rows = []
        for row in bands["rows"]:
            inclusive = "from" in row
            threshold = row["from"] if inclusive else row["above"]
            if type(threshold) is str and threshold[:1].isalpha():
                limit = compiler.compile(("name", threshold), "number")
            else:
                limit = constant(number_of(threshold))
            rows.append((inclusive, limit, self.compile_result(raw, row, compiler, kind)))
        otherwise = self.compile_result(raw, bands.get("else", "impossible"), compiler, kind)

        def run(frame):
            value = of(frame)
            if type(value) is Absent:
                return value
            if rounding != "none":
                value = round_digits(value, int(rounding["digits"]), rounding["mode"])
            for inclusive, limit, result in rows:
                threshold = limit(frame)
                if value > threshold or inclusive and value == threshold:
                    return result(frame)
            return otherwise(frame)

        return run

    def compile_rules(self, raw, compiler, kind):
        rules = raw["rules"]
        rows = [
            (compiler.compile(parse(joined(row["when"])), None), self.compile_result(raw, row, compiler, kind)) for row in rules["rows"]
        ]
        otherwise = self.compile_result(raw, rules.get("else", "impossible"), compiler, kind)

        def first(frame):
            for when, result in rows:
                holds = when(frame)
                if type(holds) is Absent:
                    return holds
                if holds:
                    return result(frame)
            return otherwise(frame)

        def unique(frame):
            answers = [when(frame) for when, _ in rows]
            absent = spread(answers)
            if absent:
                return absent
            holding = [result for answer, (_, result) in zip(answers, rows) if answer]
            if len(holding) > 1:
                raise Failure("step.conflict")
            return holding[0](frame) if holding else otherwise(frame)

        return first if rules["policy"] == "first" else unique

    def compile_matrix(self, raw, compiler):
        matrix = raw["matrix"]
        rows = compiler.compile(("name", matrix["rows"]), None)
        columns = compiler.compile(("name", matrix["columns"]), None)
        scale = self.catalogue.scales.get(self.scale_of(raw))

        def result_of(cell):
            return scale[cell] if type(cell) is str else number_of(cell)

        cells = {row: {column: result_of(cell) for column, cell in inner.items()} for row, inner in matrix["cells"].items()}

        def run(frame):
            row, column = rows(frame), columns(frame)
            return spread((row, column)) or cells[word_of(row)][word_of(column)]

        return run

    def compile_curve(self, curve, compiler):
        of = compiler.compile(parse(joined(curve["of"])), "number")
        drawn = [(number_of(x), number_of(y)) for x, y in curve["points"]], curve["below"], curve["above"]
        return unless_absent([of], lambda x: on_curve(drawn, x))

    def formula_body(self, name, types):
        """The type and the function of a formula called with arguments of these types (clause 4.11)."""
        key = (name, types)
        if key not in self.formula_bodies:
            raw = self.formulas[name]
            scope = Scope(self.whole.env)
            scope.types = dict(zip(raw["given"], types))
            kind = self.type_of_body(raw, scope.env)
            self.formula_bodies[key] = (kind, self.compile_body(raw, scope.env, kind), scope)
        return self.formula_bodies[key]


def choice_words(choice):
    return choice.get("words") or choice.get("of") or choice.get("choices") or []


def on_line(left, right, x):
    (x0, y0), (x1, y1) = left, right
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def raise_no_row(frame):
    raise Failure("step.no_row")


def joined(text):
    """Clause 4.4: a text, or texts that are joined by line ends."""
    return "\n".join(map(str, text)) if isinstance(text, list) else str(text)


def constant(value):
    return lambda frame: value


def word_of(value):
    return value.name if type(value) is Level else value


# --- Walks over trees -----------------------------------------------------------------------------------------------------


def formula_texts(raw):
    """Every expression of a scheme."""
    for each in raw.get("unratable", []) + raw.get("notices", []):
        yield joined(each["when"])
    for each in raw.get("requires", []):
        yield joined(each["is"])
    for each in raw.get("formulas", []):
        yield from body_texts(each)
    yield from block_texts(raw["steps"])


def block_texts(blocks):
    for block in blocks:
        if "steps" in block:
            yield from block_texts(block["steps"])
        else:
            yield from body_texts(block)


def body_texts(raw):
    if "is" in raw:
        yield joined(raw["is"])
    for form in ("bands", "rules", "curve"):
        if form in raw:
            if "of" in raw[form]:
                yield joined(raw[form]["of"])
            for row in raw[form].get("rows", []) + [raw[form].get("else")]:
                if isinstance(row, dict):
                    yield from (joined(row[key]) for key in ("when", "is") if key in row)


def parts(tree):
    """The trees directly inside a tree, in the order of the text."""
    tag = tree[0]
    if tag in ("negative", "not"):
        return [tree[1]]
    if tag in ("and", "or"):
        return [tree[1], tree[2]]
    if tag in ("arithmetic", "compare"):
        return [tree[2], tree[3]]
    if tag == "if":
        return list(tree[1:])
    if tag == "array":
        return tree[1]
    if tag == "index":
        return [tree[2]]
    if tag == "call":
        over = [("name", tree[3])] if tree[3] else []
        return tree[2] + over + ([tree[4]] if tree[4] else [])
    return []


def names_in_order(tree):
    if tree[0] in ("name", "index"):
        yield tree[1]
    for part in parts(tree):
        yield from names_in_order(part)


def names_period(tree):
    return tree[0] == "period" or any(map(names_period, parts(tree)))


def result_words(tree):
    """The quoted words that may be the result of a tree."""
    if tree[0] == "word":
        yield tree[1]
    elif tree[0] == "if":
        yield from result_words(tree[2])
        yield from result_words(tree[3])
    elif tree[0] == "array":
        for element in tree[1]:
            yield from result_words(element)
    elif tree[0] == "call" and tree[1] == "if_absent":
        for argument in tree[2]:
            yield from result_words(argument)
    elif tree[0] == "call" and tree[1] in ("only", "min", "max", "median"):
        yield from result_words(tree[2][0])


# --- Expressions ----------------------------------------------------------------------------------------------------------


def noted(what, function):
    def run(frame):
        READS.note(what)
        return function(frame)

    return run


def join_types(types):
    """The type that joined values have. "word" is a quoted word whose type is still open, None an absent word."""
    found = None
    for kind in types:
        if kind not in (None, "word"):
            return kind
        found = found or kind
    return found


NUMBER_FUNCTIONS = ("round", "round_to", "at_most", "at_least", "abs", "value", "days", "days_between", "months_touched", "full_months", "overlap")
AGGREGATES = ("sum", "mean", "weighted_mean", "min", "max", "median", "share", "any", "all", "count", "only")
ZERO_FALSE = ("any", "all", "share")


class Compiler:
    """Turns trees into functions of a frame, for one env."""

    def __init__(self, scheme, env):
        self.scheme = scheme
        self.env = env

    # --- types ------------------------------------------------------------------------------------------------------------

    def infer(self, tree):
        """The type of a tree's values: number, yes_no, date, period, text, ("level", scale), ("choice", set), "word" or None."""
        tag = tree[0]
        if tag in ("number", "arithmetic", "negative"):
            return "number"
        if tag in ("yes_no", "and", "or", "not", "compare"):
            return "yes_no"
        if tag == "word":
            return "word"
        if tag == "absent":
            return None
        if tag == "period":
            return "period"
        if tag == "name":
            return self.type_of_name(tree[1])
        if tag == "index":
            return self.column(tree)[0]
        if tag == "if":
            return join_types([self.infer(tree[2]), self.infer(tree[3])])
        if tag == "array":
            return join_types(map(self.infer, tree[1]))
        return self.type_of_call(tree)

    def type_of_name(self, name):
        _, env = self.env.find(lambda it: name in it.types or name in it.steps)
        if env is None:
            raise FormulaError("formula.unknown_name", name)
        if name in env.scope.types:
            return env.scope.types[name]
        return env.scope.steps[name].type()

    def type_of_call(self, tree):
        _, name, arguments, over, _, _ = tree
        if name in NUMBER_FUNCTIONS or name in ("sum", "mean", "weighted_mean", "share", "count"):
            return "number"
        if name in ("known", "any", "all"):
            return "yes_no"
        if name in ("start", "end"):
            return "date"
        if name == "if_absent":
            return join_types(map(self.infer, arguments))
        if name in ("min", "max", "median", "only"):
            return self.inside(over).infer(arguments[0]) if over else self.infer(arguments[0])
        return self.formula_of(tree)[0]

    def inside(self, list_name):
        """A compiler for what is evaluated for every row of a list."""
        _, env = self.env.find(lambda it: list_name in it.lists)
        if env is None:
            raise FormulaError("formula.unknown_name", list_name)
        return Compiler(self.scheme, Env(env.scope.lists[list_name], env))

    def column(self, tree):
        """The type of the column that an index names, its name, and the Declared table."""
        _, name, _, column = tree
        _, env = self.env.find(lambda it: name in it.tables)
        if env is None:
            raise FormulaError("formula.unknown_name", name)
        table = env.scope.tables[name]
        found = next(each for each in table.columns if column is None or each.name == column)
        return found.kind, found.name, table

    def formula_of(self, tree):
        _, name, arguments, _, _, _ = tree
        if name not in self.scheme.formulas:
            raise FormulaError("formula.unknown_function", name)
        types = tuple("text" if kind == "word" else kind for kind in map(self.infer, arguments))
        return self.scheme.formula_body(name, types) + (types,)

    # --- functions --------------------------------------------------------------------------------------------------------

    def compile(self, tree, kind):
        """The function of a tree. `kind` is the type that an open word in it takes."""
        return getattr(self, "compile_" + tree[0])(tree, kind)

    def compile_number(self, tree, kind):
        return constant(tree[1])

    def compile_yes_no(self, tree, kind):
        return constant(tree[1])

    def compile_absent(self, tree, kind):
        return constant(ABSENT[tree[1]])

    def compile_word(self, tree, kind):
        word = tree[1]
        if kind == "date":
            return constant(read_date(word))
        if isinstance(kind, tuple) and kind[0] == "level":
            return constant(self.scheme.catalogue.scales[kind[1]][word])
        return constant(word)

    def compile_period(self, tree, kind):
        def run(frame):
            while frame.parent is not None:
                frame = frame.parent
            return frame.row.values[" period"]

        return run

    def compile_name(self, tree, kind):
        name = tree[1]
        up, env = self.env.find(lambda it: name in it.types or name in it.steps)
        if env is None:
            raise FormulaError("formula.unknown_name", name)
        if name in env.scope.types:
            if env.scope is self.scheme.whole and name in self.scheme.parameter_names:
                return noted(("parameter", name), lambda frame: climb(frame, up).row.values[name])
            if up == 0:
                return lambda frame: frame.row.values[name]
            if up == 1:
                return lambda frame: frame.parent.row.values[name]
            return lambda frame: climb(frame, up).row.values[name]
        if up == 0:
            return lambda frame: frame.row.step(name)
        return lambda frame: climb(frame, up).row.step(name)

    def compile_index(self, tree, kind):
        _, column, table = self.column(tree)
        name = table.name
        key = self.compile(tree[2], table.key_kind)

        def run(frame):
            member = key(frame)
            if type(member) is Absent:
                return member
            READS.note(("parameter", name))
            while frame.parent is not None:
                frame = frame.parent
            return pick(frame.row.values[name], member)[column] if table.type != "curve" else on_curve(frame.row.values[name], member)

        pick = band_of if table.type == "bands" else lambda cells, member: cells[member]
        return run

    def compile_negative(self, tree, kind):
        inner = self.compile(tree[1], None)

        def run(frame):
            value = inner(frame)
            return value if type(value) is Absent else -value

        return run

    def compile_not(self, tree, kind):
        inner = self.compile(tree[1], None)

        def run(frame):
            value = inner(frame)
            return value if type(value) is Absent else not value

        return run

    def compile_and(self, tree, kind):
        return self.connective(tree, False)

    def compile_or(self, tree, kind):
        return self.connective(tree, True)

    def connective(self, tree, decisive):
        """`and` is decided by false, `or` by true (clause 3.3)."""
        left, right = self.compile(tree[1], None), self.compile(tree[2], None)

        def run(frame):
            a, b = left(frame), right(frame)
            if a is decisive or b is decisive:
                return decisive
            return spread((a, b)) or (not decisive)

        def run_or(frame):
            a, b = left(frame), right(frame)
            if a is True or b is True:
                return True
            absent = spread((a, b))
            return False if absent is None else absent

        return run_or if decisive else run

    def compile_arithmetic(self, tree, kind):
        operation = ARITHMETIC[tree[1]]
        left, right = self.compile(tree[2], None), self.compile(tree[3], None)

        def run(frame):
            a, b = left(frame), right(frame)
            if type(a) is Absent or type(b) is Absent:
                return spread((a, b))
            return operation(a, b)

        return run

    def compile_compare(self, tree, kind):
        test = COMPARE[tree[1]]
        joint = join_types([self.infer(tree[2]), self.infer(tree[3])])
        left, right = self.compile(tree[2], joint), self.compile(tree[3], joint)
        by_position = isinstance(joint, tuple) and joint[0] == "level"

        def run(frame):
            a, b = left(frame), right(frame)
            if type(a) is Absent or type(b) is Absent:
                return spread((a, b))
            if by_position:
                return test(a.position, b.position)
            return test(a, b)

        return run

    def compile_if(self, tree, kind):
        condition = self.compile(tree[1], None)
        joint = self.joint_type([tree[2], tree[3]], kind)
        then, otherwise = self.compile(tree[2], joint), self.compile(tree[3], joint)

        def run(frame):
            holds = condition(frame)
            if type(holds) is Absent:
                return holds
            return then(frame) if holds else otherwise(frame)

        return run

    def joint_type(self, trees, kind):
        """The type of joined trees, or what is asked of them where they leave it open."""
        found = join_types(map(self.infer, trees))
        return kind if found in (None, "word") else found

    def compile_array(self, tree, kind):
        raise FormulaError("formula.type", "an array stands only in an aggregate")

    def compile_call(self, tree, kind):
        _, name, arguments, _, _, _ = tree
        if name in AGGREGATES:
            return self.compile_aggregate(tree, kind)
        if name == "known":
            inner = self.compile(arguments[0], None)
            return lambda frame: type(inner(frame)) is not Absent
        if name == "if_absent":
            joint = self.joint_type(arguments, kind)
            value, instead = (self.compile(each, joint) for each in arguments)

            def run(frame):
                a, b = value(frame), instead(frame)
                return b if type(a) is Absent else a

            return run
        if name in ("round", "round_to"):
            inner = self.compile(arguments[0], None)
            size, mode = arguments[1][1], arguments[2][1]
            rounding = round_digits if name == "round" else round_step
            if name == "round":
                size = int(size)
            return unless_absent([inner], lambda value: rounding(value, size, mode))
        if name in FUNCTIONS:
            asked = "date" if name == "days_between" else None
            return unless_absent([self.compile(each, asked) for each in arguments], FUNCTIONS[name])
        return self.compile_formula_call(tree)

    def compile_formula_call(self, tree):
        _, body, scope, types = self.formula_of(tree)
        given = self.scheme.formulas[tree[1]]["given"]
        arguments = [self.compile(each, kind) for each, kind in zip(tree[2], types)]

        def run(frame):
            values = {name: argument(frame) for name, argument in zip(given, arguments)}
            READS.note(("formula", tree[1]))
            while frame.parent is not None:
                frame = frame.parent
            return body(Row(scope, values, frame, "").frame)

        return run

    # --- aggregates -------------------------------------------------------------------------------------------------------

    def compile_aggregate(self, tree, kind):
        _, name, arguments, over, where, policies = tree
        if name == "count":
            over, arguments = arguments[0][1], [("number", Fraction(1))]
        if over is None:
            return self.compile_array_aggregate(name, arguments[0][1], policies, kind)
        inner = self.inside(over)
        up, _ = self.env.find(lambda it: over in it.lists)
        element_kind = inner.infer(arguments[0])
        if element_kind in (None, "word"):
            element_kind = kind
        element = inner.compile(arguments[0], element_kind)
        weight = inner.compile(arguments[1], None) if name == "weighted_mean" else None
        condition = inner.compile(where, None) if where else None
        finish = finisher(name, policies)

        def run(frame):
            home = climb(frame, up)
            elements, weights, unclear = [], [], []
            for row in rows_of(home.row, over):
                here = Frame(row, home)
                if condition is not None:
                    holds = condition(here)
                    if type(holds) is Absent:
                        unclear.append(holds)
                        continue
                    if not holds:
                        continue
                elements.append(element(here))
                if weight is not None:
                    weights.append(weight(here))
            return spread(unclear) or finish(elements, weights)

        return run

    def compile_array_aggregate(self, name, trees, policies, kind):
        joint = self.joint_type(trees, kind)
        elements = [self.compile(each, joint) for each in trees]
        finish = finisher(name, policies)
        return lambda frame: finish([element(frame) for element in elements], [])


def climb(frame, up):
    for _ in range(up):
        frame = frame.parent
    return frame


def unless_absent(arguments, function):
    def run(frame):
        values = [argument(frame) for argument in arguments]
        absent = spread(values)
        return function(*values) if absent is None else absent

    return run


def on_curve(drawn, x):
    """The height of a curve (clauses 4.9, 2.20)."""
    points, below, above = drawn

    def outside(how, end, segment):
        if how == "problem":
            raise Failure("curve.outside")
        return end[1] if how == "clamp" else on_line(*segment, x)

    if x < points[0][0]:
        return outside(below, points[0], points[:2])
    if x > points[-1][0]:
        return outside(above, points[-1], points[-2:])
    for left, right in zip(points, points[1:]):
        if x <= right[0]:
            return on_line(left, right, x)
    raise AssertionError


def band_of(bands, x):
    """What the first row gives that holds for a number (clause 2.20)."""
    for threshold, is_above, cells in bands:
        if threshold is None or x > threshold or not is_above and x == threshold:
            return cells
    raise AssertionError


def divide(a, b):
    if b == 0:
        raise InvalidScheme("division by zero: formula.division should have been a problem")
    return a / b


ARITHMETIC = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": divide}

COMPARE = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}

FUNCTIONS = {
    "at_most": min,
    "at_least": max,
    "abs": abs,
    "value": lambda level: level.value,
    "days": lambda period: Fraction(days(period)),
    "days_between": lambda a, b: Fraction((b - a).days),
    "months_touched": lambda period: Fraction(months_touched(period)),
    "full_months": lambda period: Fraction(full_months(period)),
    "overlap": lambda one, other: Fraction(overlap(one, other)),
    "start": lambda period: period.start,
    "end": lambda period: period.end,
}


def finisher(name, policies):
    """What an aggregate makes of the elements (and weights) of the rows that its condition leaves."""
    if name == "only":
        return only
    if name == "count":
        return lambda elements, weights: Fraction(len(elements))
    both = policies.get("missing")
    policy_of = {NOT_RATED: policies.get("not_rated", both), NOT_APPLICABLE: policies.get("not_applicable", both)}
    zero = False if name in ZERO_FALSE else Fraction(0)
    empty_is_zero = policies.get("empty", "zero") == "zero"

    def finish(elements, weights):
        counted, counted_weights, excluded, blocking = [], [], [], []
        for position, element in enumerate(elements):
            if type(element) is Absent:
                policy = policy_of[element]
                if policy == "block":
                    blocking.append(element)
                    continue
                if policy == "exclude":
                    excluded.append(element)
                    continue
                if policy != "zero":
                    raise InvalidScheme("an absent element without a policy: formula.policy should have been a problem")
                element = zero
            counted.append(element)
            if weights:
                counted_weights.append(weights[position])
        if blocking:
            return spread(blocking)
        if not counted and (name not in ("sum", "any", "all") or name == "sum" and not empty_is_zero):
            return NOT_APPLICABLE if excluded and NOT_RATED not in excluded else NOT_RATED
        return WORK[name](counted, counted_weights)

    return finish


def only(elements, weights):
    if len(elements) != 1:
        raise Failure("only.count")
    return elements[0]


def weighted_mean(elements, weights):
    total = sum(weights)
    if total == 0:
        return NOT_RATED
    return sum(element * weight for element, weight in zip(elements, weights)) / total


def in_order(elements):
    return sorted(elements, key=lambda it: it.position if type(it) is Level else it)


def median(elements, weights):
    ordered = in_order(elements)
    middle = (len(ordered) - 1) // 2
    if len(ordered) % 2 == 1 or type(ordered[0]) is Level:
        return ordered[middle]
    return (ordered[middle] + ordered[middle + 1]) / 2


WORK = {
    "sum": lambda elements, weights: sum(elements, Fraction(0)),
    "mean": lambda elements, weights: sum(elements, Fraction(0)) / len(elements),
    "weighted_mean": weighted_mean,
    "min": lambda elements, weights: in_order(elements)[0],
    "max": lambda elements, weights: in_order(elements)[-1],
    "median": median,
    "share": lambda elements, weights: Fraction(sum(elements), len(elements)),
    "any": lambda elements, weights: any(elements),
    "all": lambda elements, weights: all(elements),
}


# --- Appraising -----------------------------------------------------------------------------------------------------------


def evaluate(scheme, facts, settings=None):
    """Evaluates a scheme (a document, or a Scheme) on facts and settings (JSON texts, or documents of `load`)."""
    if not isinstance(scheme, Scheme):
        scheme = Scheme(scheme)
    return Appraisal(scheme).run(facts, settings)


class Appraisal:
    """One run of clause 2.18."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.problems = []
        self.warnings = []
        self.in_force = {}  # parameter -> position of its value
        self.steps = {}
        self.whole = None

    def run(self, facts, settings):
        self.read(facts, settings)
        if self.problems:
            return self.result({})
        is_unratable = self.is_unratable()
        if self.problems:
            return self.result({})
        if is_unratable:
            return self.result({outcome["name"]: None for outcome in self.scheme.raw["outcomes"]}, unratable=True)
        self.check_requires()
        if self.problems:
            return self.result({})
        READS.clear()
        self.evaluate_steps(self.whole)
        outcomes = self.outcomes()
        self.read_notices()
        self.warnings += verified.warnings(self.scheme.raw, READS.of, self.in_force)
        return self.result({} if self.problems else outcomes)

    def result(self, outcomes, unratable=False):
        return {
            "outcomes": outcomes,
            "steps": self.steps,
            "problems": [list(each) for each in sorted(set(self.problems))],
            "warnings": [list(each) for each in sorted(set(self.warnings))],
            "unratable": unratable,
        }

    # --- phase 1 ----------------------------------------------------------------------------------------------------------

    def read(self, facts, settings):
        scheme = self.scheme
        facts, facts_can_be_read = self.document(facts, "")
        settings, settings_can_be_read = self.document(settings, "settings")
        reader = Reader(scheme.catalogue)
        rows, period = None, None
        if facts_can_be_read:
            rows, period = reader.facts(facts, scheme.id, scheme.inputs, scheme.period_is_required, scheme.raw.get("in_force"))
        settings_reader = Reader(scheme.catalogue)
        values = settings_reader.settings(settings, scheme.id, scheme.settings) if settings_can_be_read else {}
        self.problems += reader.problems + settings_reader.problems
        self.warnings += reader.warnings + settings_reader.warnings
        values.update(self.parameters(period))
        if self.problems:
            return
        values.update(rows.values)
        values[" period"] = period
        self.whole = Row(scheme.whole, values, None, "")
        self.make_lists(self.whole, rows)
        if cells_below(self.whole) > MOST_CELLS:
            self.problems.append(("facts.too_large", ""))

    def document(self, given, path):
        """(document, whether it can be read) of a text or a document."""
        if not isinstance(given, (str, bytes)) or isinstance(given, Literal):
            return given, True
        document, problems = load(given)
        self.problems += [(code, ".".join(filter(None, (path, where)))) for code, where in problems]
        return document, all(code == "json.duplicate_key" for code, _ in problems)

    def parameters(self, period):
        """Clause 6.5: the parameters' values at the day that counts."""
        day = None
        if period is not None:
            day = period.start if self.scheme.raw.get("as_of") == "period.from" else period.end
        values = {}
        for declared, history in self.scheme.parameters:
            path = f"parameters.{declared.name}"
            if period is None:
                values[declared.name] = history[0][1]
                self.in_force[declared.name] = 0
                continue
            begun = [value for first_day, value in history if first_day is None or first_day <= day]
            if not begun:
                self.problems.append(("parameter.no_value", path))
                continue
            values[declared.name] = begun[-1]
            self.in_force[declared.name] = len(begun) - 1
            if any(first_day is not None and period.start < first_day <= period.end for first_day, _ in history):
                self.warnings.append(("parameter.changes", path))
        return values

    def make_lists(self, owner, read):
        for name, items in read.lists.items():
            scope = owner.scope.lists[name]
            path = f"{owner.path}.{name}" if owner.path else name
            rows = []
            for position, item in enumerate(items):
                row = Row(scope, item.values, owner.frame, f"{path}[{position}]")
                self.make_lists(row, item)
                rows.append(row)
            owner.lists[name] = rows

    # --- phases 2 to 5 ----------------------------------------------------------------------------------------------------

    def is_unratable(self):
        for position, when in enumerate(self.scheme.unratable):
            try:
                if when(self.whole.frame) is True:
                    return True
            except Failure as failure:
                self.problems.append((failure.code, f"unratable[{position}]"))
        return False

    def check_requires(self):
        for condition, path in self.scheme.requires:
            try:
                if condition(self.whole.frame) is False:
                    self.problems.append(("requires.failed", path))
            except Failure as failure:
                self.problems.append((failure.code, path))

    def evaluate_steps(self, row):
        scope = row.scope
        for name in scope.steps:
            try:
                value = row.step(name)
            except NoValue:
                value = row.steps[name]
            path = f"{row.path}.{name}" if row.path else name
            if isinstance(value, Failure):
                self.problems.append((value.code, path))
            elif not isinstance(value, NoValue):
                self.steps[path] = written(value)
        for name in scope.lists:
            if name in scope.groups or name not in row.lists or row.lists[name] and row.lists[name][0].frame.parent is row.frame:
                for inner in rows_of(row, name):
                    self.evaluate_steps(inner)

    def outcomes(self):
        outcomes = {}
        for outcome in self.scheme.raw["outcomes"]:
            name = outcome["name"]
            try:
                value = self.value_of_whole(outcome["of"])
            except NoValue:
                continue
            if type(value) is Absent:
                if outcome.get("optional") is not True:
                    self.problems.append(("outcome.absent", f"outcomes.{name}"))
                outcomes[name] = None
            elif isinstance(value, Fraction) and isinstance(outcome.get("round"), dict):
                outcomes[name] = write_rounded(value, int(outcome["round"]["digits"]), outcome["round"]["mode"])
            else:
                outcomes[name] = written(value)
        return outcomes

    def value_of_whole(self, name):
        if name in self.whole.scope.steps:
            return self.whole.step(name)
        return self.whole.values[name]

    def read_notices(self):
        for name, when in self.scheme.notices:
            try:
                if when(self.whole.frame) is True:
                    self.warnings.append(("appraisal.notice", f"notices.{name}"))
            except Failure as failure:
                self.problems.append((failure.code, f"notices.{name}"))
            except NoValue:
                continue


def cells_below(row):
    """How many values the rows of its lists hold, given and calculated (clause 2.15)."""
    count = 0
    for name in dict.fromkeys((*row.lists, *row.scope.groups)):
        for inner in rows_of(row, name):
            if inner.frame.parent is row.frame:  # the rows that a group owns are counted where they stand
                count += len(inner.scope.types) + len(inner.scope.steps) + cells_below(inner)
    return count


def written(value):
    """A value as results show it."""
    if isinstance(value, Fraction):
        return write_number(value)
    if isinstance(value, bool) or value is None:
        return value
    if type(value) is Absent:
        return {"absent": value.kind}
    if type(value) is Level:
        return value.name
    if isinstance(value, Period):
        return {"from": value.start.isoformat(), "until": value.end.isoformat()}
    return value if isinstance(value, str) else value.isoformat()


def closed(text, values=None):
    """The value of an expression without a scheme; `values` gives numbers, yes_no and texts to names."""
    scheme = Scheme({"scheme": "test/closed", "inputs": [], "steps": [], "outcomes": []})
    given = {}
    for name, raw in (values or {}).items():
        if isinstance(raw, dict) and "absent" in raw:
            given[name] = ABSENT[raw["absent"]]
            scheme.whole.types[name] = None
        elif isinstance(raw, bool):
            given[name] = raw
            scheme.whole.types[name] = "yes_no"
        else:
            try:
                given[name] = number_of(raw) if "/" not in str(raw) else Fraction(str(raw))
                scheme.whole.types[name] = "number"
            except ValueError:
                given[name] = str(raw)
                scheme.whole.types[name] = "text"
    row = Row(scheme.whole, given, None, "")
    return written(scheme.condition(text, scheme.whole.env)(row.frame))
