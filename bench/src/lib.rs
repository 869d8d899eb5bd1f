//! What the library is measured with.

#![allow(missing_docs, reason = "a crate of measurements, for nobody else")]

pub mod eight_targets;
