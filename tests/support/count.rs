//! How much a slow test does: everything where `PODWRIGHT_TEST_LONG` is 1, as `tests/long` sets it, else a tenth, and the same tenth each time.
#![allow(dead_code, reason = "each suite uses what it needs")]

use proptest::test_runner::{Config, RngSeed};

/// Where the random values of a short run begin.
const SEED: u64 = 20_220_706;

/// A step through a list of cases for a short run: about a tenth of them. It shares no factor with what repeats in such lists (errors in pairs,
/// calls in fours, episodes in sixes), so each kind of case has its turn.
const STRIDE: usize = 11;

/// Whether everything is wanted.
pub(crate) fn is_long() -> bool {
    std::env::var_os("PODWRIGHT_TEST_LONG").is_some_and(|value| value == "1")
}

/// So many cases of a test that has `full` of them.
pub(crate) fn count(full: usize) -> usize {
    if is_long() { full } else { full.div_ceil(10) }
}

/// How far it is from one case to the next in a list that is all there is.
pub(crate) fn stride() -> usize {
    if is_long() { 1 } else { STRIDE }
}

/// So many random cases of a property: other ones each time in a long run.
pub(crate) fn properties(full: u32) -> Config {
    if is_long() {
        return Config::with_cases(full);
    }
    Config { rng_seed: RngSeed::Fixed(SEED), ..Config::with_cases(full.div_ceil(10)) }
}
