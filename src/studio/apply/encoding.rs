//! Renders the sound into a file: through an encoder, or as WAV by itself.

use std::io::{self, Write};
use std::time::Duration;

use camino::Utf8Path;

use crate::studio::apply::MasterJob;
use crate::studio::apply::scratch::Scratch;
use crate::studio::encoder::{EncodingJob, Feed, FoundEncoder};
use crate::studio::master_error::MasterError;
use crate::studio::rendering::{RenderLevels, Rendered, render};
use crate::studio::sound_file::SoundFile;
use crate::studio::wav::{Dither, HEADER, SampleKind, floats, header};
use crate::world::processes::programs::{ProgramCall, ProgramInput};

/// An encoder that reads nothing for so long has hung.
const PATIENCE: Duration = Duration::from_mins(5);
/// The longest that an encoder may take which reads a file: nobody sees how far it is. Ten hours of sound take some minutes.
const FILE_PATIENCE: Duration = Duration::from_hours(1);

/// Renders the sound into `output`. `heard` is told how many samples an encoder got.
pub(crate) fn encode(
    job: &MasterJob<'_>,
    scratch: &Scratch<'_>,
    sound: &SoundFile<'_>,
    levels: RenderLevels<'_>,
    output: &Utf8Path,
    heard: &(dyn Fn(u64) + Sync),
) -> Result<Rendered, MasterError> {
    let Some(encoder) = job.encoder else {
        return write_wav(job, sound, levels, (output, SampleKind::Whole16), heard);
    };
    let input = scratch.wav();
    let call = EncodingJob {
        encoding: job.wanted.encoding,
        kilobits: job.wanted.kilobits_for(sound.channels),
        sample_rate: sound.sample_rate,
        channels: sound.channels,
        input: &input,
        output,
    };
    let arguments = encoder.program.arguments(&call);
    if encoder.program.feed() == Feed::WavFile {
        let rendered = write_wav(job, sound, levels, (&input, SampleKind::Float32), heard)?;
        run(job, encoder, &arguments, (None, FILE_PATIENCE))?;
        // the next round writes it again
        let _ = job.disk.remove(&input);
        return Ok(rendered);
    }
    let mut rendered = None;
    let is_headed = encoder.program.feed() == Feed::WavPipe;
    let mut feed = |pipe: &mut dyn Write| {
        if is_headed {
            pipe.write_all(&header(SampleKind::Float32, sound.sample_rate, channels_of(sound), sound.frames()))?;
        }
        let mut bytes = Vec::new();
        rendered = Some(render(sound, levels, &mut |planes| {
            floats(&planes, &mut bytes);
            heard(planes.first().map_or(0, Vec::len) as u64);
            pipe.write_all(&bytes)
        })?);
        Ok(())
    };
    run(job, encoder, &arguments, (Some(&mut feed), PATIENCE))?;
    rendered.ok_or_else(|| MasterError::Encoder {
        program: encoder.program.name().to_owned(),
        said: "it ended before it had read all of the sound".to_owned(),
    })
}

fn run(
    job: &MasterJob<'_>,
    encoder: &FoundEncoder,
    arguments: &[String],
    (input, patience): (Option<&mut ProgramInput<'_>>, Duration),
) -> Result<(), MasterError> {
    let call = ProgramCall { program: &encoder.path, arguments, variables: &[], folder: None, patience };
    let program = || encoder.program.name().to_owned();
    match job.processes.run_quietly(&call, input) {
        Ok(end) if end.is_success => Ok(()),
        Ok(end) => Err(MasterError::Encoder { program: program(), said: last_line(&end.said) }),
        Err(source) => Err(MasterError::Start { program: program(), source }),
    }
}

/// What a program said last; the lines before are mostly about itself.
fn last_line(said: &str) -> String {
    said.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

fn write_wav(
    job: &MasterJob<'_>,
    sound: &SoundFile<'_>,
    levels: RenderLevels<'_>,
    (output, kind): (&Utf8Path, SampleKind),
    heard: &(dyn Fn(u64) + Sync),
) -> Result<Rendered, MasterError> {
    let frame = u64::from(kind.bytes()) * sound.channels as u64;
    if sound.frames().saturating_mul(frame) > u64::from(u32::MAX) - u64::from(HEADER) {
        return Err(MasterError::TooLongForWav);
    }
    let failed = |source: io::Error| MasterError::Disk { step: "write", path: output.to_owned(), source };
    let mut file = job.disk.create_new(output).map_err(failed)?;
    file.write_all(&header(kind, sound.sample_rate, channels_of(sound), sound.frames())).map_err(failed)?;
    let (mut bytes, mut dither) = (Vec::new(), Dither::new());
    let rendered = render(sound, levels, &mut |planes| {
        match kind {
            SampleKind::Whole16 => dither.whole(&planes, &mut bytes),
            SampleKind::Float32 => floats(&planes, &mut bytes),
        }
        heard(planes.first().map_or(0, Vec::len) as u64);
        file.write_all(&bytes)
    });
    let rendered = rendered.map_err(failed)?;
    file.sync().map_err(failed)?;
    Ok(rendered)
}

/// One or two.
fn channels_of(sound: &SoundFile<'_>) -> u16 {
    if sound.channels == 1 { 1 } else { 2 }
}
