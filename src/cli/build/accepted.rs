//! Changes of what was published that a producer says are meant: told, and kept for the lock.

use crate::check::finding::Finding;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::display::sanitized::Sanitized;
use crate::lock::Accepted;
use crate::model::moment::Moment;

/// What the lock will remember of what a producer agreed to.
pub(super) fn accepted(report: &Report, now: Moment) -> Vec<Accepted> {
    let record = |finding: &Finding| Accepted {
        date: now.as_date_time().to_utc().date_naive(),
        rule: finding.rule.id().to_owned(),
        episode: finding.episode.clone(),
        change: finding.message.clone(),
    };
    report.accepted.iter().map(record).collect()
}

/// What a producer agreed to, and what subscribers will see of it.
pub(super) fn accepted_words(finding: &Finding) -> String {
    let seen = match finding.rule {
        Rule::History(rule) => rule.seen_by_subscribers(),
        _ => unreachable!("only rules of history can be accepted"),
    };
    let place = finding.episode.as_ref().map(|slug| format!(" `{slug}`:")).unwrap_or_default();
    Sanitized(&format!("accepted:{place} {}\n  subscribers: {seen}", finding.message)).to_string()
}
