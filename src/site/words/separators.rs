//! The signs within numbers, where a region writes them otherwise than most who speak its language (Unicode CLDR, `decimal` and `group`).

use crate::model::wording::language::Language;

/// Tags, the sign before tenths, and the sign between groups of three digits.
type Region = (&'static [&'static str], &'static str, &'static str);

/// Where thousands are grouped by a full stop, a reader of one of these regions takes `1.200` for a little more than one.
const REGIONS: [Region; 6] = [
    (
        &["es-419", "es-bz", "es-cu", "es-do", "es-gt", "es-hn", "es-mx", "es-ni", "es-pa", "es-pe", "es-pr", "es-sv", "es-us"],
        ".",
        ",",
    ),
    (&["es-cr"], ",", "\u{a0}"),
    (&["de-at"], ",", "\u{a0}"),
    (&["de-ch", "de-li"], ".", "’"),
    (&["ar-dz", "ar-ly", "ar-ma", "ar-tn"], ",", "."),
    (&["fr-lu", "fr-ma"], ",", "."),
];

/// The sign before tenths and the sign between groups, where the region has its own.
pub(in crate::site) fn separators(language: &Language) -> Option<(&'static str, &'static str)> {
    let tag = language.as_str().to_ascii_lowercase();
    let region = REGIONS.into_iter().find(|(tags, ..)| tags.contains(&tag.as_str()));
    region.map(|(_, decimal, group)| (decimal, group))
}
