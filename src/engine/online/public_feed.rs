//! The feed at the show's public address.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::check::live::answer_behind;
use crate::check::live::look::judged::Judged;
use crate::check::live::look::{Answers, Look};
use crate::feed::published;
use crate::feed::published::PUBLISHED_MAX;
use crate::layout::output::Output;
use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::show::Show;
use crate::model::web::placeholder_address::is_placeholder;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};
use crate::world::network::Network;
use crate::world::network::web_client::{Manners, PrivateNetworks, WebClient};

/// How long the address has to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is at the show's public address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum PublicFeed {
    /// Nothing: the address is a placeholder, or the server says that it has no feed there.
    Nothing,
    /// A feed with these guids.
    Feed {
        /// `podcast:guid`.
        show: Option<String>,
        /// Those of its episodes.
        episodes: BTreeSet<Guid>,
    },
    /// Nobody knows: why.
    Unknown(String),
}

impl PublicFeed {
    /// Whether it lists an episode.
    pub(in crate::engine) fn has(&self, guid: &Guid) -> bool {
        matches!(self, Self::Feed { episodes, .. } if episodes.contains(guid))
    }

    /// Whether it says that it is of one of these shows.
    pub(in crate::engine) fn is_of(&self, mut shows: impl Iterator<Item = ShowGuid>) -> bool {
        let Self::Feed { show: Some(found), .. } = self else { return false };
        found.parse().is_ok_and(|found: ShowGuid| shows.any(|show| show == found))
    }
}

/// Asks the show's public address once for its feed.
pub(in crate::engine) fn ask_feed(network: &dyn Network, show: &Show) -> PublicFeed {
    if is_placeholder(show.url.as_url()) {
        return PublicFeed::Nothing;
    }
    let client = network.client(Manners { patience: PATIENCE, private_networks: PrivateNetworks::Asked });
    let request = WebRequest::get(Output::feed(show).url(show).as_str(), BodyReading::Start(PUBLISHED_MAX));
    let answer = match ask_behind(client.as_ref(), &request) {
        Ok(answer) => answer,
        Err(reason) => return PublicFeed::Unknown(reason),
    };
    match (answer.status, &answer.end) {
        (404 | 410, _) => PublicFeed::Nothing,
        (200, BodyEnd::Whole) => match published::read(&answer.body) {
            Ok(feed) => PublicFeed::Feed {
                show: feed.guid,
                episodes: feed.items.into_iter().filter_map(|item| item.guid?.parse().ok()).collect(),
            },
            Err(error) => PublicFeed::Unknown(error.to_string()),
        },
        (200, BodyEnd::Broken(reason)) => PublicFeed::Unknown(format!("the feed breaks off: {reason}")),
        (200, BodyEnd::Enough) => PublicFeed::Unknown(format!("it has more than {PUBLISHED_MAX}")),
        (status, _) => PublicFeed::Unknown(format!("the server answers with {status}")),
    }
}

/// Asks, and follows redirects as apps do.
///
/// # Errors
/// Why there is no answer.
pub(in crate::engine) fn ask_behind(client: &dyn WebClient, request: &WebRequest) -> Result<WebAnswer, String> {
    let mut answers = Answers::new();
    loop {
        let mut look = Look::new(&answers, Judged::default());
        if let Some(answer) = answer_behind(&mut look, request.clone()) {
            return answer.cloned();
        }
        for wanted in std::mem::take(&mut look.wanted) {
            let answer = client.ask(&wanted);
            answers.insert(wanted, answer);
        }
    }
}
