//! Episodes that the command line names.

use std::collections::BTreeSet;

use camino::Utf8Path;

use crate::catalog::Catalog;
use crate::check::consent::{Acceptance, Consent};
use crate::display::near::nearest;
use crate::error::Error;
use crate::model::files::show_files::EPISODES_FOLDER;
use crate::model::identity::slug::Slug;

/// Refuses a name that no episode has.
pub(in crate::cli) fn known_episodes(catalog: &Catalog, wanted: &[Slug]) -> Result<(), Error> {
    let known = catalog.episodes.iter().map(|entry| entry.episode.slug.as_str()).collect();
    all_known(&known, wanted.iter())
}

/// Refuses to accept a change of an episode that neither the show nor what was published knows: mostly its name is misspelt, and the change that is
/// there would be refused further down.
pub(in crate::cli) fn known_acceptances(catalog: &Catalog, consent: &Consent) -> Result<(), Error> {
    let mut known: BTreeSet<&str> = catalog.episodes.iter().map(|entry| entry.episode.slug.as_str()).collect();
    for lock in catalog.lock.iter().chain(&catalog.replaced) {
        known.extend(lock.episodes.values().map(|locked| locked.slug.as_str()));
    }
    // Of an episode whose YAML cannot be read, the name is that of its folder.
    known.extend(catalog.faults.iter().filter_map(|fault| folder_of(&fault.place.file)));
    all_known(&known, consent.accept.iter().filter_map(Acceptance::episode))
}

fn all_known<'a>(known: &BTreeSet<&str>, mut wanted: impl Iterator<Item = &'a Slug>) -> Result<(), Error> {
    match wanted.find(|slug| !known.contains(slug.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Error::Usage {
            message: format!("there is no episode `{unknown}`"),
            help: match nearest(unknown.as_str(), known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an episode is named by its folder below `episodes/`".to_owned(),
            },
        }),
    }
}

/// The folder of the episode that a file belongs to.
fn folder_of(file: &Utf8Path) -> Option<&str> {
    file.strip_prefix(EPISODES_FOLDER).ok()?.components().next().map(|part| part.as_str())
}
