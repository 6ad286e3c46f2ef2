//! A first transcript, by a program of the producer's own: it gets the sound as speech recognition wants it, in a folder that goes away, and what it
//! writes is read as strictly as every other transcript.

use std::io::{self, Write};
use std::num::NonZeroU32;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use crate::media::fit::compare;
use crate::media::probe::probe_error::ProbeError;
use crate::media::probe::samples::{SamplesError, read_samples};
use crate::media::sound::meter::course::energies;
use crate::media::sound::meter::grid_meter::{GridMeter, Segmenting};
use crate::media::transcript::{TranscriptKind, parse};
use crate::model::files::byte_count::ByteCount;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::transcript::Transcript;
use crate::model::media::transcript_fit::TranscriptFit;
use crate::studio::folding::{at_most_two, to_mono};
use crate::studio::resampling::Resampling;
use crate::studio::transcription_error::TranscriptionError;
use crate::studio::wav::{Dither, SampleKind, header};
use crate::world::disk::{Disk, read_whole};
use crate::world::processes::Processes;
use crate::world::processes::programs::{ProgramCall, find};

/// What speech recognition is trained on (Hz).
const RATE: NonZeroU32 = NonZeroU32::new(16_000).expect("it is more than zero");
/// The longest that a program may take.
const PATIENCE: Duration = Duration::from_hours(24);
/// Silence that is written at once. // samples
const SILENCE: usize = 1 << 16;
/// The longest output that is read.
const OUTPUT_MAX: ByteCount = ByteCount::mebibytes(16);
/// Forms of output, the best first.
const KINDS: [TranscriptKind; 3] = [TranscriptKind::Vtt, TranscriptKind::Srt, TranscriptKind::Json];

/// A recording, and the program that listens to it.
pub(crate) struct TranscriptionJob<'j> {
    /// Where the files are.
    pub(crate) disk: &'j dyn Disk,
    /// What runs the program.
    pub(crate) processes: &'j dyn Processes,
    /// Where programs are looked for.
    pub(crate) search_path: &'j [Utf8PathBuf],
    /// The folder in which podwright was called.
    pub(crate) here: &'j Utf8Path,
    /// The show's folder, from which no program is taken by its name alone.
    pub(crate) root: &'j Utf8Path,
    /// The recording.
    pub(crate) recording: &'j Utf8Path,
    /// Its exact length.
    pub(crate) length: AudioLength,
    /// The command, with `{wav}` and `{out}`.
    pub(crate) command: &'j str,
    /// An empty folder that goes away.
    pub(crate) folder: &'j Utf8Path,
    /// Who may be heard.
    pub(crate) people: &'j [String],
    /// Told how many bytes of the recording are newly done.
    pub(crate) progress: &'j (dyn Fn(u64) + Sync),
}

/// What a program wrote.
pub(crate) struct Transcribed {
    /// The cues.
    pub(crate) transcript: Transcript,
    /// How they go with the sound.
    pub(crate) fit: TranscriptFit,
}

/// Runs the program.
///
/// # Errors
/// Where the recording cannot be decoded, or the program fails or writes nothing that can be read.
pub(crate) fn transcribe(job: &TranscriptionJob<'_>) -> Result<Transcribed, TranscriptionError> {
    let (wav, out) = (job.folder.join("sound.wav"), job.folder.join("out"));
    let words = words(job.command, &wav, &out, job.folder)?;
    let (name, arguments) = words.split_first().ok_or(TranscriptionError::Empty)?;
    let program = located(job, name)?;
    let tenths = write_sound(job, &wav)?;
    let call = ProgramCall { program: &program, arguments, variables: &[], folder: Some(job.folder), patience: PATIENCE };
    let end = job.processes.run_quietly(&call, None);
    let end = end.map_err(|source| TranscriptionError::Start { program: name.clone(), source })?;
    if !end.is_success {
        return Err(TranscriptionError::Failed { program: name.clone(), said: end.said });
    }
    let transcript = read(job, name)?;
    let fit = compare(&tenths, &transcript.cues);
    Ok(Transcribed { transcript, fit })
}

/// The words of the command, split as a shell splits them, with the paths in their places. A path is put in after the splitting, so whatever is in it
/// stays one word.
fn words(command: &str, wav: &Utf8Path, out: &Utf8Path, folder: &Utf8Path) -> Result<Vec<String>, TranscriptionError> {
    let words = shlex::split(command).ok_or(TranscriptionError::Quote)?;
    if !words.iter().skip(1).any(|word| word.contains("{wav}")) {
        return Err(TranscriptionError::NoPlace);
    }
    let filled =
        |word: &String| word.replace("{wav}", wav.as_str()).replace("{out}", out.as_str()).replace("{folder}", folder.as_str());
    let (first, rest) = words.split_first().ok_or(TranscriptionError::Empty)?;
    Ok(std::iter::once(first.clone()).chain(rest.iter().map(filled)).collect())
}

/// The program: a path is taken as it is, a name is looked for on the path, and never in the show.
fn located(job: &TranscriptionJob<'_>, name: &str) -> Result<Utf8PathBuf, TranscriptionError> {
    if name.contains(['/', '\\']) {
        return Ok(job.here.join(name));
    }
    let found = find(job.disk, job.search_path, name, Some(job.root));
    found.ok_or_else(|| TranscriptionError::NotFound { program: name.to_owned() })
}

/// Writes the sound for the program, and measures its tenths of a second.
fn write_sound(job: &TranscriptionJob<'_>, wav: &Utf8Path) -> Result<Vec<f32>, TranscriptionError> {
    let unreadable = |source| TranscriptionError::Disk { step: "read", path: job.recording.to_owned(), source };
    let unwritable = |source| TranscriptionError::Disk { step: "write", path: wav.to_owned(), source };
    let source = job.disk.open(job.recording).map_err(unreadable)?;
    let frames = job.length.samples_at(RATE);
    let mut file = job.disk.create_new(wav).map_err(unwritable)?;
    file.write_all(&header(SampleKind::Whole16, RATE, 1, frames)).map_err(unwritable)?;
    let mut meter = GridMeter::new(RATE, 1, Segmenting::new(RATE));
    let (mut dither, mut bytes, mut missing) = (Dither::new(), Vec::new(), frames);
    // the header says how many there are: of a damaged recording, what is missing in the end is silence
    let mut give = |planes: &mut [Vec<f32>]| {
        let room = usize::try_from(missing).unwrap_or(usize::MAX);
        for plane in planes.iter_mut() {
            plane.truncate(room);
        }
        missing -= planes.first().map_or(0, Vec::len) as u64;
        meter.push(&planes.iter().map(Vec::as_slice).collect::<Vec<_>>());
        dither.whole(planes, &mut bytes);
        file.write_all(&bytes).map(|()| missing)
    };
    let (mut resampling, mut failed) = (None::<Resampling>, None);
    let decoded = read_samples(source.as_ref(), &mut |format, planes, read| {
        (job.progress)(read);
        let ready = match &mut resampling {
            Some(resampling) => Ok(resampling),
            none => Resampling::new(format.sample_rate, RATE, 1).map(|new| none.insert(new)),
        };
        let ready = ready.and_then(|resampling| resampling.push(to_mono(at_most_two(format, planes))));
        let given = ready.map_err(TranscriptionError::from).and_then(|mut ready| give(&mut ready).map_err(unwritable));
        given.map(|_| ()).map_err(|error| {
            failed = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    decoded.map_err(|error| of_samples(error, unreadable))?;
    let Some(resampling) = resampling else {
        return Err(TranscriptionError::Recording(ProbeError::NotAudio { reason: "it has no sound".to_owned() }));
    };
    let mut left = give(&mut resampling.finish()?).map_err(unwritable)?;
    while left > 0 {
        let silence = vec![0.0; usize::try_from(left).unwrap_or(usize::MAX).min(SILENCE)];
        left = give(&mut [silence]).map_err(unwritable)?;
    }
    Ok(energies(&meter.finish().tenths))
}

fn of_samples(error: SamplesError, unreadable: impl Fn(io::Error) -> TranscriptionError) -> TranscriptionError {
    match error {
        SamplesError::Recording(error) => TranscriptionError::Recording(error),
        SamplesError::Io(source) => unreadable(source),
    }
}

/// What the program wrote into the folder, under whatever name.
fn read(job: &TranscriptionJob<'_>, program: &str) -> Result<Transcript, TranscriptionError> {
    let failed = |source| TranscriptionError::Disk { step: "read", path: job.folder.to_owned(), source };
    let names = job.disk.list(job.folder).map_err(failed)?;
    let of_kind = |kind: TranscriptKind| {
        let mut of_it = names.iter().filter(move |name| TranscriptKind::of_path(Utf8Path::new(name)) == Some(kind));
        of_it.next().map(|name| (name.clone(), kind))
    };
    let Some((name, kind)) = KINDS.into_iter().find_map(of_kind) else {
        return Err(TranscriptionError::NoOutput { program: program.to_owned() });
    };
    let bytes = read_whole(job.disk, &job.folder.join(&name), OUTPUT_MAX).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| TranscriptionError::Unreadable {
        program: program.to_owned(),
        reason: "it is not text in UTF-8".to_owned(),
    })?;
    match parse(&text, kind, job.people) {
        Ok(parsed) if parsed.transcript.cues.is_empty() => Err(TranscriptionError::NoOutput { program: program.to_owned() }),
        Ok(parsed) => Ok(parsed.transcript),
        Err(refused) => {
            let first = refused.errors.first();
            let reason = first.map(|error| format!("line {}: {}", error.line, error.message)).unwrap_or_default();
            Err(TranscriptionError::Unreadable { program: program.to_owned(), reason })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_one_word_whatever_is_in_it() {
        let (wav, out) = (Utf8Path::new("/a b/it's.wav"), Utf8Path::new("/a b/out"));
        let split = words("whisper-cli -m 'base en.bin' -f {wav} -of={out}", wav, out, Utf8Path::new("/a b")).unwrap();
        assert_eq!(split, ["whisper-cli", "-m", "base en.bin", "-f", "/a b/it's.wav", "-of=/a b/out"]);
        assert!(matches!(words("whisper -f", wav, out, out), Err(TranscriptionError::NoPlace)));
        assert!(matches!(words("whisper 'x {wav}", wav, out, out), Err(TranscriptionError::Quote)));
        assert!(matches!(words("{wav}", wav, out, out), Err(TranscriptionError::NoPlace)));
    }
}
