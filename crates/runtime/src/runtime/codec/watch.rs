//! What a union learns of a value while it tries a variant: how badly it fits, and where it fails.

use std::cell::RefCell;

thread_local! {
    /// What a union wants to know of the value that it tries a variant on.
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// What is noted while a union tries a variant.
#[derive(Debug, Default)]
pub struct Watch {
    /// How badly the value fits.
    pub misfit: u32,
    /// The fields that led to an error, innermost first.
    pub trail: Vec<&'static str>,
}

/// Notes that a value is accepted though it does not fit well, if a union is watching.
pub fn misfit(weight: u32, applies: impl FnOnce() -> bool) {
    if WATCH.with_borrow(Option::is_some) && applies() {
        WATCH.with_borrow_mut(|watch| {
            if let Some(watch) = watch {
                watch.misfit = watch.misfit.saturating_add(weight);
            }
        });
    }
}

/// Notes the field in which an error came up, if a union is watching.
#[cold]
pub fn note(name: &'static str) {
    WATCH.with_borrow_mut(|watch| {
        if let Some(watch) = watch {
            watch.trail.push(name);
        }
    });
}

/// Runs `decode` under a watch of its own.
pub fn watch<T>(decode: impl FnOnce() -> T) -> (T, Watch) {
    let outer = WATCH.replace(Some(Watch::default()));
    let value = decode();
    (value, WATCH.replace(outer).unwrap_or_default())
}
