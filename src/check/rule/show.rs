//! Rules on podcast.yaml.

rules! {
    /// Rules on the show as a whole.
    ShowRule, "show" {
        /// - *Checks*: the copyright line is the holder's name, without "Copyright", a sign or a year.
        /// - *Why*: apps put the sign before it themselves, and the year is out of date next January.
        /// - *Remedy*: write the name alone: `copyright: Co-production for beginners`.
        /// - *Source*: PSP-1, `copyright` <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        CopyrightNotName = "copyright-not-name", Note;
        /// - *Checks*: the description is at most 4,000 bytes long.
        /// - *Why*: Apple refuses more. Letters with accents count two bytes or more, so the limit comes sooner than one thinks.
        /// - *Remedy*: shorten it; what does not fit belongs on the show's page.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `description` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        DescriptionTooLong = "description-too-long", Error;
        /// - *Checks*: no category stands twice.
        /// - *Why*: directories show it once; the place of another category is lost.
        /// - *Remedy*: delete one of the two, or choose another category.
        /// - *Source*: Apple, "Podcasts categories" <https://podcasters.apple.com/support/1691-apple-podcasts-categories>.
        DuplicateCategory = "duplicate-category", Warning;
        /// - *Checks*: nobody is named twice with the same role.
        /// - *Why*: apps show the name twice.
        /// - *Remedy*: delete one of the two, or correct the role.
        /// - *Source*: Podcast Namespace, `podcast:person`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md>.
        DuplicatePerson = "duplicate-person", Warning;
        /// - *Checks*: no season has two names.
        /// - *Why*: the feed has the first of them, and no app ever shows the second.
        /// - *Remedy*: delete one of the two, or correct the number.
        /// - *Source*: Podcast Namespace, `podcast:season`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/season.md>.
        DuplicateSeason = "duplicate-season", Warning;
        /// - *Checks*: where `complete: true` says that no episode will follow, none is dated in the future.
        /// - *Why*: apps and directories stop asking a complete show for new episodes: nobody would get the one to come.
        /// - *Remedy*: write `complete: true` after the last episode is out.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:complete` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        EpisodeAfterComplete = "episode-after-complete", Warning;
        /// - *Checks*: a show that was not published yet has the guid that belongs to its feed's address.
        /// - *Why*: directories work out the same guid for a feed that names none; another one makes two shows of one.
        /// - *Remedy*: write the guid of the message; if the show brought its guid from another host, allow this rule.
        /// - *Source*: Podcast Namespace, `podcast:guid`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md>.
        GuidNotOfFeed = "guid-not-of-feed", Warning;
        /// - *Checks*: links of the show, its people, posts, funding, hub, recommended shows, chapters and recordings that
        ///   are kept elsewhere begin with `https://`.
        /// - *Why*: apps on phones refuse plain http, and the Podcast Namespace wants https in all its tags.
        /// - *Remedy*: write `https://`, if the page has it; nearly all do.
        /// - *Source*: Podcast Namespace <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md>.
        InsecureLink = "insecure-link", Warning;
        /// - *Checks*: the show is served over https.
        /// - *Why*: every address in the feed begins with it: iOS and Android refuse plain http, and so do chapters and transcripts.
        /// - *Remedy*: serve the folder over https and write so under `url`.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>; Podcast
        ///   Namespace <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md>.
        InsecureShowUrl = "insecure-show-url", Error;
        /// - *Checks*: the feed has at most 1,000,000 bytes.
        /// - *Why*: each app fetches it each hour, and some directories stop reading large ones: their newest episodes come last or never.
        /// - *Remedy*: shorten the notes of old episodes, or move long ones to a page and link to it. No episode is ever left out of the feed
        ///   by itself: apps would take it for deleted.
        /// - *Source*: the W3C's validator reads 5,000,000 bytes at most, and directories less
        ///   <https://github.com/w3c/feedvalidator/blob/main/src/feedvalidator/__init__.py>.
        LargeFeed = "large-feed", Warning;
        /// - *Checks*: the text on a funding button, the name of a person or of a season and the like have at most 128 characters, words for
        ///   machines (`txt`) 4,000, what stands in place of a number 32.
        /// - *Why*: apps cut the rest off, or drop the entry.
        /// - *Remedy*: shorten the text, or the name.
        /// - *Source*: Podcast Namespace, `podcast:funding`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/funding.md>.
        LabelTooLong = "label-too-long", Warning;
        /// - *Checks*: no `.gitignore` of the show or of the repository around it leaves `podcast.lock` out, while Git keeps `podcast.yaml`.
        /// - *Why*: the lock knows what was published. Without it CI and everybody else who builds the show would give episodes new identities, and
        ///   subscribers would get them twice.
        /// - *Remedy*: delete the line, or add `!podcast.lock` below it; then commit `podcast.lock`.
        /// - *Source*: Git, gitignore(5) <https://git-scm.com/docs/gitignore>.
        LockIgnored = "lock-ignored", Warning;
        /// - *Checks*: a locked show names an owner.
        /// - *Why*: the lock asks other hosts to write to the owner before they import the show; without an address it says no for ever.
        /// - *Remedy*: add `owner: {name: ..., email: ...}`, or write `locked: false`.
        /// - *Source*: Podcast Namespace, `podcast:locked`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/locked.md>.
        LockedWithoutOwner = "locked-without-owner", Warning;
        /// - *Checks*: titles, summaries and descriptions hold no HTML and no Markdown.
        /// - *Why*: apps show the marks as they stand: `<b>`, `**`, `&nbsp;`.
        /// - *Remedy*: take the marks out; Markdown belongs under `notes`.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS" <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>; W3C,
        ///   <https://validator.w3.org/feed/docs/warning/ContainsHTML.html>.
        MarkupInPlainText = "markup-in-plain-text", Warning;
        /// - *Checks*: names (the show's, its authors', its owner's, the copyright holder's) have at most 255 characters.
        /// - *Why*: Apple refuses longer values.
        /// - *Remedy*: shorten the text, or the name.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS" <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>; PSP-1
        ///   <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        NameTooLong = "name-too-long", Error;
        /// - *Checks*: `new_feed_url` is the show's own feed, or one that `podwright move` has moved the show to.
        /// - *Why*: apps follow the address at once and for good: every subscriber gets the feed that is there, or loses the show.
        /// - *Remedy*: run `podwright move` with the show's new address; if it leaves for another host on purpose, allow this rule.
        /// - *Source*: Apple, "Change your podcast's RSS feed URL" <https://podcasters.apple.com/support/837-change-the-rss-feed-url>.
        MovedWithoutMove = "moved-without-move", Warning;
        /// - *Checks*: `new_feed_url` can be the address of a feed: not a page, a folder, a picture or a recording.
        /// - *Why*: apps follow the address at once, find no feed there, and the show loses its subscribers.
        /// - *Remedy*: write the address of the feed itself; it usually ends in `feed.xml`.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:new-feed-url` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        NewFeedUrlIsNoFeed = "new-feed-url-is-no-feed", Warning;
        /// - *Checks*: the show has an episode that is no draft.
        /// - *Why*: directories refuse a feed without episodes.
        /// - *Remedy*: `podwright new` makes an episode; a trailer is enough to begin with.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        NoEpisodes = "no-episodes", Warning;
        /// - *Checks*: the path in the show's address has small letters, digits, hyphens and slashes only.
        /// - *Why*: servers differ in how they take capitals and percent signs; a link typed by hand fails on some.
        /// - *Remedy*: serve the show at a plain path, before it is published.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        OddShowPath = "odd-show-path", Warning;
        /// - *Checks*: the address of the show, and those of recordings that are kept elsewhere, can be reached from the internet.
        /// - *Why*: `localhost` and numbers of a home network work on your desk and nowhere else.
        /// - *Remedy*: write the address at which listeners will find the show.
        /// - *Source*: RFC 6761 <https://www.rfc-editor.org/rfc/rfc6761>; RFC 1918 <https://www.rfc-editor.org/rfc/rfc1918>.
        PrivateAddress = "private-address", Error;
        /// - *Checks*: the words that `podwright init` and `podwright new` put in place of yours have been replaced: description, summaries, the cover's `alt:`.
        /// - *Why*: apps would show them to listeners, as they stand.
        /// - *Remedy*: write your own words in their place.
        /// - *Source*: docs/rules.md <https://example.org/podwright>.
        PlaceholderText = "placeholder-text", Warning;
        /// - *Checks*: the show's title is its name, without a list of search words.
        /// - *Why*: Apple removes shows whose titles are stuffed with words.
        /// - *Remedy*: leave the name, and say the rest in the description.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        TitleWithKeywords = "title-with-keywords", Warning;
        /// - *Checks*: in a show that is written from right to left, the pages' own words (headings, buttons, dates) are in its language too.
        /// - *Why*: nobody has translated them yet, so they are English, and are read from left to right in the middle of the page.
        /// - *Remedy*: nothing has to be done: each of them is isolated, and names its language for screen readers. docs/translating.md says how to
        ///   translate them.
        /// - *Source*: W3C, "Inline markup and bidirectional text in HTML"
        ///   <https://www.w3.org/International/articles/inline-bidi-markup/>.
        UntranslatedPages = "untranslated-pages", Note;
        /// - *Checks*: the description says more than the title.
        /// - *Why*: who finds the show by searching learns nothing about it.
        /// - *Remedy*: say in one or two sentences what it is about and whom it is for.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        UselessDescription = "useless-description", Warning;
        /// - *Checks*: the show's time zone is not one of those named after an offset, `Etc/GMT+1` to `Etc/GMT-14`.
        /// - *Why*: their signs are the wrong way round: in `Etc/GMT+1` the clocks are an hour behind those of Greenwich. They know no summer time either, so
        ///   episodes come out an hour or two off.
        /// - *Remedy*: write the zone of a place, such as `Europe/Berlin`.
        /// - *Source*: the IANA time zone database, `etcetera` <https://data.iana.org/time-zones/tzdb/etcetera>.
        ZoneReversed = "zone-reversed", Warning;
    }
}
