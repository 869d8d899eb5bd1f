//! The Rust blocks of the READMEs and of the book, run as doc tests.

#[doc = include_str!("../../README.md")]
struct Readme;

#[doc = include_str!("../../README.id.md")]
struct ReadmeId;
