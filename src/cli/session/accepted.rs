//! Changes to what was published that a producer says are intended.

use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::display::sanitized::Sanitized;

/// What a producer agreed to, and what subscribers will see of it.
pub(in crate::cli) fn accepted_words(finding: &Finding) -> String {
    let seen = match finding.rule {
        Rule::History(rule) => rule.seen_by_subscribers(),
        _ => unreachable!("only rules of history can be accepted"),
    };
    let place = finding.episode.as_ref().map(|slug| format!(" `{slug}`:")).unwrap_or_default();
    Sanitized(&format!("accepted:{place} {}\n  subscribers: {seen}", finding.message)).to_string()
}
