//! Rules on what the YAML files cannot mean.

rules! {
    /// Rules on what the files of a show may say at all.
    ReadingRule, "reading" {
        /// - *Checks*: each rule that an episode allows comes with a reason.
        /// - *Why*: in a year nobody remembers why the fault was let through, and nobody dares to mend it.
        /// - *Remedy*: write `- {rule: missing-transcript, reason: the guest asked for it}` under `allow:`.
        /// - *Source*: the practice of linters, such as `clippy::allow_attributes_without_reason`
        ///   <https://rust-lang.github.io/rust-clippy/master/#allow_attributes_without_reason>.
        AllowWithoutReason = "allow-without-reason", Note;
        /// - *Checks*: each folder of an episode has a name of the letters a to z, digits and single hyphens.
        /// - *Why*: the name is part of every address of the episode, and Apple wants ASCII names there.
        /// - *Remedy*: rename the folder, before the episode is published.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        BadSlug = "bad-slug", Error;
        /// - *Checks*: each value is one that its key allows: a date is a date, a category is one of Apple's.
        /// - *Why*: a feed with such a value is refused, or shown wrongly, and no app says so.
        /// - *Remedy*: write one of the values that the message names.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS" <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        BadValue = "bad-value", Error;
        /// - *Checks*: no text has a character that turns the words after it round (U+202D, U+202E), or one that sets them apart (U+2066 to U+2068)
        ///   without U+2069 after them. YAML files, files of chapters, transcripts and Easy Read are looked at.
        /// - *Why*: the characters cannot be seen, and apps show what follows backwards, or in the wrong order.
        /// - *Remedy*: remove the character; Hebrew and Arabic seldom need one. Put U+2069 after words that are to be set apart.
        /// - *Source*: Unicode Standard Annex 9, 2.2 and 2.5 <https://www.unicode.org/reports/tr9/#Explicit_Directional_Overrides>.
        BidiOverride = "bidi-override", Warning;
        /// - *Checks*: no text has letters that a wrong encoding broke (`cafÃ©` for `café`), letters that were lost (`caf�`), or signs between
        ///   Latin letters that nobody can see. YAML files, transcripts and Easy Read are looked at.
        /// - *Why*: people see signs that mean nothing, and screen readers read each one out; a search for the word finds nothing.
        /// - *Remedy*: write the letters again; where they came from another program, save the file there as UTF-8.
        /// - *Source*: W3C, "Character encodings: Essential concepts" <https://www.w3.org/International/articles/definitions-characters/>.
        BrokenLetters = "broken-letters", Warning;
        /// - *Checks*: each template of the show can be read, names only values that there are, and comes to an end.
        /// - *Why*: the pages are made of it; a value that is misspelt would leave a gap that nobody notices.
        /// - *Remedy*: mend the line that the message names; docs/templates.md lists the values of each template.
        /// - *Source*: the syntax of templates <https://docs.rs/minijinja/latest/minijinja/syntax/>.
        BrokenTemplate = "broken-template", Error;
        /// - *Checks*: no key stands twice in the same place of a YAML file.
        /// - *Why*: YAML allows it nowhere, and what was meant cannot be guessed.
        /// - *Remedy*: delete one of the two.
        /// - *Source*: YAML 1.2.2, 3.2.1.3 <https://yaml.org/spec/1.2.2/#3213-node-comparison>.
        DuplicateKey = "duplicate-key", Error;
        /// - *Checks*: no title, name or alternative text is the name of a file, such as `IMG_2041.jpg` or `final_mix_v3`.
        /// - *Why*: it is what a program put there, and it tells listeners nothing; a screen reader spells it out.
        /// - *Remedy*: write what people should see or hear in its place.
        /// - *Source*: WCAG 2.2, failure F30 <https://www.w3.org/WAI/WCAG22/Techniques/failures/F30>.
        FileNameAsText = "file-name-as-text", Warning;
        /// - *Checks*: a local date and time exists, and exists once, in the show's time zone.
        /// - *Why*: when the clocks change, an hour is missing or comes twice; an episode would come out at another time than meant.
        /// - *Remedy*: choose another time, or write the offset, as in `2022-07-04T07:00:00+01:00`.
        /// - *Source*: RFC 3339, 4.4 <https://www.rfc-editor.org/rfc/rfc3339#section-4.4>.
        ImpossibleTime = "impossible-time", Error;
        /// - *Checks*: each YAML file can be read as YAML.
        /// - *Why*: nothing of the file is known otherwise.
        /// - *Remedy*: mend the line that the message names; often a colon, a quote or a tab is the cause.
        /// - *Source*: YAML 1.2.2 <https://yaml.org/spec/1.2.2/>.
        InvalidYaml = "invalid-yaml", Error;
        /// - *Checks*: no text still has what a template or a program left in it: `lorem ipsum`, `{{ name }}`, `[insert guest]`, `(TBC)`, `Untitled`,
        ///   in English and some other languages. YAML files, transcripts and Easy Read are looked at.
        /// - *Why*: it goes out to every subscriber, and apps keep what they have fetched.
        /// - *Remedy*: write the real words, or take it out.
        /// - *Source*: WCAG 2.2, failures F25 and F30 <https://www.w3.org/WAI/WCAG22/Techniques/failures/F30>.
        LeftOverText = "left-over-text", Warning;
        /// - *Checks*: no text loses words, and no value changes, because YAML takes a part of it for its own signs: ` #` for a comment, `&x` for a name,
        ///   `0x10` or `3.10` for a number, `No` for false.
        /// - *Why*: the file is good YAML, so nothing else would tell: the title in the feed ends before the `#`.
        /// - *Remedy*: put the text in quotes, as the message shows. A comment has a blank after its `#`.
        /// - *Source*: YAML 1.2.2, 6.6 <https://yaml.org/spec/1.2.2/#66-comments>; reports such as <https://github.com/gohugoio/hugo/issues/488>.
        LostInYaml = "lost-in-yaml", Warning;
        /// - *Checks*: each key that a show or an episode needs is there.
        /// - *Why*: directories refuse a feed without a title, a description, a language, a category or a cover.
        /// - *Remedy*: add the key with its value.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements>; PSP-1
        ///   <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        MissingKey = "missing-key", Error;
        /// - *Checks*: each path is written as its file is named: with the same small and large letters, and with accents stored in the same way; and
        ///   `audio` names a file that is there, and not nearly one.
        /// - *Why*: on a Mac and under Windows `Audio.mp3` and `audio.mp3` are usually one file. On the machines of CI and on most servers
        ///   they are two, so what builds here would fail there.
        /// - *Remedy*: write the path as the message names it, or rename the file.
        /// - *Source*: git, `core.ignoreCase` and `core.precomposeUnicode` <https://git-scm.com/docs/git-config>; Unicode Standard Annex 15
        ///   <https://www.unicode.org/reports/tr15/>.
        MisspeltPath = "misspelt-path", Error;
        /// - *Checks*: each path stays inside the show and below no hidden folder, links followed.
        /// - *Why*: a show from elsewhere could publish any file of this machine, or the tokens that git keeps in `.git/config`.
        /// - *Remedy*: put the file into the show, under a name that does not begin with a dot, and name it by its path there.
        /// - *Source*: CWE-22, path traversal <https://cwe.mitre.org/data/definitions/22.html>; CWE-59, link following
        ///   <https://cwe.mitre.org/data/definitions/59.html>.
        PathOutside = "path-outside", Error;
        /// - *Checks*: no rule is named under two of `allow`, `warn` and `deny`.
        /// - *Why*: only the strictest counts, which may not be the one that was meant.
        /// - *Remedy*: leave one of them.
        /// - *Source*: docs/rules.md <https://example.org/podwright>.
        RuleAtTwoLevels = "rule-at-two-levels", Warning;
        /// - *Checks*: no rule is allowed, or made a warning, that guards what a feed cannot be written without.
        /// - *Why*: without audio, an identity or readable files there is nothing to publish, whatever is allowed.
        /// - *Remedy*: take the rule out of the list, and mend the fault.
        /// - *Source*: docs/rules.md <https://example.org/podwright>.
        RuleNotAllowable = "rule-not-allowable", Error;
        /// - *Checks*: no key has the name of a secret, such as `secret_key`, `password` or `token`, and no address of `publish` has a password.
        /// - *Why*: the files of a show are public, and Git keeps what once stood in them. Programs look for keys in public repositories all day.
        /// - *Remedy*: take it out, and change the secret where it is from, since it may have been read. `podwright publish` takes keys from variables such as
        ///   `AWS_SECRET_ACCESS_KEY`, or from `~/.aws/credentials`.
        /// - *Source*: CWE-540, sensitive information in source code <https://cwe.mitre.org/data/definitions/540.html>.
        SecretInYaml = "secret-in-yaml", Error;
        /// - *Checks*: no text has the marks that Git leaves where two versions could not be merged (`<<<<<<<`, `>>>>>>>`).
        /// - *Why*: both versions would be published, with the marks between them.
        /// - *Remedy*: keep the lines that are right, and delete the others and the marks.
        /// - *Source*: Git, `git merge`, "How conflicts are presented" <https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>.
        UnfinishedMerge = "unfinished-merge", Error;
        /// - *Checks*: each key is one that podwright knows.
        /// - *Why*: a misspelt key is a value that silently never arrives.
        /// - *Remedy*: correct the spelling, or delete the key; `podwright schema` lists all keys.
        /// - *Source*: JSON Schema, `additionalProperties`, in the schema of `podwright schema`
        ///   <https://json-schema.org/draft/2020-12/json-schema-core#name-additionalproperties>.
        UnknownKey = "unknown-key", Error;
        /// - *Checks*: a template of the show has no script, style, form or frame that the policy of its pages forbids.
        /// - *Why*: browsers ignore it without a word, so a part of the page is missing for every visitor.
        /// - *Remedy*: write styles into `templates/style.css`, and link to what has a script or a form.
        /// - *Source*: W3C, Content Security Policy Level 3 <https://www.w3.org/TR/CSP3/>.
        TemplateBlockedByPolicy = "template-blocked-by-policy", Warning;
        /// - *Checks*: a template of the show loads nothing from another host: no script, style, font or picture.
        /// - *Why*: the other host would learn of each visit, and browsers refuse it as long as the policy of the page is podwright's.
        /// - *Remedy*: leave it out, or use the site's own style and pictures.
        /// - *Source*: EDPB, Guidelines 2/2023 on the technical scope of Article 5(3) of the ePrivacy Directive
        ///   <https://www.edpb.europa.eu/our-work-tools/our-documents/guidelines/guidelines-22023-technical-scope-art-53-eprivacy-directive_en>.
        TemplateLoadsFromElsewhere = "template-loads-from-elsewhere", Warning;
        /// - *Checks*: each element of a template of the show is closed, in the right order, on each page that it makes.
        /// - *Why*: browsers guess where the element should have ended: the rest of the page stands inside it, or loses its style.
        /// - *Remedy*: close the element where it ends; list items, table cells and the like may stay open.
        /// - *Source*: HTML, 13.1.2 "Elements" <https://html.spec.whatwg.org/multipage/syntax.html#elements-2>.
        TemplateUnclosed = "template-unclosed", Warning;
        /// - *Checks*: each picture of a template of the show has an `alt`, which may be empty where the picture only decorates.
        /// - *Why*: without one a screen reader reads out the address of the picture.
        /// - *Remedy*: say in `alt` what one sees, or write `alt=""`.
        /// - *Source*: WCAG 2.2, 1.1.1 <https://www.w3.org/TR/WCAG22/#non-text-content>.
        TemplateWithoutAlt = "template-without-alt", Warning;
        /// - *Checks*: a page that a template of the show makes as a whole says in its head where the feed is.
        /// - *Why*: browsers and apps that get the address of a page find the feed by that link alone.
        /// - *Remedy*: put `<link rel="alternate" type="application/rss+xml" href="{{ page.feed }}">` into the head.
        /// - *Source*: RSS Advisory Board, "RSS Autodiscovery" <https://www.rssboard.org/rss-autodiscovery>.
        TemplateWithoutFeed = "template-without-feed", Warning;
        /// - *Checks*: a page that a template of the show makes as a whole names its language with a valid code.
        /// - *Why*: a screen reader reads it in the voice of another language, which nobody understands.
        /// - *Remedy*: write `<html lang="{{ page.language }}">`.
        /// - *Source*: WCAG 2.2, 3.1.1 <https://www.w3.org/TR/WCAG22/#language-of-page>.
        TemplateWithoutLanguage = "template-without-language", Warning;
        /// - *Checks*: each rule named under `allow`, `warn` and `deny` exists.
        /// - *Why*: a misspelt rule guards nothing, and nobody would notice.
        /// - *Remedy*: correct the name; `podwright rules` lists all.
        /// - *Source*: docs/rules.md <https://example.org/podwright>.
        UnknownRule = "unknown-rule", Error;
        /// - *Checks*: each file in `templates/` has the name of a template.
        /// - *Why*: a file with another name changes no page, and its author wonders why.
        /// - *Remedy*: give it the name of the template that it is to replace, or move it out of the folder.
        /// - *Source*: the practice of template engines, such as Zola's themes
        ///   <https://www.getzola.org/documentation/themes/extending-a-theme/>.
        UnknownTemplate = "unknown-template", Error;
        /// - *Checks*: no text begins or ends with blanks.
        /// - *Why*: apps sort and compare titles letter by letter, and a blank that nobody sees makes two of one. podwright leaves the
        ///   blanks out of the feed.
        /// - *Remedy*: take the blanks out; they stand inside the quotes.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS" <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>; PSP-1
        ///   <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        UntrimmedText = "untrimmed-text", Note;
        /// - *Checks*: each file that the show names is there and can be read.
        /// - *Why*: what cannot be read cannot be published.
        /// - *Remedy*: put the file back, correct its path, or mend its permissions; text files must be UTF-8.
        /// - *Source*: Apple, "Podcast requirements" <https://podcasters.apple.com/support/823-podcast-requirements> (UTF-8).
        UnreadableFile = "unreadable-file", Error;
        /// - *Checks*: each value has the type that its key wants: text, a list, a number, yes or no.
        /// - *Why*: guessing what was meant would publish something else than was written.
        /// - *Remedy*: write the value as the message shows.
        /// - *Source*: YAML 1.2.2, 3.2.1.2 <https://yaml.org/spec/1.2.2/#3212-tags>.
        WrongType = "wrong-type", Error;
    }
}
