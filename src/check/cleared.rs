//! A show that may be published.

use crate::catalog::Catalog;
use crate::check::checked::Checked;
use crate::check::report::Report;
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;

/// A show in which no rule found an error. Only [`Checked::clear`] makes one. Whoever has one can read its catalog:
///
/// ```
/// use podwright::check::cleared::Cleared;
/// fn titles(cleared: &Cleared) -> usize {
///     cleared.catalog().episodes.len()
/// }
/// ```
///
/// but cannot make one from a show that was not cleared. The constructor is private; the public way is `Checked::clear`:
///
/// ```compile_fail,E0624
/// use podwright::check::checked::Checked;
/// use podwright::check::cleared::Cleared;
/// fn gate(show: Checked) -> Result<Cleared, Checked> {
///     Cleared::clear(show)
/// }
/// ```
///
/// ```
/// use podwright::check::checked::Checked;
/// use podwright::check::cleared::Cleared;
/// fn gate(show: Checked) -> Result<Cleared, Checked> {
///     Checked::clear(show)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Cleared {
    checked: Checked,
}

impl Checked {
    /// Lets the show through if nothing is at error level.
    ///
    /// # Errors
    /// Returns the show as it was if something is.
    #[expect(clippy::result_large_err, reason = "the caller needs the catalog back, and there is one in a run")]
    pub fn clear(self) -> Result<Cleared, Self> {
        Cleared::clear(self)
    }
}

impl Cleared {
    /// The gate itself: nothing else makes a cleared show.
    #[expect(clippy::result_large_err, reason = "the caller needs the catalog back, and there is one in a run")]
    fn clear(checked: Checked) -> Result<Self, Checked> {
        if checked.report().count(Level::Error) == 0 { Ok(Self { checked }) } else { Err(checked) }
    }

    /// The catalog.
    pub fn catalog(&self) -> &Catalog {
        self.checked.catalog()
    }

    /// What was found, below error level.
    pub fn report(&self) -> &Report {
        self.checked.report()
    }

    /// Back to a checked show.
    pub fn into_checked(self) -> Checked {
        self.checked
    }

    /// Back to a checked show, with what the size of the feed (bytes) says.
    #[must_use]
    pub fn with_feed_size(self, bytes: ByteCount) -> Checked {
        self.checked.with_feed_size(bytes)
    }
}
