//! Rules on chapters.

rules! {
    /// Rules on chapters.
    ChaptersRule, "chapters" {
        /// - *Checks*: each chapter starts before the sound ends.
        /// - *Why*: a tap on it ends the episode, and some apps drop the whole list.
        /// - *Remedy*: correct the time; perhaps the audio was cut after the chapters were written.
        /// - *Source*: Podcast Namespace, JSON chapters
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md>.
        ChapterPastEnd = "chapter-past-end", Error;
        /// - *Checks*: the title of a chapter has at most 255 bytes; 51 letters with `id3: v2.4`.
        /// - *Why*: an MP4 file holds no more, and screens show far less; Apple loses the chapters of ID3v2.4 tags with longer titles.
        /// - *Remedy*: shorten it to a few words.
        /// - *Source*: reports such as <https://github.com/radio-t/radio-t-site/issues/209>.
        ChapterTitleTooLong = "chapter-title-too-long", Warning;
        /// - *Checks*: no two chapters start at the same time.
        /// - *Why*: the first of them can never be reached.
        /// - *Remedy*: correct one of the times, or make one chapter of the two.
        /// - *Source*: Podlove Simple Chapters 1.2 <https://podlove.org/simple-chapters/>.
        ChaptersAtOneTime = "chapters-at-one-time", Error;
        /// - *Checks*: the first chapter starts at 0:00.
        /// - *Why*: apps show the sound before it under no title, or drop the list.
        /// - *Remedy*: begin with `0:00 Welcome` or the like.
        /// - *Source*: Apple, "Chapters" <https://podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts>.
        ChaptersNotFromStart = "chapters-not-from-start", Error;
        /// - *Checks*: chapters stand in the order of their times.
        /// - *Why*: apps differ in whether they sort them; the list jumps back and forth.
        /// - *Remedy*: sort them, or correct the time.
        /// - *Source*: Podcast Namespace, JSON chapters
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md>.
        ChaptersOutOfOrder = "chapters-out-of-order", Error;
        /// - *Checks*: an episode with chapters has three of them at least.
        /// - *Why*: Apple ignores shorter lists.
        /// - *Remedy*: add chapters, or leave them out altogether.
        /// - *Source*: Apple, "Chapters" <https://podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts>.
        TooFewChapters = "too-few-chapters", Warning;
        /// - *Checks*: an episode has at most 255 chapters.
        /// - *Why*: the list in an MP3 or MP4 file counts them in one byte: the rest would be lost.
        /// - *Remedy*: make larger chapters.
        /// - *Source*: ID3v2 Chapter Frame Addendum 1.0, CTOC <https://id3.org/id3v2-chapters-1.0>.
        TooManyChapters = "too-many-chapters", Error;
    }
}
