//! The final bytes of a show.

use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{SealedEpisode, SealedImage, SealedPicture, SiteView};

/// A show whose files are final: tagged, measured, hashed. Drafts and held-back episodes are not in it.
///
/// Only `seal` makes one, from a show in which no rule found an error. Its field is private:
///
/// ```compile_fail,E0451
/// use podwright::seal::{Preview, Sealed, SiteView};
/// type Made = Sealed;
/// fn forge(view: SiteView) -> Made {
///     Made { view }
/// }
/// ```
///
/// A preview, which nothing turns into a sealed show, may be made of anything:
///
/// ```
/// use podwright::seal::{Preview, Sealed, SiteView};
/// type Made = Preview;
/// fn forge(view: SiteView) -> Made {
///     Made { view }
/// }
/// ```
///
/// Its constructor is private too; what tests use instead exists for tests alone:
///
/// ```compile_fail,E0624
/// use podwright::seal::{Sealed, SiteView};
/// fn forge(view: SiteView) -> Sealed {
///     Sealed::new(view)
/// }
/// ```
///
/// ```
/// use podwright::seal::{Sealed, SiteView};
/// fn forge(view: SiteView) -> Sealed {
///     Sealed::fixture(view)
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    view: SiteView,
}

impl Sealed {
    /// Only `seal` calls it, with what it has made of a cleared show.
    pub(in crate::seal) fn new(view: SiteView) -> Self {
        Self { view }
    }

    /// A sealed show that no check has seen, for tests and benchmarks.
    #[cfg(any(test, feature = "test-support"))]
    pub fn fixture(view: SiteView) -> Self {
        Self { view }
    }

    /// The show.
    pub fn show(&self) -> &Show {
        &self.view.show
    }

    /// The address of the feed.
    pub fn feed_url(&self) -> &HttpUrl {
        &self.view.feed_url
    }

    /// The cover.
    pub fn cover(&self) -> &SealedImage {
        &self.view.cover
    }

    /// Further pictures.
    pub fn images(&self) -> &[SealedPicture] {
        &self.view.images
    }

    /// Episodes that are out, newest first; equal dates by season, number, guid, downwards.
    pub fn episodes(&self) -> &[SealedEpisode] {
        &self.view.episodes
    }

    /// What its pages show.
    pub fn view(&self) -> &SiteView {
        &self.view
    }

    /// What of it is out at a time. A show that is sealed at [`Moment::last`] holds everything that is not a draft.
    #[must_use]
    pub fn out_at(&self, now: Moment) -> Self {
        let episodes = self.view.episodes.iter().filter(|sealed| sealed.episode.date <= now).cloned().collect();
        let SiteView { show, feed_url, cover, images, episodes: _ } = &self.view;
        let (show, feed_url, cover, images) = (show.clone(), feed_url.clone(), cover.clone(), images.clone());
        Self { view: SiteView { show, feed_url, cover, images, episodes } }
    }

    /// The newest change of content, for `lastBuildDate`: the newest episode's date. `None` for a show without episodes.
    pub fn last_change(&self) -> Option<Moment> {
        self.view.last_change()
    }
}
