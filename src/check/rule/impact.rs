//! Rules on impact.yaml: whether people who spoke get an answer, and keep their say.

rules! {
    /// Rules on what came of a show.
    ImpactRule, "impact" {
        /// - *Checks*: those who draw on care are among those who decided what was done.
        /// - *Why*: co-production means that decisions are shared; a page that shows decisions made without the people concerned should say so.
        /// - *Remedy*: decide it with them, and name them in `who_decided`; or leave the note, which is honest too.
        /// - *Source*: Think Local Act Personal, "The ladder of co-production"
        ///   <https://www.thinklocalactpersonal.org.uk/Latest/Co-production-The-ladder-of-co-production/>.
        DecidedWithoutThem = "decided-without-them", Note;
        /// - *Checks*: what people said has an answer within 120 days.
        /// - *Why*: people who hear nothing for months stop answering, and tell others that it is not worth it.
        /// - *Remedy*: add an item to `did`; `kind: not_yet` with `next`, or `kind: cannot` with `why`, are answers too.
        /// - *Source*: NHS England, "Working in partnership with people and communities: statutory guidance", principle 3
        ///   <https://www.england.nhs.uk/publication/working-in-partnership-with-people-and-communities-statutory-guidance/>.
        FeedbackLongUnanswered = "feedback-long-unanswered", Error;
        /// - *Checks*: what people said has an answer within 60 days.
        /// - *Why*: an answer in time shows that it was heard, whatever the answer is.
        /// - *Remedy*: add an item to `did`; `kind: not_yet` with `next`, or `kind: cannot` with `why`, are answers too.
        /// - *Source*: NHS England, "Working in partnership with people and communities: statutory guidance", principle 3
        ///   <https://www.england.nhs.uk/publication/working-in-partnership-with-people-and-communities-statutory-guidance/>.
        FeedbackUnanswered = "feedback-unanswered", Warning;
        /// - *Checks*: what is said to be different has evidence.
        /// - *Why*: impact is to be shown and not only claimed; a story that somebody told is evidence.
        /// - *Remedy*: add `evidence` with a `url` or a `text`.
        /// - *Source*: SCIE, "Co-production impact" <https://www.scie.org.uk/co-production/co-production-impact/>.
        ImpactWithoutEvidence = "impact-without-evidence", Warning;
        /// - *Checks*: an `id` stands for one thing, and what refers to it, or to an episode, refers to something that is there.
        /// - *Why*: an answer to nothing does not reach the page, and whoever asked finds none.
        /// - *Remedy*: write the `id` as it stands in `asked` or `heard`, or the name of the episode's folder.
        /// - *Source*: podwright, docs/impact.md <https://example.org/podwright>.
        ImpactUnknownId = "impact-unknown-id", Error;
        /// - *Checks*: the texts of impact.yaml do not need a higher reading age than the show aims at.
        /// - *Why*: the page answers people who told you something; they should be able to read the answer.
        /// - *Remedy*: make two sentences of one, and use short, common words.
        /// - *Source*: NHS digital service manual, "How to write good questions and content"
        ///   <https://service-manual.nhs.uk/content/health-literacy>.
        ImpactWords = "impact-words", Note;
        /// - *Checks*: `changed` and `changed_partly` say `what`, `not_yet` says `next`, and `cannot` says `why`.
        /// - *Why*: an answer without it is none: nobody learns what changed, when they will hear more, or why it is impossible.
        /// - *Remedy*: add the key that is missing.
        /// - *Source*: Healthwatch, "You said, we did" <https://www.healthwatch.co.uk/>.
        IncompleteAnswer = "incomplete-answer", Error;
        /// - *Checks*: a promise for a day is kept or renewed by that day.
        /// - *Why*: a promise that passes in silence costs more trust than a refusal with a reason.
        /// - *Remedy*: add a newer item to `did`, with what became of it.
        /// - *Source*: NHS England, "Working in partnership with people and communities: statutory guidance", principle 3
        ///   <https://www.england.nhs.uk/publication/working-in-partnership-with-people-and-communities-statutory-guidance/>.
        PromisePast = "promise-past", Warning;
        /// - *Checks*: whoever is quoted agreed to it, on a day.
        /// - *Why*: words on a public page can be found for years; only the person can say that they may be.
        /// - *Remedy*: ask, and write the day into `consent`; or remove the quote.
        /// - *Source*: ICO, "Consent" <https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/lawful-basis/consent/>.
        QuoteWithoutConsent = "quote-without-consent", Error;
        /// - *Checks*: what was heard says how many people said it.
        /// - *Why*: one voice counts, and so do twelve; readers should know which it was.
        /// - *Remedy*: add `count`, the number of people who said it.
        /// - *Source*: SCIE, "Co-production impact" <https://www.scie.org.uk/co-production/co-production-impact/>.
        SaidWithoutCount = "said-without-count", Note;
        /// - *Checks*: fewer than five people are not named together with a place or a credit that could be a name.
        /// - *Why*: in a small group, neighbours know who it was.
        /// - *Remedy*: leave `place` out, or credit them as `A listener`.
        /// - *Source*: ICO, "Anonymisation: managing data protection risk"
        ///   <https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-sharing/anonymisation/>.
        SmallGroup = "small-group", Warning;
    }
}
