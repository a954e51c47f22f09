//! The README, whose program is compiled as a documentation test.

#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
struct Readme;
