//! Rules on audio files.

rules! {
    /// Rules on the files of the sound.
    AudioRule, "audio" {
        /// - *Checks*: an MP3 file of constant bit rate stays within 96 to 128 kbit/s for one channel, 128 to 256 kbit/s for two.
        /// - *Why*: below, speech begins to hiss; above, listeners on mobile data pay for what nobody hears.
        /// - *Remedy*: encode from the master again, for instance with 96 kbit/s mono for speech.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        BitrateOutsideAdvice = "bitrate-outside-advice", Note;
        /// - *Checks*: the bit rate is at least 32 kbit/s for one channel, 64 kbit/s for two.
        /// - *Why*: speech at less is hard to follow, hardest for those who hear badly.
        /// - *Remedy*: encode from the master again with a higher rate; encoding the file itself again makes it worse.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        BitrateTooLow = "bitrate-too-low", Warning;
        /// - *Checks*: neither of two channels is more than 8 dB quieter than the other all the time.
        /// - *Why*: with headphones the voices sit at one side, and with one earbud half of the audience hears them too quietly.
        /// - *Remedy*: raise the quieter channel in an audio editor, or export in mono.
        /// - *Source*: EBU R 68 and R 128, which line up both channels to one level
        ///   <https://tech.ebu.ch/publications/r128>.
        ChannelImbalance = "channel-imbalance", Warning;
        /// - *Checks*: the encoder's checksum over the music agrees with the music.
        /// - *Why*: the file was changed after it was made, by a disk, a transfer or a program; what else changed is unknown.
        /// - *Remedy*: copy the file again from where it was made, or encode it again.
        /// - *Source*: LAME info tag, "Music CRC" <https://wiki.hydrogenaudio.org/index.php?title=LAME#Info_tag>.
        ChecksumMismatch = "checksum-mismatch", Warning;
        /// - *Checks*: two independent counts of the sound agree: the frames walked, and the samples decoded.
        /// - *Why*: where they differ, apps show different lengths, and chapters and transcripts drift.
        /// - *Remedy*: encode the file again.
        /// - *Source*: ISO/IEC 11172-3, 2.4 <https://www.iso.org/standard/22412.html>.
        CountsDisagree = "counts-disagree", Error;
        /// - *Checks*: the decoder gets through the file.
        /// - *Why*: a file on which a decoder fails altogether may do the same to the apps of listeners.
        /// - *Remedy*: encode the file again, and keep the old one: it shows a fault in a program.
        /// - *Source*: ISO/IEC 11172-3 <https://www.iso.org/standard/22412.html>.
        DecoderPanic = "decoder-panic", Error;
        /// - *Checks*: the sound does not stop and go on within a word, as it does where a recorder lost samples.
        /// - *Why*: listeners hear a click, and miss a syllable.
        /// - *Remedy*: listen there; record or export that part again, or cut the gap out.
        /// - *Source*: Audacity manual, "Dropouts" <https://manual.audacityteam.org/man/recording_preferences.html>.
        Dropout = "dropout", Warning;
        /// - *Checks*: the audio file has bytes.
        /// - *Why*: apps show an episode that never plays; Spotify refuses the feed.
        /// - *Remedy*: export or copy the file again.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `enclosure` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        EmptyAudio = "empty-audio", Error;
        /// - *Checks*: another form of an episode is as long as its recording, to 5 seconds.
        /// - *Why*: whoever takes the smaller file hears another episode, or not all of it; chapters and transcript fit neither.
        /// - *Remedy*: export all forms from the same master.
        /// - *Source*: Podcast Namespace, `podcast:alternateEnclosure`
        ///   <https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/alternate-enclosure.md>.
        AlternateOfOtherLength = "alternate-of-other-length", Warning;
        /// - *Checks*: the address of a recording that is kept elsewhere ends in the name of a file, such as `.mp3`.
        /// - *Why*: Apple and some apps go by the ending, and refuse an episode without one.
        /// - *Remedy*: use an address that ends in `.mp3` or `.m4a`; of a published episode, keep the address and allow the rule.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `enclosure` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        EnclosureWithoutExtension = "enclosure-without-extension", Warning;
        /// - *Checks*: the type of a recording that is kept elsewhere is that of the ending of its address.
        /// - *Why*: apps choose their player by the type: a film that is called sound does not play, and a page is no recording at all.
        /// - *Remedy*: correct `type`, or the address.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `enclosure` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        EnclosureWrongType = "enclosure-wrong-type", Warning;
        /// - *Checks*: the two channels of a stereo file differ somewhere.
        /// - *Why*: a single channel sounds the same at half the size.
        /// - *Remedy*: export in mono at half the bit rate, or leave it: the sound is not wrong.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        EqualChannels = "equal-channels", Note;
        /// - *Checks*: sample rate and channels stay the same through the file.
        /// - *Why*: many players go on at the first rate: voices turn deep or shrill, or the sound stops.
        /// - *Remedy*: bring all parts to one rate and one number of channels before joining them.
        /// - *Source*: ISO/IEC 11172-3, 2.4.2.3 <https://www.iso.org/standard/22412.html>.
        FormatChange = "format-change", Error;
        /// - *Checks*: between the frames of an MP3 file there is nothing else.
        /// - *Why*: most players skip it with a click; some stop there.
        /// - *Remedy*: encode the file again, or let `mp3val -f` clean it.
        /// - *Source*: ISO/IEC 11172-3, 2.4.1 <https://www.iso.org/standard/22412.html>.
        GarbageInAudio = "garbage-in-audio", Warning;
        /// - *Checks*: a recording that is kept elsewhere can have its `bytes` in its `duration`: no fewer than the lowest bit rate of its type takes,
        ///   and no more than the highest.
        /// - *Why*: apps show a wrong length, jump to wrong places, or stop the download too early.
        /// - *Remedy*: give the size in bytes, not in kB or MB, and the length as `minutes:seconds`.
        /// - *Source*: RSS 2.0, `enclosure`: the length is in bytes <https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt>.
        ImpossibleLength = "impossible-length", Warning;
        /// - *Checks*: the file is one recording, not two joined end to end with their headers.
        /// - *Why*: the first header tells only of the first part, so that apps show its length and jump to wrong places.
        /// - *Remedy*: join the parts in an audio editor and export once.
        /// - *Source*: Xing header, as in LAME's description <https://wiki.hydrogenaudio.org/index.php?title=MP3#Xing>.
        JoinedFiles = "joined-files", Warning;
        /// - *Checks*: no part of the recording is 10 LU louder or quieter than the part before it, for half a minute or longer.
        /// - *Why*: listeners turn the volume up for one part, and the next one shouts at them.
        /// - *Remedy*: bring all parts to one loudness before joining them.
        /// - *Source*: EBU R 128, which asks for one loudness throughout <https://tech.ebu.ch/publications/r128>.
        LevelJump = "level-jump", Warning;
        /// - *Checks*: what the file's header says of its length agrees with its frames, to a second.
        /// - *Why*: apps believe the header: they stop too early, show a wrong length, and jump to the wrong place.
        /// - *Remedy*: encode the file again.
        /// - *Source*: reports such as <https://github.com/web-standards-ru/podcast-old/issues/200>, where Apple refused it.
        LyingHeader = "lying-header", Error;
        /// - *Checks*: each episode has an audio file, here or in podcast.lock.
        /// - *Why*: without it there is nothing to hear, and apps drop the episode.
        /// - *Remedy*: put one `.mp3` or `.m4a` file into the episode's folder, or write `draft: true` until there is one.
        /// - *Source*: PSP-1, `enclosure` <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        MissingAudio = "missing-audio", Error;
        /// - *Checks*: each recording that the feed names is in `feed/` after the build, unless `media_url` or `enclosure` says that it is served
        ///   elsewhere. `check` warns; `build` stops before it changes anything.
        /// - *Why*: in a clone without the recordings, the lock has all that the feed says of them. Whoever then uploads `feed/` takes the recordings
        ///   from the listeners.
        /// - *Remedy*: fetch the recordings (with Git LFS: `git lfs pull`, and `lfs: true` for `actions/checkout`). If they are served elsewhere, set
        ///   `media_url`. To build without them on purpose: `podwright build --without-media`.
        /// - *Source*: reports such as <https://github.com/actions/deploy-pages/issues/88>, where a site was deployed without its files in Git LFS.
        MissingRecordings = "missing-recordings", Warning;
        /// - *Checks*: a file of variable bit rate has a table to seek by.
        /// - *Why*: apps guess its length (by a seventh too long, in our measures) and jump to the wrong place.
        /// - *Remedy*: encode it again with a Xing header, which most encoders write unless told not to, or at a constant rate.
        /// - *Source*: Xing header, as in LAME's description <https://wiki.hydrogenaudio.org/index.php?title=MP3#Xing>.
        NoSeekTable = "no-seek-table", Warning;
        /// - *Checks*: the file holds sound.
        /// - *Why*: apps show an episode that never plays, and some refuse the feed.
        /// - *Remedy*: put the right file there; perhaps it was a download that failed, or has another name.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        NotAudio = "not-audio", Error;
        /// - *Checks*: the loudness could be measured.
        /// - *Why*: HE-AAC and Opus are recognised and not decoded here, so the rules on loudness and silence are not applied.
        /// - *Remedy*: nothing is wrong with the file; publish AAC-LC or MP3 where the measures are wanted.
        /// - *Source*: README, "Limits" <https://example.org/podwright>.
        NotMeasured = "not-measured", Note;
        /// - *Checks*: the sample rate is 44.1 or 48 kHz.
        /// - *Why*: other rates are resampled on the way, and some players take them at the wrong speed.
        /// - *Remedy*: export at 44.1 kHz.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        OddSampleRate = "odd-sample-rate", Warning;
        /// - *Checks*: where the tags cannot be written, the recording has neither an old title nor an old picture in them.
        /// - *Why*: players show these where a file is played outside a podcast app, and many inside one: listeners would see the name of a draft.
        /// - *Remedy*: export the recording or the picture again, or clear the tags with the program that wrote them; then build again.
        /// - *Source*: ID3v2.3 <https://id3.org/id3v2.3.0>.
        OldTagsShown = "old-tags-shown", Error;
        /// - *Checks*: the two channels do not cancel each other out when they are mixed.
        /// - *Why*: a phone, a smart speaker and many radios play both channels through one loudspeaker: nothing is heard there.
        /// - *Remedy*: invert one of the channels in an audio editor, and export again; better, mend the cable or the microphone setting.
        /// - *Source*: EBU R 68 and ITU-R BS.1770-4, on adding channels <https://www.itu.int/rec/R-REC-BS.1770>.
        OppositePhase = "opposite-phase", Warning;
        /// - *Checks*: the tags of a recording contain no path from somebody's computer and, apart from the frames that describe the episode, no e-mail
        ///   address.
        /// - *Why*: programs for editing leave them there, and everybody who downloads the episode can read the name of the person and how they work.
        /// - *Remedy*: export without the editor's metadata, or take the frame out with a tag editor such as Kid3 or Mp3tag.
        /// - *Source*: ID3v2.3, 4.28 "Private frame" <https://id3.org/id3v2.3.0#Private_frame>; GDPR, Article 5, on data minimisation
        ///   <https://eur-lex.europa.eu/eli/reg/2016/679/oj>.
        PrivateTags = "private-tags", Warning;
        /// - *Checks*: each frame has the bytes of earlier frames that it needs.
        /// - *Why*: the file was cut in the middle without encoding again; a fraction of a second is silent there.
        /// - *Remedy*: nothing, if nobody hears it; else cut in an audio editor and export again.
        /// - *Source*: ISO/IEC 11172-3, 2.4.3.4, `main_data_begin` <https://www.iso.org/standard/22412.html>.
        ReservoirGap = "reservoir-gap", Note;
        /// - *Checks*: no two episodes have the same sound.
        /// - *Why*: usually the wrong file was copied, and subscribers get an episode they know under a new title.
        /// - *Remedy*: put the right file there; if a repeat is meant, allow this rule for the episode, with the reason.
        /// - *Source*: Apple ignores an enclosure that it has seen, "A Podcaster's Guide to RSS"
        ///   <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        SameAudio = "same-audio", Error;
        /// - *Checks*: no two recordings of 20 seconds or more are one that was encoded again, made louder, or cut at an end: their loudness goes up and
        ///   down in the same way. The 60 newest episodes are compared with all older ones.
        /// - *Why*: usually the wrong file was exported, and subscribers get an episode they know under a new title.
        /// - *Remedy*: listen to both, and put the right file there; if a repeat is meant, allow this rule for the episode, with the reason.
        /// - *Source*: podwright's own advice, by the measure of Spearman, "The proof and measurement of association between two things", 1904
        ///   <https://doi.org/10.2307/1412159>.
        SameRecording = "same-recording", Warning;
        /// - *Checks*: an MP4 file has one audio track.
        /// - *Why*: podcast apps play the first; the others cost listeners data and are never heard.
        /// - *Remedy*: export one track alone; if both belong together, mix them first.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        SecondAudioTrack = "second-audio-track", Note;
        /// - *Checks*: an episode's folder has one audio file, or the YAML says which.
        /// - *Why*: the wrong take would go out.
        /// - *Remedy*: write `audio: NAME` in episode.yaml, or move the other files away.
        /// - *Source*: docs/episode-yaml.md <https://example.org/podwright>.
        SeveralAudioFiles = "several-audio-files", Error;
        /// - *Checks*: both channels of a stereo file have sound.
        /// - *Why*: whoever listens with one earbud hears nothing; it is the commonest fault of interfaces with two inputs.
        /// - *Remedy*: export in mono from the channel that has the sound.
        /// - *Source*: Audacity manual, "Splitting and joining stereo tracks"
        ///   <https://manual.audacityteam.org/man/splitting_and_joining_stereo_tracks.html>.
        SilentChannel = "silent-channel", Warning;
        /// - *Checks*: tags that podwright 0.1 wrote are in a form that every player reads.
        /// - *Why*: version 0.1 kept an old title in a list of keys (`mdta`) or an old cover beside the new one, and put a cover or chapters where ffmpeg
        ///   takes them for the sound and plays more than there is.
        /// - *Remedy*: `podwright tag --rewrite EPISODE`, then `podwright build`; or leave it: the next change of the tags mends it too. The sound is not
        ///   touched.
        /// - *Source*: Apple, "Metadata atoms and types"
        ///   <https://developer.apple.com/documentation/quicktime-file-format/metadata_atoms_and_types>.
        TagsMisread = "tags-misread", Note;
        /// - *Checks*: the tags of the audio file say what the YAML says.
        /// - *Why*: players show title, picture and chapters from the tags where a file is played outside a podcast app.
        /// - *Remedy*: none needed: `podwright build` writes them, and never touches the sound.
        /// - *Source*: ID3v2.3 <https://id3.org/id3v2.3.0>.
        TagsStale = "tags-stale", Note;
        /// - *Checks*: the tags are of a kind that can be rewritten without harm.
        /// - *Why*: podwright leaves a file alone rather than lose what others wrote; its title, picture and chapters stay as they are.
        /// - *Remedy*: export the recording or the picture again, or clear the tags with the program that wrote them; then build again.
        /// - *Source*: ID3v2.3 <https://id3.org/id3v2.3.0>.
        TagsUntouchable = "tags-untouchable", Warning;
        /// - *Checks*: the loudness of a recording changes, as that of speech and music does.
        /// - *Why*: a sound that never changes is a test tone, a hum or a hiss: usually the wrong channel or file was exported.
        /// - *Remedy*: listen to the file, and export the right one.
        /// - *Source*: EBU R 49, on tones to line up by, which belong before a programme and not into it
        ///   <https://tech.ebu.ch/publications/r049>.
        ToneNotSpeech = "tone-not-speech", Warning;
        /// - *Checks*: an episode lasts at most 24 hours.
        /// - *Why*: no recording of a podcast does: the file or its export is wrong, and many apps cannot hold it.
        /// - *Remedy*: export the right stretch of the recording.
        /// - *Source*: the W3C feed validator's form of `itunes:duration`, up to two digits of hours
        ///   <https://validator.w3.org/feed/docs/error/InvalidItunesDuration.html>.
        TooLong = "too-long", Warning;
        /// - *Checks*: the sound has one or two channels.
        /// - *Why*: phones play two; what becomes of the others is up to chance.
        /// - *Remedy*: mix down to stereo or mono.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        TooManyChannels = "too-many-channels", Error;
        /// - *Checks*: an episode lasts at least 10 seconds.
        /// - *Why*: usually the export stopped at once, or a test recording was copied.
        /// - *Remedy*: export the whole recording.
        /// - *Source*: downloads under a minute of sound are not counted, IAB Podcast Measurement
        ///   <https://iabtechlab.com/standards/podcast-measurement-guidelines/>.
        TooShort = "too-short", Warning;
        /// - *Checks*: the file ends where its sound ends.
        /// - *Why*: the end of the episode is missing: a transfer or an export was cut off.
        /// - *Remedy*: copy or export the file again.
        /// - *Source*: ISO/IEC 11172-3, 2.4.1 <https://www.iso.org/standard/22412.html>.
        TruncatedAudio = "truncated-audio", Error;
        /// - *Checks*: a Git LFS pointer stands for a file that podcast.lock knows.
        /// - *Why*: a pointer is a few lines of text; without the file or its facts no feed can be written.
        /// - *Remedy*: run `git lfs pull`, then `podwright build` once, and commit podcast.lock.
        /// - *Source*: Git LFS specification <https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>.
        UnknownPointer = "unknown-pointer", Error;
        /// - *Checks*: the audio file can be opened and read.
        /// - *Why*: what cannot be read cannot be published.
        /// - *Remedy*: mend the permissions or the disk, or copy the file again.
        /// - *Source*: PSP-1, `enclosure` <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        UnreadableAudio = "unreadable-audio", Error;
        /// - *Checks*: each frame can be decoded.
        /// - *Why*: listeners hear a gap or a crack there.
        /// - *Remedy*: encode the file again from the master.
        /// - *Source*: ISO/IEC 11172-3, 2.4 <https://www.iso.org/standard/22412.html>.
        UnreadableFrames = "unreadable-frames", Error;
        /// - *Checks*: the sound is MP3, or AAC in an MP4 file.
        /// - *Why*: Apple hides an episode in any other form, and many apps cannot play it.
        /// - *Remedy*: export as MP3, or as AAC in `.m4a`.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        UnsupportedFormat = "unsupported-format", Error;
        /// - *Checks*: an episode's audio file has no video track.
        /// - *Why*: listeners download the film, many times the size, and most podcast apps show nothing of it.
        /// - *Remedy*: export the sound alone, as MP3 or `.m4a`; offer the film under `alternates:`.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `enclosure` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        VideoTrack = "video-track", Note;
        /// - *Checks*: the file's name ends as its bytes want: `.mp3` for MP3, `.m4a` for AAC in MP4.
        /// - *Why*: apps and servers go by the name: a wrong one is announced as the wrong type and may not play.
        /// - *Remedy*: rename the file; if it is in a form that apps do not play, export it again.
        /// - *Source*: Apple, "A Podcaster's Guide to RSS", `enclosure` <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>.
        WrongExtension = "wrong-extension", Error;
    }
}
