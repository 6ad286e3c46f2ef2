//! The sound of a recording with a gain and a limiter, as an encoder gets it.

use std::io;

use crate::media::sound::meter::grid_meter::GridMeter;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::studio::limiter::{Limited, Limiter};
use crate::studio::local_ceilings::LocalCeilings;
use crate::studio::sound_file::SoundFile;

/// How the sound is turned up and held back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    /// One gain for all of it.
    pub(crate) gain: Decibels,
    /// Where the limiter begins, before the makeup.
    pub(crate) ceiling: TruePeak,
    /// What is added behind the limiter, for what the encoder takes away.
    pub(crate) makeup: Decibels,
}

/// All that decides how loud each moment comes out.
#[derive(Clone, Copy)]
pub(crate) struct RenderLevels<'l> {
    /// What holds for all of it.
    pub(crate) setting: Setting,
    /// Where it is held back further.
    pub(crate) local: &'l LocalCeilings,
}

/// What came out of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rendered {
    /// Loudness before the makeup; `None` where it is silent.
    pub(crate) loudness: Option<Loudness>,
    /// What the limiter did.
    pub(crate) limited: Limited,
}

/// Goes through the sound once. `sink` gets what an encoder is given, piece by piece.
///
/// # Errors
/// Where the file cannot be read, and as `sink` does.
#[expect(clippy::cast_possible_truncation, reason = "a gain of some decibels")]
pub(crate) fn render(
    sound: &SoundFile<'_>,
    RenderLevels { setting, local }: RenderLevels<'_>,
    sink: &mut dyn FnMut(Vec<Vec<f32>>) -> io::Result<()>,
) -> io::Result<Rendered> {
    let factor = |gain: Decibels| 10f64.powf(gain.get() / 20.0) as f32;
    let (gain, makeup) = (factor(setting.gain), factor(setting.makeup));
    let mut limiter = Limiter::new(setting.ceiling.amplitude(), local, sound.sample_rate, sound.channels);
    let mut meter = GridMeter::new(sound.sample_rate, sound.channels, Segmenting::new(sound.sample_rate));
    let mut late = limiter.delay();
    let mut give = |mut planes: Vec<Vec<f32>>| {
        let early = late.min(planes.first().map_or(0, Vec::len));
        late -= early;
        for plane in &mut planes {
            plane.drain(..early);
        }
        meter.push(&planes.iter().map(Vec::as_slice).collect::<Vec<_>>());
        planes.iter_mut().flatten().for_each(|sample| *sample *= makeup);
        sink(planes)
    };
    sound.each(&mut |mut planes| {
        planes.iter_mut().flatten().for_each(|sample| *sample *= gain);
        give(limiter.push(&planes))
    })?;
    let rest = limiter.push(&vec![vec![0.0; limiter.delay()]; sound.channels]);
    give(rest)?;
    let loudness = meter.finish().facts(sound.sample_rate).integrated;
    Ok(Rendered { loudness, limited: limiter.finish() })
}
