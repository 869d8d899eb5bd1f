//! The formula language, read: text to tokens to a syntax tree (clause 5.1 of the specification).

use crate::absence::AbsenceKind;
use crate::number::Number;
use crate::problem::{Excerpt, Position};
use std::fmt;

/// A part of a formula and where it begins in the formula's text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expr {
    pub(crate) at: usize,
    pub(crate) kind: Ast,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ast {
    Number(Number),
    Word(String),
    Truth(bool),
    Absent(AbsenceKind),
    Period,
    Name(String),
    Lookup { table: String, key: Box<Expr>, column: Option<Mention> },
    Call(Call),
    Array(Vec<Expr>),
    Negate(Box<Expr>),
    Not(Box<Expr>),
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    Both(Box<Expr>, Box<Expr>),
    Either(Box<Expr>, Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
}

/// A call of a function, an aggregate or a declared formula.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) arguments: Vec<Expr>,
    pub(crate) over: Option<Mention>,
    pub(crate) filter: Option<Box<Expr>>,
    pub(crate) options: Vec<(Mention, Mention)>,
}

impl Call {
    /// The arguments and the condition that have values. The digits and the mode of a rounding are words of the language, also where a step
    /// has such a name.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Expr> {
        let rounds = matches!(self.name.as_str(), "round" | "round_to");
        let arguments = if rounds { self.arguments.get(..1).unwrap_or(&[]) } else { self.arguments.as_slice() };
        arguments.iter().chain(self.filter.as_deref())
    }
}

/// A word of a formula and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub(crate) at: usize,
    pub(crate) name: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Arithmetic {
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => "/",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }

    /// The comparison that holds exactly when this one does not.
    pub(crate) const fn negated(self) -> Comparison {
        match self {
            Comparison::Equal => Comparison::NotEqual,
            Comparison::NotEqual => Comparison::Equal,
            Comparison::Less => Comparison::GreaterOrEqual,
            Comparison::LessOrEqual => Comparison::Greater,
            Comparison::Greater => Comparison::LessOrEqual,
            Comparison::GreaterOrEqual => Comparison::Less,
        }
    }

    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// Words that cannot name anything.
pub(crate) const KEYWORDS: [&str; 13] = [
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "true",
    "false",
    "not_rated",
    "not_applicable",
    "over",
    "where",
    "period",
];

/// How deep brackets, calls and conditions may nest (clause 5.1).
const DEEPEST: usize = 64;
/// How many words, numbers and signs a formula may have (clause 5.1).
const LONGEST: usize = 1_000;

/// How many letters of a line of a formula a problem shows.
const LONGEST_EXCERPT: usize = 160;

/// Why a formula cannot be read, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) at: usize,
    pub(crate) reason: String,
    /// What to write instead, in English and Indonesian; empty where there is nothing to add.
    pub(crate) advice: [&'static str; 2],
}

impl SyntaxError {
    fn new(at: usize, reason: impl Into<String>) -> SyntaxError {
        SyntaxError { at, reason: reason.into(), advice: ["", ""] }
    }
}

/// The line of a formula that holds an offset, for a problem's mark.
pub(crate) fn excerpt(formula: &str, at: usize) -> Excerpt {
    let position = Position::in_text(formula, at);
    let line = formula.lines().nth(position.line.saturating_sub(1)).unwrap_or("");
    let before = position.column.saturating_sub(1);
    let skipped = before.saturating_sub(LONGEST_EXCERPT / 2);
    let mut letters = line.chars().skip(skipped);
    let mut shown: String = letters.by_ref().take(LONGEST_EXCERPT).collect();
    let mut mark = before.saturating_sub(skipped);
    if letters.next().is_some() {
        shown.push('…');
    }
    if skipped > 0 {
        shown.insert(0, '…');
        mark = mark.saturating_add(1);
    }
    Excerpt { line: shown, mark, at: position }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Number),
    Word(String),
    Name(String),
    Sign(&'static str),
    End,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Number(number) => write!(f, "`{number}`"),
            Token::Word(word) => write!(f, "`'{word}'`"),
            Token::Name(name) => write!(f, "`{name}`"),
            Token::Sign(sign) => write!(f, "`{sign}`"),
            Token::End => f.write_str("the end"),
        }
    }
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 18] = ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ".", ":"];

/// Signs of other languages, and what to write here.
const OTHER_SIGNS: [(&str, [&str; 2]); 14] = [
    ("==", ["write =", "tulis ="]),
    ("<>", ["write !=", "tulis !="]),
    ("≠", ["write !=", "tulis !="]),
    ("≤", ["write <=", "tulis <="]),
    ("≥", ["write >=", "tulis >="]),
    ("×", ["write *", "tulis *"]),
    ("÷", ["write /", "tulis /"]),
    ("−", ["write -", "tulis -"]),
    ("^", ["a power is a product: x * x", "pangkat ditulis sebagai perkalian: x * x"]),
    ("&&", ["write and", "tulis and"]),
    ("||", ["write or", "tulis or"]),
    ("\"", ["a word stands in single quotes: 'good'", "kata diapit tanda kutip tunggal: 'baik'"]),
    ("“", ["a word stands in single quotes: 'good'", "kata diapit tanda kutip tunggal: 'baik'"]),
    ("‘", ["a word stands in straight quotes: 'good'", "kata diapit tanda kutip lurus: 'baik'"]),
];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, SyntaxError> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let at = text.len().saturating_sub(rest.len());
        let Some(first) = rest.chars().next() else {
            found.push((at, Token::End));
            return Ok(found);
        };
        let taken;
        let token = if first.is_ascii_digit() {
            let whole = leading(rest, |c| c.is_ascii_digit());
            let fraction = rest
                .get(whole.len()..)
                .and_then(|after| after.strip_prefix('.'))
                .map_or("", |after| leading(after, |c| c.is_ascii_digit()));
            taken = if fraction.is_empty() {
                whole.len()
            } else {
                whole.len().saturating_add(fraction.len()).saturating_add(1)
            };
            let literal = rest.get(..taken).unwrap_or(whole);
            // Zeros in front of a whole part say nothing.
            let zeros = whole.len().saturating_sub(whole.trim_start_matches('0').len().max(1));
            let number = Number::parse(literal.get(zeros..).unwrap_or(literal))
                .map_err(|_| SyntaxError::new(at, format!("`{literal}` is not a number of at most 28 digits")))?;
            Token::Number(number)
        } else if first.is_ascii_lowercase() {
            let name = leading(rest, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            taken = name.len();
            Token::Name(name.to_owned())
        } else if let Some(after) = rest.strip_prefix('\'') {
            let word = leading(after, |c| c != '\'' && c != '\n');
            taken = word.len().saturating_add(2);
            if !after.get(word.len()..).is_some_and(|end| end.starts_with('\'')) {
                return Err(SyntaxError::new(at, "the quote is not closed"));
            }
            Token::Word(word.to_owned())
        } else if let Some((sign, advice)) = OTHER_SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            let reason = format!("`{sign}` does not belong in a formula");
            return Err(SyntaxError { advice: *advice, ..SyntaxError::new(at, reason) });
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            taken = sign.len();
            Token::Sign(sign)
        } else {
            return Err(SyntaxError::new(at, format!("`{first}` does not belong in a formula")));
        };
        if found.len() >= LONGEST {
            return Err(SyntaxError::new(at, format!("the formula has more than {LONGEST} words and signs")));
        }
        found.push((at, token));
        rest = rest.get(taken..).unwrap_or("");
    }
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Reads a formula.
pub(crate) fn parse(text: &str) -> Result<Expr, SyntaxError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let expr = parser.expression()?;
    match parser.peek() {
        Token::End => Ok(expr),
        found => {
            let reason = match (&expr.kind, found) {
                (Ast::Compare(..), Token::Sign("=" | "!=" | "<" | "<=" | ">" | ">=")) => {
                    "comparisons do not chain: join them with `and`".to_owned()
                }
                (_, found) => format!("{found} does not continue the formula"),
            };
            let advice = if parser.is_decimal_comma() { DECIMAL_POINT } else { ["", ""] };
            Err(SyntaxError { advice, ..parser.error(reason) })
        }
    }
}

const DECIMAL_POINT: [&str; 2] = ["decimals take a point, as 1.5", "desimal memakai titik, seperti 1.5"];

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

type Parsed = Result<Expr, SyntaxError>;

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).or(self.tokens.last()).map_or(0, |(at, _)| *at)
    }

    fn error(&self, reason: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.at(), reason)
    }

    /// Whether a comma comes next and stands between two numbers.
    fn is_decimal_comma(&self) -> bool {
        let token = |index: Option<usize>| index.and_then(|index| self.tokens.get(index)).map(|(_, token)| token);
        let around = [self.next.checked_sub(1), Some(self.next), self.next.checked_add(1)].map(token);
        matches!(around, [Some(Token::Number(_)), Some(Token::Sign(",")), Some(Token::Number(_))])
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next = self.next.saturating_add(1);
        token
    }

    fn takes(&mut self, sign: &str) -> bool {
        let there = matches!(self.peek(), Token::Sign(found) if *found == sign);
        if there {
            self.take();
        }
        there
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let there = matches!(self.peek(), Token::Name(found) if found == word);
        if there {
            self.take();
        }
        there
    }

    fn expect(&mut self, sign: &str) -> Result<(), SyntaxError> {
        if self.takes(sign) { Ok(()) } else { Err(self.error(format!("`{sign}` is needed before {}", self.peek()))) }
    }

    fn expect_word(&mut self, word: &str) -> Result<(), SyntaxError> {
        if self.takes_word(word) {
            Ok(())
        } else {
            Err(self.error(format!("`{word}` is needed before {}", self.peek())))
        }
    }

    /// Guards the stack: everything that nests comes through here.
    fn nested(&mut self, read: impl FnOnce(&mut Parser) -> Parsed) -> Parsed {
        if self.depth >= DEEPEST {
            return Err(self.error(format!("this nests deeper than {DEEPEST}")));
        }
        self.depth = self.depth.saturating_add(1);
        let expr = read(self);
        self.depth = self.depth.saturating_sub(1);
        expr
    }

    fn expression(&mut self) -> Parsed {
        let at = self.at();
        if !self.takes_word("if") {
            return self.either();
        }
        self.nested(|p| {
            let in_brackets = matches!(p.peek(), Token::Sign("("));
            let condition = p.expression().map_err(|error| {
                // As a spreadsheet has it: if(condition, value, value).
                let advice = match p.peek() {
                    Token::Sign(",") if in_brackets => ["write if … then … else …", "tulis if … then … else …"],
                    _ => error.advice,
                };
                SyntaxError { advice, ..error }
            });
            let condition = Box::new(condition?);
            p.expect_word("then")?;
            let then = Box::new(p.expression()?);
            p.expect_word("else")?;
            let otherwise = Box::new(p.expression()?);
            Ok(Expr { at, kind: Ast::If(condition, then, otherwise) })
        })
    }

    fn either(&mut self) -> Parsed {
        let mut left = self.both()?;
        while self.takes_word("or") {
            left = Expr { at: left.at, kind: Ast::Either(Box::new(left), Box::new(self.both()?)) };
        }
        Ok(left)
    }

    fn both(&mut self) -> Parsed {
        let mut left = self.negation()?;
        while self.takes_word("and") {
            left = Expr { at: left.at, kind: Ast::Both(Box::new(left), Box::new(self.negation()?)) };
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        let at = self.at();
        if self.takes_word("not") {
            return Ok(Expr { at, kind: Ast::Not(Box::new(self.comparison()?)) });
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let comparison = match self.peek() {
            Token::Sign("=") => Comparison::Equal,
            Token::Sign("!=") => Comparison::NotEqual,
            Token::Sign("<") => Comparison::Less,
            Token::Sign("<=") => Comparison::LessOrEqual,
            Token::Sign(">") => Comparison::Greater,
            Token::Sign(">=") => Comparison::GreaterOrEqual,
            _ => return Ok(left),
        };
        self.take();
        Ok(Expr { at: left.at, kind: Ast::Compare(comparison, Box::new(left), Box::new(self.sum()?)) })
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let operation = match self.peek() {
                Token::Sign("+") => Arithmetic::Add,
                Token::Sign("-") => Arithmetic::Subtract,
                _ => return Ok(left),
            };
            self.take();
            left = Expr { at: left.at, kind: Ast::Arithmetic(operation, Box::new(left), Box::new(self.product()?)) };
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.unary()?;
        loop {
            let operation = match self.peek() {
                Token::Sign("*") => Arithmetic::Multiply,
                Token::Sign("/") => Arithmetic::Divide,
                _ => return Ok(left),
            };
            self.take();
            left = Expr { at: left.at, kind: Ast::Arithmetic(operation, Box::new(left), Box::new(self.unary()?)) };
        }
    }

    fn unary(&mut self) -> Parsed {
        let at = self.at();
        if self.takes("-") {
            return Ok(Expr { at, kind: Ast::Negate(Box::new(self.atom()?)) });
        }
        self.atom()
    }

    fn atom(&mut self) -> Parsed {
        let at = self.at();
        let kind = match self.take() {
            Token::Number(number) => {
                let percent = self.takes("%");
                let hundredth = Number::from(100i64);
                Ast::Number(if percent { number.checked_div(&hundredth).unwrap_or(number) } else { number })
            }
            Token::Word(word) => Ast::Word(word),
            Token::Name(name) => return self.named(at, name),
            Token::Sign("(") => {
                let inner = self.nested(|p| p.expression())?;
                self.expect(")")?;
                return Ok(inner);
            }
            Token::Sign("[") => {
                let first = self.nested(|p| p.expression())?;
                let mut items = vec![first];
                while self.takes(",") {
                    items.push(self.nested(|p| p.expression())?);
                }
                self.expect("]")?;
                Ast::Array(items)
            }
            found => {
                self.next = self.next.saturating_sub(1);
                return Err(self.error(format!("a value is needed before {found}")));
            }
        };
        Ok(Expr { at, kind })
    }

    fn named(&mut self, at: usize, name: String) -> Parsed {
        let kind = match name.as_str() {
            "true" => Ast::Truth(true),
            "false" => Ast::Truth(false),
            "not_rated" => Ast::Absent(AbsenceKind::NotRated),
            "not_applicable" => Ast::Absent(AbsenceKind::NotApplicable),
            "period" => Ast::Period,
            keyword if KEYWORDS.contains(&keyword) => {
                self.next = self.next.saturating_sub(1);
                return Err(self.error(format!("`{keyword}` cannot stand here")));
            }
            _ if self.takes("(") => return self.call(at, name),
            _ if self.takes("[") => {
                let key = Box::new(self.nested(|p| p.expression())?);
                self.expect("]")?;
                let column = if self.takes(".") { Some(self.mention()?) } else { None };
                Ast::Lookup { table: name, key, column }
            }
            _ => Ast::Name(name),
        };
        Ok(Expr { at, kind })
    }

    fn mention(&mut self) -> Result<Mention, SyntaxError> {
        let at = self.at();
        match self.take() {
            Token::Name(name) => Ok(Mention { at, name }),
            found => Err(SyntaxError::new(at, format!("a name is needed before {found}"))),
        }
    }

    fn call(&mut self, at: usize, name: String) -> Parsed {
        let mut call = Call { name, arguments: Vec::new(), over: None, filter: None, options: Vec::new() };
        call.arguments.push(self.nested(|p| p.expression())?);
        while !self.option_follows() && self.takes(",") {
            call.arguments.push(self.nested(|p| p.expression())?);
        }
        if self.takes_word("over") {
            call.over = Some(self.mention()?);
        }
        if self.takes_word("where") {
            call.filter = Some(Box::new(self.nested(|p| p.expression())?));
        }
        while self.takes(",") {
            let option = self.mention()?;
            self.expect(":")?;
            call.options.push((option, self.mention()?));
        }
        self.expect(")")?;
        Ok(Expr { at, kind: Ast::Call(call) })
    }

    /// Whether `, name :` comes next: an option, not an argument.
    fn option_follows(&self) -> bool {
        let ahead = |n: usize| self.tokens.get(self.next.saturating_add(n)).map(|(_, token)| token);
        matches!((ahead(0), ahead(1), ahead(2)), (Some(Token::Sign(",")), Some(Token::Name(_)), Some(Token::Sign(":"))))
    }
}

/// A formula written back in one plain form: two formulas of one form compute the same.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, items: &[Expr]| {
            items.iter().enumerate().try_for_each(|(i, item)| write!(f, "{}{item}", if i == 0 { "" } else { ", " }))
        };
        match &self.kind {
            Ast::Number(number) => write!(f, "{number}"),
            Ast::Word(word) => write!(f, "'{word}'"),
            Ast::Truth(truth) => write!(f, "{truth}"),
            Ast::Absent(kind) => f.write_str(kind.word()),
            Ast::Period => f.write_str("period"),
            Ast::Name(name) => f.write_str(name),
            Ast::Lookup { table, key, column } => {
                write!(f, "{table}[{key}]")?;
                column.iter().try_for_each(|column| write!(f, ".{}", column.name))
            }
            Ast::Call(call) => {
                write!(f, "{}(", call.name)?;
                list(f, &call.arguments)?;
                call.over.iter().try_for_each(|over| write!(f, " over {}", over.name))?;
                call.filter.iter().try_for_each(|filter| write!(f, " where {filter}"))?;
                call.options.iter().try_for_each(|(option, word)| write!(f, ", {}: {}", option.name, word.name))?;
                f.write_str(")")
            }
            Ast::Array(items) => {
                f.write_str("[")?;
                list(f, items)?;
                f.write_str("]")
            }
            Ast::Negate(x) => write!(f, "(-{x})"),
            Ast::Not(x) => write!(f, "(not {x})"),
            Ast::Arithmetic(operation, a, b) => write!(f, "({a} {} {b})", operation.sign()),
            Ast::Compare(comparison, a, b) => write!(f, "({a} {} {b})", comparison.sign()),
            Ast::Both(a, b) => write!(f, "({a} and {b})"),
            Ast::Either(a, b) => write!(f, "({a} or {b})"),
            Ast::If(c, a, b) => write!(f, "(if {c} then {a} else {b})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or_else(|error| format!("{}: {}", error.at, error.reason), |expr| expr.to_string())
    }

    #[test]
    fn operators_bind_as_in_school() {
        assert_eq!(read("1 + 2 * 3 - 4 / 5"), "((1 + (2 * 3)) - (4 / 5))");
        assert_eq!(read("not a = b and c or d"), "(((not (a = b)) and c) or d)");
        assert_eq!(read("-x * 60%"), "((-x) * 0.6)");
        assert_eq!(read("if a then b else if c then d else e"), "(if a then b else (if c then d else e))");
    }

    #[test]
    fn calls_take_lists_conditions_and_options() {
        assert_eq!(
            read("sum(weight * value(rating) over elements where critical, missing: block)"),
            "sum((weight * value(rating)) over elements where critical, missing: block)"
        );
        assert_eq!(read("mean([a, b], missing: exclude)"), "mean([a, b], missing: exclude)");
        assert_eq!(read("count(rows where known(x))"), "count(rows where known(x))");
        assert_eq!(read("t[k].c + t[k]"), "(t[k].c + t[k])");
    }

    #[test]
    fn what_does_not_fit_is_said_where_it_stands() {
        assert_eq!(read("1 < 2 < 3"), "6: comparisons do not chain: join them with `and`");
        assert_eq!(read("1 +"), "3: a value is needed before the end");
        assert_eq!(read("a ^ b"), "2: `^` does not belong in a formula");
        assert_eq!(read("'open"), "0: the quote is not closed");
        assert_eq!(read("(1"), "2: `)` is needed before the end");
        assert!(read(&"(".repeat(100)).contains("nests deeper"));
        assert!(read(&"(".repeat(100_000)).contains("more than 1000 words"));
        assert!(read(&format!("{}1", "-".repeat(500))).contains("a value is needed"));
    }
}
