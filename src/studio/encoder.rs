//! Programs that encode. They are not part of podwright because of their licences: LAME is LGPL, most builds of ffmpeg are GPL. What they make is decoded
//! and measured like any other recording, so none of them has to be believed.

use std::num::NonZeroU32;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::media::loudness::Decibels;
use crate::studio::wanted::Encoding;

/// A program that encodes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EncoderProgram {
    /// <https://lame.sourceforge.io>
    Lame,
    /// <https://ffmpeg.org>
    Ffmpeg,
    /// Part of macOS.
    Afconvert,
}

/// A program that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FoundEncoder {
    /// Which one.
    pub(crate) program: EncoderProgram,
    /// Where it is.
    pub(crate) path: Utf8PathBuf,
}

/// What goes into a program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Feed {
    /// A WAV file of floating-point samples, through standard input.
    WavPipe,
    /// The same samples without a header, through standard input.
    SamplePipe,
    /// A WAV file of floating-point samples on disk.
    WavFile,
}

/// What is to be encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct EncodingJob<'j> {
    /// As what.
    pub(crate) encoding: Encoding,
    /// Bit rate (kbit/s).
    pub(crate) kilobits: u32,
    /// Sample rate (Hz).
    pub(crate) sample_rate: NonZeroU32,
    /// Channels.
    pub(crate) channels: usize,
    /// The file to read, for programs that take no pipe.
    pub(crate) input: &'j Utf8Path,
    /// The file to write.
    pub(crate) output: &'j Utf8Path,
}

impl EncoderProgram {
    /// The programs for an encoding, the best first.
    pub(crate) fn of(encoding: Encoding) -> &'static [Self] {
        match encoding {
            Encoding::Mp3 => &[Self::Lame, Self::Ffmpeg],
            Encoding::M4a => &[Self::Ffmpeg, Self::Afconvert],
            Encoding::Wav => &[],
        }
    }

    /// Its name on PATH.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lame => "lame",
            Self::Ffmpeg => "ffmpeg",
            Self::Afconvert => "afconvert",
        }
    }

    /// What goes into it.
    pub(crate) fn feed(self) -> Feed {
        match self {
            Self::Lame => Feed::WavPipe,
            Self::Ffmpeg => Feed::SamplePipe,
            Self::Afconvert => Feed::WavFile,
        }
    }

    /// Its arguments. Each path stands where it cannot be taken for an option.
    pub(crate) fn arguments(self, job: &EncodingJob<'_>) -> Vec<String> {
        let EncodingJob { encoding, kilobits, sample_rate, channels, input, output } = *job;
        let (rate, kilo) = (sample_rate.to_string(), format!("{kilobits}k"));
        let words: Vec<String> = match self {
            Self::Lame => {
                let mode = if channels == 1 { "m" } else { "j" };
                // without `--resample` LAME chooses another sample rate for a low bit rate
                let kilohertz = format!("{}.{}", sample_rate.get() / 1000, sample_rate.get() % 1000 / 100);
                let fixed = ["--quiet", "--noreplaygain", "-q", "5", "-m", mode, "--cbr", "-b"];
                let given = [kilobits.to_string(), "--resample".to_owned(), kilohertz, "-".to_owned(), output.to_string()];
                fixed.into_iter().map(str::to_owned).chain(given).collect()
            }
            Self::Ffmpeg => {
                let channels = channels.to_string();
                let read =
                    ["-hide_banner", "-loglevel", "error", "-y", "-f", "f32le", "-ar", &rate, "-ac", &channels, "-i", "pipe:0"];
                let made: &[&str] = match encoding {
                    Encoding::M4a => &["-c:a", "aac", "-movflags", "+faststart", "-movie_timescale", &rate, "-f", "ipod"],
                    _ => &["-c:a", "libmp3lame", "-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3"],
                };
                // a name with a colon would be taken for an address
                let file = format!("file:{output}");
                let written = ["-map_metadata", "-1", "-b:a", &kilo, file.as_str()];
                read.into_iter().chain(made.iter().copied()).chain(written).map(str::to_owned).collect()
            }
            Self::Afconvert => {
                let bits = (kilobits * 1000).to_string();
                ["-f", "m4af", "-d", "aac", "-b", &bits, input.as_str(), output.as_str()].map(str::to_owned).to_vec()
            }
        };
        words
    }
}

/// What an encoder takes away, for which the sound is turned up before: LAME multiplies it by 0.95 up to 160 kbit/s, by 0.97 at 192 and by 0.98 at
/// 224 (`presets.c` of LAME 3.100), with whatever program it is called.
pub(crate) fn makeup(encoding: Encoding, kilobits: u32) -> Decibels {
    let scale: f64 = match (encoding, kilobits) {
        (Encoding::Mp3, ..=160) => 0.95,
        (Encoding::Mp3, ..=192) => 0.97,
        (Encoding::Mp3, ..=224) => 0.98,
        _ => 1.0,
    };
    Decibels::new(-20.0 * scale.log10())
}

/// The commands that install what is missing, one for each kind of system.
pub(crate) fn installing(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::M4a => {
            "install ffmpeg: `sudo apt install ffmpeg` on Debian and Ubuntu, `sudo dnf install ffmpeg-free` on Fedora, \
             `brew install ffmpeg` on macOS, `winget install ffmpeg` on Windows"
        }
        Encoding::Mp3 | Encoding::Wav => {
            "install LAME: `sudo apt install lame` on Debian and Ubuntu, `sudo dnf install lame` on Fedora, \
             `brew install lame` on macOS, `winget install ffmpeg` on Windows"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(program: EncoderProgram, encoding: Encoding, channels: usize) -> String {
        let (input, output) = (Utf8Path::new("/a/in.wav"), Utf8Path::new("/a/out"));
        let sample_rate = NonZeroU32::new(44_100).unwrap();
        let job = EncodingJob { encoding, kilobits: 96, sample_rate, channels, input, output };
        program.arguments(&job).join(" ")
    }

    #[test]
    fn each_program_is_told_rate_channels_and_file() {
        assert_eq!(
            words(EncoderProgram::Lame, Encoding::Mp3, 1),
            "--quiet --noreplaygain -q 5 -m m --cbr -b 96 --resample 44.1 - /a/out"
        );
        assert_eq!(
            words(EncoderProgram::Ffmpeg, Encoding::M4a, 2),
            "-hide_banner -loglevel error -y -f f32le -ar 44100 -ac 2 -i pipe:0 -c:a aac -movflags +faststart \
             -movie_timescale 44100 -f ipod -map_metadata -1 -b:a 96k file:/a/out"
        );
        assert_eq!(words(EncoderProgram::Afconvert, Encoding::M4a, 2), "-f m4af -d aac -b 96000 /a/in.wav /a/out");
    }

    #[test]
    fn what_lame_takes_away_is_made_up_for() {
        for (kilobits, decibels) in [(64, 0.4455), (160, 0.4455), (192, 0.2646), (224, 0.1755), (256, 0.0)] {
            assert!((makeup(Encoding::Mp3, kilobits).get() - decibels).abs() < 0.0001, "{kilobits}");
        }
        assert!(makeup(Encoding::M4a, 96).get().abs() < 1e-9);
    }
}
