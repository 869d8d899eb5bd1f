//! Lists that come as tables of their own: a row for each goal, with the key of its employee.

use super::columns::{Column, Slot, fill, list_of, slots};
use super::plan::{self, Plan};
use arrow_array::{ArrayRef, RecordBatch};
use kinerja::document::Node;
use kinerja::{Code, Path, Problem, Problems, Scheme};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The rows of one list, of all employees, in memory.
pub(super) struct Long {
    pub(super) list: String,
    /// By which number the engine asks for the list.
    place: usize,
    plan: Plan,
    batches: Vec<RecordBatch>,
    /// Of each key where its rows stand: the batch, the first row and how many.
    places: HashMap<String, Vec<[usize; 3]>>,
}

/// Its columns, to be read.
pub(super) struct LongColumns<'b> {
    pub(super) list: &'b str,
    pub(super) place: usize,
    batches: Vec<Vec<Slot<'b>>>,
    places: HashMap<&'b str, (&'b [[usize; 3]], AtomicBool)>,
}

impl Long {
    /// Takes the batches of a table and finds where the rows of each key stand.
    pub(super) fn new(
        scheme: &Scheme,
        list: &str,
        key: &str,
        schema: &arrow_schema::Schema,
        batches: Vec<RecordBatch>,
    ) -> Result<Long, Problems> {
        let path = Path::new().key(list).key(key);
        let Some((at, field)) = schema.fields().find(key) else {
            let problem = Problem::new(Code::ColumnsMissing, path).with("title", format_args!("`{key}`"));
            return Err([problem.advising(
                "the table of a list has the key of the first table",
                "tabel sebuah daftar memuat kunci tabel pertama",
            )]
            .into_iter()
            .collect());
        };
        key_type(field, &path)?;
        let (place, plan) = plan::of_list(scheme, list, schema.fields(), key)?;
        let mut places: HashMap<String, Vec<[usize; 3]>> = HashMap::new();
        let mut problems = Problems::default();
        let mut last: Option<String> = None;
        for (index, batch) in batches.iter().enumerate() {
            let Some(array) = batch.columns().get(at) else { continue };
            let keys = Column::new(array, None);
            let mut row = 0;
            while row < batch.num_rows() {
                let here = keys.key(row);
                let mut end = row.saturating_add(1);
                while end < batch.num_rows() && keys.key(end) == here {
                    end = end.saturating_add(1);
                }
                let here = here.map(|key| key.into_owned()).unwrap_or_default();
                let segments = places.entry(here.clone()).or_default();
                if !segments.is_empty() && last.as_ref() != Some(&here) {
                    problems.extend([Problem::new(Code::ColumnsKey, path.clone()).with("key", &here)]);
                }
                segments.push([index, row, end.saturating_sub(row)]);
                last = Some(here);
                row = end;
            }
        }
        problems.or(Long { list: list.to_owned(), place, plan, batches, places })
    }

    pub(super) fn columns(&self) -> LongColumns<'_> {
        let places =
            self.places.iter().map(|(key, places)| (key.as_str(), (places.as_slice(), AtomicBool::new(false))));
        LongColumns {
            list: &self.list,
            place: self.place,
            batches: self.batches.iter().map(|batch| slots(&self.plan, batch.columns())).collect(),
            places: places.collect(),
        }
    }
}

impl<'b> LongColumns<'b> {
    /// Where the rows of a key stand: the batch, the first row and how many.
    pub(super) fn segments(&self, key: &str) -> &'b [[usize; 3]] {
        self.places.get(key).map_or(&[][..], |(segments, used)| {
            used.store(true, Ordering::Relaxed);
            segments
        })
    }

    /// The columns of one of its batches.
    pub(super) fn batch(&self, batch: usize) -> Option<&[Slot<'b>]> {
        self.batches.get(batch).map(Vec::as_slice)
    }

    /// Makes a place of the tree the rows of a key.
    pub(super) fn fill(&self, key: &str, node: &mut Node<'b>) {
        let segments = self.segments(key);
        let count = segments.iter().fold(0_usize, |count, [_, _, rows]| count.saturating_add(*rows));
        let mut items = list_of(node, count).iter_mut();
        for [batch, first, rows] in segments {
            let Some(slots) = self.batches.get(*batch) else { continue };
            for (row, item) in (*first..first.saturating_add(*rows)).zip(items.by_ref()) {
                fill(slots, row, item, 0);
            }
        }
    }

    /// The problem of rows that no employee has taken.
    pub(super) fn nobodys(&self) -> Option<Problem> {
        let mut keys: Vec<&str> =
            self.places.iter().filter(|(_, (_, used))| !used.load(Ordering::Relaxed)).map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let more = if keys.len() > 5 { ", …" } else { "" };
        keys.truncate(5);
        (!keys.is_empty()).then(|| {
            let keys = format!("{}{more}", keys.join(", "));
            Problem::new(Code::ColumnsNobody, Path::new().key(self.list)).with("keys", keys)
        })
    }
}

/// Checks that a column can be a key.
pub(super) fn key_type(field: &arrow_schema::Field, path: &Path) -> Result<(), Problems> {
    let data = field.data_type();
    if plan::is_text(data) || data.is_integer() {
        return Ok(());
    }
    let problem = Problem::new(Code::ColumnsType, path.clone())
        .with("column", path)
        .with("found", data.to_string().to_lowercase())
        .with("wanted", "a key")
        .with("taken", "utf8, large_utf8, utf8_view, int8 to int64, uint8 to uint64");
    Err([problem].into_iter().collect())
}

/// The keys of a batch.
pub(super) fn keys(array: &ArrayRef) -> Column<'_> {
    Column::new(array, None)
}
