mod aliases;
mod docs;
mod enums;
mod models;
mod parallel;
mod print;
mod structs;
#[cfg(test)]
mod test_support;
mod tree;
mod ty;
mod unions;
mod uses;
