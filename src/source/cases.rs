//! Short ways to write tests of reading.

use chrono_tz::Tz;

use crate::model::episode::Episode;
use crate::model::fault::Fault;
use crate::model::place::FilePosition;
use crate::source::Read;
use crate::source::episode::read_episode;
use crate::source::reading::defaults::{ShowDefaults, ShowZone};

/// What every episode must have, on four lines.
pub(crate) const NEEDED: &str = "title: One\nguid: a-1\ndate: 2022-07-04 07:00\nsummary: First.\n";

/// Reads these lines after those of [`NEEDED`], so that they begin on line 5.
pub(crate) fn read(lines: &str) -> Read<Episode> {
    let defaults = ShowDefaults { zone: ShowZone::Known(Tz::Europe__London) };
    read_episode(&format!("{NEEDED}{lines}\n"), &"episodes/one".parse().unwrap(), &defaults)
}

/// The episode of these lines, which have no fault.
#[track_caller]
pub(crate) fn good(lines: &str) -> Episode {
    let Read { value, faults, .. } = read(lines);
    assert_eq!(faults, [], "{lines}");
    value.unwrap()
}

/// These lines have exactly this fault, written as `line:column message | help`, and the episode is there without them.
#[track_caller]
pub(crate) fn bad(lines: &str, expected: &str) {
    let Read { value, faults, .. } = read(lines);
    assert_eq!(faults.iter().map(described).collect::<Vec<_>>(), [expected], "{lines}");
    assert!(value.is_some(), "{lines}");
}

/// A fault in one line.
pub(crate) fn described(fault: &Fault) -> String {
    match fault.place.position {
        FilePosition::LineColumn { line, column } => format!("{line}:{column} {} | {}", fault.message, fault.help),
        _ => format!("{} | {}", fault.message, fault.help),
    }
}
