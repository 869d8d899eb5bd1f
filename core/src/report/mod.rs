//! Reports that people look at: one page by itself, for paper (A4) and telephone, in Indonesian and English.
//!
//! A report says what an explanation says, in the same words, and draws what a picture says better: bands and matrices with the place that held, what
//! each row brings, the competencies of a gap. It is made of a trace; it knows no scheme. A page loads nothing, runs nothing, and is the same to the byte
//! wherever it is made.
//!
//! [`Appraisal::to_html`](crate::Appraisal::to_html) and
//! [`Gap::to_html`](crate::framework::Gap::to_html) write them.

mod appraisal;
mod draw;
mod gap;
mod kept;
mod markup;
mod page;
mod rows;

pub use kept::of_documents;
