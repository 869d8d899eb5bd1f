//! Two appraisals of one person side by side: every difference, and nothing else.

use super::Appraisal;
use super::document::{by_language, each_language, filled, present, some};
use super::evaluate::Machine;
use super::facts::{Facts, Heading};
use crate::document::{Node, to_text};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::model::{Cells, Holds, ScopeKind, SlotRole};
use crate::scheme::value::{ScopeId, SlotId, Value};
use crate::text::{Lang, QUOTED, Text, cut, on_one_line};
use crate::trace::explain::titled;
use crate::trace::words::{Phrase, phrase, with_unit};
use crate::trace::{Annotation, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// What differs between two appraisals of one person: before and after an objection, or by one scheme and by another. It is [text](Comparison::text),
/// [JSON](Comparison::to_json), and this.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The schemes, where they differ: of each its id, version and what was amended; its digest, where these are the same.
    pub schemes: Option<[Text; 2]>,
    /// The periods, where they differ.
    pub periods: Option<[String; 2]>,
    /// Outcomes that differ, or that only one of the two has.
    pub outcomes: Vec<Difference>,
    /// Why nobody is rated, where that differs.
    pub unratable: Option<[Text; 2]>,
    /// Inputs whose value, or what was said beside it, differs; what rows are called, and whom the facts are about.
    pub inputs: Vec<Difference>,
    /// Settings that differ.
    pub settings: Vec<Difference>,
    /// Parameters whose value in force differs.
    pub parameters: Vec<Difference>,
    /// Steps whose value differs, or that only one of the two has.
    pub steps: Vec<Difference>,
    /// Warnings that only the first has, and that only the second has.
    pub warnings: [Problems; 2],
    languages: Vec<Lang>,
}

/// One thing that differs.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// Where: in the second appraisal, or in the first where only it has it.
    pub path: Path,
    /// What it is called, with the row that it stands in.
    pub title: Text,
    /// The unit, as a label.
    pub unit: String,
    /// The value in the first; none where it has no such thing.
    pub before: Option<Shown>,
    /// The value in the second; none where it has no such thing.
    pub after: Option<Shown>,
    /// Of two numbers: by how much the second is higher.
    pub by: Option<Number>,
    /// What was said beside the values of an input.
    pub said: Said,
    /// The sealed documents that the values were taken from, by their seals, where these differ.
    pub taken: Option<[String; 2]>,
}

/// What was said beside the two values of an input.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Said {
    /// Beside the first.
    pub before: Annotation,
    /// Beside the second: by whom it was changed, and on what evidence.
    pub after: Annotation,
}

/// Compares two appraisals of one person.
///
/// Rows of lists are the same where their keys are; without a key where their ids are, else their titles, if each row has one of its own; else by position.
///
/// # Errors
/// `compare.person`: the two are about different persons.
///
/// ```
/// let scheme = kinerja::Scheme::builtin("id/langsa", None)?;
/// let facts = include_str!("../../examples/facts/langsa.json");
/// let before = scheme.appraise(facts, None)?;
/// let after = scheme.appraise(&facts.replace(r#""value": 48"#, r#""value": 45"#), None)?;
/// let comparison = kinerja::compare(&before, &after)?;
/// assert_eq!(comparison.inputs.len(), 1);
/// assert!(comparison.text(kinerja::Lang::En).contains("48 → 45"));
/// assert!(kinerja::compare(&before, &before)?.is_empty());
/// # Ok::<(), kinerja::Problems>(())
/// ```
pub fn compare(before: &Appraisal, after: &Appraisal) -> Result<Comparison, Problems> {
    let (one, other) = (&before.facts.person.reference, &after.facts.person.reference);
    if !one.is_empty() && !other.is_empty() && one != other {
        let problem = Problem::new(Code::ComparePerson, Path::new().key("person").key("ref"));
        return Err([problem.with("one", one).with("other", other)].into_iter().collect());
    }
    let same_scheme = before.scheme.is_same(&after.scheme);
    let same_version = before.scheme.id() == after.scheme.id() && before.scheme.version() == after.scheme.version();
    let names = |appraisal: &Appraisal| {
        let model = &appraisal.scheme.model;
        let digest: String = appraisal.scheme.digest().chars().take(12).collect();
        let digest = if same_version { format!(" [{digest}…]") } else { String::new() };
        let amended = model.amended().unwrap_or_default();
        Text::of(Lang::ALL.map(|lang| {
            let amended = amended.get(lang);
            let amended =
                if amended.is_empty() { String::new() } else { format!(", {}: {amended}", AMENDED.get(lang)) };
            (lang, format!("{} {}{digest}{amended}", model.id, model.version))
        }))
    };
    let period = |appraisal: &Appraisal| appraisal.facts.period.map_or_else(|| "–".to_owned(), |p| p.to_string());
    let (sides, keys) = (Sides::of(before, after), Sides::of(after, before));
    let (first, second) = (sides.cells(), keys.cells());
    let (mut inputs, steps) = differences(&first, &second);
    inputs.splice(0..0, differing(person_of(before), person_of(after)));
    let outcomes = differing(outcomes_of(before), outcomes_of(after));
    let unratable = match (&before.unratable, &after.unratable) {
        (one, other) if one == other => None,
        (one, other) => Some([one.clone().unwrap_or_default(), other.clone().unwrap_or_default()]),
    };
    Ok(Comparison {
        schemes: (!same_scheme).then(|| [names(before), names(after)]),
        periods: (before.facts.period != after.facts.period).then(|| [period(before), period(after)]),
        outcomes,
        unratable,
        inputs,
        settings: differing(constants_of(before, false), constants_of(after, false)),
        parameters: differing(constants_of(before, true), constants_of(after, true)),
        steps,
        warnings: warnings_of(before, after),
        languages: after.scheme.model.languages.clone(),
    })
}

/// A cell of an appraisal, as it is compared.
struct Cell {
    path: Path,
    title: Text,
    unit: String,
    is_input: bool,
    value: Shown,
    number: Option<Number>,
    said: Annotation,
    /// The seal of the document that the value was taken from.
    seal: String,
    /// Whether it says what a row is called: of a row that only one has, that is said already.
    is_title: bool,
}

/// One of two appraisals, whose rows are named so that those of the other can be found.
struct Sides<'a> {
    appraisal: &'a Appraisal,
    other: &'a Appraisal,
    machine: Machine<'a>,
}

impl<'a> Sides<'a> {
    fn of(appraisal: &'a Appraisal, other: &'a Appraisal) -> Sides<'a> {
        Sides { appraisal, other, machine: appraisal.machine() }
    }

    /// Every cell, by a name that is the same in the other appraisal; in the order of the scheme.
    fn cells(&self) -> Vec<(String, Cell)> {
        let model = self.machine.model;
        let mut names: BTreeMap<ScopeId, Vec<String>> = BTreeMap::from([(0, vec![String::new()])]);
        for scope in 1..model.scopes.len() {
            let Ok(scope) = ScopeId::try_from(scope) else { break };
            let above = names.get(&model.scopes[scope].parent).cloned().unwrap_or_default();
            names.insert(scope, self.row_names(scope, &above));
        }
        let mut cells = Vec::new();
        for (slot, column) in (0u32..).zip(model.slots.iter()) {
            let is_input = match column.role {
                SlotRole::Input(_) => true,
                SlotRole::Step(_) if self.appraisal.unratable.is_none() => false,
                _ => continue,
            };
            let rows = self.machine.rows(column.scope).count();
            for row in 0..u32::try_from(rows).unwrap_or(u32::MAX) {
                let above = names.get(&column.scope).and_then(|rows| rows.get(usize::try_from(row).ok()?));
                let name = format!("{}.{}", above.map_or("", String::as_str), column.name);
                cells.push((name, self.cell(slot, row, is_input)));
            }
        }
        cells.extend(self.appraisal.facts.headings.iter().filter(|(_, heading)| !heading.title.is_empty()).filter_map(
            |(&(scope, row), heading)| {
                let above = names.get(&scope).and_then(|rows| rows.get(usize::try_from(row).ok()?))?;
                Some((format!("{above}.title"), self.title_of_row(scope, row, &heading.title)))
            },
        ));
        cells
    }

    /// What a row is called, as a cell.
    fn title_of_row(&self, scope: ScopeId, row: u32, title: &str) -> Cell {
        let rows = super::trace::row_names(self.appraisal, &self.machine, scope, row);
        let above =
            |lang: Lang| rows.iter().map(|row| format!("{} {}", row.list.get(lang), row.number)).collect::<Vec<_>>();
        Cell {
            path: self.machine.row_path(scope, row).key("title"),
            title: Text::of(Lang::ALL.map(|lang| (lang, format!("{}: {}", above(lang).join(" › "), TITLE.get(lang))))),
            unit: String::new(),
            is_input: true,
            value: Shown::Plain(cut(title.to_owned(), QUOTED)),
            number: None,
            said: Annotation::default(),
            seal: String::new(),
            is_title: true,
        }
    }

    fn cell(&self, slot: SlotId, row: u32, is_input: bool) -> Cell {
        let model = self.machine.model;
        let column = &model.slots[slot];
        let value = self.machine.cell(slot, row);
        let own = column.title.or_name(&column.name);
        let rows = super::trace::row_names(self.appraisal, &self.machine, column.scope, row);
        let title = titled(rows.iter(), &own);
        Cell {
            path: self.machine.path(slot, row),
            title,
            unit: column.unit.clone(),
            is_input,
            value: value.map_or(Shown::Nothing, |value| self.machine.shown(value)),
            number: match value {
                Some(Value::Number(number)) => Some(number.clone()),
                _ => None,
            },
            said: self.appraisal.facts.annotations.get(&(slot, row)).cloned().unwrap_or_default(),
            seal: self.appraisal.facts.taken.get(&(slot, row)).map_or_else(String::new, |taken| taken.seal.clone()),
            is_title: false,
        }
    }

    /// A name for each row of a list: by its key, its id, its title, or its position.
    fn row_names(&self, scope: ScopeId, above: &[String]) -> Vec<String> {
        let model = self.machine.model;
        let list = &model.scopes[scope];
        let rows = self.machine.rows(scope);
        let key = match list.kind {
            ScopeKind::List { key, .. } => key,
            ScopeKind::Group { key, .. } => Some(key),
            ScopeKind::Whole => None,
        };
        // Both name rows in the same way, else they are told by position.
        let key = key.filter(|key| self.other_key(&list.name).is_some_and(|other| *other == model.slots[*key].name));
        let other = self.other_scope(&list.name);
        let told = |by: fn(&Heading) -> &str| {
            is_told(&self.appraisal.facts, scope, by)
                && other.is_some_and(|other| is_told(&self.other.facts, other, by))
        };
        let by: Option<fn(&Heading) -> &str> = match key {
            Some(_) => None,
            None if told(|heading| &heading.id) => Some(|heading| &heading.id),
            None if told(Heading::shown) => Some(Heading::shown),
            None => None,
        };
        let heading = |row: u32| self.appraisal.facts.headings.get(&(scope, row));
        let name = |row: u32, parent: u32| {
            let above = usize::try_from(parent).ok().and_then(|parent| above.get(parent)).map_or("", String::as_str);
            let own = match key {
                Some(key) => self.machine.cell(key, row).map_or_else(String::new, |value| model.plain(value)),
                None => match by {
                    Some(by) => heading(row).map_or_else(String::new, |heading| by(heading).to_owned()),
                    None => row.saturating_sub(rows.of_parent(parent).start).to_string(),
                },
            };
            // What stands in a name cannot look like the end of it.
            format!("{above}.{}[{own:?}]", list.name)
        };
        (0u32..).zip(&rows.parent).map(|(row, parent)| name(row, *parent)).collect()
    }

    /// The list of this name in the other appraisal.
    fn other_scope(&self, name: &str) -> Option<ScopeId> {
        let scope = self.other.scheme.model.scopes.iter().position(|scope| scope.name == name)?;
        ScopeId::try_from(scope).ok()
    }

    /// What tells the rows of that list apart there.
    fn other_key(&self, name: &str) -> Option<&String> {
        let model = &self.other.scheme.model;
        let key = match model.scopes[self.other_scope(name)?].kind {
            ScopeKind::List { key, .. } => key?,
            ScopeKind::Group { key, .. } => key,
            ScopeKind::Whole => return None,
        };
        Some(&model.slots[key].name)
    }
}

/// Whether something of its heading tells every row of a list from the others of its own list.
fn is_told(facts: &Facts, scope: ScopeId, by: fn(&Heading) -> &str) -> bool {
    let parents = facts.rows.get(usize::from(scope)).map_or(&[][..], |rows| rows.parent.as_slice());
    let mut seen = BTreeSet::new();
    (0u32..).zip(parents).all(|(row, parent)| {
        let heading = facts.headings.get(&(scope, row)).map_or("", by);
        !heading.is_empty() && seen.insert((parent, heading))
    })
}

/// Whom the facts are about, beside the reference by which persons are told apart.
fn person_of(appraisal: &Appraisal) -> Vec<Named> {
    let person = &appraisal.facts.person;
    let said = [("name", &NAME, &person.name), ("post", &POST, &person.post), ("unit", &UNIT, &person.unit)];
    let said = said.into_iter().filter(|(_, _, text)| !text.is_empty());
    said.map(|(key, title, text)| {
        let shown = Shown::Plain(cut(text.clone(), QUOTED));
        (key.to_owned(), Path::new().key("person").key(key), title.text(), String::new(), shown)
    })
    .collect()
}

/// Inputs and steps that differ: in the order of the second, what only the first has after it.
fn differences(first: &[(String, Cell)], second: &[(String, Cell)]) -> (Vec<Difference>, Vec<Difference>) {
    let before: BTreeMap<&str, &Cell> = first.iter().map(|(name, cell)| (name.as_str(), cell)).collect();
    let after: BTreeSet<&str> = second.iter().map(|(name, _)| name.as_str()).collect();
    let (mut inputs, mut steps) = (Vec::new(), Vec::new());
    let both = second.iter().map(|(name, cell)| (before.get(name.as_str()).copied(), Some(cell)));
    let gone = first.iter().filter(|(name, _)| !after.contains(name.as_str())).map(|(_, cell)| (Some(cell), None));
    for (one, other) in both.chain(gone) {
        let Some(named) = other.or(one) else { continue };
        let said = Said {
            before: one.map(|cell| cell.said.clone()).unwrap_or_default(),
            after: other.map(|cell| cell.said.clone()).unwrap_or_default(),
        };
        let same_value = one.zip(other).is_some_and(|(one, other)| is_same(&one.value, &other.value));
        let seal = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| cell.seal.clone());
        let (before_seal, after_seal) = (seal(one), seal(other));
        let taken = (before_seal != after_seal).then_some([before_seal, after_seal]);
        let is_said = named.is_title && (one.is_none() || other.is_none());
        if is_said || (same_value && said.before == said.after && taken.is_none()) {
            continue;
        }
        let by = one.zip(other).and_then(|(one, other)| Some(other.number.as_ref()? - one.number.as_ref()?));
        let difference = Difference {
            path: named.path.clone(),
            title: named.title.clone(),
            unit: named.unit.clone(),
            before: one.map(|cell| cell.value.clone()),
            after: other.map(|cell| cell.value.clone()),
            by: by.filter(|by| !by.is_zero()),
            said,
            taken,
        };
        if named.is_input { inputs.push(difference) } else { steps.push(difference) }
    }
    (inputs, steps)
}

/// Whether two values are the same; where an absence began does not matter.
fn is_same(one: &Shown, other: &Shown) -> bool {
    match (one, other) {
        (Shown::Absent(one, _), Shown::Absent(other, _)) => one == other,
        (Shown::Word(one, _), Shown::Word(other, _)) => one == other,
        (one, other) => one == other,
    }
}

/// Something of the whole with its name, title, unit and value.
type Named = (String, Path, Text, String, Shown);

fn differing(before: Vec<Named>, after: Vec<Named>) -> Vec<Difference> {
    let known: BTreeMap<String, Shown> =
        before.iter().map(|(name, _, _, _, value)| (name.clone(), value.clone())).collect();
    let names: BTreeSet<String> = after.iter().map(|(name, ..)| name.clone()).collect();
    let number = |shown: &Shown| match shown {
        Shown::Number(number) => Some(number.clone()),
        Shown::Rounded(number) => Some(number.value().clone()),
        _ => None,
    };
    let both = after.into_iter().map(|(name, path, title, unit, value)| {
        let before = known.get(&name).cloned();
        (path, title, unit, before, Some(value))
    });
    let both: Vec<_> = both.collect();
    let gone = before.into_iter().filter(|(name, ..)| !names.contains(name));
    let gone = gone.map(|(_, path, title, unit, value)| (path, title, unit, Some(value), None));
    both.into_iter()
        .chain(gone)
        .filter(|(_, _, _, before, after)| {
            !before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| is_same(before, after))
        })
        .map(|(path, title, unit, before, after)| {
            let by = before.as_ref().and_then(number).zip(after.as_ref().and_then(number));
            let by = by.map(|(before, after)| &after - &before).filter(|by| !by.is_zero());
            Difference { path, title, unit, before, after, by, said: Said::default(), taken: None }
        })
        .collect()
}

fn outcomes_of(appraisal: &Appraisal) -> Vec<Named> {
    let machine = appraisal.machine();
    let named = |change: super::Change<Shown>| {
        let path = Path::new().key("outcomes").key(change.path.to_string());
        (change.path.to_string(), path, change.title, change.unit, change.value)
    };
    let shown = super::what_if::outcomes_shown(&machine);
    let is_rated = appraisal.unratable.is_none();
    shown
        .into_iter()
        .map(named)
        .map(|named| if is_rated { named } else { (named.0, named.1, named.2, named.3, Shown::Nothing) })
        .collect()
}

/// The settings, or the values of the parameters that are in force; of a table each cell.
fn constants_of(appraisal: &Appraisal, parameters: bool) -> Vec<Named> {
    let model = &*appraisal.scheme.model;
    let machine = appraisal.machine();
    let mut found = Vec::new();
    let mut add = |name: &str, title: &Text, unit: &str, holds: &Holds, cells: &Cells| {
        let top = Path::new().key(if parameters { "parameters" } else { "settings" }).key(name);
        let title = title.or_name(name);
        match holds {
            Holds::One(_) => {
                let value = cells.values().first().map_or(Shown::Nothing, |value| machine.shown(value));
                found.push((top.to_string(), top, title, unit.to_owned(), value));
            }
            Holds::Table { .. } | Holds::Bands { .. } => {
                for (position, value) in cells.values().iter().enumerate() {
                    let Some(place) = holds.place(cells, position, &model.sets) else { continue };
                    let path = top.clone().then(&place.path);
                    let title = place.titled(&title);
                    // A range is the same one by its threshold, wherever it stands.
                    let name = match holds {
                        Holds::Bands { .. } => place.told_by_threshold(),
                        _ => path.to_string(),
                    };
                    found.push((format!("{top} {name}"), path, title, place.column.unit.clone(), machine.shown(value)));
                }
            }
            Holds::Curve(_) => {
                let Cells::Curve(curve) = cells else { return };
                for (index, (x, y)) in curve.points().iter().enumerate() {
                    let path = top.clone().key("points").index(index).index(1);
                    let title =
                        title.map(|lang, title| format!("{title}: {} {}", AT.get(lang), lang.decimal(&x.to_string())));
                    found.push((format!("{top} {x}"), path, title, unit.to_owned(), Shown::Number(y.clone())));
                }
                for (key, phrase, outside) in
                    [("below", &BELOW, curve.beyond_ends()[0]), ("above", &ABOVE_IT, curve.beyond_ends()[1])]
                {
                    let title = title.map(|lang, title| format!("{title}: {}", phrase.get(lang)));
                    let path = top.clone().key(key);
                    found.push((path.to_string(), path, title, String::new(), Shown::Plain(outside.word().to_owned())));
                }
            }
        }
    };
    if parameters {
        for (index, parameter) in model.parameters.iter().enumerate() {
            let position = appraisal.facts.parameters.get(index).copied().unwrap_or(0);
            if let Some(dated) = parameter.values.get(position) {
                add(&parameter.name, &parameter.title, &parameter.unit, &parameter.takes, &dated.cells);
            }
        }
    } else {
        for (setting, cells) in model.settings.iter().zip(&appraisal.settings.0) {
            add(&setting.name, &setting.title, &setting.unit, &setting.takes, cells);
        }
    }
    found
}

fn warnings_of(before: &Appraisal, after: &Appraisal) -> [Problems; 2] {
    let key = |problem: &Problem| (problem.code(), problem.path().to_string(), problem.text(Lang::En));
    let only = |here: &Appraisal, there: &Appraisal| -> Problems {
        let known: BTreeSet<_> = there.warnings().iter().map(key).collect();
        here.warnings().iter().filter(|warning| !known.contains(&key(warning))).cloned().collect()
    };
    [only(before, after), only(after, before)]
}

const SAME: Phrase = phrase("The two appraisals do not differ.", "Kedua penilaian tidak berbeda.");
const SCHEME: Phrase = phrase("SCHEME", "SKEMA");
const PERIOD: Phrase = phrase("PERIOD", "PERIODE");
const RESULT: Phrase = phrase("RESULT", "HASIL");
const INPUTS: Phrase = phrase("WHAT WAS ENTERED", "YANG DIISI");
const SETTINGS: Phrase = phrase("CHOICES OF THE ORGANISATION", "PILIHAN INSTANSI");
const PARAMETERS: Phrase = phrase("CONSTANTS OF THE RULE", "KONSTANTA ATURAN");
const STEPS: Phrase = phrase("STEPS", "LANGKAH");
const NO_LONGER: Phrase = phrase("NO LONGER TO KNOW", "TIDAK LAGI PERLU DIKETAHUI");
const NEW: Phrase = phrase("NEW TO KNOW", "BARU PERLU DIKETAHUI");
const NOT_RATED: Phrase = phrase("not rated", "tidak dinilai");
const NONE: Phrase = phrase("none", "tidak ada");
const AT: Phrase = phrase("at", "pada");
const BELOW: Phrase = phrase("left of the first point", "di kiri titik pertama");
const ABOVE_IT: Phrase = phrase("right of the last point", "di kanan titik terakhir");
const AMENDED: Phrase = phrase("amended", "diubah");
const TITLE: Phrase = phrase("title", "judul");
const NAME: Phrase = phrase("Name", "Nama");
const POST: Phrase = phrase("Post", "Jabatan");
const UNIT: Phrase = phrase("Unit", "Unit kerja");
const DOCUMENT: Phrase = phrase("sealed document", "dokumen bersegel");
const BEFORE: Phrase = phrase("before", "sebelumnya");
const AFTER: Phrase = phrase("after", "sesudahnya");
const BY: Phrase = phrase("by", "oleh");
const ON: Phrase = phrase("on", "pada");
const EVIDENCE: Phrase = phrase("evidence", "bukti");
const NOTE: Phrase = phrase("note", "catatan");

impl Comparison {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Comparison { schemes, periods, outcomes, unratable, inputs, settings, parameters, steps, warnings, .. } =
            self;
        let lists = [outcomes, inputs, settings, parameters, steps];
        schemes.is_none()
            && periods.is_none()
            && unratable.is_none()
            && lists.into_iter().all(Vec::is_empty)
            && warnings.iter().all(Problems::is_empty)
    }

    /// Every difference, as text: the result first, then what was entered, by whom and on what evidence, then the steps between.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        if self.is_empty() {
            return format!("{}\n", SAME.get(lang));
        }
        let mut line = |indent: usize, text: &str| {
            (0..indent).for_each(|_| out.push_str("  "));
            out.push_str(&on_one_line(text));
            out.push('\n');
        };
        if let Some([before, after]) = &self.schemes {
            line(0, SCHEME.get(lang));
            line(1, &format!("{} → {}", before.get(lang), after.get(lang)));
        }
        if let Some([before, after]) = &self.periods {
            line(0, PERIOD.get(lang));
            line(1, &format!("{before} → {after}"));
        }
        if !self.outcomes.is_empty() || self.unratable.is_some() {
            line(0, RESULT.get(lang));
        }
        if let Some([before, after]) = &self.unratable {
            let said = |text: &Text| match text.is_empty() {
                true => "–".to_owned(),
                false => text.get(lang).to_owned(),
            };
            line(1, &format!("{}: {} → {}", NOT_RATED.get(lang), said(before), said(after)));
        }
        for (heading, list) in [
            (None, &self.outcomes),
            (Some(&INPUTS), &self.inputs),
            (Some(&SETTINGS), &self.settings),
            (Some(&PARAMETERS), &self.parameters),
            (Some(&STEPS), &self.steps),
        ] {
            if let Some(heading) = heading.filter(|_| !list.is_empty()) {
                line(0, heading.get(lang));
            }
            for difference in list {
                line(1, &difference.text(lang));
                if let Some([before, after]) = &difference.taken {
                    let seal = |seal: &String| match seal.is_empty() {
                        true => NONE.get(lang).to_owned(),
                        false => format!("{}…", seal.chars().take(12).collect::<String>()),
                    };
                    line(2, &format!("{}: {} → {}", DOCUMENT.get(lang), seal(before), seal(after)));
                }
                for (phrase, said) in [(&BEFORE, &difference.said.before), (&AFTER, &difference.said.after)] {
                    let words = said_words(said, lang);
                    if difference.said.before != difference.said.after && !words.is_empty() {
                        line(2, &format!("{}: {words}", phrase.get(lang)));
                    }
                }
            }
        }
        for (heading, warnings) in [&NO_LONGER, &NEW].into_iter().zip(&self.warnings) {
            if !warnings.is_empty() {
                line(0, heading.get(lang));
            }
            for warning in warnings {
                line(1, &format!("! {}", warning.text_with_help(lang)));
            }
        }
        out
    }

    /// As a document `comparison/1`, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.document())
    }

    /// As a document `comparison/1`: exact numbers as text, sentences in the languages of the second scheme.
    #[must_use]
    pub fn document(&self) -> Node<'static> {
        let languages = self.languages.as_slice();
        let both = |both: &[String; 2]| Node::texts(both.iter().cloned());
        let texts = |both: &[Text; 2]| Node::list(both.iter().map(|text| by_language(text, languages)));
        let list = |list: &[Difference]| some(list.iter().map(|difference| difference.node(languages)));
        let warnings =
            |warnings: &Problems| some(warnings.iter().map(|warning| super::document::problem(warning, languages)));
        let [no_longer, new] = &self.warnings;
        present([
            ("kinerja", Some(Node::text("comparison/1"))),
            ("schemes", self.schemes.as_ref().map(texts)),
            ("periods", self.periods.as_ref().map(both)),
            ("unratable", self.unratable.as_ref().map(texts)),
            ("outcomes", list(&self.outcomes)),
            ("inputs", list(&self.inputs)),
            ("settings", list(&self.settings)),
            ("parameters", list(&self.parameters)),
            ("steps", list(&self.steps)),
            ("no_longer", warnings(no_longer)),
            ("new", warnings(new)),
        ])
    }
}

fn said_words(said: &Annotation, lang: Lang) -> String {
    let mut parts = Vec::new();
    if !said.by.is_empty() {
        parts.push(format!("{} {}", BY.get(lang), said.by));
    }
    parts.extend(said.on.map(|day| format!("{} {day}", ON.get(lang))));
    if !said.evidence.is_empty() {
        parts.push(format!("{}: {}", EVIDENCE.get(lang), said.evidence.join("; ")));
    }
    for note in [&said.note, &said.because] {
        if !note.is_empty() {
            parts.push(format!("{}: {note}", NOTE.get(lang)));
        }
    }
    parts.join(", ")
}

impl Difference {
    fn text(&self, lang: Lang) -> String {
        let value = |shown: &Option<Shown>| match shown {
            Some(shown) => shown.text_with_decimal(lang),
            None => NONE.get(lang).to_owned(),
        };
        let by = self.by.as_ref().map_or_else(String::new, |by| {
            let sign = if by.is_negative() { "" } else { "+" };
            format!(" ({sign}{})", Shown::Number(by.clone()).text_with_decimal(lang))
        });
        let after = with_unit(value(&self.after), &self.unit);
        format!("{}: {} → {after}{by}", self.title.get(lang), value(&self.before))
    }

    fn node(&self, languages: &[Lang]) -> Node<'static> {
        let said = |said: &Annotation| {
            (!said.is_empty()).then(|| {
                present([
                    ("evidence", some(said.evidence.iter().map(|text| Node::text(text.clone())))),
                    ("by", filled(&said.by)),
                    ("on", said.on.map(|day| Node::text(day.to_string()))),
                    ("note", filled(&said.note)),
                    ("because", filled(&said.because)),
                ])
            })
        };
        let differ = self.said.before != self.said.after;
        present([
            ("path", Some(Node::text(self.path.to_string()))),
            ("title", Some(by_language(&self.title, languages))),
            ("before", self.before.as_ref().map(Shown::node)),
            ("after", self.after.as_ref().map(Shown::node)),
            ("by", self.by.as_ref().map(|by| Node::text(by.to_string()))),
            ("label", Some(each_language(languages, |lang| self.text(lang)))),
            ("said_before", differ.then(|| said(&self.said.before)).flatten()),
            ("said_after", differ.then(|| said(&self.said.after)).flatten()),
            ("taken", self.taken.as_ref().map(|seals| Node::texts(seals.iter().cloned()))),
        ])
    }
}

/// As [`Comparison::text`] in English.
impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}
