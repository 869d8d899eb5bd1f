"""Which expressions may be absent, and the policies that clauses 3.5-3.9 ask for: a check of the schemes that are generated.

`faults(scheme)` gives sentences about aggregates whose policies the specification would refuse.
"""

from evaluate import AGGREGATES, Compiler, Env, Scheme, joined
from facts import Declared
from formula import parse


class AbsenceChecker:
    def __init__(self, raw):
        self.scheme = Scheme(raw)
        self.found = []
        self.declared = {}  # name of an optional input or field -> True
        self.positive = set()  # names of fields whose numbers are above zero
        self.least = {}  # name of a list or derived list -> 0 or more
        self.answers = {}  # id of a Step -> whether it may be absent
        self.note_fields(self.scheme.inputs)

    def note_fields(self, fields: list[Declared]):
        for field in fields:
            if field.type == "list":
                self.least[field.name] = max(field.least, int(field.complete))
                self.note_fields(field.fields)
            else:
                self.declared[field.name] = bool(field.optional)
                if field.type == "weight" and (field.least or 0) > 0 or field.type in ("number", "integer") and is_above_zero(field):
                    self.positive.add(field.name)

    def check(self):
        for each in self.scheme.raw.get("requires", []):
            self.may_be_absent(parse(joined(each["is"])), self.scheme.whole.env)
        for each in self.scheme.raw.get("unratable", []) + self.scheme.raw.get("notices", []):
            self.may_be_absent(parse(joined(each["when"])), self.scheme.whole.env)
        self.check_scope(self.scheme.whole, set())
        return self.found

    def check_scope(self, scope, done):
        if id(scope) in done:
            return
        done.add(id(scope))
        for step in scope.steps.values():
            self.step(step)
        for inner in scope.lists.values():
            self.check_scope(inner, done)

    def step(self, step):
        if id(step) not in self.answers:
            self.answers[id(step)] = self.body(step.raw, step.scope.env)
        return self.answers[id(step)]

    def body(self, raw, env):
        if "is" in raw:
            return self.text(raw["is"], env)
        if "matrix" in raw:
            return self.any_absent([("name", raw["matrix"]["rows"]), ("name", raw["matrix"]["columns"])], env)
        if "curve" in raw:
            return self.text(raw["curve"]["of"], env)
        form = raw.get("bands") or raw["rules"]
        results = [self.text(each[key], env) for each in self.scheme.results_of(raw) for key in ("when", "is") if key in each]
        if "of" in form:
            results.append(self.text(form["of"], env))
        return any(results)

    def text(self, text, env):
        return self.may_be_absent(parse(joined(text)), env)

    def any_absent(self, trees, env):
        return any([self.may_be_absent(tree, env) for tree in trees])

    def may_be_absent(self, tree, env):
        tag = tree[0]
        if tag in ("number", "word", "yes_no", "period"):
            return False
        if tag == "absent":
            return True
        if tag == "name":
            return self.name(tree[1], env)
        if tag == "index":
            return self.may_be_absent(tree[2], env)
        if tag in ("negative", "not"):
            return self.may_be_absent(tree[1], env)
        if tag in ("and", "or"):
            return self.any_absent(tree[1:], env)
        if tag in ("arithmetic", "compare"):
            return self.any_absent(tree[2:], env)
        if tag == "if":
            return self.any_absent(tree[1:], env)
        return self.call(tree, env)

    def name(self, name, env):
        _, found = env.find(lambda it: name in it.types or name in it.steps)
        scope = found.scope
        if name in scope.steps:
            return self.step(scope.steps[name])
        if hasattr(scope, "arguments_absent"):
            return scope.arguments_absent[name]
        return self.declared.get(name, False)

    def call(self, tree, env):
        _, name, arguments, over, where, policies = tree
        if name in AGGREGATES:
            return self.aggregate(tree, env)
        absent = [self.may_be_absent(each, env) for each in (arguments[:1] if name in ("round", "round_to") else arguments)]
        if name == "known":
            return False
        if name == "if_absent":
            return absent[1]
        if name in self.scheme.formulas:
            _, _, scope, _ = Compiler(self.scheme, env).formula_of(tree)
            raw = self.scheme.formulas[name]
            scope.arguments_absent = dict(zip(raw["given"], absent))
            return self.body(raw, scope.env)
        return any(absent)

    def aggregate(self, tree, env):
        _, name, arguments, over, where, policies = tree
        if name == "count":
            over = arguments[0][1]
        if over is None:
            element = self.any_absent(arguments[0][1], env)
            surely_rows = True
            where_absent = False
        else:
            _, found = env.find(lambda it: over in it.lists)
            inner = Env(found.scope.lists[over], found)
            surely_rows = self.surely_rows(over, found.scope) and where is None
            where_absent = self.may_be_absent(where, inner) if where else False
            if name == "count":
                return where_absent
            element = self.may_be_absent(arguments[0], inner)
            if len(arguments) > 1 and self.may_be_absent(arguments[1], inner):
                self.found.append(f"absent weight: {tree}")
        kinds = {key: word for key, word in policies.items() if key != "empty"}
        if name == "only":
            self.expect(not policies, "policy of only", tree)
            return element or where_absent
        complete = set(kinds) in ({"missing"}, {"not_rated", "not_applicable"})
        self.expect(complete if element else not kinds, "policies", tree)
        excludes = "exclude" in kinds.values()
        may_be_empty = not surely_rows or excludes
        self.expect(("empty" in policies) == (name == "sum" and may_be_empty), "empty", tree)
        absent = where_absent or "block" in kinds.values()
        if name == "weighted_mean":
            absent = absent or not self.is_above_zero(arguments[1])
        if name == "sum":
            return absent or policies.get("empty") == "block"
        if name in ("any", "all"):
            return absent
        return absent or may_be_empty

    def is_above_zero(self, weight):
        return weight[0] == "number" and weight[1] > 0 or weight[0] == "name" and weight[1] in self.positive

    def surely_rows(self, over, scope):
        """Whether a list surely has a row (clauses 2.7 and 3.8)."""
        if over in scope.groups:
            return scope.groups[over].every_member
        is_of_group = any(over == group.list for each in all_scopes(self.scheme.whole) for group in each.groups.values() if group.scope is scope)
        return not is_of_group and self.least.get(over, 0) > 0

    def expect(self, holds, what, tree):
        if not holds:
            self.found.append(f"{what}: {tree}")


def is_above_zero(field: Declared):
    return field.bounds and not any(field.in_bounds(number) for number in (0, -1, -(10**6)))


def all_scopes(scope, seen=None):
    seen = {} if seen is None else seen
    if id(scope) not in seen:
        seen[id(scope)] = scope
        for inner in scope.lists.values():
            all_scopes(inner, seen)
    return list(seen.values())


def faults(raw):
    return AbsenceChecker(raw).check()
