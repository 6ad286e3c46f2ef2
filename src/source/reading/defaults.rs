//! What the show says that its episodes' files need to be read.

use chrono_tz::Tz;

use crate::source::yaml::node::Value;
use crate::source::yaml::text::without_mark;
use crate::source::yaml::tree::tree;

/// What the show says for all its episodes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ShowDefaults {
    /// The zone of dates without an offset.
    pub zone: ShowZone,
}

/// The show's time zone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ShowZone {
    /// The show names it.
    Known(Tz),
    /// The show names none: a date without an offset is a fault.
    Absent,
    /// The show's file has a fault there: a date without an offset is read as UTC, and is no second fault.
    Unreadable,
}

impl ShowDefaults {
    /// What the text of podcast.yaml says, whatever faults it has; its faults are found by [`read_show`](crate::source::show::read_show).
    pub fn of_show(text: &str) -> Self {
        let zone = match tree(without_mark(text)).map(|root| root.value) {
            Ok(Value::Map(entries)) => entries
                .into_iter()
                .find(|(key, _)| key.value == Value::Text("time_zone".to_owned()))
                .map_or(ShowZone::Absent, |(_, value)| match value.value {
                    Value::Text(name) => name.parse().map_or(ShowZone::Unreadable, ShowZone::Known),
                    _ => ShowZone::Unreadable,
                }),
            _ => ShowZone::Unreadable,
        };
        Self { zone }
    }

    /// Where there is no podcast.yaml that can be read.
    pub fn unreadable() -> Self {
        Self { zone: ShowZone::Unreadable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, zone: ShowZone) {
        assert_eq!(ShowDefaults::of_show(text), ShowDefaults { zone });
    }

    #[test]
    fn a_broken_show_still_names_its_zone() {
        case("titel: x\ntime_zone: Europe/London\n", ShowZone::Known(Tz::Europe__London));
        case("title: x\n", ShowZone::Absent);
        case("time_zone: Europe/Londn\n", ShowZone::Unreadable);
        case("time_zone: [\n", ShowZone::Unreadable);
        case("", ShowZone::Unreadable);
    }
}
