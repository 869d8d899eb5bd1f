//! The columns of one batch by the number by which the engine asks for them: employees that are plain need no tree.

use super::columns::Slot;
use super::long::LongColumns;
use kinerja::{Cells, Field, Holding, Scheme, Taker};

/// Where the cells of each input and the rows of each list stand.
pub(super) struct Sheet<'s, 'b> {
    inputs: Vec<From<'s, 'b>>,
    lists: Vec<Rows<'s, 'b>>,
    long: &'s [LongColumns<'b>],
}

/// Where the cells of an input stand.
#[derive(Clone, Copy)]
enum From<'s, 'b> {
    /// Nowhere.
    Nowhere,
    /// In a column.
    Column(&'s Slot<'b>),
    /// In a column of a list: the list, and the position among the columns of its rows; none where there is no such column.
    List(usize, Option<usize>),
}

/// Where the rows of a list stand.
#[derive(Clone, Copy)]
enum Rows<'s, 'b> {
    Nowhere,
    Column(&'s Slot<'b>),
    /// In a table of its own.
    Long(usize),
}

impl<'s, 'b> Sheet<'s, 'b> {
    /// None where every employee needs a tree: each has a period of its own.
    pub(super) fn new(scheme: &Scheme, slots: &'s [Slot<'b>], long: &'s [LongColumns<'b>]) -> Option<Sheet<'s, 'b>> {
        let mut sheet = Sheet { inputs: Vec::new(), lists: Vec::new(), long };
        if slots.iter().any(|slot| slot.key == "period") {
            return None;
        }
        for field in scheme.fields() {
            let slot = slots.iter().find(|slot| slot.key == field.name && slot.place == Some(field.place));
            let Holding::Rows(fields) = &field.holds else {
                put(&mut sheet.inputs, field.place, slot.map_or(From::Nowhere, From::Column), From::Nowhere);
                continue;
            };
            let longer = long.iter().position(|long| long.place == field.place);
            let rows = slot.map(Rows::Column).or(longer.map(Rows::Long)).unwrap_or(Rows::Nowhere);
            put(&mut sheet.lists, field.place, rows, Rows::Nowhere);
            sheet.row_inputs(field.place, fields, rows);
        }
        Some(sheet)
    }

    /// Finds the columns of a list's rows; all batches of a table have the same.
    fn row_inputs(&mut self, list: usize, fields: &[Field<'_>], rows: Rows<'s, 'b>) {
        let slots = match rows {
            Rows::Nowhere => None,
            Rows::Column(slot) => slot.column.of_rows(),
            Rows::Long(long) => self.long.get(long).and_then(|long| long.batch(0)),
        };
        for field in fields {
            let at = slots.and_then(|slots| slots.iter().position(|slot| slot.place == Some(field.place)));
            put(&mut self.inputs, field.place, From::List(list, at), From::Nowhere);
        }
    }
}

/// Puts something at a position of a list that is made as long as it must be.
fn put<T: Copy>(list: &mut Vec<T>, place: usize, item: T, nothing: T) {
    if place >= list.len() && place < usize::from(u16::MAX) {
        list.resize(place.saturating_add(1), nothing);
    }
    if let Some(position) = list.get_mut(place) {
        *position = item;
    }
}

/// One employee of the sheet.
pub(super) struct Employee<'e, 's, 'b> {
    pub(super) sheet: &'e Sheet<'s, 'b>,
    pub(super) row: usize,
    /// Of each table of its own where the employee's rows stand.
    pub(super) segments: &'e [&'b [[usize; 3]]],
}

impl Cells for Employee<'_, '_, '_> {
    fn rows(&self, place: usize) -> Option<usize> {
        match self.sheet.lists.get(place)? {
            Rows::Nowhere => Some(0),
            Rows::Column(slot) => slot.column.list(self.row).map(|rows| rows.len()),
            Rows::Long(long) => {
                let segments = self.segments.get(*long)?;
                Some(segments.iter().fold(0, |count, [_, _, rows]| count.saturating_add(*rows)))
            }
        }
    }

    fn cells(&self, place: usize, taker: &mut Taker<'_>) -> Option<()> {
        let (list, at) = match self.sheet.inputs.get(place)? {
            From::Nowhere => return taker.nothing(),
            From::Column(slot) => return slot.hand(self.row..self.row.saturating_add(1), taker),
            From::List(list, None) => return (0..self.rows(*list)?).try_for_each(|_| taker.nothing()),
            From::List(list, Some(at)) => (*list, *at),
        };
        match self.sheet.lists.get(list)? {
            Rows::Nowhere => Some(()),
            Rows::Column(slot) => slot.column.of_rows()?.get(at)?.hand(slot.column.list(self.row)?, taker),
            Rows::Long(long) => {
                let columns = self.sheet.long.get(*long)?;
                self.segments.get(*long)?.iter().try_for_each(|[batch, first, rows]| {
                    columns.batch(*batch)?.get(at)?.hand(*first..first.saturating_add(*rows), taker)
                })
            }
        }
    }
}
