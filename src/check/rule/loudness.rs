//! Rules on what one hears.

rules! {
    /// Rules on what one hears.
    LoudnessRule, "loudness" {
        /// - *Checks*: no three samples in a row stand at full scale.
        /// - *Why*: the recording was too hot: loud words crackle, and no tool can bring back what was cut off.
        /// - *Remedy*: lower the level before the limiter or the recorder, and export again; turning the file down does not help.
        /// - *Source*: EBU R 128 s2, streaming <https://tech.ebu.ch/publications/r128s2>.
        ClippedAudio = "clipped-audio", Warning;
        /// - *Checks*: the loudness is within 1 LU of what the show aims at (`checks: {loudness: -16}` unless it says otherwise).
        ///   Mono is counted as it is heard, on two loudspeakers: 3 LU louder than its single channel.
        /// - *Why*: the listener turns the volume up for one episode and is shouted at by the next; who hears badly hears nothing.
        /// - *Remedy*: change the level by what the message says, with a limiter where it is raised, and export again.
        /// - *Source*: Apple, "Audio requirements" (-16 LKFS, give or take 1 dB)
        ///   <https://podcasters.apple.com/support/893-audio-requirements>; EBU R 128 <https://tech.ebu.ch/publications/r128>.
        LoudnessOffTarget = "loudness-off-target", Warning;
        /// - *Checks*: the sound is not silent altogether.
        /// - *Why*: an export with the wrong track gives a file of the right length without a word.
        /// - *Remedy*: export again, with the right tracks switched on.
        /// - *Source*: EBU R 128 <https://tech.ebu.ch/publications/r128>.
        SilentAudio = "silent-audio", Error;
        /// - *Checks*: at most 2 seconds of silence after the last sound.
        /// - *Why*: the listener wonders whether the episode is over, and the next one waits.
        /// - *Remedy*: cut the end in the audio editor and export again.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        SilenceAtEnd = "silence-at-end", Warning;
        /// - *Checks*: at most 2 seconds of silence before the first sound.
        /// - *Why*: the listener thinks that the app hangs, and taps again.
        /// - *Remedy*: cut the start in the audio editor and export again; chapters and transcript move with it.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        SilenceAtStart = "silence-at-start", Warning;
        /// - *Checks*: no silence of more than 15 seconds inside.
        /// - *Why*: usually a track was muted by mistake, or a gap left in the edit; listeners stop there.
        /// - *Remedy*: listen to the place and close the gap.
        /// - *Source*: Apple, "Audio requirements" <https://podcasters.apple.com/support/893-audio-requirements>.
        SilenceInside = "silence-inside", Warning;
        /// - *Checks*: the true peak is at most -1 dBTP.
        /// - *Why*: between the samples the wave goes higher; phones and car radios distort there, and so does the next encoding.
        /// - *Remedy*: set the limiter to -1 dB true peak (-2 dB before MP3 or AAC, which add to it) and export again.
        /// - *Source*: EBU R 128, clause l <https://tech.ebu.ch/publications/r128>; ITU-R BS.1770, annex 2
        ///   <https://www.itu.int/rec/R-REC-BS.1770>.
        TruePeakTooHigh = "true-peak-too-high", Warning;
    }
}
