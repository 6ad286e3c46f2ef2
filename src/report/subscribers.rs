//! What the subscribers of a published feed would see, in words.

use std::fmt::Write;

use crate::check::rule::history::HistoryRule;
use crate::check::subscriber_change::SubscriberChange;
use crate::display::sanitized::Sanitized;
use crate::report::paint::Paint;

fn sentence(change: &SubscriberChange) -> String {
    let (how, title) = match change {
        SubscriberChange::New { title } => ("as a new episode", Some(title)),
        SubscriberChange::Change { rule, title } => (words(*rule), title.as_ref()),
    };
    match title {
        Some(title) => format!("\"{}\" {how}", Sanitized(title)),
        None => how.to_owned(),
    }
}

/// What a subscriber notices, behind "would see" and the title.
fn words(rule: HistoryRule) -> &'static str {
    match rule {
        HistoryRule::AudioReplaced => "with another sound, unless their app has kept the old one",
        HistoryRule::DateMoved => "at another place in the list, or as new",
        HistoryRule::EnclosureUrlChanged => "without its sound where their app has kept the old address, or twice",
        HistoryRule::EpisodeRemoved => "no longer",
        HistoryRule::FeedUrlChanged => "nothing new any more: their apps go on fetching the old address",
        HistoryRule::GuidChanged => "a second time, as new and unheard",
        HistoryRule::NoHistory => "nothing",
        HistoryRule::ShowGuidChanged => "another show in directories, beside the one that they follow",
    }
}

/// A line for each thing that subscribers would see, or that there is nothing.
pub fn subscribers(feed: &str, seen: &[SubscriberChange], paint: Paint) -> String {
    let feed = Sanitized(feed);
    if seen.is_empty() {
        return format!("\nsubscribers of `{feed}` would see no change\n");
    }
    let mut out = format!("\n{}\n", paint.bold(&format!("subscribers of `{feed}` would see")));
    for one in seen {
        for (index, line) in paint.wrap(&sentence(one), "  ".len()).iter().enumerate() {
            let _ = writeln!(out, "{}{line}", if index == 0 { "  " } else { "    " });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_subscriber_would_notice() {
        let seen = [
            SubscriberChange::Change { rule: HistoryRule::ShowGuidChanged, title: None },
            SubscriberChange::Change { rule: HistoryRule::GuidChanged, title: Some("The \u{1b}[31mdoor".to_owned()) },
            SubscriberChange::New { title: "The gate".to_owned() },
        ];
        let said = subscribers("feed.xml", &seen, Paint { colour: false, width: 60 });
        assert!(!said.contains('\u{1b}'));
        assert_eq!(
            said.replace("[31m", "").replace("\\u{1b}", ""),
            "\nsubscribers of `feed.xml` would see\n  another show in directories, beside the one that they\n    follow\n  \"The door\" a \
             second time, as new and unheard\n  \"The gate\" as a new episode\n"
        );
        assert_eq!(subscribers("a", &[], Paint::PLAIN), "\nsubscribers of `a` would see no change\n");
    }
}
