//! Faults of the sound's files: missing, damaged, in a form that apps do not play.

mod absent_recording;
mod alternates;
mod file;
pub(crate) mod form;
mod kept_elsewhere;
mod likeness;

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::in_audio;

pub(crate) use crate::check::rules::audio::absent_recording::{AbsentRecording, check as check_absent};

/// Looks at each episode's file, and at all together for sounds that come twice.
pub(crate) fn check(catalog: &Catalog, found: &mut Found) {
    let mut sounds = BTreeMap::new();
    for entry in &catalog.episodes {
        file::check(catalog, entry, found);
        alternates::check(entry, found);
        kept_elsewhere::check(entry, found);
        let Some(facts) = entry.audio_facts() else { continue };
        form::check(entry, facts, found);
        match sounds.get(&facts.audio_sha256) {
            None => _ = sounds.insert(facts.audio_sha256, entry),
            // Facts come from the lock by guid: two episodes of one guid have one sound, and `duplicate-guid` says so.
            Some(first) if first.episode.guid == entry.episode.guid => {}
            Some(first) => found.add(
                AudioRule::SameAudio,
                in_audio(entry, None),
                format!("the sound is the same as that of `episodes/{}`", first.episode.slug),
                "put the right file there, or allow the rule for this episode if the repeat is meant",
            ),
        }
    }
    likeness::check(catalog, found);
}

#[cfg(test)]
mod tests;
