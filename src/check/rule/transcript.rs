//! Rules on transcripts.

rules! {
    /// Rules on transcripts.
    TranscriptRule, "transcript" {
        /// - *Checks*: each cue ends after it starts.
        /// - *Why*: players never show it.
        /// - *Remedy*: correct the times of the cue.
        /// - *Source*: WebVTT, 4.1 "cue timings" <https://www.w3.org/TR/webvtt1/#webvtt-cue-timings>.
        CueEndsBeforeStart = "cue-ends-before-start", Error;
        /// - *Checks*: no cue goes on after the end of the audio.
        /// - *Why*: it is never shown; usually the transcript belongs to another cut of the episode.
        /// - *Remedy*: make the transcript again from the published audio.
        /// - *Source*: Podcast Namespace, transcripts
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md>.
        CuePastEnd = "cue-past-end", Error;
        /// - *Checks*: cues stand in the order of their times.
        /// - *Why*: WebVTT demands it; players skip the ones that come late.
        /// - *Remedy*: sort the cues, or correct the time.
        /// - *Source*: WebVTT, 4.1 <https://www.w3.org/TR/webvtt1/#webvtt-cue-timings>.
        CuesOutOfOrder = "cues-out-of-order", Error;
        /// - *Checks*: no cue starts before the one before it ends.
        /// - *Why*: players show both at once, one over the other, or jump between them.
        /// - *Remedy*: let the first end where the second starts; two voices at once go into one cue.
        /// - *Source*: W3C, "Making Audio and Video Media Accessible", captions <https://www.w3.org/WAI/media/av/captions/>.
        CuesOverlap = "cues-overlap", Warning;
        /// - *Checks*: each cue has words, or says in brackets what is heard.
        /// - *Why*: players show an empty box over the picture, or nothing where something was said.
        /// - *Remedy*: delete the cue, or write what is heard, as in `[music]`.
        /// - *Source*: W3C, "Making Audio and Video Media Accessible", captions <https://www.w3.org/WAI/media/av/captions/>.
        EmptyCues = "empty-cues", Warning;
        /// - *Checks*: a transcript has words.
        /// - *Why*: an app shows that there is one, and then an empty page.
        /// - *Remedy*: put the words in, or take the file away.
        /// - *Source*: WCAG 2.2, 1.2.1 <https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded>.
        EmptyTranscript = "empty-transcript", Error;
        /// - *Checks*: no cue asks for more than 20 characters a second.
        /// - *Why*: nobody can read that fast; those who read slowly or use a screen reader lose the thread.
        /// - *Remedy*: let the cue begin earlier or end later, or split it.
        /// - *Source*: Netflix, "Timed Text Style Guide", English, reading speed
        ///   <https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977>.
        FastReading = "fast-reading", Warning;
        /// - *Checks*: no cue with words is shown for more than a minute.
        /// - *Why*: a page of text stands there while the voice goes on, and nobody finds the place; an app that follows the words cannot.
        /// - *Remedy*: split the cue where one would breathe.
        /// - *Source*: W3C, "Making Audio and Video Media Accessible", captions <https://www.w3.org/WAI/media/av/captions/>.
        LongCue = "long-cue", Warning;
        /// - *Checks*: no line of a cue has more than 65 characters, the speaker's tag left out.
        /// - *Why*: apps break longer ones at odd places, or cut them off.
        /// - *Remedy*: break the line where one would breathe, or split the cue.
        /// - *Source*: Podcast Namespace, transcripts
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md>.
        LongTranscriptLines = "long-transcript-lines", Warning;
        /// - *Checks*: a transcript that a machine made was read by a person, who then deleted the line that says so.
        /// - *Why*: programs that recognise speech mishear names, leave out "not", and make up whole sentences; people who cannot hear take them
        ///   for what was said.
        /// - *Remedy*: read the transcript while you listen, correct it, and delete the line that begins with `NOTE draft`.
        /// - *Source*: W3C, "Transcribing Audio to Text" <https://www.w3.org/WAI/media/av/transcribing/>.
        MachineTranscript = "machine-transcript", Error;
        /// - *Checks*: each episode has a transcript.
        /// - *Why*: without one, people who are deaf are shut out, and so are those who follow written words more easily than speech.
        /// - *Remedy*: put a `transcript.vtt`, `.srt` or `.json` into the episode's folder; a machine's first draft, read through by
        ///   a person, is a good start.
        /// - *Source*: WCAG 2.2, 1.2.1, level A <https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded>; PSP-1
        ///   <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        MissingTranscript = "missing-transcript", Error;
        /// - *Checks*: a transcript says who speaks.
        /// - *Why*: a reader cannot hear that the voice changes.
        /// - *Remedy*: write `<v Name>` before the words in WebVTT, `Name: ` in SubRip, `speaker` in JSON.
        /// - *Source*: Podcast Namespace, transcripts
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md>; W3C,
        ///   <https://www.w3.org/WAI/media/av/transcripts/>.
        NoSpeakerNames = "no-speaker-names", Warning;
        /// - *Checks*: no speaker is called `SPEAKER_00`, `Speaker 1` or the like.
        /// - *Why*: a reader does not learn who speaks, and programs give one voice two numbers.
        /// - *Remedy*: write the name, or what the person is, such as `A mother`, where the name must not be known.
        /// - *Source*: W3C, "Transcripts", speakers <https://www.w3.org/WAI/media/av/transcripts/>.
        NumberedSpeakers = "numbered-speakers", Warning;
        /// - *Checks*: no words are repeated many times in a row: one word 12 times, two words 8 times, three words 6 times, more than
        ///   three words 4 times. Sounds in brackets, such as `[music]`, do not count.
        /// - *Why*: speech recognition gets caught in loops, and what was said there is lost.
        /// - *Remedy*: listen there, and write what is said. If it is a refrain, allow the rule and say so.
        /// - *Source*: Koenecke and others, "Careless Whisper: Speech-to-Text Hallucination Harms", 2024 <https://arxiv.org/abs/2402.08021>.
        RepeatedWords = "repeated-words", Warning;
        /// - *Checks*: a transcript follows the standard for its format.
        /// - *Why*: browsers show no captions from a WebVTT file that has commas in its times. podwright understands such a file and publishes it
        ///   in the right form, so listeners lose nothing; other programs may not understand it.
        /// - *Remedy*: none is needed; or export the transcript again from a program that follows the standard.
        /// - *Source*: WebVTT, 4.1 and 4.2 <https://www.w3.org/TR/webvtt1/#webvtt-timestamp>.
        RepairedTranscript = "repaired-transcript", Note;
        /// - *Checks*: a speaker's name is spelt in one way, and as under `people`.
        /// - *Why*: a reader takes the two for two people, and apps give each a colour of its own.
        /// - *Remedy*: write the name in one way; tell two people apart by more than a letter.
        /// - *Source*: W3C, "Transcripts", speakers <https://www.w3.org/WAI/media/av/transcripts/>.
        SpeakerSpeltTwice = "speaker-spelt-twice", Warning;
        /// - *Checks*: no cue has a subtitler's credit, such as `Subtitles by` or `Untertitelung`.
        /// - *Why*: speech recognition has learnt such credits from films, and invents them where nobody speaks.
        /// - *Remedy*: listen there, and write what is said; or delete the cue.
        /// - *Source*: Koenecke and others, "Careless Whisper: Speech-to-Text Hallucination Harms", 2024 <https://arxiv.org/abs/2402.08021>.
        SubtitleCredits = "subtitle-credits", Warning;
        /// - *Checks*: the text contains no codes of subtitles or web pages, such as `{\an8}` or `&nbsp;`.
        /// - *Why*: podcast apps do not know the codes, and show them.
        /// - *Remedy*: delete the codes, or write the sign that one stands for, such as `&` for `&amp;`.
        /// - *Source*: WebVTT, 4.2 "cue text" <https://www.w3.org/TR/webvtt1/#webvtt-cue-text>.
        SubtitleMarkup = "subtitle-markup", Warning;
        /// - *Checks*: cues cover nine tenths of the time between the first and the last sound; pauses under two seconds count as covered.
        /// - *Why*: a part of the conversation is missing for those who read.
        /// - *Remedy*: fill the gap that the message names; music and noises are written too, as in `[music]`.
        /// - *Source*: W3C, "Transcripts" <https://www.w3.org/WAI/media/av/transcripts/>.
        TranscriptIncomplete = "transcript-incomplete", Warning;
        /// - *Checks*: a transcript is not written in capitals.
        /// - *Why*: capitals are slower to read, and screen readers may spell them out.
        /// - *Remedy*: use lower case; most editors can convert it.
        /// - *Source*: W3C, "Supplemental Guidance to WCAG 2", readable text
        ///   <https://www.w3.org/WAI/WCAG2/supplemental/objectives/o4-understandable/>.
        TranscriptInCapitals = "transcript-in-capitals", Warning;
        /// - *Checks*: the transcript is in the language of the show.
        /// - *Why*: the feed announces it in that language, and a screen reader reads it with the wrong voice.
        /// - *Remedy*: put the transcript in the language of the show there, or correct `language`.
        /// - *Source*: WCAG 2.2, 3.1.1 Language of Page <https://www.w3.org/TR/WCAG22/#language-of-page>.
        TranscriptWrongLanguage = "transcript-wrong-language", Warning;
        /// - *Checks*: the transcript is that of this recording: the pauses between its cues are pauses of the sound, here or a little earlier or
        ///   later.
        /// - *Why*: a file was mixed up, and those who read get another episode.
        /// - *Remedy*: put the transcript of this recording there; if it is the right one, redo its timestamps.
        /// - *Source*: WCAG 2.2, 1.2.1 <https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded>.
        TranscriptOfAnotherRecording = "transcript-of-another-recording", Warning;
        /// - *Checks*: the times of cues are those of the words, to about half a second from the first cue to the last.
        /// - *Why*: captions that come too early or too late cannot be followed; often an introduction was cut or added, or the recording was
        ///   made a little faster.
        /// - *Remedy*: move the times by what the message says, or make the transcript again from the published audio.
        /// - *Source*: W3C, "Making Audio and Video Media Accessible", captions <https://www.w3.org/WAI/media/av/captions/>.
        TranscriptOutOfStep = "transcript-out-of-step", Warning;
        /// - *Checks*: the transcript goes on to the last words of the recording, and begins with the first ones.
        /// - *Why*: a part of the conversation is missing for those who read.
        /// - *Remedy*: write down what is said there; `[music]` if nobody speaks.
        /// - *Source*: W3C, "Transcripts" <https://www.w3.org/WAI/media/av/transcripts/>.
        TranscriptWithoutEnds = "transcript-without-ends", Warning;
        /// - *Checks*: where an episode has transcripts in two forms, they hold the same words.
        /// - *Why*: one of them was corrected and the other forgotten; which one is shown depends on the app.
        /// - *Remedy*: delete the one that is out of date: podwright makes the other form itself.
        /// - *Source*: Podcast Namespace, `podcast:transcript`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/transcript.md>.
        TranscriptsDiffer = "transcripts-differ", Warning;
        /// - *Checks*: something is heard while a cue is shown.
        /// - *Why*: speech recognition can invent sentences during silence; people who read take them for what was said.
        /// - *Remedy*: listen there, and delete the words, or write `[silence]`.
        /// - *Source*: Koenecke and others, "Careless Whisper: Speech-to-Text Hallucination Harms", 2024 <https://arxiv.org/abs/2402.08021>.
        WordsOverSilence = "words-over-silence", Warning;
        /// - *Checks*: within ten cues at most two places are marked as not understood, as in `[inaudible]`.
        /// - *Why*: those who read have no other way to know what was said.
        /// - *Remedy*: listen again, best with the person who spoke.
        /// - *Source*: W3C, "Transcripts" <https://www.w3.org/WAI/media/av/transcripts/>.
        UnheardWords = "unheard-words", Warning;
        /// - *Checks*: the transcript can be read as WebVTT, SubRip or JSON.
        /// - *Why*: an app that cannot read it shows nothing.
        /// - *Remedy*: correct the lines that the messages name; the first 20 faults of a file are listed.
        /// - *Source*: WebVTT <https://www.w3.org/TR/webvtt1/>; Podcast Namespace, transcripts
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md>.
        UnreadableTranscript = "unreadable-transcript", Error;
    }
}
