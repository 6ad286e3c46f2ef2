//! What tagging would change, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::report::pretty;
use crate::tag::change::{Change, TagValue};
use crate::tag::tag_plan::TagPlan;

/// An episode with what tagging would do to it; `None` where the lock knows that there is nothing.
pub type EpisodePlan<'a> = (&'a str, Option<&'a TagPlan>);

/// A block an episode, a line an entry.
pub fn human(plans: &[EpisodePlan]) -> String {
    let mut text = String::new();
    for (episode, plan) in plans {
        let Some(plan) = plan.filter(|plan| !plan.is_empty()) else {
            let _infallible = writeln!(text, "{episode}: nothing to change");
            continue;
        };
        let changes = plan.changes().iter().filter(|change| change.kind.writes()).count();
        let _infallible = writeln!(text, "{episode}: {}", Count(changes, "change"));
        for change in plan.changes() {
            let _infallible = writeln!(text, "  {}", Sanitized(&change.to_string()));
        }
        for warning in plan.warnings() {
            let _infallible = writeln!(text, "  warning: {}", Sanitized(&warning.to_string()));
        }
    }
    text
}

#[derive(Serialize)]
struct PlanJson<'a> {
    episode: &'a str,
    changes: Vec<Value>,
    warnings: Vec<String>,
}

/// An array, an object an episode: `episode`, `changes` of `entry`, `frames`, `kind`, `from`, `to`, and `warnings`.
pub fn json(plans: &[EpisodePlan]) -> String {
    let lines: Vec<PlanJson> = plans
        .iter()
        .map(|(episode, plan)| PlanJson {
            episode,
            changes: plan.iter().flat_map(|plan| plan.changes()).map(change).collect(),
            warnings: plan.iter().flat_map(|plan| plan.warnings()).map(ToString::to_string).collect(),
        })
        .collect();
    pretty(&lines)
}

fn change(change: &Change) -> Value {
    let Change { entry, frames, kind } = change;
    json!({
        "entry": entry,
        "frames": frames,
        "kind": kind.as_str(),
        "from": kind.from().map(value),
        "to": kind.to().map(value),
    })
}

fn value(value: &TagValue) -> Value {
    match value {
        TagValue::Text(text) => json!({ "text": text }),
        TagValue::Picture { media_type, bytes, sha256 } => {
            json!({ "media_type": media_type, "bytes": bytes, "sha256": sha256.to_string() })
        }
        TagValue::Chapter { start, end, title, url, picture } => json!({
            "start_seconds": start.as_seconds(),
            "end_seconds": end.map(crate::model::time::timestamp::Timestamp::as_seconds),
            "title": title,
            "url": url,
            "picture": picture.map(|(bytes, sha256)| json!({ "bytes": bytes, "sha256": sha256.to_string() })),
        }),
        TagValue::Data { bytes, sha256 } => json!({ "bytes": bytes, "sha256": sha256.to_string() }),
    }
}
