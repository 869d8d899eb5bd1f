"""Tokenizer and recursive-descent parser of expressions (clause 5.1).

`parse(text)` gives a tree of plain tuples; the first element names the kind:

    ("number", Fraction)            ("word", text)             ("yes_no", bool)       ("absent", kind)
    ("period",)                     ("name", name)             ("index", table, key, column or None)
    ("array", [element, ...])       ("negative", x)            ("not", x)
    ("and", a, b)                   ("or", a, b)               ("arithmetic", sign, a, b)
    ("compare", sign, a, b)         ("if", condition, then, otherwise)
    ("call", name, [argument, ...], over or None, where or None, {policy: word})
"""

import re
from fractions import Fraction

KEYWORDS = {"if", "then", "else", "and", "or", "not", "true", "false", "not_rated", "not_applicable", "over", "where", "period"}

TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<name>[a-z][a-z0-9_]*)
      | '(?P<word>[^']*)'
      | (?P<sign><=|>=|!=|[-+*/%<>=()\[\],.:])""",
    re.VERBOSE,
)


class FormulaError(Exception):
    """A problem of a formula; `code` is its code."""

    def __init__(self, code, message=""):
        super().__init__(f"{code} {message}".strip())
        self.code = code


def tokens_of(text):
    """[(kind, text), ...] with kinds number, name, keyword, word, sign, and a closing ("end", "")."""
    tokens = []
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise FormulaError("formula.syntax", f"at {at}: {text[at : at + 10]!r}")
        at = found.end()
        kind = found.lastgroup
        if kind == "blank":
            continue
        token = found.group(kind)
        if kind == "name" and token in KEYWORDS:
            kind = "keyword"
        tokens.append((kind, token))
    tokens.append(("end", ""))
    return tokens


def parse(text):
    parser = Parser(tokens_of(text))
    tree = parser.expression()
    parser.expect("end", "")
    return tree


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    def next_is(self, kind, text):
        return self.tokens[self.at] == (kind, text)

    def take(self, kind, text):
        """Steps over the token if it is the next one."""
        if self.next_is(kind, text):
            self.at += 1
            return True
        return False

    def expect(self, kind, text):
        if not self.take(kind, text):
            raise FormulaError("formula.syntax", f"expected {text or kind!r}, found {self.tokens[self.at][1]!r}")

    def expect_name(self):
        kind, text = self.tokens[self.at]
        if kind != "name":
            raise FormulaError("formula.syntax", f"expected a name, found {text!r}")
        self.at += 1
        return text

    def expression(self):
        if self.take("keyword", "if"):
            condition = self.expression()
            self.expect("keyword", "then")
            then = self.expression()
            self.expect("keyword", "else")
            otherwise = self.expression()
            return ("if", condition, then, otherwise)
        return self.disjunction()

    def disjunction(self):
        left = self.conjunction()
        while self.take("keyword", "or"):
            left = ("or", left, self.conjunction())
        return left

    def conjunction(self):
        left = self.negation()
        while self.take("keyword", "and"):
            left = ("and", left, self.negation())
        return left

    def negation(self):
        if self.take("keyword", "not"):
            return ("not", self.comparison())
        return self.comparison()

    def comparison(self):
        left = self.addition()
        kind, sign = self.tokens[self.at]
        if kind == "sign" and sign in ("=", "!=", "<", "<=", ">", ">="):
            self.at += 1
            return ("compare", sign, left, self.addition())
        return left

    def addition(self):
        left = self.multiplication()
        while self.next_is("sign", "+") or self.next_is("sign", "-"):
            sign = self.tokens[self.at][1]
            self.at += 1
            left = ("arithmetic", sign, left, self.multiplication())
        return left

    def multiplication(self):
        left = self.unary()
        while self.next_is("sign", "*") or self.next_is("sign", "/"):
            sign = self.tokens[self.at][1]
            self.at += 1
            left = ("arithmetic", sign, left, self.unary())
        return left

    def unary(self):
        if self.take("sign", "-"):
            return ("negative", self.atom())
        return self.atom()

    def atom(self):
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = Fraction(text)
            return ("number", number / 100 if self.take("sign", "%") else number)
        if kind == "word":
            return ("word", text)
        if kind == "name":
            return self.after_name(text)
        if kind == "keyword":
            if text in ("true", "false"):
                return ("yes_no", text == "true")
            if text in ("not_rated", "not_applicable"):
                return ("absent", text)
            if text == "period":
                return ("period",)
        if kind == "sign" and text == "[":
            elements = [self.expression()]
            while self.take("sign", ","):
                elements.append(self.expression())
            self.expect("sign", "]")
            return ("array", elements)
        if kind == "sign" and text == "(":
            inner = self.expression()
            self.expect("sign", ")")
            return inner
        raise FormulaError("formula.syntax", f"unexpected {text!r}")

    def after_name(self, name):
        if self.take("sign", "["):
            key = self.expression()
            self.expect("sign", "]")
            column = self.expect_name() if self.take("sign", ".") else None
            return ("index", name, key, column)
        if self.take("sign", "("):
            return self.call(name)
        return ("name", name)

    def call(self, name):
        arguments = [self.expression()]
        while self.next_is("sign", ",") and not self.policy_follows():
            self.at += 1
            arguments.append(self.expression())
        over = self.expect_name() if self.take("keyword", "over") else None
        where = self.expression() if self.take("keyword", "where") else None
        policies = {}
        while self.take("sign", ","):
            policy = self.tokens[self.at][1]
            self.at += 1
            self.expect("sign", ":")
            if policy in policies:
                raise FormulaError("formula.syntax", f"{policy!r} twice")
            policies[policy] = self.expect_name()
        self.expect("sign", ")")
        return ("call", name, arguments, over, where, policies)

    def policy_follows(self):
        """Whether after this comma stands `name : word`."""
        return self.at + 2 < len(self.tokens) and self.tokens[self.at + 2] == ("sign", ":")
