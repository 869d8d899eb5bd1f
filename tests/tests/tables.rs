//! Tables by what their columns mean: those in the box, and those of a house.

use kinerja::framework::{Format, Framework, Importance, Need, Profile, Table};
use kinerja::{Lang, Problem, Problems};
use kinerja_tests::codes;
use kinerja_tests::frameworks::sample_text;
use kinerja_tests::work::Work;
use std::collections::{BTreeMap, HashSet};

fn read(text: &str) -> kinerja::framework::Reading {
    Framework::read(text, None).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// How often each tolerance was used, of those that were kept.
fn counted(problems: &Problems) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        let word = problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| word.to_owned());
        *counts.entry(word.unwrap_or_else(|| problem.code().to_string())).or_insert(0) += 1;
    }
    counts
}

fn used(text: &str) -> Vec<(String, String)> {
    let word = |problem: &Problem| {
        let word = problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| word.to_owned());
        (word.expect("a word"), problem.path().to_string())
    };
    read(text).tolerances.iter().map(word).collect()
}

fn one(word: &str, path: &str) -> Vec<(String, String)> {
    vec![(word.to_owned(), path.to_owned())]
}

#[test]
fn the_roles_of_ddat_are_read_whole() {
    let Some(text) = sample_text("ddat/ddat_roles_skills.csv") else { return };
    let reading = read(&text);
    assert_eq!(reading.format, Format::UkDdat);
    let framework = &reading.framework;
    let posts: HashSet<&str> = reading.profiles.iter().map(|profile| profile.of_whom()[0]).collect();
    // 52 roles, 205 role levels, 189 skills.
    assert_eq!((posts.len(), reading.profiles.len(), framework.competencies.len()), (52, 205, 189));
    let levels: Vec<&str> = framework.scales[0].levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(levels, ["awareness", "working", "practitioner", "expert"]);
    // Of 1,824 rows 28 have no level, and 16 more say what an earlier one of the same 13 role levels and skills says.
    let requirements = || reading.profiles.iter().flat_map(Profile::requirements);
    let of = |level: &str| requirements().filter(|known| known.need == Need::Level(level.to_owned())).count();
    let having = requirements().filter(|known| known.need == Need::Having).count();
    assert_eq!((requirements().count(), having), (1808, 28));
    assert_eq!(levels.iter().map(|level| of(level)).sum::<usize>(), 1780);
    let told = counted(&reading.tolerances);
    let keys: Vec<(&str, usize)> = told.iter().map(|(word, count)| (word.as_str(), *count)).collect();
    assert_eq!(keys, [("duplicate_requirement", 16), ("not_in_use", 56)]);
    // 599 levels of skills have a text, none of them twice.
    let indicators: usize = framework.competencies.iter().map(|competency| competency.indicators.len()).sum();
    assert!(indicators > 500 && indicators <= 599, "{indicators}");
    // 22 skills of the senior civil service have a text without a level.
    let odd = codes(&framework.check());
    assert_eq!((odd.len(), odd.iter().filter(|(code, _)| code == "framework.indicator_level").count()), (22, 22));
    let strict = Framework::check_format(&text, Format::UkDdat);
    assert_eq!(strict.count(), 72);
    // Nothing that was read is lost on the way back.
    let writing = framework.to_format_with(Format::UkDdat, &reading.profiles).expect("written");
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    // What separates a post from the next.
    let by_id = |id: &str| reading.profiles.iter().find(|profile| profile.id() == id).expect("a profile");
    let steps = by_id("Data analyst / Associate data analyst")
        .compare(by_id("Data analyst / Data analyst"))
        .expect("comparable");
    assert!(!steps.is_empty());
}

const DDAT: &str = "Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,Skill Level,Skill Level Description,Role Type";

#[test]
fn levels_are_found_however_they_are_written() {
    let row = |level: &str| format!("{DDAT}\nF,Analyst,,Junior,,Data,,{level},shows it,\n");
    assert_eq!(used(&row("Working")), []);
    assert_eq!(used(&row("WORKING ")), one("level_words", "rows[0]"));
    assert_eq!(used(&row("Guru")), one("unknown_level", "rows[0]"));
    let reading = read(&row("Guru"));
    assert_eq!(reading.framework.scales[0].levels.last().map(|level| level.id.as_str()), Some("Guru"));
    assert_eq!(used(&row("NOT IN USE")), one("not_in_use", "rows[0].Skill Level"));
    let twice = format!("{}F,Analyst,,Junior,,Data,other,Expert,,\n", row("Working"));
    assert_eq!(used(&twice), one("duplicate_requirement", "rows[1]"));
    let differs = format!("{DDAT}\nF,A,,J,,Data,one,Working,,\nF,A,,K,,Data,two,Working,,\n");
    assert_eq!(used(&differs), one("differs", "rows[1]"));
}

#[test]
fn the_columns_of_skills_are_levels() {
    let text = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert,Roles that require Skill\nData,Reads data,knows,uses,,\"leads, teaches\",Analyst\n";
    let reading = read(text);
    assert_eq!((reading.format, reading.tolerances.count()), (Format::UkDdatSkills, 0));
    let shown: Vec<(&str, &str)> = reading.framework.competencies[0]
        .indicators
        .iter()
        .map(|shown| (shown.level.as_str(), shown.text.first()))
        .collect();
    assert_eq!(shown, [("awareness", "knows"), ("working", "uses"), ("expert", "leads, teaches")]);
    let writing = reading.framework.to_format(Format::UkDdatSkills).expect("written");
    assert!(writing.loss.is_empty() && writing.warnings.is_empty(), "{}", writing.loss.text(Lang::En));
}

const SAP: &str = "[OPERATOR],externalCode,roleCompetencyMappings.competency.externalCode,roleCompetencyMappings.weight.defaultValue,roleCompetencyMappings.rating.defaultValue,roleCompetencyMappings.status\nSupported operators,Role.GUID,Competency.GUID,Weight,Rating,Status\n";

#[test]
fn ratings_of_sap_are_percentages() {
    let text = format!(
        "{SAP}Delimit,R1,C1,60,80,A\nDelimit,R1,C2,40,50,A\nDelimit,R2,C1,,,A\nDelete,R3,C1,,,A\nDelimit,R1,C3,,,I\n"
    );
    let reading = read(&text);
    assert_eq!(reading.format, Format::SapRoleCompetencies);
    let said: Vec<(&str, String, String)> = reading
        .profiles
        .iter()
        .flat_map(|profile| {
            profile.requirements().iter().map(|requirement| {
                let weight = requirement.weight.as_ref().map_or_else(String::new, ToString::to_string);
                (profile.id(), format!("{} {}", requirement.competency, profile.required(requirement)), weight)
            })
        })
        .collect();
    let row = |id, what: &str, weight: &str| (id, what.to_owned(), weight.to_owned());
    assert_eq!(said, [row("R1", "C1 80", "60"), row("R1", "C2 50", "40"), row("R2", "C1 1", "")]);
    assert_eq!(counted(&reading.tolerances), BTreeMap::from([("row_skipped".to_owned(), 2)]));
    let writing = reading.framework.to_format_with(Format::SapRoleCompetencies, &reading.profiles).expect("written");
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    // 3.4 on a scale from 1 to 4 is 80 percent: levels become percentages of their scale.
    let profile = Profile::parse(r#"{"kinerja": "profile/1", "profile": "p", "scales": [{"id": "s", "levels": [{"id": "a", "value": 1}, {"id": "b", "value": "3.4"}, {"id": "c", "value": 4}]}],
        "requirements": [{"competency": "x", "level": "b"}, {"competency": "y", "level": "a"}]}"#).expect("a profile");
    let text = Framework::default().to_format_with(Format::SapRoleCompetencies, &[profile]).expect("written").text;
    assert!(text.contains("Delimit,p,x,,80,A\r\n") && text.contains("Delimit,p,y,,0,A\r\n"), "{text}");
    // Another language's column, one row of titles, and weights of which some are missing.
    let other = text.replace("rating.defaultValue", "rating.en_US");
    assert_eq!(used(&other), one("column_title", "header[4]"));
    let short = format!("{}\nDelimit,R1,C1,60,80,A\nDelimit,R1,C2,,50,A\n", SAP.lines().next().expect("a line"));
    assert_eq!(used(&short), [one("one_header_row", ""), one("weights", "")].concat());
}

#[test]
fn a_matrix_of_levels_is_a_profile_for_each_post() {
    let text = "STANDAR KOMPETENSI JABATAN;;;\n;;;\nNo.;Nama Jabatan;Integritas;Kerja Sama;Tata Naskah\n1;Kepala Dinas;4;4;\n2;Kepala Bidang;3;-;2\n";
    let reading = read(text);
    assert_eq!(reading.format, Format::LevelMatrix);
    assert_eq!(
        used(text).iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(),
        ["delimiter", "preamble", "column_title", "column_title"]
    );
    let levels: Vec<String> = reading.framework.scales[0]
        .levels
        .iter()
        .map(|level| format!("{}={}", level.id, level.value.as_ref().expect("a value")))
        .collect();
    assert_eq!(levels, ["2=2", "3=3", "4=4"]);
    let of: Vec<(&str, usize)> =
        reading.profiles.iter().map(|profile| (profile.of_whom()[0], profile.requirements().len())).collect();
    assert_eq!(of, [("Kepala Dinas", 2), ("Kepala Bidang", 2)]);
    let writing = reading.framework.to_format_with(Format::LevelMatrix, &reading.profiles).expect("written");
    assert!(
        writing.loss.is_empty() && writing.warnings.is_empty(),
        "{}{}",
        writing.loss.text(Lang::En),
        writing.warnings
    );
    // The standard's own tiers, as an agency would keep them.
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let profiles: Vec<Profile> =
        standard.tiers.iter().map(|tier| standard.profile(&tier.id).expect("a tier")).collect();
    let sheet = standard.to_format_with(Format::LevelMatrix, &profiles).expect("written").text;
    let again = read(&sheet);
    assert_eq!((again.framework.competencies.len(), again.profiles.len()), (9, standard.tiers.len()));
    for (before, after) in profiles.iter().zip(&again.profiles) {
        let values =
            |profile: &Profile| profile.requirements().iter().map(|known| profile.required(known)).collect::<Vec<_>>();
        assert_eq!(values(before), values(after));
    }
}

#[test]
fn what_a_matrix_says_again_or_of_no_post_is_told() {
    let said = |words: &[(&str, &str)]| {
        words.iter().map(|(word, path)| ((*word).to_owned(), (*path).to_owned())).collect::<Vec<_>>()
    };
    // Two heads of different units: by post, tier and grade they are one.
    let text = "Jabatan,Unit Kerja,Integritas,Jujur\nKepala Bidang,Aset,3,2\nKepala Bidang,Anggaran,4,\n";
    assert_eq!(used(text), said(&[("differs", "rows[1]"), ("duplicate_requirement", "rows[1]")]));
    assert_eq!(read(text).profiles.len(), 1);
    let text = "Jabatan,Integritas,Jujur\n,3,2\n,-,\nKepala Bidang,4,\n";
    assert_eq!(used(text), one("no_post", "rows[0]"));
    assert_eq!(read(text).framework.scales[0].levels.len(), 1);
    // A column that comes again is told once, and says nothing in any row.
    let text = "Jabatan,Integritas,Integritas \nKepala Bidang,4,3\nKepala Dinas,4,3\n";
    assert_eq!(used(text), one("column_twice", "header[2]"));
    // Competencies stand in the titles, whether a row asks for them or not.
    let table = Table::preset("level-matrix").expect("a table");
    let reading = Framework::read_table(b"Jabatan,Integritas,Jujur\n", &table).expect("read");
    assert_eq!(reading.framework.competencies.len(), 2);
}

#[test]
fn levels_that_differ_in_a_sign_are_different() {
    let levels = |words: &[&str]| {
        let rows: String = words.iter().map(|word| format!("\"p {word}\",\"{word}\"\n")).collect();
        let scale = read(&format!("Jabatan,Integritas\n{rows}")).framework.scales.remove(0);
        scale.levels.into_iter().map(|level| level.id).collect::<Vec<_>>()
    };
    assert_eq!(levels(&["B", "B+", "B-", "b +", "B \u{2212}"]), ["B", "B+", "B-"]);
    assert_eq!(levels(&["15", "1.5", "2", "-2", "15.0", "1,5"]), ["-2", "1.5", "2", "15"]);
    assert_eq!(levels(&["12", "1-2", "(3)", "level 3", "Level: 3"]), ["12", "1-2", "(3)", "level 3"]);
    assert_eq!(levels(&["+", "*", "?", "++"]), ["+", "*", "?", "++"]);
}

#[test]
fn later_rows_say_what_earlier_ones_did_not() {
    let head = "competency,competency_title,competency_parents,competency_keywords,profile,profile_title,profile_description,grade,value";
    let text = format!("{head}\na,A,,,,,,,\nb,B,,,p,,,,3\nb,B,a,x; y,q,,,,2\na,A,,,p,Head,Leads,12,3\n");
    let reading = read(&text);
    assert_eq!(reading.tolerances.count(), 0, "{}", reading.tolerances);
    let known = &reading.framework.competencies[1];
    assert_eq!((known.keywords.join(" "), reading.framework.relations.len()), ("x y".to_owned(), 1));
    let profile = &reading.profiles[0];
    assert_eq!((profile.title().first(), profile.of_whom()[1]), ("Head", "12"));
    // What is there already stays, and what differs is told.
    for row in ["b,B,c,,,,,,", "b,B,,z,,,,,", "c,C,,,p,Other,,,1", "c,C,,,p,,Other,,1", "c,C,,,p,,,13,1"] {
        assert_eq!(used(&format!("{text}{row}\n")), one("differs", "rows[4]"), "{row}");
    }
    let house = Table::parse(
        r#"{"kinerja": "table/1", "table": "t", "columns": [{"column": "Name", "is": "competency.title"}, {"column": "Area", "is": "competency.extra"},
        {"column": "Post", "is": "profile.post"}, {"column": "Unit", "is": "profile.extra"}]}"#,
    )
    .expect("a table");
    let reading =
        Framework::read_table(b"Name,Area,Post,Unit\na,,p,\na,north,q,\nb,,p,one\na,south,r,\nc,,p,two\n", &house)
            .expect("read");
    assert_eq!(counted(&reading.tolerances), BTreeMap::from([("differs".to_owned(), 2)]));
    let writing = reading.framework.to_table(&reading.profiles, &house).expect("written");
    assert!(writing.text.contains("a,north,p,one") && writing.loss.is_empty(), "{}", writing.text);
    // A row that asks for one thing in several ways.
    let text = "competency,competency_title,level,profile,value,percent\na,A,high,p,3,\na,A,,q,3,80\nb,B,,p,3,\n";
    let several = [one("several_needs", "rows[0]"), one("several_needs", "rows[1]")].concat();
    assert_eq!(used(text), several);
}

#[test]
fn a_column_without_a_title_is_told_where_it_holds_something() {
    assert_eq!(used("Jabatan,,Integritas\nKepala Dinas,,4\nKepala Bidang,,3\n"), []);
    assert_eq!(used("Jabatan, ,Integritas\nKepala Dinas,,4\nKepala Bidang,x,3\n"), one("column_unread", "header[1]"));
}

#[test]
fn a_row_of_fixed_words_is_data_however_they_are_written() {
    let titles = SAP.lines().next().expect("a line");
    for word in ["Delimit", "delimit ", "DELETE"] {
        let text = format!("{titles}\n{word},R1,C1,60,80,\nDelimit,R2,C1,60,80,A\n");
        let told = counted(&read(&text).tolerances);
        assert_eq!(told.get("one_header_row"), Some(&1), "{word}: {told:?}");
    }
}

#[test]
fn our_own_table_holds_profiles_and_indicators() {
    let text = r#"{"kinerja": "framework/1", "framework": "table", "scales": [{"id": "level", "levels": [{"id": "low"}, {"id": "high"}]}],
        "competencies": [{"id": "law", "code": "L1", "title": "Law", "statement": "Knows, \"by heart\"", "category": "core", "keywords": ["a", "b"], "scale": "level",
            "indicators": [{"level": "low", "kind": "knowledge", "text": "=finds an article"}, {"level": "high", "text": "drafts one"}]},
          {"id": "data", "title": "Data"}, {"id": "sub", "title": "Part of both"}],
        "relations": [{"kind": "child_of", "from": "sub", "to": "law"}, {"kind": "child_of", "from": "sub", "to": "data"}]}"#;
    let framework = Framework::parse(text).expect("a framework");
    let profile = Profile::parse(r#"{"kinerja": "profile/1", "profile": "head", "title": "Head", "description": "Leads", "post": "Head of office", "grade": "12", "framework": "table",
        "scales": [{"id": "level", "levels": [{"id": "low"}, {"id": "high"}]}],
        "requirements": [{"competency": "law", "title": "Law", "category": "core", "level": "high", "weight": "2.5", "mandatory": true},
            {"competency": "data", "title": "Data", "value": "3.5", "weight": 1}, {"competency": "sub", "title": "Part of both", "need": "optional"}]}"#).expect("a profile");
    let writing = framework.to_format_with(Format::Table, std::slice::from_ref(&profile)).expect("written");
    let again = read(&writing.text);
    assert_eq!(again.format, Format::Table);
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    let mut parents = again.framework.relations.iter().map(|relation| relation.to.id.as_str());
    assert_eq!((parents.next(), parents.next(), parents.next()), (Some("law"), Some("data"), None));
    assert_eq!(again.profiles[0].requirements()[2].importance, Importance::Optional);
    assert!(writing.text.contains(",'=finds an article,"), "{}", writing.text);
}

#[test]
fn levels_of_ones_own_come_back_in_their_order() {
    // The competency that comes first exists on the first and the last level: the row of another names the one between them.
    let text = r#"{"kinerja": "framework/1", "framework": "uk-ddat", "language": "en", "scales": [{"id": "s", "levels": [{"id": "new"}, {"id": "able"}, {"id": "sure"}]}],
        "competencies": [{"id": "a", "title": "A", "scale": "s", "levels": ["new", "sure"]}, {"id": "b", "title": "B", "scale": "s", "levels": ["new", "able"]}]}"#;
    let framework = Framework::parse(text).expect("a framework");
    for format in [Format::UkDdat, Format::Table] {
        let writing = framework.to_format(format).expect("written");
        let again = Framework::read(&writing.text, Some(format)).expect("read").framework;
        let levels: Vec<&str> = again.scales[0].levels.iter().map(|level| level.id.as_str()).collect();
        assert!(levels.ends_with(&["new", "able", "sure"]), "{format:?}: {levels:?}\n{}", writing.text);
        assert!(again.to_format(format).expect("written").loss.is_empty(), "{format:?}");
    }
}

#[test]
fn a_house_says_what_its_columns_mean() {
    let table = Table::parse(r#"{"kinerja": "table/1", "table": "kamus", "language": "id", "columns": [
        {"column": "Kode", "is": "competency"}, {"column": "Nama Kompetensi", "is": "competency.title", "needed": true}, {"column": "Induk", "is": "competency.parents"},
        {"column": "Level", "is": "level"}, {"column": "Indikator Perilaku", "is": "indicator"}, {"column": "Jenis", "is": "indicator.kind"}]}"#).expect("a table");
    let sheet = "Kode\tNama Kompetensi\tInduk\tLevel\tIndikator Perilaku\tJenis\nK1\tIntegritas\t\t1\tMenepati janji\tbehaviour\nK1\tIntegritas\t\t2\tMengingatkan\tsikap\nK2\tJujur\tIntegritas\t\t\t\n";
    let reading = Framework::read_table(sheet.as_bytes(), &table).expect("read");
    let words: Vec<String> = counted(&reading.tolerances).into_keys().collect();
    assert_eq!(words, ["delimiter", "parent_by_title", "unknown_word"]);
    assert_eq!((reading.framework.competencies.len(), reading.framework.relations[0].to.id.as_str()), (2, "K1"));
    let writing = reading.framework.to_table(&[], &table).expect("written");
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    for (columns, path) in [
        (r#"{"column": "A", "is": "competency"}, {"column": "a ", "is": "competency.title"}"#, "columns[1]"),
        (r#"{"column": "A", "is": "competency"}, {"column": "B", "is": "competency"}"#, "columns[1]"),
        (r#"{"column": "A", "is": "level"}"#, "columns"),
    ] {
        let text = format!(r#"{{"kinerja": "table/1", "table": "t", "columns": [{columns}]}}"#);
        assert_eq!(codes(&Table::parse(&text).unwrap_err()), one("table.columns", path));
    }
    assert_eq!(codes(&Framework::read_table(b"a,b\n1,2\n", &table).unwrap_err()), one("format.columns", ""));
    assert_eq!(codes(&Framework::read_table(b"a,\xff\n", &table).unwrap_err()), one("format.encoding", ""));
}

#[test]
fn the_tables_of_others_are_named() {
    for (sample, kind) in [
        ("esco/skillGroups_en.csv", "an ESCO table"),
        ("esco/broaderRelationsSkillPillar_en.csv", "an ESCO table"),
        ("esco/skillSkillRelations_en.csv", "an ESCO table"),
        ("esco/skillsHierarchy_en.csv", "an ESCO table"),
        ("onet/Content Model Reference.txt", "an O*NET table"),
        ("onet/Knowledge.txt", "an O*NET table"),
        ("onet/Level Scale Anchors.txt", "an O*NET table"),
        ("osmt/Skills-Import.csv", "a list of rich skill descriptors"),
    ] {
        let Some(text) = sample_text(sample) else { return };
        let problems = Framework::read(&text, None).unwrap_err();
        let said = problems.iter().next().expect("one").text(Lang::En);
        assert!(said.contains(kind), "{sample}: {said}");
    }
    // But a house may read them by a table of its own.
    let table = Table::parse(r#"{"kinerja": "table/1", "table": "onet", "columns": [{"column": "Element ID", "is": "competency", "needed": true},
        {"column": "Element Name", "is": "competency.title", "needed": true}, {"column": "Description", "is": "competency.statement"}]}"#).expect("a table");
    let Some(text) = sample_text("onet/Content Model Reference.txt") else { return };
    assert_eq!(Framework::read_table(text.as_bytes(), &table).expect("read").framework.competencies.len(), 627);
}

#[test]
fn hostile_tables_are_refused_in_words() {
    let refused = |text: &str| codes(&Framework::read(text, Some(Format::UkDdat)).unwrap_err());
    assert_eq!(refused(&format!("{DDAT}\nF,\"A\n")), one("format.quote", "rows[0]"));
    assert_eq!(refused(&format!("{DDAT}\nF,\0A\n")), one("format.zero_byte", "rows[0]"));
    assert_eq!(refused(&format!("{DDAT}\n{}", ",".repeat(10_000))), one("format.too_large", "rows[0]"));
    assert_eq!(refused(&format!("{DDAT}\n{}", "\n".repeat(300_000))), one("format.too_large", "rows[200000]"));
    assert_eq!(refused("\"never closed"), one("format.quote", "rows[0]"));
    assert_eq!(refused("{}"), one("format.columns", ""));
    // As many competencies as there can be columns, and a post of each row.
    let names = |prefix: &str| (0..2_000).map(|n| format!("{prefix}{n}")).collect::<Vec<_>>().join(",");
    let wide = format!(
        "Jabatan,{}\n{}",
        names("k"),
        (0..50).map(|n| format!("p{n}{}\n", ",3".repeat(2_000))).collect::<String>()
    );
    let reading = read(&wide);
    assert_eq!((reading.framework.competencies.len(), reading.profiles.len()), (2_000, 50));
    let columns: Vec<String> =
        (0..5_000).map(|n| format!(r#"{{"column": "c{n}", "is": "competency.extra"}}"#)).collect();
    let table = |columns: &[String]| {
        let text = format!(
            r#"{{"kinerja": "table/1", "table": "t", "columns": [{{"column": "Name", "is": "competency"}}, {}]}}"#,
            columns.join(", ")
        );
        Table::parse(&text)
    };
    assert_eq!(codes(&table(&columns).unwrap_err()), one("format.too_large", "columns"));
    assert!(table(&columns[..4_000]).is_ok());
}

/// Rows that end after their first cells take as long in a wide matrix as in a narrow one.
#[test]
fn time_grows_with_the_cells_of_a_matrix() {
    let text = |columns: usize| {
        let titles: String = (0..columns).map(|n| format!(",k{n}")).collect();
        format!("Jabatan{titles}\n{}", (0..5_000).map(|n| format!("p{n},3\n")).collect::<String>())
    };
    let time = |text: &str| {
        let once = || {
            let start = Work::started();
            assert_eq!(read(text).profiles.len(), 5_000);
            start.so_far().as_secs_f64()
        };
        (0..2).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    let (narrow, wide) = (time(&text(20)), time(&text(2_000)));
    assert!(wide <= narrow * 4.0 + 0.05, "{narrow} s, then {wide} s");
}

#[test]
fn a_workbook_holds_what_its_table_holds() {
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let profiles = [standard.profile("pengawas").expect("a tier"), standard.profile("administrator").expect("a tier")];
    for word in Table::presets() {
        let table = Table::preset(word).expect("a table");
        let book = standard.to_workbook(&profiles, &table).expect("written");
        let text = standard.to_table(&profiles, &table).expect("written");
        assert_eq!(book.loss, text.loss, "{word}");
        let reading = Framework::read_bytes(&book.bytes, None).expect("read");
        assert_eq!(reading.format.word(), word);
        assert_eq!((reading.framework, reading.profiles), {
            let reading = Framework::read_table(text.text.as_bytes(), &table).expect("read");
            (reading.framework, reading.profiles)
        });
    }
}

#[test]
fn letters_that_xml_does_not_take_come_through_a_workbook() {
    let table = Table::preset("table").expect("a table");
    for title in [
        "=1+1",
        "<b>&amp;</b>",
        "two\nlines",
        "carriage\r\nreturn",
        "bell \u{7}",
        "_x000D_ as such",
        "007",
        "3.10",
        "é 漢字 😀",
        " blank ",
    ] {
        let competency = kinerja::framework::Competency {
            id: "a".to_owned(),
            title: kinerja::framework::Wording::plain(title),
            ..Default::default()
        };
        let framework = Framework { id: "table".to_owned(), competencies: vec![competency], ..Framework::default() };
        let book = framework.to_workbook(&[], &table).expect("written");
        assert!(book.loss.is_empty(), "{title:?}: {}", book.loss.text(Lang::En));
    }
}

#[test]
fn hostile_workbooks_are_refused_in_words() {
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let table = Table::preset("table").expect("a table");
    let good = standard.to_workbook(&[], &table).expect("written").bytes;
    for cut in (0..good.len()).step_by(97) {
        let hurt: Vec<u8> =
            good.iter().enumerate().map(|(at, byte)| if at == cut { byte ^ 0x55 } else { *byte }).collect();
        let _ = (Framework::read_bytes(&hurt, None), Framework::read_bytes(&good[..cut], None));
    }
    let refused = |bytes: &[u8]| codes(&Framework::read_bytes(bytes, None).unwrap_err());
    assert_eq!(refused(b"PK\x03\x04 and no more"), one("format.workbook", ""));
    let none =
        Table::parse(r#"{"kinerja": "table/1", "table": "t", "columns": [{"column": "Xyz", "is": "competency"}]}"#)
            .expect("a table");
    assert_eq!(refused(&standard.to_workbook(&[], &none).expect("written").bytes), one("format.wrong_kind", ""));
    // Another format than a table is in no workbook.
    assert_eq!(codes(&Framework::read_bytes(&good, Some(Format::Moodle)).unwrap_err()), one("format.columns", ""));
}
