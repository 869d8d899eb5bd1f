//! Frameworks to try the framework room with: generated ones, and the shared samples.

use crate::subjects::Dice;
use kinerja::Number;
use kinerja::framework::{
    Cite, Competency, End, Framework, Indicator, IndicatorKind, Level, License, Relation, RelationKind, Scale,
    SourceText, Standing, Tier, Wording,
};
use std::path::PathBuf;

/// Words that formats stumble over.
const WORDS: [&str; 16] = [
    "Teamwork",
    "kerja sama",
    "a, \"quoted\" word",
    "two\nlines",
    "carriage\r\nreturn",
    "=1+1",
    "@SUM(A1)",
    "-5",
    "tab\there",
    "é ü 漢字 😀",
    "<b>bold</b> & more",
    "semi;colon",
    "100%",
    "pipe | here",
    " blank around ",
    "%2C",
];

fn word(dice: &mut Dice) -> String {
    (0..=dice.below(2)).map(|_| WORDS[dice.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

fn maybe(dice: &mut Dice) -> String {
    if dice.below(2) == 0 { String::new() } else { word(dice) }
}

fn some<T>(dice: &mut Dice, most: usize, make: impl Fn(&mut Dice) -> T) -> Vec<T> {
    (0..dice.below(most + 1)).map(|_| make(dice)).collect()
}

fn wording(dice: &mut Dice) -> Wording {
    match dice.below(4) {
        0 => Wording::default(),
        1 => Wording::plain(word(dice)),
        2 => Wording::of([("id", word(dice)), ("en-GB", word(dice))]),
        _ => Wording::of([("", word(dice)), ("fr", word(dice))]),
    }
}

fn standing(dice: &mut Dice) -> Option<Standing> {
    match dice.below(6) {
        0 => Some(Standing::PrivateDraft),
        1 => Some(Standing::Draft),
        2 => Some(Standing::Adopted),
        3 => Some(Standing::Deprecated),
        4 => Some(Standing::Other(word(dice))),
        _ => None,
    }
}

fn number(dice: &mut Dice) -> Number {
    let tenths = i64::try_from(dice.below(100)).expect("small");
    Number::ratio(tenths, 10).expect("no zero")
}

fn license(dice: &mut Dice) -> License {
    License { name: maybe(dice), uri: maybe(dice), text: maybe(dice) }
}

fn cites(dice: &mut Dice) -> Vec<Cite> {
    some(dice, 1, |dice| Cite { source: "law".to_owned(), at: maybe(dice), confidence: None })
}

fn kind(dice: &mut Dice) -> RelationKind {
    use RelationKind as Kind;
    match dice.below(9) {
        0..3 => Kind::ChildOf,
        3 => Kind::Requires,
        4 => Kind::BroadMatch,
        5 => Kind::Precedes,
        6 => Kind::Other("enables.often".to_owned()),
        7 => Kind::ExactMatch,
        _ => Kind::RelatedTo,
    }
}

/// A framework of up to `most` competencies, made from the dice alone. Its ids are unique; little else about it need make sense.
#[must_use]
pub fn generated(dice: &mut Dice, most: usize) -> Framework {
    let date = |dice: &mut Dice| (dice.below(2) == 0).then(|| kinerja::period::date("2024-02-29").expect("a date"));
    let scales: Vec<Scale> = (0..dice.below(3))
        .map(|scale| Scale {
            id: format!("scale {scale}"),
            title: wording(dice),
            description: wording(dice),
            minimum: (dice.below(2) == 0).then(|| number(dice)),
            levels: (0..=dice.below(4))
                .map(|level| Level {
                    id: format!("level_{level}"),
                    title: wording(dice),
                    description: wording(dice),
                    value: (scale == 0).then(|| number(dice)),
                    codes: some(dice, 2, word),
                    cite: cites(dice),
                })
                .collect(),
            cite: cites(dice),
            ..Scale::default()
        })
        .collect();
    let count = dice.below(most + 1);
    let competencies: Vec<Competency> = (0..count)
        .map(|index| {
            let scale = scales.get(dice.below(3));
            let levels: Vec<String> = scale.map_or_else(Vec::new, |scale| {
                scale.levels.iter().filter(|_| dice.below(2) == 0).map(|level| level.id.clone()).collect()
            });
            let indicators = some(dice, 3, |dice| Indicator {
                id: if dice.below(2) == 0 { String::new() } else { format!("i{}", dice.below(1000)) },
                level: levels.get(dice.below(3)).cloned().unwrap_or_default(),
                kind: [None, Some(IndicatorKind::Skill), Some(IndicatorKind::Behaviour)][dice.below(3)],
                text: wording(dice),
                cite: cites(dice),
            });
            Competency {
                id: format!("c{index}"),
                code: maybe(dice),
                uri: maybe(dice),
                title: wording(dice),
                statement: wording(dice),
                notes: wording(dice),
                category: maybe(dice),
                language: ["", "id", "en-US"][dice.below(3)].to_owned(),
                keywords: some(dice, 2, word),
                subjects: some(dice, 2, word),
                education: some(dice, 2, word),
                standing: standing(dice),
                modified: ["", "2024-01-01T00:00:00Z"][dice.below(2)].to_owned(),
                valid_from: date(dice),
                valid_until: date(dice),
                license: license(dice),
                scale: scale.map_or_else(String::new, |scale| scale.id.clone()),
                levels,
                indicators,
                cite: cites(dice),
                ..Competency::default()
            }
        })
        .collect();
    let relations = if count == 0 { Vec::new() } else { some(dice, most, |dice| relation(dice, count)) };
    Framework {
        id: ["id/test", "5f0e9a3c-6f1d-4c39-8a53-0242ac130003", "plain name"][dice.below(3)].to_owned(),
        version: maybe(dice),
        uri: maybe(dice),
        language: ["", "id", "en-US"][dice.below(3)].to_owned(),
        title: wording(dice),
        description: wording(dice),
        creator: maybe(dice),
        publisher: maybe(dice),
        source_uri: maybe(dice),
        standing: standing(dice),
        modified: ["", "2024-01-01T00:00:00Z"][dice.below(2)].to_owned(),
        valid_from: date(dice),
        valid_until: date(dice),
        license: license(dice),
        subjects: some(dice, 2, word),
        notes: wording(dice),
        sources: vec![SourceText {
            name: "law".to_owned(),
            title: wording(dice),
            uri: maybe(dice),
            confidence: kinerja::Confidence::Official,
        }],
        tiers: some(dice, 2, |dice| Tier {
            id: format!("tier{}", dice.below(1000)),
            title: wording(dice),
            level: "level_0".to_owned(),
            competencies: Vec::new(),
            cite: cites(dice),
        }),
        scales,
        competencies,
        relations,
        ..Framework::default()
    }
}

fn relation(dice: &mut Dice, count: usize) -> Relation {
    let end = |dice: &mut Dice| match dice.below(8) {
        0 => End {
            // As something of this framework may be called, too.
            id: if dice.below(2) == 0 { word(dice) } else { format!("c{}", dice.below(count)) },
            framework: ["", "other/framework"][dice.below(2)].to_owned(),
            uri: "https://example.org/x".to_owned(),
            title: maybe(dice),
        },
        _ => End::here(format!("c{}", dice.below(count))),
    };
    Relation {
        id: if dice.below(2) == 0 { String::new() } else { format!("r{}", dice.below(1_000_000)) },
        kind: kind(dice),
        from: end(dice),
        to: end(dice),
        order: (dice.below(2) == 0).then(|| i64::try_from(dice.below(20)).expect("small")),
        strength: (dice.below(4) == 0).then(|| number(dice)),
        asserted_by: maybe(dice),
        from_version: maybe(dice),
        to_version: maybe(dice),
        notes: maybe(dice),
        uri: maybe(dice),
        modified: ["", "2024-01-01T00:00:00Z"][dice.below(2)].to_owned(),
        ..Relation::default()
    }
}

/// A shared sample framework's file; without the samples a line says what is skipped.
#[must_use]
pub fn sample(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("KINERJA_SHARED").map_or_else(|| crate::here().join("../../shared"), PathBuf::from);
    let path = shared.join("data/frameworks").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("SKIPPED: the sample {name}, because it is not beside the project: put the shared data at ../shared");
    None
}

/// The text of a shared sample; a compressed one is uncompressed.
///
/// # Panics
/// When the file is there and cannot be read.
#[must_use]
pub fn sample_text(name: &str) -> Option<String> {
    let path = sample(name)?;
    if !name.ends_with(".gz") {
        return Some(std::fs::read_to_string(path).expect("a file"));
    }
    let program = "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
    let output = std::process::Command::new("python3").args(["-c", program]).arg(path).output();
    match output.ok().filter(|output| output.status.success()) {
        Some(output) => Some(String::from_utf8(output.stdout).expect("UTF-8")),
        None => {
            println!("SKIPPED: the sample {name}, because python3 is needed to uncompress it");
            None
        }
    }
}
