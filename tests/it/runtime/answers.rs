//! Answers that came, of every kind.

use super::error::Error;
use super::fault::{Fault, report, request};
