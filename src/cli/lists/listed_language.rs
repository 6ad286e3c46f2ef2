//! A language as the list of ISO 639 has it.

use std::sync::LazyLock;

/// A code and the name in English.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cli) struct ListedLanguage {
    /// Two letters, or three where it has no two.
    pub(in crate::cli) code: &'static str,
    /// The name, without the addition that some have: "Modern Greek (1453-)".
    pub(in crate::cli) name: &'static str,
}

/// All languages: those with a code of two letters first, each part ordered by name. Made once, since a list below a question asks at each key.
static LISTED: LazyLock<Vec<ListedLanguage>> = LazyLock::new(|| {
    let listed = |language: isolang::Language| ListedLanguage {
        code: language.to_639_1().unwrap_or_else(|| language.to_639_3()),
        name: language.to_name().split(" (").next().unwrap_or_default(),
    };
    let mut all: Vec<ListedLanguage> = isolang::languages().map(listed).collect();
    all.sort_by_key(|listed| (listed.code.len(), listed.name));
    all
});

/// The languages, in their order.
pub(in crate::cli) fn listed_languages() -> &'static [ListedLanguage] {
    &LISTED
}
