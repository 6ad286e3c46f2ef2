//! Rules on episode.yaml, and on the episodes among each other.

rules! {
    /// Rules on what an episode's YAML says.
    EpisodeRule, "episode" {
        /// - *Checks*: each link of the notes has a scheme that apps open: http, https or mailto.
        /// - *Why*: apps drop other links, and a `javascript:` one is an attack on listeners.
        /// - *Remedy*: write an `https://` address.
        /// - *Source*: WHATWG URL <https://url.spec.whatwg.org/#special-scheme>; Apple, "A Podcaster's Guide to RSS"
        ///   <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        BadLinkScheme = "bad-link-scheme", Error;
        /// - *Checks*: each link of the notes is an address that can be read.
        /// - *Why*: a tap on it does nothing.
        /// - *Remedy*: correct the address; blanks are written `%20`.
        /// - *Source*: WHATWG URL <https://url.spec.whatwg.org/>.
        BrokenLink = "broken-link", Error;
        /// - *Checks*: no episode is dated before 2000.
        /// - *Why*: podcasts did not exist, so the date is a slip; apps sort the episode to the end, where nobody sees it.
        /// - *Remedy*: correct the year; for an old recording write the day on which it comes out as a podcast.
        /// - *Source*: RSS 2.0, `pubDate` <https://www.rssboard.org/rss-specification#ltpubdategtSubelementOfLtitemgt>.
        DateBefore2000 = "date-before-2000", Warning;
        /// - *Checks*: each link of the notes or a chapter to an episode of the show itself, its sound or its transcript leads to one
        ///   that is served. Files that podwright does not write are not looked for.
        /// - *Why*: the listener who taps on it gets an error page of your own site.
        /// - *Remedy*: correct the name; an episode's page is named after its folder, and a draft has none yet.
        /// - *Source*: RSS Advisory Board, "Best Practices Profile", URLs <https://www.rssboard.org/rss-profile#data-types-url>.
        DeadShowLink = "dead-show-link", Error;
        /// - *Checks*: the guid of an episode that was not published yet is not made of its title, its folder's name or its address.
        /// - *Why*: titles and addresses change; whoever keeps the guid in step then makes every subscriber download the episode again.
        /// - *Remedy*: write a random guid once, such as `podwright new` makes, and never change it.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `guid` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        DerivedGuid = "derived-guid", Warning;
        /// - *Checks*: no two episodes have one guid.
        /// - *Why*: apps show only one of them. A trailer needs another guid than the episode it announces.
        /// - *Remedy*: give the newer one a guid of its own, such as `podwright new` makes.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `guid` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        DuplicateGuid = "duplicate-guid", Error;
        /// - *Checks*: no two whole episodes of a season have one number.
        /// - *Why*: apps sort by number: their order is left to chance, and Apple shows one of them only.
        /// - *Remedy*: give one of them another number; what is not a whole episode is `kind: bonus` or `kind: trailer`.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:episode` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        DuplicateNumber = "duplicate-number", Error;
        /// - *Checks*: no two episodes have one title.
        /// - *Why*: listeners cannot tell them apart in a list, least of all by ear.
        /// - *Remedy*: say in each title what is special about it.
        /// - *Source*: WCAG 2.2, 2.4.2 Page Titled <https://www.w3.org/TR/WCAG22/#page-titled>.
        DuplicateTitle = "duplicate-title", Warning;
        /// - *Checks*: no two episodes come out at the same moment.
        /// - *Why*: apps sort by date; with equal dates each app has its own order, and it changes from hour to hour.
        /// - *Remedy*: let them come out a minute apart.
        /// - *Source*: reports such as <https://github.com/mxpv/podsync/issues/133> and
        ///   <https://github.com/AntennaPod/AntennaPod/issues/2342>.
        EqualDates = "equal-dates", Error;
        /// - *Checks*: whether the date of an episode has come.
        /// - *Why*: some apps drop an episode from the future, so it is held back until its time; a build after it brings it out.
        /// - *Remedy*: nothing; `podwright status` names the next date.
        /// - *Source*: AntennaPod and the W3C feed validator refuse future dates
        ///   <https://validator.w3.org/feed/docs/warning/ImplausibleDate.html>.
        FutureDate = "future-date", Note;
        /// - *Checks*: the headings of the notes go down one level at a time, and none stands above the first.
        /// - *Why*: people who use a screen reader go from heading to heading, and take a missing level for a missing part.
        /// - *Remedy*: begin with `##` for each section, and use one `#` more for a section inside a section.
        /// - *Source*: W3C, "Page structure tutorial: headings" <https://www.w3.org/WAI/tutorials/page-structure/headings/>.
        HeadingOrder = "heading-order", Warning;
        /// - *Checks*: nothing in the notes looks like Markdown without being it: `[text] (address)`, `(text)[address]`, brackets that are never closed,
        ///   references that nothing defines, `##Heading`, `**open`.
        /// - *Why*: listeners see the marks, and a link that is none.
        /// - *Remedy*: write `[text](https://...)`, `## Heading` and `**bold**`; a backslash before a sign shows the sign itself.
        /// - *Source*: `CommonMark` 0.31.2 <https://spec.commonmark.org/0.31.2/>.
        MarkdownSlip = "markdown-slip", Warning;
        /// - *Checks*: in a serial show each whole episode has a number.
        /// - *Why*: Apple requires it: a serial show is heard in order, and without numbers there is none.
        /// - *Remedy*: add `number:`, counting from 1 in each season.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:episode` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        MissingNumber = "missing-number", Error;
        /// - *Checks*: an episode has a summary, notes or a description.
        /// - *Why*: apps show what an episode is about before anybody plays it, and find it by these words.
        /// - *Remedy*: add `summary:` with one or two sentences.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        MissingSummary = "missing-summary", Warning;
        /// - *Checks*: no link of the notes or of Easy Read has a typing error that can be seen: `https://https://`, `www.example,org`, two dots in a row,
        ///   an e-mail address without `@`.
        /// - *Why*: it leads nowhere, or to a stranger who has bought the name.
        /// - *Remedy*: correct the address, and open it once.
        /// - *Source*: RFC 3986, 3.2.2 <https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2>.
        MistypedLink = "mistyped-link", Warning;
        /// - *Checks*: either all whole episodes have a season, or none.
        /// - *Why*: apps put those without a season into a list of their own, apart from the rest.
        /// - *Remedy*: add `season:` to the rest.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:season` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        MixedSeasons = "mixed-seasons", Warning;
        /// - *Checks*: the notes have at most 4,000 bytes as HTML.
        /// - *Why*: Apple shows no more; links at the end are lost. Marks and links count too.
        /// - *Remedy*: shorten them; what does not fit belongs on a page that they link to.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `description` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        NotesTooLong = "notes-too-long", Warning;
        /// - *Checks*: no episode has both `content_html` and `notes`.
        /// - *Why*: both are the words that apps show beside the episode, and there is room for one of them.
        /// - *Remedy*: keep `content_html` where it was published by another program, and `notes` otherwise.
        /// - *Source*: RSS 1.0 Content Module, `content:encoded` <https://web.resource.org/rss/1.0/modules/content/>.
        NotesTwice = "notes-twice", Error;
        /// - *Checks*: the numbers of a season leave nothing out; in a serial show they begin with 1, or go on from the season before.
        /// - *Why*: listeners look for the missing episode, and think that the app lost it.
        /// - *Remedy*: correct the number, or add the missing episode.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:episode` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        NumberGap = "number-gap", Warning;
        /// - *Checks*: in a serial show the dates follow the numbers.
        /// - *Why*: some apps sort by number, others by date: half of the listeners hear the story in the wrong order.
        /// - *Remedy*: correct the number or the date.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:type` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        NumbersAgainstDates = "numbers-against-dates", Warning;
        /// - *Checks*: no link of the notes or of Easy Read leads to a single machine or a network of your own: `localhost`, `192.168.1.1`, a host without a dot.
        /// - *Why*: it works at your desk, and for no listener.
        /// - *Remedy*: link to an address that everybody can open, or leave the link out.
        /// - *Source*: RFC 6761 <https://www.rfc-editor.org/rfc/rfc6761>; RFC 1918 <https://www.rfc-editor.org/rfc/rfc1918>.
        PrivateLink = "private-link", Warning;
        /// - *Checks*: each link of the notes is a whole address.
        /// - *Why*: apps show notes outside your site, where `notes.html` or `#links` leads nowhere.
        /// - *Remedy*: write the whole address, with `https://`.
        /// - *Source*: RSS Advisory Board, "Best Practices Profile", relative URLs <https://www.rssboard.org/rss-profile#data-types-url>.
        RelativeLink = "relative-link", Error;
        /// - *Checks*: no two different pictures of the show and its episodes have the same alternative text, where that has 24 letters or more.
        /// - *Why*: the text was copied along with the key, so screen readers describe the wrong picture.
        /// - *Remedy*: say under `alt:` what one sees in this picture.
        /// - *Source*: WCAG 2.2, 1.1.1 <https://www.w3.org/TR/WCAG22/#non-text-content>.
        SameAlt = "same-alt", Warning;
        /// - *Checks*: no two episodes have the same picture of their own. Three episodes or more may share one, if they are of
        ///   one season or a third of the show.
        /// - *Why*: usually the picture was copied with the folder, and listeners take one episode for the other.
        /// - *Remedy*: put the picture of this episode there; if both show the same on purpose, allow this rule for the episode, with the reason.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        SameArtwork = "same-artwork", Warning;
        /// - *Checks*: no two episodes have the same chapters, three or more with the same titles at the same times. A third of the show, three
        ///   episodes or more, may share them.
        /// - *Why*: they were copied, and lead into the middle of sentences.
        /// - *Remedy*: write the chapters of this recording there.
        /// - *Source*: Podcast Namespace, chapters
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/chapters.md>.
        SameChapters = "same-chapters", Warning;
        /// - *Checks*: no two episodes have the same Easy Read summary, where that has 24 letters or more.
        /// - *Why*: it was copied, and people who need Easy Read learn nothing about this episode.
        /// - *Remedy*: write in Easy Read what this episode is about.
        /// - *Source*: Inclusion Europe, "Information for all" <https://www.inclusion-europe.eu/easy-to-read-standards-guidelines/>.
        SameEasyRead = "same-easy-read", Warning;
        /// - *Checks*: no two episodes have the same notes, where these have 24 letters or more. A third of the show, three episodes or more, may
        ///   share them.
        /// - *Why*: they were copied, and name the guests and links of another episode.
        /// - *Remedy*: write the notes of this episode there; what all episodes have in common belongs in the show's description.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        SameNotes = "same-notes", Warning;
        /// - *Checks*: no two episodes have the same summary, where that has 24 letters or more.
        /// - *Why*: listeners choose by it, and hear that they know this episode already.
        /// - *Remedy*: say in one or two sentences what is special about this episode.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        SameSummary = "same-summary", Warning;
        /// - *Checks*: no two episodes have the same words in their transcripts, where these have 24 letters or more.
        /// - *Why*: a file was copied, and those who read get another episode.
        /// - *Remedy*: put the transcript of this recording there.
        /// - *Source*: WCAG 2.2, 1.2.1 <https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded>.
        SameTranscript = "same-transcript", Warning;
        /// - *Checks*: a soundbite lasts 15 to 120 seconds.
        /// - *Why*: it is meant to make people want to hear the rest: apps pass over shorter ones, and cut longer ones or pass over them too.
        /// - *Remedy*: correct `length`, or choose another stretch.
        /// - *Source*: Podcast Namespace, `podcast:soundbite`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md>.
        SoundbiteLength = "soundbite-length", Warning;
        /// - *Checks*: each soundbite, and each split of a payment, ends before the recording does.
        /// - *Why*: apps play silence or nothing, and a split at that time is never paid. Usually the recording was cut afterwards.
        /// - *Remedy*: correct `start` or `length`.
        /// - *Source*: Podcast Namespace, `podcast:soundbite`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md>, and `podcast:valueTimeSplit`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/value-time-split.md>.
        StretchPastEnd = "stretch-past-end", Warning;
        /// - *Checks*: no two soundbites of an episode cover the same time, and no two splits of a payment do.
        /// - *Why*: apps take one of two splits, and nobody knows which; two soundbites with the same words are one too many.
        /// - *Remedy*: correct the times so that each begins where the one before it has ended.
        /// - *Source*: Podcast Namespace, `podcast:valueTimeSplit`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/value-time-split.md>.
        StretchesOverlap = "stretches-overlap", Warning;
        /// - *Checks*: the notes hold no HTML that podcast apps take out: pictures, tables, scripts, styles, frames, forms; `content_html`
        ///   and `description` hold none that the feed leaves out: scripts, styles, frames, forms.
        /// - *Why*: listeners in an app never see it; Apple keeps paragraphs, lists and links.
        /// - *Remedy*: say it in words, or link to a page that shows it.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `description` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        StrippedHtml = "stripped-html", Warning;
        /// - *Checks*: the summary has at most 4,000 bytes.
        /// - *Why*: Apple refuses more. It is meant to be one or two sentences.
        /// - *Remedy*: shorten it; the rest belongs under `notes`.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `description` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        SummaryTooLong = "summary-too-long", Error;
        /// - *Checks*: no time in the notes lies after the end of the recording: at the start of a line, in brackets, or one with hours, minutes and seconds.
        /// - *Why*: a tap on it ends the episode. Usually the recording was cut after the notes were written, and then the other times are wrong too.
        /// - *Remedy*: correct the times.
        /// - *Source*: podwright's own advice; apps make links of such times, as in Apple, "Timestamps"
        ///   <https://podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts>.
        TimePastEnd = "time-past-end", Warning;
        /// - *Checks*: the title of an episode does not repeat the show's title; a trailer may.
        /// - *Why*: apps show the show's name beside it, and cut titles short: what is special about the episode is cut off.
        /// - *Remedy*: leave the show's title out.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        TitleRepeatsShow = "title-repeats-show", Warning;
        /// - *Checks*: the title does not begin with the number of the episode.
        /// - *Why*: apps show the number themselves, so that it stands twice; Apple asks to leave it out.
        /// - *Remedy*: write it under `season:` and `number:`, and leave it out of the title.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `itunes:title` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        TitleWithNumber = "title-with-number", Warning;
        /// - *Checks*: the notes use no Markdown that podcast apps cannot show: tables, footnotes, task lists, struck-through text. Your
        ///   pages show all of it; pictures are a matter of `stripped-html`.
        /// - *Why*: the feed has the nearest that apps can show, and you should know what listeners see there.
        /// - *Remedy*: nothing, if the other form will do; else say it in words, or link to a page that shows it.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `description` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>;
        ///   GitHub Flavored Markdown <https://github.github.com/gfm/>.
        UnsupportedMarkdown = "unsupported-markdown", Note;
        /// - *Checks*: the summary says more than the title.
        /// - *Why*: apps show both, one below the other; the listener learns nothing from the second.
        /// - *Remedy*: say in one or two sentences what one will hear.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        UselessSummary = "useless-summary", Warning;
    }
}
