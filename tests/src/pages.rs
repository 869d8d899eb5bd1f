//! The Rust blocks of the READMEs and of the book, run as doc tests.

#![allow(
    rustdoc::invalid_codeblock_attributes,
    reason = "the info strings of the book say what a block is, `scheme=id/tpp`, to its own test"
)]

#[doc = include_str!("../../README.md")]
struct Readme;

#[doc = include_str!("../../README.id.md")]
struct ReadmeId;

#[doc = include_str!("../../docs/src/year-2021.md")]
struct Year2021;

#[doc = include_str!("../../docs/src/explanation.md")]
struct Explanation;

#[doc = include_str!("../../docs/src/objection.md")]
struct Objection;
#[doc = include_str!("../../docs/src/frameworks.md")]
struct Frameworks;

#[doc = include_str!("../../docs/src/year.md")]
struct Year;

#[doc = include_str!("../../docs/src/weights.md")]
struct Weights;

#[doc = include_str!("../../docs/src/report.md")]
struct Report;
