//! Workbooks (XLSX, ECMA-376): the cells of their sheets, row by row, and the writer of a workbook of one sheet.
//!
//! A workbook is an archive of XML. Of both only what tables need is read: texts and numbers as they are shown without a format, nothing that is calculated anew. A sheet
//! is walked through, never held as a grid: a cell in the last corner of a sheet costs nothing.

mod archive;
mod read;
mod write;

pub(super) use read::{OpenedBook, SheetRows};
pub(super) use write::write;
