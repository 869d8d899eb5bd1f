//! The tolerant reader of tables: row by row, then what only all rows together tell.

mod whole;

use super::super::Reading;
use super::super::delimited::Row;
use super::super::tolerance::{Tolerance, Used, tolerances};
use super::header::{Header, plain};
use super::row::Cells;
use super::{Meaning, Part, Table};
use crate::document::Node;
use crate::framework::model::{Competency, Extra, Framework, Indicator, IndicatorKind, Level};
use crate::framework::profile::{Importance, Need, Profile};
use crate::framework::wording::Wording;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::{BTreeMap, HashMap, HashSet};

tolerances! {
    ROW_LENGTH "row_length"
        "the row has {found} cells, not as many as the titles" "baris ini berisi {found} sel, tidak sebanyak judul";
    NO_COMPETENCY "no_competency"
        "the row names no competency: it was passed over" "baris ini tidak menyebut kompetensi: dilewati";
    SKIPPED "row_skipped"
        "the row was passed over, because it says `{found}`" "baris ini dilewati karena berisi `{found}`";
    LEVEL "level_words"
        "`{found}` was read as a level that is written otherwise" "`{found}` dibaca sebagai tingkat yang ditulis lain";
    NEW_LEVEL "unknown_level"
        "`{found}` is none of the table's levels: it was added above them" "`{found}` bukan tingkat tabel ini: ditambahkan di atasnya";
    DIFFERS "differs"
        "`{found}` differs from what an earlier row says: that was kept" "`{found}` berbeda dari baris sebelumnya: yang sebelumnya dipertahankan";
    TWICE "duplicate_requirement"
        "`{found}` is required twice of one post: the first was kept" "`{found}` disyaratkan dua kali untuk satu jabatan: yang pertama dipertahankan";
    NO_POST "no_post"
        "the row names no post: the levels in it were passed over" "baris ini tidak menyebut jabatan: tingkat di dalamnya dilewati";
    SEVERAL_NEEDS "several_needs"
        "the row asks for more than one of a level, a value and a percentage: `{found}` was read" "baris ini meminta lebih dari satu di antara tingkat, nilai, dan persentase: `{found}` yang dibaca";
}

/// The most requirements that the posts of a table may have together.
const MOST_REQUIREMENTS: usize = 500_000;
/// What stands before a key that is kept word for word.
pub(super) const KEPT: &str = "table:";

/// Reads the rows below the titles.
pub(super) fn read<'t>(
    table: &Table,
    mut header: Header,
    mut next: impl FnMut() -> Option<Result<Row<'t>, Problem>>,
) -> Result<Reading, Problems> {
    let mut used = Used::default();
    header.tell(table, &mut used);
    let mut found = Found::new(table, used);
    let others = found.others(&header);
    let mut position = 0usize;
    let mut titles = table.header_rows > 1;
    while let Some(row) = next() {
        let row = row.map_err(|problem| Problems::from_iter([problem]))?;
        header.tell_untitled(&row, &mut found.used);
        if std::mem::take(&mut titles) && header.is_second(table, &row, &mut found.used) {
            continue;
        }
        if !row.is_blank() {
            let cells = Cells { table, header: &header, row: &row, position };
            if row.cells.len() != header.width {
                cells.note(&ROW_LENGTH, &row.cells.len().to_string(), &mut found.used);
            }
            match cells.skipped(&mut found.used) {
                Some(word) => cells.note(&SKIPPED, word, &mut found.used),
                None if table.others => found.row_of_levels(&cells, &others),
                None => found.row(&cells),
            }
        }
        if found.required.len() > MOST_REQUIREMENTS {
            let problem = Problem::new(Code::FormatTooLarge, Path::new().key("rows").index(position));
            let limit = format_args!("{MOST_REQUIREMENTS} requirements");
            return Err(Problems::from_iter([problem.with("limit", limit).at(row.position())]));
        }
        position = position.saturating_add(1);
    }
    found.reading()
}

/// A requirement whose level is not sought yet.
struct Required {
    profile: usize,
    competency: usize,
    need: Asked,
    weight: Option<Number>,
    mandatory: bool,
    importance: Importance,
}

/// What a row asks for: levels are numbered as they come, for their order is known at the end only.
#[derive(Clone)]
enum Asked {
    Level(usize),
    Other(Need),
}

/// Keeps the cells of columns that are kept word for word; what an earlier row says stays.
fn keep_others(cells: &Cells<'_, '_>, is: Meaning, extra: &mut Extra, used: &mut Used) {
    for (column, cell) in cells.all(is).filter(|(_, cell)| !cell.is_empty()) {
        let key = format!("{KEPT}{}", column.title);
        match extra.text(&key) {
            Some(known) if known != cell => cells.note(&DIFFERS, cell, used),
            Some(_) => {}
            None => extra.keep(key, &Node::text(cell)),
        }
    }
}

struct Found<'r> {
    table: &'r Table,
    used: Used,
    framework: Framework,
    competencies: HashMap<String, usize>,
    /// Levels as they were found, and the place of each by its words: as they are written, and without what differs from house to house.
    levels: Vec<Level>,
    by_words: HashMap<String, usize>,
    nearly: HashMap<String, usize>,
    /// The level of each indicator: competency, place there, level.
    shown: Vec<(usize, usize, usize)>,
    /// Indicators that were read: competency, level, kind, text.
    indicators: HashSet<(usize, Option<usize>, Option<IndicatorKind>, String)>,
    levelled: HashSet<usize>,
    /// Levels on which a competency is said to exist.
    exists: Vec<(usize, usize)>,
    profiles: Vec<Profile>,
    by_profile: HashMap<String, usize>,
    required: Vec<Required>,
    said: HashSet<(usize, usize)>,
    /// The parents of each competency that has some.
    parents: BTreeMap<usize, Parents>,
}

/// Parents by their words, and the row that names them first: its position, its line.
struct Parents {
    words: Vec<String>,
    row: (usize, usize),
}

/// A level without what differs from house to house: a number is its value, of a word the signs behind it count (`B+` is not `B`), and a word that would be a number
/// without its signs stays as it is (`1-2` is not 12). None of a word of signs alone.
fn near(word: &str) -> Option<String> {
    let word = word.trim().to_lowercase().replace('\u{2212}', "-");
    // As people write numbers: `3,5`, `80 %`.
    if let Ok(number) = Number::parse(&word.trim_end_matches('%').trim_end().replace(',', ".")) {
        return Some(number.to_string());
    }
    let start = word.trim_end_matches(['+', '-']);
    match plain(start) {
        found if found.is_empty() => None,
        found if Number::parse(&found).is_ok() => Some(word),
        found => Some(found + word.get(start.len()..).unwrap_or_default()),
    }
}

/// Takes what a later row says where nothing is known yet; gives back what it says otherwise.
fn fill<'f, T: Clone + PartialEq>(known: &mut T, found: &'f T, is_empty: impl Fn(&T) -> bool) -> Option<&'f T> {
    if is_empty(known) {
        known.clone_from(found);
    }
    (!is_empty(found) && known != found).then_some(found)
}

impl<'r> Found<'r> {
    fn new(table: &'r Table, used: Used) -> Found<'r> {
        let levels = table.scale.as_ref().map_or_else(Vec::new, |scale| scale.levels.clone());
        let (mut by_words, mut nearly) = (HashMap::new(), HashMap::new());
        for (place, level) in levels.iter().enumerate() {
            let titles = level.title.iter().map(|(_, title)| title);
            let value = level.value.as_ref().map(Number::to_string);
            let words = [level.id.as_str()].into_iter().chain(titles).chain(level.codes.iter().map(String::as_str));
            for word in words {
                by_words.entry(word.to_owned()).or_insert(place);
                near(word).into_iter().for_each(|near| _ = nearly.entry(near).or_insert(place));
            }
            value.into_iter().for_each(|value| _ = nearly.entry(value).or_insert(place));
        }
        let framework = Framework {
            id: if table.framework.is_empty() { table.id.clone() } else { table.framework.clone() },
            language: table.language.clone(),
            ..Framework::default()
        };
        Found {
            table,
            used,
            framework,
            competencies: HashMap::new(),
            levels,
            by_words,
            nearly,
            shown: Vec::new(),
            indicators: HashSet::new(),
            levelled: HashSet::new(),
            exists: Vec::new(),
            profiles: Vec::new(),
            by_profile: HashMap::new(),
            required: Vec::new(),
            said: HashSet::new(),
            parents: BTreeMap::new(),
        }
    }

    /// The place of the level that a word names.
    fn level(&mut self, word: &str, cells: &Cells<'_, '_>) -> usize {
        let word = word.trim();
        if let Some(place) = self.by_words.get(word) {
            return *place;
        }
        let near = near(word);
        let known = near.as_ref().and_then(|near| self.nearly.get(near).copied());
        let place = known.unwrap_or(self.levels.len());
        if known.is_some() {
            cells.note(&LEVEL, word, &mut self.used);
        } else {
            if self.table.scale.is_some() {
                cells.note(&NEW_LEVEL, word, &mut self.used);
            }
            self.levels.push(Level { id: word.to_owned(), ..Level::default() });
            self.nearly.extend(near.map(|near| (near, place)));
        }
        self.by_words.insert(word.to_owned(), place);
        place
    }

    fn row(&mut self, cells: &Cells<'_, '_>) {
        let Some(competency) = self.competency(cells) else {
            cells.note(&NO_COMPETENCY, "", &mut self.used);
            return;
        };
        let level = cells.get(Meaning::Level, &mut self.used).trim();
        let level = (!level.is_empty()).then(|| self.level(level, cells));
        self.indicators(competency, level, cells);
        let Some(profile) = self.profile(cells) else {
            // A row that shows and requires nothing says that the competency exists on this level.
            if let Some(level) = level.filter(|_| cells.all(Meaning::Indicator).all(|(_, cell)| cell.is_empty())) {
                self.exists.push((competency, level));
                self.levelled.insert(competency);
            }
            return;
        };
        let value = cells.number(Meaning::Value, &mut self.used);
        let percent = cells.number(Meaning::Percent, &mut self.used);
        let read = match (level, &value, &percent) {
            (Some(level), Some(_), _) | (Some(level), _, Some(_)) => {
                self.levels.get(level).map(|level| level.id.clone())
            }
            (None, Some(value), Some(_)) => Some(value.to_string()),
            _ => None,
        };
        if let Some(read) = read {
            cells.note(&SEVERAL_NEEDS, &read, &mut self.used);
        }
        let need = match (level, value, percent) {
            (Some(level), ..) => Asked::Level(level),
            (_, Some(value), _) => Asked::Other(Need::Value(value)),
            (_, _, Some(percent)) => Asked::Other(Need::Percent(percent)),
            _ => Asked::Other(Need::Having),
        };
        if !self.said.insert((profile, competency)) {
            let name = self.framework.competencies.get(competency).map(Competency::name).unwrap_or_default();
            cells.note(&TWICE, name.first(), &mut self.used);
            return;
        }
        let weight = cells.number(Meaning::Weight, &mut self.used);
        let mandatory = cells.truth(Meaning::Mandatory, &mut self.used);
        let importance = cells.importance(&mut self.used);
        self.required.push(Required { profile, competency, need, weight, mandatory, importance });
    }

    /// The other columns of a matrix, each with its competency.
    fn others(&mut self, header: &Header) -> Vec<(usize, usize)> {
        let competency = |title: &String| Competency {
            id: title.clone(),
            title: Wording::plain(title.as_str()),
            ..Competency::default()
        };
        header.others.iter().map(|(place, title)| (*place, self.known(title, || competency(title)))).collect()
    }

    /// A row of a matrix: each other column is a competency, its cell the level required.
    fn row_of_levels(&mut self, cells: &Cells<'_, '_>, others: &[(usize, usize)]) {
        let profile = self.profile(cells);
        for (place, competency) in others.iter().copied().take_while(|(place, _)| *place < cells.row.cells.len()) {
            let cell = cells.row.get(place).trim();
            if cell.is_empty() || ["-", "–", "—"].contains(&cell) {
                continue;
            }
            let Some(profile) = profile else {
                cells.note(&NO_POST, "", &mut self.used);
                return;
            };
            if !self.said.insert((profile, competency)) {
                let name = self.framework.competencies.get(competency).map(Competency::name).unwrap_or_default();
                cells.note(&TWICE, name.first(), &mut self.used);
                continue;
            }
            let level = self.level(cell, cells);
            self.required.push(Required {
                profile,
                competency,
                need: Asked::Level(level),
                weight: None,
                mandatory: false,
                importance: Importance::Essential,
            });
        }
    }

    /// The place of a competency by its id, which is made where there is none yet.
    fn known(&mut self, id: &str, make: impl FnOnce() -> Competency) -> usize {
        if let Some(place) = self.competencies.get(id) {
            return *place;
        }
        let place = self.framework.competencies.len();
        self.competencies.insert(id.to_owned(), place);
        self.framework.competencies.push(make());
        place
    }

    /// The competency of a row.
    fn competency(&mut self, cells: &Cells<'_, '_>) -> Option<usize> {
        let used = &mut self.used;
        let mut part = |part: Part| cells.get(Meaning::Competency(part), used);
        let (id, title) = (part(Part::Id), part(Part::Title));
        let id = if id.is_empty() { title } else { id };
        if id.is_empty() {
            return None;
        }
        let list = |cell: &str| {
            cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let mut competency = Competency {
            id: id.to_owned(),
            code: part(Part::Code).to_owned(),
            uri: part(Part::Uri).to_owned(),
            title: Wording::plain(title),
            statement: Wording::plain(part(Part::Statement)),
            notes: Wording::plain(part(Part::Notes)),
            category: part(Part::Category).to_owned(),
            keywords: list(part(Part::Keywords)),
            ..Competency::default()
        };
        let parents = list(part(Part::Parents));
        keep_others(cells, Meaning::Competency(Part::Extra), &mut competency.extra, &mut self.used);
        let known = self.competencies.get(id).copied();
        let place = known.unwrap_or(self.framework.competencies.len());
        if !parents.is_empty() {
            let row = (cells.position, cells.row.line);
            let named = self.parents.entry(place).or_insert_with(|| Parents { words: parents.clone(), row });
            if named.words != parents {
                cells.note(&DIFFERS, &parents.join("; "), &mut self.used);
            }
        }
        if known.is_none() {
            return Some(self.known(id, || competency));
        }
        let known = self.framework.competencies.get_mut(place)?;
        let texts = [
            (&mut known.title, &competency.title),
            (&mut known.statement, &competency.statement),
            (&mut known.notes, &competency.notes),
        ];
        for (known, found) in texts {
            if let Some(found) = fill(known, found, Wording::is_empty) {
                cells.note(&DIFFERS, found.first(), &mut self.used);
            }
        }
        let words = [
            (&mut known.code, &competency.code),
            (&mut known.category, &competency.category),
            (&mut known.uri, &competency.uri),
        ];
        for (known, found) in words {
            if let Some(found) = fill(known, found, String::is_empty) {
                cells.note(&DIFFERS, found, &mut self.used);
            }
        }
        if let Some(found) = fill(&mut known.keywords, &competency.keywords, Vec::is_empty) {
            cells.note(&DIFFERS, &found.join("; "), &mut self.used);
        }
        keep_others(cells, Meaning::Competency(Part::Extra), &mut known.extra, &mut self.used);
        Some(place)
    }

    /// The indicators of a row: of its level, or of the level of their column.
    fn indicators(&mut self, competency: usize, level: Option<usize>, cells: &Cells<'_, '_>) {
        let kind = cells.get(Meaning::IndicatorKind, &mut self.used).trim().to_lowercase();
        let known = IndicatorKind::from_word(&kind);
        if known.is_none() && !kind.is_empty() {
            cells.unknown(Meaning::IndicatorKind, &kind, &mut self.used);
        }
        for (column, cell) in cells.all(Meaning::Indicator) {
            if cell.is_empty() {
                continue;
            }
            let level = if column.level.is_empty() { level } else { Some(self.level(&column.level, cells)) };
            let text = Wording::plain(cell);
            if !self.indicators.insert((competency, level, known, cell.to_owned())) {
                continue;
            }
            let Some(of) = self.framework.competencies.get_mut(competency) else { continue };
            let place = of.indicators.len();
            of.indicators.push(Indicator { kind: known, text, ..Indicator::default() });
            if let Some(level) = level {
                self.shown.push((competency, place, level));
                self.levelled.insert(competency);
            }
        }
    }

    /// The profile of a row; none of a row that names no post.
    fn profile(&mut self, cells: &Cells<'_, '_>) -> Option<usize> {
        let used = &mut self.used;
        let mut part = |part: Part| cells.get(Meaning::Profile(part), used).to_owned();
        let named = [part(Part::Post), part(Part::Grade), part(Part::Tier)];
        let mut id = part(Part::Id);
        if id.is_empty() {
            id = named.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" / ");
        }
        if id.is_empty() {
            return None;
        }
        let (title, description) = (part(Part::Title), part(Part::Statement));
        let [post, grade, tier] = named;
        let mut profile = Profile {
            id: id.clone(),
            title: Wording::plain(title),
            description: Wording::plain(description),
            post,
            grade,
            tier,
            framework: self.framework.id.clone(),
            ..Profile::default()
        };
        if let Some(place) = self.by_profile.get(&id).copied() {
            self.profile_again(place, &profile, cells);
            return Some(place);
        }
        keep_others(cells, Meaning::Profile(Part::Extra), &mut profile.extra, &mut self.used);
        self.by_profile.insert(id, self.profiles.len());
        self.profiles.push(profile);
        Some(self.profiles.len().saturating_sub(1))
    }

    /// A later row of a profile that is known.
    fn profile_again(&mut self, place: usize, found: &Profile, cells: &Cells<'_, '_>) {
        let Some(known) = self.profiles.get_mut(place) else { return };
        let texts = [(&mut known.title, &found.title), (&mut known.description, &found.description)];
        for (known, found) in texts {
            if let Some(found) = fill(known, found, Wording::is_empty) {
                cells.note(&DIFFERS, found.first(), &mut self.used);
            }
        }
        let words = [(&mut known.post, &found.post), (&mut known.grade, &found.grade), (&mut known.tier, &found.tier)];
        for (known, found) in words {
            if let Some(found) = fill(known, found, String::is_empty) {
                cells.note(&DIFFERS, found, &mut self.used);
            }
        }
        keep_others(cells, Meaning::Profile(Part::Extra), &mut known.extra, &mut self.used);
    }
}
