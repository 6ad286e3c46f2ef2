//! What an Easy Read summary says: it is looked at like everything else, and its page promises short sentences.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rule::reading::ReadingRule;
use crate::check::rules::accessibility::text;
use crate::check::rules::episode::links::{self, Served};
use crate::check::scope::{At, Scope, in_file};
use crate::display::count::Count;
use crate::markdown::easy_read::{EasyReadFault, SENTENCE_MAX, faults_in};
use crate::markdown::outline::Outline;
use crate::model::place::FilePosition;
use crate::model::wording::slip::{TextRole, slips_of_file};

/// Looks at the words of a summary.
pub(super) fn check(scope: &Scope<'_>, served: &Served<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let Some(state) = &entry.easy_read else { return };
    let Ok(summary) = &state.text else { return };
    let at_line = |line: u32| in_file(entry, state.path.as_path(), FilePosition::LineColumn { line, column: 1 });
    let at_text = |at: usize| at_line(line_of(summary, at));
    let is_english = scope.show.language.primary() == "en";
    for fault in faults_in(summary, &entry.episode, is_english) {
        tell(fault, || in_file(entry, state.path.as_path(), FilePosition::File), at_line, found);
    }
    for slip in slips_of_file(summary, TextRole::Prose) {
        found.add(ReadingRule::of_fault(slip.kind), at_text(slip.range.start), slip.message, slip.help);
    }
    let outline = Outline::of(summary);
    text::plain(&outline.text, || at_line(1), found);
    links::of_text(served, entry, &outline, |link| at_line(link.line), found);
    for link in &outline.links {
        if let Some(message) = text::vague(link) {
            found.add(
                AccessibilityRule::VagueLinkText,
                at_line(link.line),
                message,
                "put the name of the page into the link, as in `[The Care Act 2014](https://...)`",
            );
        }
    }
}

fn tell<'a>(fault: EasyReadFault, whole: impl Fn() -> At<'a>, at_line: impl Fn(u32) -> At<'a>, found: &mut Found) {
    match fault {
        EasyReadFault::Empty { words } => found.add(
            AccessibilityRule::EmptyEasyRead,
            whole(),
            match words {
                0 => "the Easy Read summary has no words".to_owned(),
                words => format!("the Easy Read summary has only {}", Count(words, "word")),
            },
            "say what the episode is about, with one idea per line and short words; or delete the file",
        ),
        EasyReadFault::LongSentence { line, words, more } => {
            let rest = if more == 0 { String::new() } else { format!(" (and {more} more)") };
            found.add(
                AccessibilityRule::LongEasyReadSentence,
                at_line(line),
                format!("a sentence of the Easy Read summary has {words} words, more than {SENTENCE_MAX}{rest}"),
                "make two sentences of it, each with one idea",
            );
        }
        EasyReadFault::HarderThanNotes { age, notes } => found.add(
            AccessibilityRule::EasyReadHarder,
            whole(),
            format!("the Easy Read summary needs a reading age of {age:.0}, and the notes one of {notes:.0}"),
            "use short, common words, and try it with somebody who needs Easy Read",
        ),
        EasyReadFault::Copied { sentences, of } => found.add(
            AccessibilityRule::EasyReadCopied,
            whole(),
            format!(
                "{sentences} of its {} with more than a few words stand in the notes or the summary too",
                Count(of, "sentence")
            ),
            "rewrite it for people who find reading hard: one idea per line, short words",
        ),
    }
}

/// The line on which a byte stands, from 1.
pub(super) fn line_of(text: &str, at: usize) -> u32 {
    let before = text.get(..at).unwrap_or_default();
    u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
}
