//! `checks:` of the show and `allow:` of an episode.

use crate::model::key::Key;
use crate::model::media::loudness::Loudness;
use crate::model::settings::check_settings::{Approval, CheckSettings, DEFAULT_LOUDNESS, DEFAULT_READING_AGE, RuleMention};
use crate::model::wording::text::Text;
use crate::source::reading::keys::{self, Keys, Record, from_keys};
use crate::source::reading::leaf;
use crate::source::reading::number::bounded;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::{NO_BLANK, Shape};
use crate::source::yaml::node::{Node, Value};

from_keys!(CheckSettings);

impl Record for CheckSettings {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let allow = keys.list(Key {
            name: "allow",
            doc: "rules that are counted and not shown",
            example: "[{rule: missing-easy-read, reason: being written}]",
        });
        let warn = keys.list(Key { name: "warn", doc: "rules that are warnings", example: "[missing-content-note]" });
        let deny = keys.list(Key { name: "deny", doc: "rules that are errors", example: "[missing-transcript]" });
        let loudness = keys.or(
            Key { name: "loudness", doc: "the loudness aimed at, as heard on two channels (LUFS)", example: "-16" },
            LoudnessTarget(DEFAULT_LOUDNESS.lufs()),
        );
        let approval = keys.or(
            Key { name: "approval", doc: "`required` where each person must have approved their episode", example: "required" },
            Approval::default(),
        );
        let reading_age = keys.or(
            Key { name: "reading_age", doc: "the highest reading age wanted of a summary (years)", example: "12" },
            ReadingAge(DEFAULT_READING_AGE),
        );
        Some(Self { allow, warn, deny, loudness: Loudness::from_lufs(loudness.0), approval, reading_age: reading_age.0 })
    }
}

/// A loudness as a bare number (LUFS).
struct LoudnessTarget(f64);

/// A reading age (years).
struct ReadingAge(f64);

/// Loudness that anybody publishes at (LUFS): EBU R128 has -23, streaming -14; the rest is room.
const LOUDNESS: (f64, f64) = (-40.0, -5.0);

/// Reading ages (years): from the first book to a degree.
const READING_AGE: (f64, f64) = (5.0, 25.0);

macro_rules! numbers {
    ($($name:ident, $bounds:ident, $help:literal;)+) => { $(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromYaml for $name {
            fn shape() -> Shape {
                Shape::Number { least: $bounds.0, most: $bounds.1 }
            }

            fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
                bounded(node, $bounds.0, $bounds.1, $help, reader).map(Self)
            }
        }
    )+ };
}

numbers! {
    LoudnessTarget, LOUDNESS, "write a number such as `-16`, the loudness that Apple asks for";
    ReadingAge, READING_AGE, "write an age in years such as `14`";
}

/// A mention with its reason.
struct Reasoned {
    name: String,
    reason: Option<Text>,
}

impl Record for Reasoned {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let rule: Option<Text> = keys.required(Key { name: "rule", doc: "the name of a rule", example: "missing-easy-read" });
        let reason = keys.optional(Key { name: "reason", doc: "why it does not count here", example: "being written" });
        Some(Self { name: rule?.as_str().to_owned(), reason })
    }
}

impl FromYaml for RuleMention {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::pattern(NO_BLANK), keys::shape::<Reasoned>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let place = reader.here();
        if let Value::Map(_) = node.value {
            let Reasoned { name, reason } = keys::read(node, reader)?;
            return Some(Self { name, reason: reason.map(|reason| reason.as_str().to_owned()), place });
        }
        let name = leaf::text(node, "the name of a rule", reader)?.trim();
        if name.is_empty() {
            reader.bad_value(node, "the text is empty", "write the name of a rule; `podwright rules` lists them");
            return None;
        }
        Some(Self { name: name.to_owned(), reason: None, place })
    }
}
