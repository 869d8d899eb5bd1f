"""Values of the scheme language: JSON documents, numbers, dates, levels, absence (clauses 1 and 2.15)."""

import datetime
import json
import re
from fractions import Fraction

MAX_TEXT_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_DIGITS = 28


# --- JSON documents -------------------------------------------------------------------------------------------------------


class Literal(str):
    """The text of a JSON number. A JSON string is a plain str, so the two are told apart by type."""

    __slots__ = ()


class TwiceObject(dict):
    """An object in whose text some keys stood twice. The first value of such a key is kept."""

    twice = ()


class SyntaxProblem(Exception):
    pass


def load(text, limited=True):
    """The document of a JSON text, and the problems of reading it: (document, [(code, path), ...]). `limited` by clause 2.15."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError:
            return None, [("json.syntax", "")]
    if limited and len(text) * 4 > MAX_TEXT_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        return None, [("json.too_large", "")]
    if limited and depth(text) > MAX_DEPTH:
        return None, [("json.too_deep", "")]
    text = text[1:] if text.startswith("\ufeff") else text  # a byte order mark is no part of the text
    seen_twice = []

    def make_object(pairs):
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        made = TwiceObject()
        twice = []
        for key, value in pairs:
            if key in made:
                twice.append(key)
            else:
                made[key] = value
        made.twice = tuple(twice)
        seen_twice.append(made)
        return made

    def refuse_constant(name):
        raise SyntaxProblem(name)

    try:
        document = json.loads(text, parse_float=Literal, parse_int=Literal, parse_constant=refuse_constant, object_pairs_hook=make_object)
    except (ValueError, SyntaxProblem):
        return None, [("json.syntax", "")]
    problems = []
    if seen_twice:
        find_twice(document, "", problems)
    return document, problems


OUTSIDE_OF_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def depth(text):
    """How deep the lists and objects of a JSON text nest."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return 0  # it cannot be too deep, and how deep exactly does not matter
    now = deepest = 0
    for found in OUTSIDE_OF_STRINGS.finditer(text):
        sign = found.group()
        if sign in ("[", "{"):
            now += 1
            deepest = max(deepest, now)
        elif sign in ("]", "}"):
            now -= 1
    return deepest


def find_twice(document, path, problems):
    if isinstance(document, dict):
        for key in getattr(document, "twice", ()):
            problems.append(("json.duplicate_key", join(path, key)))
        for key, value in document.items():
            find_twice(value, join(path, key), problems)
    elif isinstance(document, list):
        for position, value in enumerate(document):
            find_twice(value, f"{path}[{position}]", problems)


def join(path, name):
    return f"{path}.{name}" if path else name


def dump(value):
    """JSON text of a document in which numbers are Literals (or ints). Keys of a TwiceObject stand twice again."""
    if type(value) is Literal:
        return str(value)
    if isinstance(value, dict):
        pairs = list(value.items()) + [(key, value[key]) for key in getattr(value, "twice", ())]
        return "{" + ", ".join(json.dumps(key) + ": " + dump(item) for key, item in pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(dump, value)) + "]"
    return json.dumps(value)


# --- Numbers --------------------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?")


def read_number(text):
    """Clauses 1.2 and 1.3: (number, None), or (None, code of the problem)."""
    found = NUMBER.fullmatch(text)
    if not found:
        return None, "number.syntax"
    sign, whole, fraction, exponent_sign, exponent = found.groups()
    fraction = fraction or ""
    digits = (whole + fraction).lstrip("0")
    kept = digits.rstrip("0")
    if not kept:
        return Fraction(0), None
    exponent = (exponent or "").lstrip("0")
    power = 10**12 if len(exponent) > 12 else int(exponent or "0")
    if exponent_sign == "-":
        power = -power
    power = power - len(fraction) + (len(digits) - len(kept))  # the number is kept * 10^power
    if len(kept) > MAX_DIGITS or -power > MAX_DIGITS or len(kept) + power > MAX_DIGITS:
        return None, "number.too_long"
    number = int(kept) * Fraction(10) ** power
    return (-number if sign else number), None


def number_of(value):
    """A number that a valid scheme holds: a JSON number or a string."""
    number, code = read_number(str(value))
    if code:
        raise ValueError(f"{code}: {value!r}")
    return number


def bits(number):
    return number.numerator.bit_length() + number.denominator.bit_length()


def round_whole(number, mode):
    """The whole number that a rational number rounds to (clause 1.5)."""
    floor = number.numerator // number.denominator
    rest = number - floor
    if rest == 0:
        return floor
    ceiling = floor + 1
    negative = number < 0
    away, towards = (floor, ceiling) if negative else (ceiling, floor)
    if mode == "up":
        return away
    if mode == "down":
        return towards
    if mode == "ceiling":
        return ceiling
    if mode == "floor":
        return floor
    if mode == "zero_five_up":
        return away if abs(towards) % 5 == 0 else towards
    half = Fraction(1, 2)
    if rest != half:
        return ceiling if rest > half else floor
    if mode == "half_up":
        return away
    if mode == "half_down":
        return towards
    if mode == "half_even":
        return floor if floor % 2 == 0 else ceiling
    if mode == "half_ceiling":
        return ceiling
    if mode == "half_floor":
        return floor
    raise ValueError(f"rounding mode {mode!r}")


def round_digits(number, digits, mode):
    return Fraction(round_whole(number * 10**digits, mode), 10**digits)


def round_step(number, step, mode):
    return round_whole(number / step, mode) * step


def write_rounded(number, digits, mode):
    """The number rounded, with that many digits after the point."""
    return place_point(round_whole(number * 10**digits, mode), digits)


def write_number(number):
    """Clause 1.4: exact and plain, a fraction where the decimal expansion does not end."""
    denominator = number.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    if denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = max(twos, fives)
    return place_point(number.numerator * 10**digits // number.denominator, digits)


def place_point(whole, digits):
    sign = "-" if whole < 0 else ""
    text = str(abs(whole)).rjust(digits + 1, "0")
    if digits == 0:
        return sign + text
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


# --- Dates and periods ----------------------------------------------------------------------------------------------------

DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_date(text):
    """The date, or None."""
    found = DATE.fullmatch(text)
    if not found:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        return None


class Period:
    """Two inclusive dates."""

    __slots__ = ("start", "end")

    def __init__(self, start, end):
        self.start = start
        self.end = end


def days(period):
    return (period.end - period.start).days + 1


def overlap(one, other):
    return max(0, (min(one.end, other.end) - max(one.start, other.start)).days + 1)


def month_number(date):
    return date.year * 12 + date.month - 1


def months_touched(period):
    return month_number(period.end) - month_number(period.start) + 1


def full_months(period):
    first = month_number(period.start) + (0 if period.start.day == 1 else 1)
    last = month_number(period.end) - (0 if is_last_of_month(period.end) else 1)
    return max(0, last - first + 1)


def is_last_of_month(date):
    if date == datetime.date.max:
        return True
    return (date + datetime.timedelta(days=1)).day == 1


# --- Levels and absence ---------------------------------------------------------------------------------------------------


class Level:
    """A level of a scale. One object a level, so that equality is identity."""

    __slots__ = ("name", "position", "value")

    def __init__(self, name, position, value):
        self.name = name
        self.position = position
        self.value = value


class Absent:
    """One of the two absent values."""

    __slots__ = ("kind",)

    def __init__(self, kind):
        self.kind = kind

    def __repr__(self):
        return self.kind


NOT_RATED = Absent("not_rated")
NOT_APPLICABLE = Absent("not_applicable")
ABSENT = {"not_rated": NOT_RATED, "not_applicable": NOT_APPLICABLE}


def spread(values):
    """Clause 3.2: the absent value that absent operands make, or None if no operand is absent."""
    result = None
    for value in values:
        if value is NOT_RATED:
            return NOT_RATED
        if value is NOT_APPLICABLE:
            result = NOT_APPLICABLE
    return result
