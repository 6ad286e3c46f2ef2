//! How often episodes come: a rule, or a rule with its first day.

use crate::model::key::Key;
use crate::model::time::moment::Moment;
use crate::model::time::recurrence::{CountedRule, Recurrence, RecurrenceRule};
use crate::source::reading::keys::{self, Keys, Record, from_keys};
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

from_keys!(Started);

/// A rule with its first day.
struct Started {
    rule: CountedRule,
    start: Moment,
}

impl Record for Started {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let rule = keys.required(Key {
            name: "every",
            doc: "how often, as calendars write it; it may count",
            example: "FREQ=WEEKLY;COUNT=10",
        });
        let start =
            keys.required(Key { name: "from", doc: "the first time, with an offset", example: "2026-01-05T07:00:00+00:00" });
        Some(Self { rule: rule?, start: start? })
    }
}

impl FromYaml for Recurrence {
    fn shape() -> Shape {
        Shape::Either(vec![<RecurrenceRule as FromYaml>::shape(), keys::shape::<Started>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(_) => Started::read(node, reader).map(|Started { rule, start }| Self::From { rule, start }),
            _ => FromYaml::read(node, reader).map(Self::Endless),
        }
    }
}
