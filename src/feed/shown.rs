//! What an element has of its keys.

/// What an element has of its keys, apart from how it is written: tests hold the feed to this, as other programs read it.
#[cfg_attr(not(any(test, feature = "test-support")), expect(dead_code, reason = "read by tests"))]
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// The value of its first key is its text.
    Key,
    /// It stands once for each value of its first key. Each attribute, or the text where that is empty, has the value of a key in there,
    /// or the value itself where that is empty.
    Group(&'static [(&'static str, &'static str)]),
    /// It is measured, or made of more than one key: `tests/feed/made.rs` makes it in its own way.
    Made,
}
