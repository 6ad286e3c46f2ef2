//! Rules on changes to what was published.

rules! {
    /// Rules on what was published before.
    HistoryRule, "history" {
        /// - *Checks*: the sound of a published episode is the one that was published.
        /// - *Why*: apps that have the file keep the old one, some for ever, and a player in the middle of it may stumble. Tags do not
        ///   count: only the audio itself is compared.
        /// - *Remedy*: nothing, if the new sound is meant: guid and address stay, so most apps fetch it at the next download; else
        ///   put the old file back.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>; reports such as
        ///   <https://github.com/rustacean-station/rustacean-station.org/issues/68>.
        AudioReplaced = "audio-replaced", Warning;
        /// - *Checks*: a published episode keeps its date.
        /// - *Why*: apps sort by date: the episode jumps in the list, comes up as new, or vanishes from it.
        /// - *Remedy*: put the old date back; if the new one is meant, build once with `--accept date-moved`.
        /// - *Source*: RSS 2.0, `pubDate` <https://www.rssboard.org/rss-specification#ltpubdategtSubelementOfLtitemgt>.
        DateMoved = "date-moved", Error;
        /// - *Checks*: a published episode keeps the address of its audio.
        /// - *Why*: apps hold the address for years; the old one breaks, and some apps show the episode twice.
        /// - *Remedy*: put the folder's name and the audio's format back; if the change is meant, keep the old file on the server and
        ///   build once with `--accept enclosure-url-changed`.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>; reports such as
        ///   <https://github.com/atareao/u2vpodcast/issues/19>.
        EnclosureUrlChanged = "enclosure-url-changed", Error;
        /// - *Checks*: each published episode is still there, is no draft, and is not held back because a clock is behind.
        /// - *Why*: it vanishes from every app, and links to it break. Nix shells set `SOURCE_DATE_EPOCH` to 1980, which would empty the
        ///   feed.
        /// - *Remedy*: put the folder back, or delete the line `draft: true`; if it is meant, build once with
        ///   `--accept episode-removed:NAME`. If a clock is behind, unset `SOURCE_DATE_EPOCH` or give the right time with `--now`; that
        ///   cannot be accepted. If the build was never uploaded, run `podwright build --forget NAME`.
        /// - *Source*: RSS 2.0 <https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt>.
        EpisodeRemoved = "episode-removed", Error;
        /// - *Checks*: the feed keeps its address.
        /// - *Why*: subscribers fetch the old address; without a redirect they never see another episode.
        /// - *Remedy*: put `url` back; if the show moves, run `podwright move`, which keeps the guids and writes the redirects for the old
        ///   address. An address that nobody can subscribe to, such as one on example.org or localhost, may change to a real one.
        /// - *Source*: Apple, "Change the RSS feed URL" <https://podcasters.apple.com/support/837-change-the-rss-feed-url>.
        FeedUrlChanged = "feed-url-changed", Error;
        /// - *Checks*: a published episode keeps its guid.
        /// - *Why*: apps take it for a new episode: every subscriber gets it again, unheard, and loses the place where they stopped.
        /// - *Remedy*: put the old guid back; if it is meant, build once with `--accept guid-changed:NAME`.
        /// - *Source*: RSS 2.0, `guid` <https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt>; reports such as
        ///   <https://github.com/mattstratton/castanet/issues/209>.
        GuidChanged = "guid-changed", Error;
        /// - *Checks*: there is something to compare the show with: podcast.lock, the feed that a build replaces, or the one at the show's
        ///   address.
        /// - *Why*: a lock that is gone can no longer protect guids, dates and addresses, and nobody would notice.
        /// - *Remedy*: nothing, if the show was never published; otherwise take podcast.lock back from git, or compare with the show's
        ///   address by `podwright build --against-live`.
        /// - *Source*: RSS 2.0, `guid` <https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt>.
        NoHistory = "no-history", Note;
        /// - *Checks*: the show keeps its guid.
        /// - *Why*: directories know the show by it, wherever it moves: another guid is another show.
        /// - *Remedy*: put the old guid back; it stays when the address changes.
        /// - *Source*: Podcast Namespace, `podcast:guid`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md>.
        ShowGuidChanged = "show-guid-changed", Error;
    }
}
