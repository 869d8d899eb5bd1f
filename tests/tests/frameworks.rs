//! Frameworks: our own document, what does not fit together, what differs between versions, and those in the box.

use kinerja::framework::{ChangeKind, Framework, RelationKind, frameworks};
use kinerja::{Confidence, Lang, Problems};
use kinerja_tests::codes;
use kinerja_tests::frameworks::generated;
use kinerja_tests::subjects::Dice;
use kinerja_tests::work::Work;
use proptest::prelude::*;
use std::fmt::Write;

fn read(text: &str) -> Framework {
    Framework::parse(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The codes and paths of what a framework's check says.
fn findings(parts: &str) -> Vec<(String, String)> {
    codes(&read(&format!(r#"{{"kinerja": "framework/1", "framework": "test/one", {parts}}}"#)).check())
}

fn found(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(seed in any::<u64>()) {
        let framework = generated(&mut Dice(seed), 12);
        let again = read(&framework.to_json());
        prop_assert_eq!(&framework, &again);
        prop_assert!(framework.diff(&again).is_empty());
        prop_assert_eq!(framework.digest(), again.digest());
    }

    #[test]
    fn a_difference_is_nothing_only_between_equals(seeds in any::<(u64, u64)>()) {
        let (one, other) = (generated(&mut Dice(seeds.0), 5), generated(&mut Dice(seeds.1), 5));
        prop_assert_eq!(one.diff(&other).is_empty(), one == other);
        prop_assert_eq!(one.diff(&other).count(ChangeKind::Added), other.diff(&one).count(ChangeKind::Removed));
    }
}

#[test]
fn all_problems_of_a_document_come_at_once() {
    let text = r#"{"kinerja": "framework/2", "framework": 7, "competencies": [{"title": "x"}, {"id": "a", "valid_from": "yesterday"}],
        "scales": [{"id": "s", "levels": []}], "relations": [{"kind": "child_of", "from": "a"}]}"#;
    let problems = Framework::parse(text).unwrap_err();
    let wanted = [
        ("document.date", "competencies[1].valid_from"),
        ("document.empty", "scales[0].levels"),
        ("document.kind", "kinerja"),
        ("document.missing", "competencies[0].id"),
        ("document.missing", "relations[0].to"),
        ("document.type", "framework"),
    ];
    assert_eq!(codes(&problems), wanted.map(|(code, path)| (code.to_owned(), path.to_owned())));
    assert!(problems.iter().all(|problem| problem.position().is_some()));
}

#[test]
fn a_half_valued_scale_is_refused() {
    let text = r#"{"kinerja": "framework/1", "framework": "x", "scales": [{"id": "s", "levels": [{"id": "a", "value": 1}, {"id": "b"}]}]}"#;
    assert_eq!(codes(&Framework::parse(text).unwrap_err()), found("scale.values", "scales[0]"));
}

#[test]
fn a_reference_to_nothing_is_found() {
    assert_eq!(
        findings(r#""competencies": [{"id": "a", "scale": "s"}]"#),
        found("framework.dangling", "competencies[0].scale")
    );
    let scale = r#""scales": [{"id": "s", "levels": [{"id": "low"}, {"id": "high"}]}]"#;
    let with = |rest: &str| findings(&format!("{scale}, {rest}"));
    assert_eq!(
        with(r#""competencies": [{"id": "a", "scale": "s", "levels": ["middle"]}]"#),
        found("framework.dangling", "competencies[0].levels[0]")
    );
    assert_eq!(
        with(
            r#""competencies": [{"id": "a", "scale": "s", "levels": ["low"], "indicators": [{"level": "high", "text": "x"}]}]"#
        ),
        found("framework.dangling", "competencies[0].indicators[0].level")
    );
    assert_eq!(
        with(r#""tiers": [{"id": "t", "level": "middle", "competencies": ["b"]}]"#),
        [found("framework.dangling", "tiers[0].competencies[0]"), found("framework.dangling", "tiers[0].level")]
            .concat()
    );
    assert_eq!(
        findings(r#""competencies": [{"id": "a", "cite": [{"source": "law"}]}]"#),
        found("framework.dangling", "competencies[0].cite[0]")
    );
    let relation = |kind: &str, to: &str| {
        findings(&format!(
            r#""competencies": [{{"id": "a"}}], "relations": [{{"kind": "{kind}", "from": "a", "to": {to}}}]"#
        ))
    };
    assert_eq!(relation("requires", "\"b\""), found("framework.dangling", "relations[0].to"));
    assert_eq!(relation("exact_match", "\"b\""), found("framework.dangling", "relations[0].to"));
    assert_eq!(relation("exact_match", r#"{"id": "b", "uri": "https://example.org/b"}"#), []);
    assert_eq!(relation("requires", r#"{"id": "b", "framework": "other/one"}"#), []);
    // A hierarchy does not lead out of its framework by an address alone.
    let child = relation("child_of", r#"{"id": "b", "uri": "https://example.org/b"}"#);
    assert_eq!(child, found("framework.dangling", "relations[0].to"));
}

#[test]
fn circles_are_shown() {
    let text = r#"{"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}],
        "relations": [{"kind": "requires", "from": "a", "to": "b"}, {"kind": "requires", "from": "b", "to": "c"},
        {"kind": "requires", "from": "c", "to": "a"}, {"kind": "requires", "from": "d", "to": "d"}]}"#;
    let found = read(text).check();
    let said: Vec<String> = found.iter().map(|problem| problem.text(Lang::Id)).collect();
    assert_eq!(
        said,
        ["ini membentuk lingkaran `requires`: a → b → c → a", "ini membentuk lingkaran `requires`: d → d"]
    );
    // Several parents are no circle.
    let relations = r#""competencies": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "relations": [{"kind": "child_of", "from": "a", "to": "b"},
        {"kind": "child_of", "from": "a", "to": "c"}, {"kind": "child_of", "from": "b", "to": "c"}]"#;
    assert_eq!(findings(relations), []);
}

#[test]
fn duplicates_are_found() {
    let duplicate = |path: &str| found("framework.duplicate", path);
    assert_eq!(findings(r#""competencies": [{"id": "a"}, {"id": "b"}, {"id": "a"}]"#), duplicate("competencies[2]"));
    assert_eq!(
        findings(r#""scales": [{"id": "s", "levels": [{"id": "a"}, {"id": "a"}]}]"#),
        [duplicate("scales[0].levels[1]"), found("framework.level_order", "scales[0].levels[1]")].concat()
    );
    let relations = r#""competencies": [{"id": "a"}, {"id": "b"}], "relations": [{"kind": "peer_of", "from": "a", "to": "b"},
        {"kind": "peer_of", "from": "a", "to": "b", "notes": "again"}, {"kind": "peer_of", "from": "a", "to": "b", "asserted_by": "another"}]"#;
    assert_eq!(findings(relations), duplicate("relations[1]"));
}

#[test]
fn orphans_are_found_where_there_is_a_hierarchy() {
    assert_eq!(findings(r#""competencies": [{"id": "a"}, {"id": "b"}, {"id": "c"}]"#), []);
    let nested = r#""competencies": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "relations": [{"kind": "child_of", "from": "b", "to": "a"}]"#;
    assert_eq!(findings(nested), found("framework.orphan", "competencies[2]"));
    let anchored = r#""competencies": [{"id": "a"}, {"id": "b"}], "relations": [{"kind": "child_of", "from": "b", "to": "test/one"}]"#;
    assert_eq!(findings(anchored), found("framework.orphan", "competencies[0]"));
}

#[test]
fn levels_out_of_order_are_found() {
    let scale = |levels: &str| findings(&format!(r#""scales": [{{"id": "s", "levels": [{levels}]}}]"#));
    assert_eq!(scale(r#"{"id": "a", "value": 1}, {"id": "b", "value": "2.5"}, {"id": "c", "value": 8}"#), []);
    assert_eq!(
        scale(r#"{"id": "a", "value": 3}, {"id": "b", "value": 3}"#),
        found("framework.level_order", "scales[0].levels[1]")
    );
    let part = r#""scales": [{"id": "s", "levels": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}], "competencies": [{"id": "x", "scale": "s", "levels": ["c", "a"]}]"#;
    assert_eq!(findings(part), found("framework.level_order", "competencies[0].levels[1]"));
}

#[test]
fn an_indicator_without_a_level_is_found() {
    let indicator = r#""competencies": [{"id": "a", "indicators": [{"text": "x"}]}]"#;
    assert_eq!(findings(indicator), found("framework.indicator_level", "competencies[0].indicators[0]"));
}

#[test]
fn a_crosswalk_holds_between_two_versions() {
    let walk = |relations: &str| {
        findings(&format!(
            r#""version": "2", "competencies": [{{"id": "a"}}, {{"id": "b"}}], "relations": [{relations}]"#
        ))
    };
    let to = |id: &str, versions: &str| {
        format!(r#"{{"kind": "broad_match", "from": "{id}", "to": {{"id": "z", "framework": "other"}}, {versions}}}"#)
    };
    assert_eq!(walk(&format!("{}, {}", to("a", r#""to_version": "1.2""#), to("b", r#""to_version": "1.2""#))), []);
    assert_eq!(
        walk(&format!("{}, {}", to("a", r#""to_version": "1.2""#), to("b", r#""to_version": "1.1""#))),
        found("framework.crosswalk_version", "relations[1].to_version")
    );
    let old = to("a", r#""from_version": "1""#);
    assert_eq!(walk(&old), found("framework.crosswalk_version", "relations[0].from_version"));
}

#[test]
fn versions_differ_in_named_ways() {
    let base = |competencies: &str, relations: &str| {
        read(&format!(
            r#"{{"kinerja": "framework/1", "framework": "x", "scales": [{{"id": "s", "levels": [{{"id": "low"}}, {{"id": "high"}}]}}],
            "competencies": [{competencies}], "relations": [{relations}]}}"#
        ))
    };
    let before = base(
        r#"{"id": "a", "title": "A", "scale": "s"}, {"id": "b"}, {"id": "c"}"#,
        r#"{"id": "r", "kind": "child_of", "from": "b", "to": "a"}"#,
    );
    let after = base(
        r#"{"id": "d"}, {"id": "b", "code": "B"}, {"id": "a", "title": "Aa", "scale": "s", "levels": ["high"]}"#,
        r#"{"id": "r", "kind": "child_of", "from": "b", "to": "d"}"#,
    );
    let diff = before.diff(&after);
    let said: Vec<(ChangeKind, &str, &str)> =
        diff.changes.iter().map(|change| (change.kind, change.id.as_str(), change.field)).collect();
    assert_eq!(
        said,
        [
            (ChangeKind::Reworded, "a", "title"),
            (ChangeKind::LevelChanged, "a", "levels"),
            (ChangeKind::Changed, "b", "code"),
            (ChangeKind::Removed, "c", ""),
            (ChangeKind::Added, "d", ""),
            (ChangeKind::Moved, "r", "to"),
        ]
    );
    assert!(diff.text(Lang::En).starts_with("competencies a title: reworded (\"A\" → \"Aa\")\n"));
    assert!(diff.text(Lang::Id).contains("competencies c: dihapus\n"));
}

#[test]
fn the_frameworks_in_the_box_are_whole() {
    for listed in frameworks() {
        let framework = Framework::builtin(&listed.id, Some(&listed.version)).expect("a built-in framework");
        assert_eq!(framework.check(), Problems::default(), "{}", listed.id);
        assert!(framework.competencies.iter().all(|competency| !competency.cite.is_empty()), "{}", listed.id);
        assert!(framework.competencies.iter().all(|competency| competency.indicators.is_empty()), "{}", listed.id);
    }
    assert_eq!(frameworks().len(), 2);
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let of = |category: &str| standard.competencies.iter().filter(|known| known.category == category).count();
    assert_eq!((of("manajerial"), of("sosial_kultural"), standard.competencies.len()), (8, 1, 9));
    assert_eq!(standard.scales[0].levels.len(), 5);
    // The level that a tier requires was read in one source only: it never counts as sure.
    assert!(
        standard.tiers.iter().flat_map(|tier| &tier.cite).all(|cite| cite.confidence == Some(Confidence::Unverified))
    );
    let values = Framework::builtin("id/berakhlak", None).expect("built in");
    let guides = values.relations.iter().filter(|relation| relation.kind == RelationKind::ChildOf).count();
    assert_eq!((values.index().roots().count(), guides, values.competencies.len()), (7, 21, 28));
}

#[test]
fn an_unknown_framework_is_named_with_those_that_are_there() {
    let problems = Framework::builtin("id/berahlak", None).unwrap_err();
    assert_eq!(codes(&problems), found("framework.unknown", "framework"));
    let problem = problems.iter().next().expect("one");
    assert_eq!(problem.help(Lang::Id), "mungkin maksudnya `id/berakhlak`?");
    assert!(Framework::builtin("id/berakhlak", Some("2")).is_err());
}

/// Every value and guide stands word for word on the page of facts.
#[test]
fn the_official_phrases_stand_word_for_word() {
    let page = kinerja_tests::here().join("../../shared/domain/asn.md");
    let Ok(page) = std::fs::read_to_string(page) else {
        println!("SKIPPED: the official phrases of BerAKHLAK, because the page of facts is not beside the project");
        return;
    };
    let framework = Framework::builtin("id/berakhlak", None).expect("built in");
    for competency in &framework.competencies {
        let phrase = competency.name();
        assert!(page.contains(phrase.get("id")), "{}", phrase.get("id"));
    }
}

/// Time of reading and checking grows with the framework, not with its square: ten times as much takes about ten times as long.
#[test]
fn large_frameworks_take_time_in_proportion() {
    let document = |count: usize| {
        let mut text = r#"{"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "c0"}"#.to_owned();
        (1..count)
            .for_each(|n| write!(text, r#",{{"id": "c{n}", "title": "A title of usual length"}}"#).expect("written"));
        text.push_str(r#"], "relations": [{"kind": "precedes", "from": "c0", "to": "c0"}"#);
        // A chain as deep as the framework is long, and a circle through all of it.
        (1..count).for_each(|n| {
            write!(text, r#",{{"kind": "child_of", "from": "c{n}", "to": "c{}"}}"#, n - 1).expect("written");
        });
        write!(text, r#",{{"kind": "child_of", "from": "c0", "to": "c{}"}}]}}"#, count - 1).expect("written");
        text
    };
    let time = |count: usize| {
        let text = document(count);
        let once = || {
            let start = Work::started();
            let framework = read(&text);
            assert_eq!(framework.check().count(), 2);
            assert!(framework.diff(&framework.clone()).is_empty());
            start.so_far().as_secs_f64()
        };
        (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    let (small, large) = (time(3_000), time(30_000));
    assert!(large / small < 40.0, "3,000: {small} s; 30,000: {large} s");
}
