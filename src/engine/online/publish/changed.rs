//! Addresses of what was just published, to be asked for.

use std::collections::BTreeMap;

use crate::engine::release::publication::{address, output_at};
use crate::layout::output::Output;
use crate::model::show::Show;
use crate::publish::outcome::PublishOutcome;
use crate::publish::wave::Wave;

/// So many are asked for.
const ASKED_MAX: usize = 20;

/// Addresses of files that were sent, some of each kind. The feed is asked for anyway, and what tells servers their header fields is not served by all of them.
pub(crate) fn changed_addresses(outcome: &PublishOutcome, show: &Show) -> Vec<String> {
    let mut kinds: BTreeMap<Wave, usize> = BTreeMap::new();
    let ranked = outcome.uploaded.iter().filter_map(|file| {
        let output = output_at(&file.path, show)?;
        let wave = Wave::of(&output);
        if wave == Wave::Feed || output == Output::Headers {
            return None;
        }
        let rank = kinds.entry(wave).and_modify(|rank| *rank += 1).or_default();
        Some(((*rank, wave), address(&file.path, show)?))
    });
    let ranked: BTreeMap<(usize, Wave), String> = ranked.collect();
    ranked.into_values().take(ASKED_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::files::byte_count::ByteCount;
    use crate::model::identity::digest::Sha256;
    use crate::model::web::feed_file::FeedFile;
    use crate::publish::outcome::UploadedFile;
    use crate::publish::remote_path::{RemotePath, RemotePlace};

    fn asked(paths: &[String]) -> Vec<String> {
        let file = |path: &String| UploadedFile {
            path: RemotePath::parse(RemotePlace::Site, path).unwrap(),
            bytes: ByteCount::new(1),
            sha256: Sha256::of(b"a"),
        };
        let outcome = PublishOutcome { uploaded: paths.iter().map(file).collect(), ..PublishOutcome::default() };
        let mut show = crate::seal::fixtures::show();
        show.feed_file = FeedFile::default();
        changed_addresses(&outcome, &show)
    }

    #[test]
    fn some_of_each_kind_are_asked_for_and_no_more_than_twenty() {
        let many = |folder: &str, ending: &str| (0..30).map(|n| format!("{folder}/a-{n}{ending}")).collect::<Vec<_>>();
        let all = [many("media", ".mp3"), many("transcripts", ".vtt"), many("episodes", "/index.html")].concat();
        let found = asked(&all);
        assert_eq!(found.len(), 20);
        for part in ["/media/", "/transcripts/", "/episodes/"] {
            assert!(found.iter().filter(|url| url.contains(part)).count() >= 6, "{part}: {found:?}");
        }
        assert!(found.iter().any(|url| url.ends_with("/episodes/a-0/")), "{found:?}");
        let few = ["_headers", "feed.xml", "robots.txt"].map(str::to_owned);
        assert_eq!(asked(&few).len(), 1, "{:?}", asked(&few));
    }
}
