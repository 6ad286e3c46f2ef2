//! What an import did, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::feed::proof::{Proof, ProofRow};
use crate::import::hosts::Redirect;
use crate::import::ledger::{Ledger, LedgerKind, Mentions, Spot};

/// What there is to say of an import.
pub struct ImportReport<'a> {
    /// The feed, as it was named.
    pub feed: &'a str,
    /// The show.
    pub title: &'a str,
    /// The feed's new address.
    pub new_feed: &'a str,
    /// Items of the old feed.
    pub items: usize,
    /// Episodes that were made of them now, and how many of these are drafts.
    pub episodes: (usize, usize),
    /// What happened on the way.
    pub notes: &'a [String],
    /// What became of the feed.
    pub ledger: &'a Ledger,
    /// Both feeds held against each other.
    pub proof: ImportProof<'a>,
    /// What to do at the old host.
    pub redirect: &'a Redirect,
}

/// What is proved.
#[derive(Clone, Copy)]
pub enum ImportProof<'a> {
    /// Nothing was written, so nothing is proved.
    DryRun,
    /// Both feeds were compared.
    Compared(&'a Proof),
    /// The show has errors, so it has no feed yet.
    Faulty(usize),
}

/// The report in Markdown, which is what a terminal shows too.
pub fn markdown(report: &ImportReport<'_>) -> String {
    let mut out = format!("# {}, imported from {}\n\n", Sanitized(report.title), Sanitized(report.feed));
    let (episodes, drafts) = report.episodes;
    let _ = write!(out, "{} in the feed, {} made of them", Count(report.items, "item"), Count(episodes, "episode"));
    let _ = writeln!(out, "{}", if drafts > 0 { format!(", {drafts} of them kept as drafts") } else { String::new() });
    for note in report.notes {
        let _ = writeln!(out, "{}", Sanitized(note));
    }
    ledger(&mut out, report.ledger);
    proof(&mut out, &report.proof);
    out.push_str("\n## the old address\n\n");
    if let Some(host) = report.redirect.host {
        let _ = writeln!(out, "at {host}:\n");
    }
    for (number, step) in report.redirect.steps.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, Sanitized(step));
    }
    out
}

fn ledger(out: &mut String, ledger: &Ledger) {
    let mut last: Option<LedgerKind> = None;
    for (kind, what, Mentions { count, examples }) in ledger.entries() {
        if last.replace(kind) != Some(kind) {
            let _ = writeln!(out, "\n## {}\n", kind.heading());
        }
        let named: Vec<String> = examples.iter().map(place).collect();
        let more = if *count > examples.len() { format!(" and {} more", count - examples.len()) } else { String::new() };
        let _ = writeln!(out, "- {}: {count}; {}{more}", Sanitized(what), Sanitized(&named.join(", ")));
    }
}

/// A place of the feed; an episode that is in the show already has none.
fn place(spot: &Spot) -> String {
    match spot.line {
        0 => format!("\"{}\"", spot.title),
        line => format!("\"{}\" (line {line})", spot.title),
    }
}

fn proof(out: &mut String, proof: &ImportProof<'_>) {
    out.push_str("\n## the proof\n\n");
    match proof {
        ImportProof::DryRun => out.push_str("nothing was written, so nothing is proved yet\n"),
        ImportProof::Faulty(errors) => {
            let _ = writeln!(
                out,
                "the show has {}, so it has no feed yet: run `podwright check`, mend what it says, and then `podwright check --against` with the old feed",
                Count(*errors, "error")
            );
        }
        ImportProof::Compared(proof) => {
            let _ = writeln!(out, "{} in the old feed, {} in the new one\n", Count(proof.old, "item"), proof.new);
            out.push_str("| of each item | the same in our reader | in feed-rs |\n|---|---|---|\n");
            for row in &proof.rows {
                let second = proof.second.iter().find(|second| second.what == row.what);
                let _ = writeln!(out, "| {} | {} | {} |", row.what, of(row), second.map(of).unwrap_or_default());
            }
            if let Some(reason) = &proof.second_refuses {
                let _ = writeln!(out, "\nfeed-rs cannot read the old feed: {}", Sanitized(reason));
            }
            out.push('\n');
            if proof.untold.is_empty() {
                out.push_str("every guid, date and recording is as subscribers have it, except for what is listed above\n");
            } else {
                let _ = writeln!(
                    out,
                    "{} that subscribers would notice and nothing above explains:\n",
                    Count(proof.untold.len(), "difference")
                );
                for untold in &proof.untold {
                    let _ = writeln!(out, "- {}", Sanitized(untold));
                }
            }
        }
    }
}

fn of(row: &ProofRow) -> String {
    format!("{} of {}", row.same, row.of)
}

/// The report for programs.
pub fn json(report: &ImportReport<'_>) -> Value {
    let entries = report.ledger.entries().map(|(kind, what, Mentions { count, examples })| {
        let examples: Vec<Value> = examples.iter().map(|spot| json!({"title": &*spot.title, "line": spot.line})).collect();
        json!({"kind": kind.heading(), "what": what, "count": count, "examples": examples})
    });
    let rows = |rows: &[ProofRow]| -> Vec<Value> {
        rows.iter().map(|row| json!({"what": row.what, "same": row.same, "of": row.of})).collect()
    };
    let proof = match &report.proof {
        ImportProof::DryRun => Value::Null,
        ImportProof::Faulty(errors) => json!({"errors": errors}),
        ImportProof::Compared(proof) => json!({
            "old": proof.old,
            "new": proof.new,
            "rows": rows(&proof.rows),
            "feed_rs": rows(&proof.second),
            "feed_rs_refuses": proof.second_refuses,
            "unexplained": proof.untold,
        }),
    };
    json!({
        "old_feed": report.feed,
        "title": report.title,
        "new_feed": report.new_feed,
        "items": report.items,
        "made": report.episodes.0,
        "drafts": report.episodes.1,
        "notes": report.notes,
        "listed": entries.collect::<Vec<_>>(),
        "proof": proof,
        "redirect": {"host": report.redirect.host, "steps": report.redirect.steps},
    })
}
