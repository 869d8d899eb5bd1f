//! Which column feeds which input: made from the schema of a table and the scheme, before a row is read.

use arrow_schema::{DataType, Field, Fields};
use kinerja::{Code, Holding, Path, Problem, Problems, Scheme};

/// Columns of the table, or of a struct in it, in the order in which they stand.
#[derive(Debug)]
pub(super) struct Plan(pub(super) Vec<Entry>);

/// A column and the key of facts that it feeds.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// By which number the engine asks for the input or the list; none of what is neither.
    pub(super) place: Option<usize>,
    /// The position of the column.
    pub(super) at: usize,
    /// The position of the column that says which absence a null is.
    pub(super) absent: Option<usize>,
    /// Of a struct the columns inside, of a list of structs those of its rows.
    pub(super) inner: Option<Plan>,
}

/// What the columns of a table may be called besides inputs.
#[derive(Debug, Default)]
pub(super) struct Besides<'a> {
    /// Columns that are handed on.
    pub(super) keep: &'a [String],
    /// Lists that come from tables of their own.
    pub(super) long: Vec<&'a str>,
    /// Whether the period comes from elsewhere.
    pub(super) has_period: bool,
}

const SUFFIX: &str = "__absent";

/// What may stand in a column.
#[derive(Clone, Copy)]
enum Takes<'a> {
    Number,
    Truth,
    Date,
    Text,
    /// A text, or a number as outside systems use them.
    Id,
    Period,
    Person,
    Rows(&'a [kinerja::Field<'a>]),
    Texts,
}

impl Takes<'_> {
    fn of<'a>(holding: &'a Holding<'a>) -> Takes<'a> {
        match holding {
            Holding::Number | Holding::Weight => Takes::Number,
            Holding::Truth => Takes::Truth,
            Holding::Date => Takes::Date,
            Holding::Period => Takes::Period,
            Holding::Rows(fields) => Takes::Rows(fields),
            _ => Takes::Text,
        }
    }

    /// What is needed, in words, and the Arrow types that are taken for it.
    fn words(self) -> (&'static str, &'static str) {
        const TEXTS: &str = "utf8, large_utf8, utf8_view, or a dictionary of them";
        const NUMBERS: &str = "int8 to int64, uint8 to uint64, float16 to float64, decimal32 to decimal256, utf8; or a struct with `value`";
        match self {
            Takes::Number => ("a number", NUMBERS),
            Takes::Truth => ("true or false", "bool; or a struct with `value`"),
            Takes::Date => ("a date", "date32, date64, utf8; or a struct with `value`"),
            Takes::Text => ("a text", TEXTS),
            Takes::Id => ("a text or a number", TEXTS),
            Takes::Period => ("a period", "a struct of `from` and `until`, dates or texts"),
            Takes::Person => ("a person", "a struct of `ref`, `name`, `post`, `unit`, texts"),
            Takes::Rows(_) => ("rows", "list or large_list of struct; or a table of its own in `long`"),
            Takes::Texts => ("texts", "list or large_list of utf8"),
        }
    }
}

/// The plan of the table that has a row for each employee.
pub(super) fn of_people(scheme: &Scheme, columns: &Fields, besides: &Besides<'_>) -> Result<Plan, Problems> {
    let fields = scheme.fields();
    let mut planner = Planner { problems: Problems::default() };
    let heading = [("person", Takes::Person), ("period", Takes::Period), ("note", Takes::Text)];
    let plan = planner.columns(columns, &fields, &heading, besides, &Path::new());
    if scheme.needs_period() && !besides.has_period && columns.find("period").is_none() {
        let problem = Problem::new(Code::ColumnsMissing, Path::new().key("period")).with("title", "`period`").advising(
            "what the scheme says depends on the time: pass period=(\"2025-01-01\", \"2025-12-31\")",
            "isi skema bergantung pada waktunya: berikan period=(\"2025-01-01\", \"2025-12-31\")",
        );
        planner.problems.extend([problem]);
    }
    planner.problems.or(plan)
}

/// The plan of a table that has the rows of one list, and by which number the engine asks for the list.
pub(super) fn of_list(scheme: &Scheme, list: &str, columns: &Fields, key: &str) -> Result<(usize, Plan), Problems> {
    let path = Path::new().key(list);
    let fields = scheme.fields();
    let mut planner = Planner { problems: Problems::default() };
    let rows = fields.iter().find(|field| field.name == list).map(|field| (field.place, &field.holds));
    let Some((place, Holding::Rows(fields))) = rows else {
        let lists = fields.iter().filter(|field| matches!(field.holds, Holding::Rows(_))).map(|field| field.name);
        let known = lists.collect::<Vec<_>>().join(", ");
        let problem = Problem::new(Code::ColumnsUnknown, path).with("column", list).with("known", known);
        return Err([problem].into_iter().collect());
    };
    let keep = [key.to_owned()];
    let besides = Besides { keep: &keep, ..Besides::default() };
    let plan = planner.columns(columns, fields, &ROW, &besides, &path);
    planner.problems.or((place, plan))
}

const ROW: [(&str, Takes<'static>); 3] = [("id", Takes::Id), ("title", Takes::Text), ("note", Takes::Text)];

struct Planner {
    problems: Problems,
}

impl Planner {
    fn add(&mut self, problem: Problem) {
        self.problems.extend([problem]);
    }

    fn columns(
        &mut self,
        columns: &Fields,
        fields: &[kinerja::Field<'_>],
        heading: &[(&str, Takes<'_>)],
        besides: &Besides<'_>,
        path: &Path,
    ) -> Plan {
        let mut entries = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let name = column.name().as_str();
            let here = path.clone().key(name);
            let field = fields.iter().find(|field| field.name == name);
            let known = heading.iter().find(|(known, _)| *known == name).map(|(_, takes)| *takes);
            if besides.long.contains(&name) {
                let problem = Problem::new(Code::ColumnsUnknown, here).with("column", name);
                let problem = problem.saying(
                    "`{column}` is a column and a table in `long`",
                    "`{column}` adalah kolom dan juga tabel dalam `long`",
                );
                self.add(problem.advising("keep one of the two", "pertahankan salah satu saja"));
            } else if let Some(takes) = field.map(|field| Takes::of(&field.holds)).or(known) {
                let (inner, is_fit) = self.inner(column, takes, &here);
                if is_fit {
                    let absent = columns.find(&format!("{name}{SUFFIX}")).map(|(at, _)| at);
                    let place = field.map(|field| field.place);
                    entries.push(Entry { key: name.to_owned(), place, at, absent, inner });
                }
            } else if let Some(owner) = name.strip_suffix(SUFFIX)
                && let Some(field) = fields.iter().find(|field| field.name == owner)
            {
                if columns.find(owner).is_none() {
                    let (key, place) = (owner.to_owned(), Some(field.place));
                    entries.push(Entry { key, place, at, absent: Some(at), inner: None });
                }
                let (_, _) = self.inner(column, Takes::Text, &here);
            } else if !besides.keep.iter().any(|kept| kept == name) {
                let names: Vec<&str> =
                    fields.iter().map(|field| field.name).chain(heading.iter().map(|(known, _)| *known)).collect();
                let problem = Problem::new(Code::ColumnsUnknown, here).with("column", name);
                self.add(problem.with("known", names.join(", ")).maybe_meant(name, names));
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            let stated = columns.find(&format!("{}{SUFFIX}", field.name)).is_some();
            if columns.find(field.name).is_none() && !stated && !besides.long.contains(&field.name) {
                let title = field.title.get(kinerja::Lang::En);
                let title = if title.is_empty() {
                    format!("`{}`", field.name)
                } else {
                    format!("«{title}» (`{}`)", field.name)
                };
                let problem = Problem::new(Code::ColumnsMissing, path.clone().key(field.name));
                self.add(problem.with("title", title));
            }
        }
        Plan(entries)
    }

    /// The columns inside a column, and whether the column fits.
    fn inner(&mut self, column: &Field, takes: Takes<'_>, path: &Path) -> (Option<Plan>, bool) {
        let before = self.problems.iter().count();
        let of_struct = |planner: &mut Planner, inside: &Fields, heading: &[(&str, Takes<'_>)]| {
            Some(planner.columns(inside, &[], heading, &Besides::default(), path))
        };
        let dates = [("from", Takes::Date), ("until", Takes::Date)];
        let person = [("ref", Takes::Text), ("name", Takes::Text), ("post", Takes::Text), ("unit", Takes::Text)];
        let plan = match (takes, column.data_type()) {
            (_, DataType::Null) => None,
            (Takes::Period, DataType::Struct(inside)) => of_struct(self, inside, &dates),
            (Takes::Person, DataType::Struct(inside)) => of_struct(self, inside, &person),
            (Takes::Rows(fields), data) => match item(data).map(|item| item.data_type()) {
                Some(DataType::Struct(inside)) => Some(self.columns(inside, fields, &ROW, &Besides::default(), path)),
                _ => self.refuse(column, takes, path),
            },
            (Takes::Texts, data) if item(data).is_some_and(|item| is_text(item.data_type())) => None,
            // A value with what is said beside it, or a stated absence.
            (Takes::Number | Takes::Truth | Takes::Date | Takes::Text, DataType::Struct(inside))
                if inside.find("value").or_else(|| inside.find("absent")).is_some() =>
            {
                let annotations = [
                    ("value", takes),
                    ("evidence", Takes::Texts),
                    ("by", Takes::Text),
                    ("on", Takes::Date),
                    ("note", Takes::Text),
                    ("absent", Takes::Text),
                    ("because", Takes::Text),
                ];
                of_struct(self, inside, &annotations)
            }
            (Takes::Number, data) if is_number(data) || is_text(data) => None,
            (Takes::Truth, DataType::Boolean) => None,
            (Takes::Date, data) if is_text(data) || matches!(data, DataType::Date32 | DataType::Date64) => None,
            (Takes::Text, data) if is_text(data) => None,
            (Takes::Id, data) if is_text(data) || data.is_integer() => None,
            _ => self.refuse(column, takes, path),
        };
        (plan, self.problems.iter().count() == before)
    }

    fn refuse(&mut self, column: &Field, takes: Takes<'_>, path: &Path) -> Option<Plan> {
        let (wanted, taken) = takes.words();
        let problem =
            Problem::new(Code::ColumnsType, path.clone()).with("column", path).with("found", named(column.data_type()));
        self.add(problem.with("wanted", wanted).with("taken", taken));
        None
    }
}

/// A type as Arrow's users write it: `timestamp(µs)`.
fn named(data: &DataType) -> String {
    data.to_string().to_lowercase()
}

fn item(data: &DataType) -> Option<&Field> {
    match data {
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => Some(item),
        _ => None,
    }
}

/// Whether the values are texts.
pub(super) fn is_text(data: &DataType) -> bool {
    match data {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

pub(super) fn is_number(data: &DataType) -> bool {
    data.is_numeric() && !matches!(data, DataType::Interval(_) | DataType::Duration(_))
}
