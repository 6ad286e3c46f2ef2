//! Episodes that the command line names.

use crate::catalog::Catalog;
use crate::display::near::nearest;
use crate::error::Error;
use crate::model::identity::slug::Slug;

/// Refuses a name that no episode has.
pub(in crate::cli) fn known_episodes(catalog: &Catalog, wanted: &[Slug]) -> Result<(), Error> {
    let known: Vec<&str> = catalog.episodes.iter().map(|entry| entry.episode.slug.as_str()).collect();
    match wanted.iter().find(|slug| !known.contains(&slug.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Error::Usage {
            message: format!("there is no episode `{unknown}`"),
            help: match nearest(unknown.as_str(), known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an episode is named by its folder below `episodes/`".to_owned(),
            },
        }),
    }
}
