//! The files of an episode's other forms: they are served beside the main one, so they must be there.

use crate::catalog::{AlternateState, CatalogEpisode};
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::{in_episode, in_file};
use crate::model::place::{FilePosition, KeyPath};

/// Looks at each file.
pub(super) fn check(entry: &CatalogEpisode, found: &mut Found) {
    for (index, (alternate, state)) in entry.episode.alternates.iter().zip(&entry.alternates).enumerate() {
        let file = || in_file(entry, alternate.file.as_path(), FilePosition::File);
        match state {
            AlternateState::Present(_) | AlternateState::Locked(_) => {}
            AlternateState::Missing => found.add(
                AudioRule::MissingAudio,
                in_episode(entry, KeyPath::key("alternates").then_item(index).then_key("file")),
                format!("there is no file `{}`", alternate.file),
                "put the file there, or take the entry out",
            ),
            AlternateState::UnknownPointer => found.add(
                AudioRule::UnknownPointer,
                file(),
                "the file is a Git LFS pointer that `podcast.lock` does not know",
                "run `git lfs pull`, then `podwright build` once, and commit `podcast.lock`",
            ),
            AlternateState::Unreadable { reason } => {
                found.add(AudioRule::UnreadableAudio, file(), reason.clone(), "export the file again, or take the entry out");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::AlternateState;
    use crate::check::testing::{findings, path};
    use crate::model::media::alternate::{Alternate, AlternateLabels};

    #[test]
    fn another_form_has_to_be_there() {
        let with = |state: AlternateState| {
            findings(|catalog| {
                let entry = &mut catalog.episodes[0];
                let file = path("episodes/door/small.opus");
                let alternate = Alternate { file, mirrors: Vec::new(), labels: AlternateLabels::default() };
                entry.episode.alternates = vec![alternate];
                entry.alternates = vec![state.clone()];
            })
        };
        assert_eq!(with(AlternateState::Missing), ["missing-audio episodes/door/episode.yaml alternates[0].file"]);
        assert_eq!(with(AlternateState::UnknownPointer), ["unknown-pointer episodes/door/small.opus"]);
        let unreadable = AlternateState::Unreadable { reason: "no sound".to_owned() };
        assert_eq!(with(unreadable), ["unreadable-audio episodes/door/small.opus"]);
    }
}
