//! Whether the show's own colours can be read.

use std::collections::BTreeMap;

use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::scope::{Scope, in_show};
use crate::model::place::KeyPath;
use crate::model::settings::colour::Colour;
use crate::model::settings::theme::{Meeting, Palette, Scheme};

/// Looks at every two colours that meet on a page, light and dark.
pub(super) fn check(scope: &Scope<'_>, found: &mut Found) {
    let theme = &scope.show.theme;
    for scheme in Scheme::ALL {
        let palette = theme.palette(scheme);
        // One colour too weak is one fault, wherever it is seen.
        let mut worst: BTreeMap<&str, Meeting> = BTreeMap::new();
        for meeting in palette.colours(scheme).meetings().into_iter().filter(|meeting| !meeting.is_seen()) {
            let Some(key) = meeting.keys.iter().find(|key| palette.named(key).is_some()) else { continue };
            let is_worse = worst.get(key).is_none_or(|known| meeting.ratio / meeting.needed < known.ratio / known.needed);
            if is_worse {
                worst.insert(key, meeting);
            }
        }
        for (key, meeting) in worst {
            let keys = KeyPath::key("theme").then_key(scheme.as_str()).then_key(key);
            found.add(
                AccessibilityRule::WeakContrast,
                in_show(keys),
                format!(
                    "the contrast of {} is {:.2} to 1 in the {} scheme; WCAG asks for {}",
                    meeting.what,
                    (meeting.ratio * 100.0).floor() / 100.0,
                    scheme.as_str(),
                    meeting.needed
                ),
                match remedy(palette, scheme, key) {
                    Some(colour) => format!("write `{key}: \"{colour}\"`, the nearest that can be read"),
                    None => format!("choose `{}` together", meeting.keys.join("`, `")),
                },
            );
        }
    }
}

/// The nearest darker or lighter colour with which everything that the key decides on can be read.
fn remedy(palette: &Palette, scheme: Scheme, key: &str) -> Option<Colour> {
    let written = palette.named(key)?;
    let will_do = |colour: &Colour| {
        let meetings = palette.with(key, *colour).colours(scheme).meetings();
        meetings.iter().filter(|meeting| meeting.keys.contains(&key)).all(Meeting::is_seen)
    };
    let towards = |percent| [Colour::BLACK, Colour::WHITE].map(|end| written.mix(end, percent));
    (1..=100).flat_map(towards).find(will_do)
}
