//! What would give another result, as text and as a document.

use super::{Answer, Change, Searched, Together, WhatIf};
use crate::appraisal::document::{by_language, each_language, present, some};
use crate::document::{Node, to_text};
use crate::text::{Lang, on_one_line};
use crate::trace::Shown;
use crate::trace::words::{Phrase, phrase, with_unit};
use std::collections::{BTreeMap, BTreeSet};

const WISHED: Phrase = phrase("WISHED FOR", "YANG DIHARAPKAN");
const NOW: Phrase = phrase("now", "sekarang");
const MET: Phrase = phrase("This is so already.", "Ini sudah tercapai.");
const BY_ONE: Phrase = phrase("BY ONE CHANGE", "DENGAN SATU PERUBAHAN");
const BY_TWO: Phrase = phrase("BY TWO CHANGES", "DENGAN DUA PERUBAHAN");
const NOT_BY_ONE: Phrase = phrase("NOT BY THIS ALONE", "TIDAK DENGAN INI SAJA");
const NONE_SEARCHED: Phrase = phrase(
    "No input was searched: the scheme has none of the role asked for.",
    "Tidak ada isian yang dicari: skema tidak memiliki isian dengan peran yang diminta.",
);
/// Rows of which each has a line of its own, at most.
const MANY: usize = 5;
const NONE_OF: Phrase =
    phrase("none of the {} rows can reach it alone", "tidak satu pun dari {} baris dapat mencapainya sendiri");
const NOT_ALONE: Phrase = phrase("cannot reach it alone", "tidak dapat mencapainya sendiri");
const UNDECIDED: Phrase = phrase("not decided", "belum dapat dipastikan");
const TIED: Phrase = phrase("tied to", "terikat pada");
const WOULD: Phrase = phrase("together with them", "bersama isian itu");
const FROM: Phrase = phrase("every value from", "setiap nilai dari");
const UNTIL: Phrase = phrase("to", "sampai");
const NOT_EVERY: Phrase = phrase("tried {}, not every value from", "dicoba {}, bukan setiap nilai dari");
const END_ASSUMED: Phrase = phrase("the range itself has no end", "rentangnya sendiri tidak berujung");
const DIGITS_ASSUMED: Phrase = phrase("digits are not declared", "jumlah desimal tidak dinyatakan");
const NOWHERE: Phrase = phrase(
    "No two changes reach it, whatever their values.",
    "Tidak ada dua perubahan yang mencapainya, berapa pun nilainya.",
);
const PAIR_UNDECIDED: Phrase = phrase(
    "Not decided: tried {} parts of the ranges, which are not all.",
    "Belum dapat dipastikan: dicoba {} bagian rentang, belum semuanya.",
);
const CHEAPEST: Phrase = phrase(
    "the smallest change of two, by the parts of their ranges",
    "perubahan dua isian yang terkecil, menurut bagian rentangnya",
);
const CALCULATED: Phrase = phrase(
    "Calculated by the rules of the scheme, not promised; what is not listed was not searched.",
    "Dihitung menurut aturan skema, bukan janji; yang tidak tercantum tidak dicari.",
);

impl WhatIf {
    /// What would give another result, as text: inputs that reach the wish first, then those that do not, and why.
    ///
    /// ```
    /// # use kinerja::{Lang, Scheme, WhatIfOptions, Wish};
    /// # let scheme = Scheme::builtin("id/langsa", None)?;
    /// # let facts = include_str!("../../../examples/facts/langsa.json");
    /// let answer = scheme.what_if(facts, None, &[Wish::at_least("score", 0)], &WhatIfOptions::new())?;
    /// assert!(answer.met && answer.text(Lang::En).contains("This is so already."));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut line = |indent: usize, text: &str| {
            (0..indent).for_each(|_| out.push_str("  "));
            out.push_str(&on_one_line(text));
            out.push('\n');
        };
        line(0, WISHED.get(lang));
        for wish in &self.wishes {
            line(1, wish.get(lang));
        }
        let now: Vec<String> = self.now.iter().map(|outcome| outcome.text(lang)).collect();
        line(1, &format!("{}: {}", NOW.get(lang), now.join("; ")));
        if self.met {
            line(1, MET.get(lang));
        }
        let (reached, not): (Vec<_>, Vec<_>) =
            self.inputs.iter().partition(|lifted| matches!(lifted.answer, Answer::Reached { .. }));
        if !reached.is_empty() {
            line(0, "");
            line(0, BY_ONE.get(lang));
        }
        for lifted in reached {
            if let Answer::Reached { value, outcomes } = &lifted.answer {
                line(1, &format!("{}{}", lifted.input.moved(value, lang), self.then(outcomes, lang)));
            }
        }
        match &self.pair {
            Together::NotNeeded => {}
            Together::Reached { now, values, outcomes, .. } => {
                line(0, "");
                line(0, BY_TWO.get(lang));
                for (input, value) in now.iter().zip(values) {
                    line(1, &input.moved(value, lang));
                }
                line(1, &format!("({}){}", CHEAPEST.get(lang), self.then(outcomes, lang)));
            }
            Together::Nowhere { .. } => {
                line(0, "");
                line(0, BY_TWO.get(lang));
                line(1, NOWHERE.get(lang));
            }
            Together::Undecided { tried } => {
                line(0, "");
                line(0, BY_TWO.get(lang));
                line(1, &PAIR_UNDECIDED.get(lang).replace("{}", &tried.to_string()));
            }
        }
        if !not.is_empty() {
            line(0, "");
            line(0, NOT_BY_ONE.get(lang));
        }
        // What the rows of a list say alike is said once, where the first of them stands.
        let mut alike: BTreeMap<&str, Vec<&Searched>> = BTreeMap::new();
        for lifted in not.iter().filter(|lifted| lifted.answer == Answer::NotAlone) {
            alike.entry(lifted.kind.get(lang)).or_default().extend(&lifted.searched);
        }
        alike.retain(|_, alike| alike.len() > MANY);
        let mut told = BTreeSet::new();
        for lifted in &not {
            let kind = lifted.kind.get(lang);
            if lifted.answer == Answer::NotAlone
                && let Some(all @ [first, .., last]) = alike.get(kind).map(Vec::as_slice)
            {
                if told.insert(kind) {
                    let same = all.iter().all(|searched| searched.is_like(first)).then_some(*last);
                    let range = same.map_or_else(String::new, |searched| searched.text(true, lang));
                    line(1, &format!("{kind}: {}{range}", NONE_OF.get(lang).replace("{}", &all.len().to_string())));
                }
                continue;
            }
            let searched = |exhaustive: bool| {
                lifted.searched.as_ref().map_or_else(String::new, |searched| searched.text(exhaustive, lang))
            };
            let said = match &lifted.answer {
                Answer::Reached { .. } => continue,
                Answer::NotAlone => format!("{}{}", NOT_ALONE.get(lang), searched(true)),
                Answer::Undecided => format!("{}{}", UNDECIDED.get(lang), searched(false)),
                Answer::Fixed(reason) => reason.get(lang).to_owned(),
                Answer::Tied { to, because, value } => {
                    let to: Vec<String> = to.iter().map(|other| format!("«{}»", other.title.get(lang))).collect();
                    let value = value.as_ref().map_or_else(String::new, |value| {
                        format!("; {}: {}", WOULD.get(lang), value.text_with_decimal(lang))
                    });
                    format!("{} {} ({}){value}", TIED.get(lang), to.join(", "), because.get(lang))
                }
            };
            line(1, &format!("{}: {said}", lifted.input.text(lang)));
        }
        if !self.met {
            line(0, "");
            line(0, if self.inputs.is_empty() { NONE_SEARCHED.get(lang) } else { CALCULATED.get(lang) });
        }
        out
    }

    /// The outcomes that would differ.
    fn then(&self, outcomes: &[Change<Shown>], lang: Lang) -> String {
        let differing = outcomes.iter().map(|then| {
            let now = self.now.iter().find(|now| now.path == then.path);
            let now = now.map_or_else(String::new, |now| format!("{} → ", now.value.text(lang)));
            format!("{} {now}{}", then.title.get(lang), then.value.text(lang))
        });
        let all: Vec<String> = differing.collect();
        if all.is_empty() { String::new() } else { format!(": {}", all.join("; ")) }
    }

    /// As a document `what-if/1`, in JSON: exact numbers as text, sentences in the languages of the scheme.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.document())
    }

    /// As a document `what-if/1`.
    #[must_use]
    pub fn document(&self) -> Node<'static> {
        let languages = self.languages.as_slice();
        let changes = |list: &[Change<Shown>]| Node::list(list.iter().map(|change| change.node("value", languages)));
        let inputs = self.inputs.iter().map(|lifted| {
            let input = lifted.input.node("now", languages);
            let searched = lifted.searched.as_ref().map(|searched| {
                present([
                    ("from", Some(searched.from.node())),
                    ("until", Some(searched.until.node())),
                    ("end_assumed", searched.end_assumed.then(|| Node::truth(true))),
                    ("digits_assumed", searched.digits_assumed.then(|| Node::truth(true))),
                    ("tried", Some(Node::number(searched.tried))),
                ])
            });
            let (word, value, outcomes, tied, because) = match &lifted.answer {
                Answer::Reached { value, outcomes } => {
                    ("reached", Some(value.node()), Some(changes(outcomes)), None, None)
                }
                Answer::NotAlone => ("not_alone", None, None, None, None),
                Answer::Undecided => ("undecided", None, None, None, None),
                Answer::Fixed(reason) => ("fixed", None, None, None, Some(by_language(reason, languages))),
                Answer::Tied { to, because, value } => {
                    let to = some(to.iter().map(|other| {
                        present([
                            ("path", Some(Node::text(other.path.to_string()))),
                            ("title", Some(by_language(&other.title, languages))),
                        ])
                    }));
                    let value = value.as_ref().map(Shown::node);
                    ("tied", value, None, to, Some(by_language(because, languages)))
                }
            };
            let answer = present([
                ("answer", Some(Node::text(word))),
                ("value", value),
                ("outcomes", outcomes),
                ("tied_to", tied),
                ("because", because),
                ("searched", searched),
            ]);
            joined(input, answer)
        });
        let pair = match &self.pair {
            Together::NotNeeded => None,
            Together::Reached { now, values, outcomes, tried } => {
                let inputs = now.iter().zip(values).map(|(input, value)| {
                    joined(input.node("now", languages), Node::object([("value", value.node())]))
                });
                Some(present([
                    ("answer", Some(Node::text("reached"))),
                    ("inputs", Some(Node::list(inputs))),
                    ("outcomes", Some(changes(outcomes))),
                    ("tried", Some(Node::number(tried))),
                ]))
            }
            Together::Nowhere { tried } => {
                Some(Node::object([("answer", Node::text("nowhere")), ("tried", Node::number(tried))]))
            }
            Together::Undecided { tried } => {
                Some(Node::object([("answer", Node::text("undecided")), ("tried", Node::number(tried))]))
            }
        };
        present([
            ("kinerja", Some(Node::text("what-if/1"))),
            ("wishes", Some(Node::list(self.wishes.iter().map(|wish| by_language(wish, languages))))),
            ("outcomes", Some(changes(&self.now))),
            ("met", Some(Node::truth(self.met))),
            ("inputs", Some(Node::list(inputs))),
            ("pair", pair),
        ])
    }
}

fn joined<'a>(one: Node<'a>, other: Node<'a>) -> Node<'a> {
    let entries = |node: Node<'a>| match node.value {
        crate::document::Json::Object(entries) => entries,
        _ => Vec::new(),
    };
    Node::object(entries(one).into_iter().chain(entries(other)))
}

impl Change<Shown> {
    fn text(&self, lang: Lang) -> String {
        with_unit(format!("{}: {}", self.title.get(lang), self.value.text_with_decimal(lang)), &self.unit)
    }

    /// From what it is to another value.
    fn moved(&self, value: &Shown, lang: Lang) -> String {
        with_unit(format!("{} → {}", self.untitled(lang), value.text_with_decimal(lang)), &self.unit)
    }

    fn untitled(&self, lang: Lang) -> String {
        format!("{}: {}", self.title.get(lang), self.value.text_with_decimal(lang))
    }

    pub(crate) fn node(&self, key: &'static str, languages: &[Lang]) -> Node<'static> {
        let label = each_language(languages, |lang| self.value.text_with_decimal(lang));
        present([
            ("path", Some(Node::text(self.path.to_string()))),
            ("title", Some(by_language(&self.title, languages))),
            ("unit", (!self.unit.is_empty()).then(|| Node::text(self.unit.clone()))),
            (key, Some(self.value.node())),
            ("label", Some(label)),
        ])
    }
}

impl Searched {
    /// Whether the same part of the same grid was searched.
    fn is_like(&self, other: &Searched) -> bool {
        let ends = |searched: &Searched| (searched.from.clone(), searched.until.clone());
        ends(self) == ends(other)
            && self.end_assumed == other.end_assumed
            && self.digits_assumed == other.digits_assumed
    }

    fn text(&self, exhaustive: bool, lang: Lang) -> String {
        let (from, until) = (self.from.text(lang), self.until.text(lang));
        let how = match exhaustive {
            true => FROM.get(lang).to_owned(),
            false => NOT_EVERY.get(lang).replace("{}", &self.tried.to_string()),
        };
        let notes: Vec<&str> = [(self.end_assumed, &END_ASSUMED), (self.digits_assumed, &DIGITS_ASSUMED)]
            .into_iter()
            .filter_map(|(holds, phrase)| holds.then_some(phrase.get(lang)))
            .collect();
        let notes = if notes.is_empty() { String::new() } else { format!("; {}", notes.join("; ")) };
        format!(" ({how} {from} {} {until}{notes})", UNTIL.get(lang))
    }
}

/// As [`WhatIf::text`] in English.
impl std::fmt::Display for WhatIf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}
