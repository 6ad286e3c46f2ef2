//! Stretches of an episode that its YAML names by their times: soundbites, and the splits of a payment.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::episode::EpisodeRule;
use crate::check::scope::{in_episode, length_millis};
use crate::model::place::KeyPath;
use crate::model::time::timestamp::Timestamp;

/// The shortest and the longest soundbite that apps show. // milliseconds; Podcast Namespace, `docs/tags/soundbite.md`
const SOUNDBITE_MIN: u64 = 15_000;
const SOUNDBITE_MAX: u64 = 120_000;
/// How far a stretch may reach past the end: old feeds give whole seconds. // milliseconds
const ROUNDING: u64 = 1000;

/// A stretch, and where it stands.
#[derive(Clone)]
struct Stretch {
    keys: KeyPath,
    start: u64,
    end: u64,
}

impl Stretch {
    fn new(keys: KeyPath, start: Timestamp, length: Timestamp) -> Self {
        let (start, length) = (start.as_millis(), length.as_millis());
        Self { keys, start, end: start.saturating_add(length) }
    }

    fn times(&self) -> String {
        format!("{} to {}", Timestamp::from_millis(self.start), Timestamp::from_millis(self.end))
    }
}

/// Looks at the stretches of an episode.
pub(super) fn check(entry: &CatalogEpisode, found: &mut Found) {
    let soundbites = entry.episode.soundbites.iter().enumerate();
    let soundbites: Vec<Stretch> =
        soundbites.map(|(index, one)| Stretch::new(KeyPath::key("soundbites").then_item(index), one.start, one.length)).collect();
    for stretch in &soundbites {
        length(entry, stretch, found);
    }
    among(entry, "soundbite", soundbites, found);
    for (index, value) in entry.episode.value.iter().enumerate() {
        let keys = KeyPath::key("value").then_item(index).then_key("splits");
        let splits = value.splits.iter().enumerate();
        let splits = splits.map(|(index, one)| Stretch::new(keys.clone().then_item(index), one.start, one.length)).collect();
        among(entry, "split", splits, found);
    }
}

fn length(entry: &CatalogEpisode, stretch: &Stretch, found: &mut Found) {
    let length = stretch.end - stretch.start;
    if (SOUNDBITE_MIN..=SOUNDBITE_MAX).contains(&length) {
        return;
    }
    let (only, help) = if length < SOUNDBITE_MIN {
        ("only ", "make it longer: apps play soundbites of 15 seconds or more")
    } else {
        ("", "make it shorter: apps play soundbites of 2 minutes at most")
    };
    found.add(
        EpisodeRule::SoundbiteLength,
        in_episode(entry, stretch.keys.clone().then_key("length")),
        format!("the soundbite lasts {only}{}; it should last 0:15 to 2:00", Timestamp::from_millis(length)),
        help,
    );
}

/// Looks at stretches of one kind: whether each ends with the recording, and whether two cover the same time.
fn among(entry: &CatalogEpisode, what: &str, mut stretches: Vec<Stretch>, found: &mut Found) {
    if let Some(end) = length_millis(entry) {
        for late in stretches.iter().filter(|stretch| stretch.start >= end || stretch.end > end.saturating_add(ROUNDING)) {
            found.add(
                EpisodeRule::StretchPastEnd,
                in_episode(entry, late.keys.clone()),
                format!("the {what} from {} does not fit: the recording ends at {}", late.times(), Timestamp::from_millis(end)),
                "correct the times; perhaps the recording was cut after they were written",
            );
        }
    }
    stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
    // The one before that reaches furthest: a short stretch may stand inside a long one.
    let mut longest: Option<Stretch> = None;
    for stretch in stretches {
        if let Some(before) = longest.as_ref().filter(|before| stretch.start < before.end) {
            found.add(
                EpisodeRule::StretchesOverlap,
                in_episode(entry, stretch.keys.clone()),
                format!("the {what} from {} overlaps the one from {}", stretch.times(), before.times()),
                "correct the times so that each begins where the one before it has ended",
            );
        }
        if longest.as_ref().is_none_or(|before| before.end < stretch.end) {
            longest = Some(stretch);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use crate::catalog::Catalog;
    use crate::check::testing::{expect, text};
    use crate::model::media::soundbite::Soundbite;
    use crate::model::people::value::{PaymentMethod, Recipient, SplitTo, TimeSplit, Value};
    use crate::model::time::timestamp::Timestamp;

    const FILE: &str = "episodes/door/episode.yaml";

    fn times((start, length): (u64, u64)) -> (Timestamp, Timestamp) {
        (Timestamp::from_millis(start * 1000), Timestamp::from_millis(length * 1000))
    }

    /// Expects findings such as `stretch-past-end [0]`, which stand at an item of a list.
    #[track_caller]
    fn expect_in_list(list: &str, expected: &[&str], change: impl FnOnce(&mut Catalog)) {
        let in_list = |one: &&str| {
            let (rule, item) = one.split_once(' ').unwrap();
            format!("{rule} {FILE} {list}{item}")
        };
        let expected: Vec<String> = expected.iter().map(in_list).collect();
        expect(&expected.iter().map(String::as_str).collect::<Vec<_>>(), change);
    }

    /// The good show's first episode lasts a minute.
    #[track_caller]
    fn soundbites(stretches: &[(u64, u64)], expected: &[&str]) {
        expect_in_list("soundbites", expected, |catalog| {
            let list = stretches.iter().map(|stretch| {
                let (start, length) = times(*stretch);
                Soundbite { start, length, title: Some(text("Who decides?")) }
            });
            catalog.episodes[0].episode.soundbites = list.collect();
        });
    }

    #[test]
    fn a_soundbite_lasts_fifteen_seconds_to_two_minutes() {
        soundbites(&[(0, 15), (20, 30)], &[]);
        soundbites(&[(0, 14)], &["soundbite-length [0].length"]);
        soundbites(&[(0, 0)], &["soundbite-length [0].length"]);
        soundbites(&[(0, 121)], &["stretch-past-end [0]", "soundbite-length [0].length"]);
    }

    #[test]
    fn a_soundbite_ends_with_the_recording() {
        soundbites(&[(40, 20)], &[]);
        soundbites(&[(40, 21)], &[]);
        soundbites(&[(40, 22)], &["stretch-past-end [0]"]);
        soundbites(&[(60, 20)], &["stretch-past-end [0]"]);
        soundbites(&[(0, 20), (3600, 20)], &["stretch-past-end [1]"]);
    }

    #[test]
    fn no_two_soundbites_cover_the_same_time() {
        soundbites(&[(20, 20), (0, 20)], &[]);
        soundbites(&[(20, 20), (0, 21)], &["stretches-overlap [0]"]);
        soundbites(&[(0, 55), (2, 16), (30, 20)], &["stretches-overlap [1]", "stretches-overlap [2]"]);
        soundbites(&[(0, 20), (0, 20)], &["stretches-overlap [1]"]);
    }

    #[track_caller]
    fn splits(stretches: &[(u64, u64)], expected: &[&str]) {
        expect_in_list("value[0].splits", expected, |catalog| {
            let recipient = || Recipient {
                name: None,
                address: "ada@example.org".parse().unwrap(),
                split: NonZeroU32::MIN,
                custom_key: None,
                custom_value: None,
                fee: false,
            };
            let list = stretches.iter().map(|stretch| {
                let (start, length) = times(*stretch);
                TimeSplit { start, length, to: SplitTo::Recipients(vec![recipient()]) }
            });
            catalog.episodes[0].episode.value = vec![Value {
                method: PaymentMethod::LightningAddress,
                suggested: None,
                recipients: vec![recipient()],
                splits: list.collect(),
            }];
        });
    }

    #[test]
    fn splits_of_a_payment_fit_into_the_recording() {
        splits(&[(0, 5), (5, 55)], &[]);
        splits(&[(0, 5), (58, 10)], &["stretch-past-end [1]"]);
        splits(&[(0, 30), (10, 5)], &["stretches-overlap [1]"]);
    }
}
