//! Rules on what shuts people out.

rules! {
    /// Rules on who can take part.
    AccessibilityRule, "accessibility" {
        /// - *Checks*: alternative text does not repeat the title.
        /// - *Why*: a screen reader says the same twice, and the picture stays unknown.
        /// - *Remedy*: say what one sees.
        /// - *Source*: WCAG 2.2, 1.1.1 <https://www.w3.org/TR/WCAG22/#non-text-content>.
        AltRepeatsTitle = "alt-repeats-title", Warning;
        /// - *Checks*: alternative text does not begin with "picture of" or the like.
        /// - *Why*: the screen reader says "image" before it by itself.
        /// - *Remedy*: begin with what one sees.
        /// - *Source*: W3C, "Images Tutorial" <https://www.w3.org/WAI/tutorials/images/tips/>.
        AltSaysPicture = "alt-says-picture", Note;
        /// - *Checks*: nobody approved an episode after the day on which it came out. Where podcast.lock has a replaced recording, people may approve that.
        /// - *Why*: whoever hears an episode when all others do has no say in it any more.
        /// - *Remedy*: correct the day, if it is a slip; next time let the person hear the episode first.
        /// - *Source*: SCIE, "Co-production: what it is and how to do it" <https://www.scie.org.uk/co-production/what-how/>.
        ApprovalAfterPublication = "approval-after-publication", Warning;
        /// - *Checks*: no `approved:` date lies in the future, in the time zone of the show.
        /// - *Why*: it is a slip of the pen, or an approval that nobody has given yet.
        /// - *Remedy*: write the day on which the person heard the episode and agreed.
        /// - *Source*: SCIE, "Co-production: what it is and how to do it" <https://www.scie.org.uk/co-production/what-how/>.
        ApprovalInFuture = "approval-in-future", Warning;
        /// - *Checks*: at most half of an Easy Read summary's sentences stand in the notes or the summary too; short ones do not count.
        /// - *Why*: the same words a second time help nobody; people who need Easy Read are told that it is easy, and it is not.
        /// - *Remedy*: write it again, with one idea on each line and short words.
        /// - *Source*: Inclusion Europe, "Information for all" <https://www.inclusion-europe.eu/easy-to-read-standards-guidelines/>.
        EasyReadCopied = "easy-read-copied", Warning;
        /// - *Checks*: an Easy Read summary is no harder to read than the notes, by the Flesch-Kincaid grade and for English only.
        /// - *Why*: it is there for people to whom the notes are too hard.
        /// - *Remedy*: use short, common words, and try it with somebody who needs Easy Read.
        /// - *Source*: WCAG 2.2, 3.1.5 Reading Level <https://www.w3.org/TR/WCAG22/#reading-level>.
        EasyReadHarder = "easy-read-harder", Warning;
        /// - *Checks*: no run of three or more emoji stands in a title, a summary or the notes.
        /// - *Why*: a screen reader reads each of them out: "party popper, party popper, party popper".
        /// - *Remedy*: leave one, or none.
        /// - *Source*: WCAG 2.2, 3.1.5 Reading Level <https://www.w3.org/TR/WCAG22/#reading-level>.
        EmojiRun = "emoji-run", Warning;
        /// - *Checks*: an Easy Read summary has words, four or more of them beside its headings.
        /// - *Why*: the page is offered to people who need it, and says nothing.
        /// - *Remedy*: write what the episode says, or delete the file; without it the episode has no such page.
        /// - *Source*: Inclusion Europe, "Information for all" <https://www.inclusion-europe.eu/easy-to-read-standards-guidelines/>.
        EmptyEasyRead = "empty-easy-read", Error;
        /// - *Checks*: the summary can be read at the age that the show aims at (`checks: {reading_age: 14}` unless it says otherwise),
        ///   by the Flesch-Kincaid grade and for English only.
        /// - *Why*: hard sentences keep out those for whom reading is work, and tire all others.
        /// - *Remedy*: make two sentences of one, and use short, common words.
        /// - *Source*: WCAG 2.2, 3.1.5 Reading Level <https://www.w3.org/TR/WCAG22/#reading-level>.
        HardToRead = "hard-to-read", Warning;
        /// - *Checks*: no sentence of an Easy Read summary has more than 20 words.
        /// - *Why*: whoever reads with effort has forgotten the beginning when the end comes.
        /// - *Remedy*: make two sentences of it, each with one idea.
        /// - *Source*: Inclusion Europe, "Information for all" <https://www.inclusion-europe.eu/easy-to-read-standards-guidelines/>; Plain English
        ///   Campaign, "How to write in plain English" <https://www.plainenglish.co.uk/how-to-write-in-plain-english.html>.
        LongEasyReadSentence = "long-easy-read-sentence", Warning;
        /// - *Checks*: each person of an episode approved it, where the show asks for that (`checks: {approval: required}`).
        /// - *Why*: people who tell of their own lives have a say in what goes out: that is what co-production means.
        /// - *Remedy*: let the person hear the episode, then write `approved: 2022-06-30` beside the name.
        /// - *Source*: SCIE, "Co-production: what it is and how to do it" <https://www.scie.org.uk/co-production/what-how/>.
        MissingApproval = "missing-approval", Error;
        /// - *Checks*: each picture has alternative text.
        /// - *Why*: a screen reader says "image", and nothing else.
        /// - *Remedy*: write under `alt:` in one sentence what one sees; in an Easy Read summary between the brackets, `![A cup of tea](tea.jpg)`.
        /// - *Source*: WCAG 2.2, 1.1.1, level A <https://www.w3.org/TR/WCAG22/#non-text-content>.
        MissingAlt = "missing-alt", Warning;
        /// - *Checks*: an explicit episode has a content note.
        /// - *Why*: a listener can decide beforehand, where a word alone ("explicit") says nothing.
        /// - *Remedy*: write under `content_note:` what is spoken of.
        /// - *Source*: Mind, media guidelines on content warnings
        ///   <https://www.mind.org.uk/news-campaigns/minds-media-office/how-to-report-on-mental-health/>.
        MissingContentNote = "missing-content-note", Note;
        /// - *Checks*: each episode has an Easy Read summary.
        /// - *Why*: people with a learning disability get its gist in short sentences, one idea a line.
        /// - *Remedy*: put an `easy-read.md` into the episode's folder, best of all written with people who use Easy Read.
        /// - *Source*: UK Government, "Accessible communication formats"
        ///   <https://www.gov.uk/government/publications/inclusive-communication/accessible-communication-formats>.
        MissingEasyRead = "missing-easy-read", Note;
        /// - *Checks*: no text has the e-mail address or the phone number of a person. Addresses of the show, at its own host, with a name such as
        ///   `hello@`, or with the show's name in them, are fine, and so are the numbers of helplines.
        /// - *Why*: what apps have loaded stays there for years; people change their mind, and strangers write and call.
        /// - *Remedy*: take it out, or say under `allow` that the person wants it there.
        /// - *Source*: Regulation (EU) 2016/679, article 5 (1) (c), data minimisation <https://eur-lex.europa.eu/eli/reg/2016/679/oj>.
        PersonalContact = "personal-contact", Warning;
        /// - *Checks*: titles and summaries are not written in capitals.
        /// - *Why*: capitals are hard to read, and some screen readers spell them letter by letter.
        /// - *Remedy*: use lower case; a short name such as NHS is no fault.
        /// - *Source*: UK Association for Accessible Formats, clear print <https://www.ukaaf.org/>.
        Shouting = "shouting", Warning;
        /// - *Checks*: each speaker that the transcript names is among the people of the episode or of the show, where the show asks for their
        ///   approval (`checks: {approval: required}`). Roles such as `Narrator`, and words such as `All`, are nobody in particular.
        /// - *Why*: whoever is not listed is not asked.
        /// - *Remedy*: add the name under `people`, as the transcript has it, and let the person hear the episode.
        /// - *Source*: SCIE, "Co-production: what it is and how to do it" <https://www.scie.org.uk/co-production/what-how/>.
        UnlistedSpeaker = "unlisted-speaker", Warning;
        /// - *Checks*: the Easy Read summary can be read as text.
        /// - *Why*: the page would lack what the YAML promises.
        /// - *Remedy*: put the file back, or correct its path; it must be UTF-8.
        /// - *Source*: docs/episode-yaml.md <https://example.org/podwright>.
        UnreadableEasyRead = "unreadable-easy-read", Error;
        /// - *Checks*: the text of a link says where it leads.
        /// - *Why*: screen readers list links by themselves: "here, here, more" says nothing.
        /// - *Remedy*: put the name of the page into the link: `[The Care Act 2014](https://...)`.
        /// - *Source*: WCAG 2.2, 2.4.4 and 2.4.9 <https://www.w3.org/TR/WCAG22/#link-purpose-in-context>.
        VagueLinkText = "vague-link-text", Warning;
        /// - *Checks*: the colours of the show's own `theme` can be told apart where they meet, in the light and in the dark scheme: 4.5 to 1
        ///   for text, 3 to 1 for anything else that one must see.
        /// - *Why*: people with low vision, and everybody in the sun, see nothing otherwise.
        /// - *Remedy*: write the colour that the message names, or choose another pair.
        /// - *Source*: WCAG 2.2, 1.4.3 and 1.4.11 <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
        WeakContrast = "weak-contrast", Error;
    }
}
