//! A recording as a picture: short-term loudness over the wave, with the loudness that is wanted, true peaks, silences and chapters, so that
//! a producer sees where it is too quiet.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places in a picture of a fixed size"
)]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use plotters::backend::BitMapBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle, TriangleMarker};
use plotters::style::{Color, RGBAColor, RGBColor, ShapeStyle, WHITE};

use crate::media::probe::audio_probe::{AudioProbe, AudioTimeline};
use crate::model::media::audio_facts::{AudioFacts, DUAL_MONO};
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::model::settings::check_settings::DEFAULT_LOUDNESS;
use crate::model::time::timestamp::Timestamp;
use crate::report::lettering::Letters;

/// Size of the picture (pixels).
const SIZE: (u32, u32) = (1600, 800);
/// Where the chart lies: left, top, right, bottom (pixels).
const CHART: (i32, i32, i32, i32) = (96, 128, 1576, 664);
/// The loudness at the top of the chart.
const LOUDNESS_TOP: Loudness = Loudness::from_lufs(0.0);
/// From there to the bottom of the chart.
const LOUDNESS_RANGE: Decibels = Decibels::new(48.0);
/// How far the loudness may be off, as the rule on loudness has it.
const TOLERANCE: Decibels = Decibels::new(1.0);
/// A true peak above this is marked. // EBU R128 and Apple
const PEAK_MAX: TruePeak = TruePeak::from_dbtp(-1.0);
/// A wave below this is silent. // -60 dBFS
const SILENT: f32 = 0.001;
/// A silence shorter than this is a breath. // tenths of a second
const SILENCE_MIN: usize = 10;
/// Height of a line of text (pixels).
const LINE_HEIGHT: i32 = 18;
/// What stands for a character that the typeface lacks.
const UNKNOWN: &str = "?";

// Colours that also people tell apart who see red and green alike (Okabe and Ito), each at least 3:1 against white where it carries meaning.
const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);
const FAINT: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);
const WAVE: RGBColor = RGBColor(0xB8, 0xC4, 0xCE);
const LINE: RGBColor = RGBColor(0x00, 0x5A, 0x96);
const BAND: RGBColor = RGBColor(0x00, 0x9E, 0x73);
const PEAK: RGBColor = RGBColor(0xC0, 0x3A, 0x00);
const SILENCE: RGBColor = RGBColor(0xE6, 0x9F, 0x00);
const CHAPTER: RGBColor = RGBColor(0x7A, 0x2E, 0x73);

type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;
/// Drawing into memory cannot fail, but says that it can.
type Drawn = Result<(), String>;

/// A PNG of this recording; `None` where its timeline was not measured. An error only where the picture cannot be encoded.
pub fn plot(name: &str, probe: &AudioProbe) -> Option<Result<Vec<u8>, String>> {
    let timeline = probe.timeline.as_ref().filter(|timeline| !timeline.ticks.is_empty())?;
    Some(picture(name, probe, timeline))
}

fn picture(name: &str, probe: &AudioProbe, timeline: &AudioTimeline) -> Result<Vec<u8>, String> {
    let mut pixels = vec![0; 3 * SIZE.0 as usize * SIZE.1 as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area();
        let chart = Chart {
            area: &area,
            letters: Letters::of_height(LINE_HEIGHT as f32),
            seconds: probe.facts.length.seconds().max(0.1),
        };
        area.fill(&WHITE).map_err(|error| error.to_string())?;
        let titled = probe.tags.get("title").filter(|title| !title.trim().is_empty()).map(|title| format!("{title} ({name})"));
        chart.title(titled.as_deref().unwrap_or(name), &probe.facts)?;
        chart.silences(timeline)?;
        chart.grid()?;
        chart.wave(timeline)?;
        chart.band()?;
        chart.chapters(probe)?;
        chart.loudness(timeline, if probe.facts.channels == 1 { DUAL_MONO } else { Decibels::NONE })?;
        chart.peaks(timeline)?;
        chart.legend()?;
        area.present().map_err(|error| error.to_string())?;
    }
    let image = RgbImage::from_raw(SIZE.0, SIZE.1, pixels).ok_or("the picture has the wrong size")?;
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut png, ImageFormat::Png).map_err(|error| error.to_string())?;
    Ok(png.into_inner())
}

struct Chart<'a, 'b> {
    area: &'a Area<'b>,
    letters: Letters,
    seconds: f64,
}

impl Chart<'_, '_> {
    fn x(&self, seconds: f64) -> i32 {
        let (left, _, right, _) = CHART;
        left + (seconds / self.seconds * f64::from(right - left)).round().clamp(0.0, f64::from(right - left)) as i32
    }

    fn x_of_tenth(&self, tenth: usize) -> i32 {
        self.x(tenth as f64 / 10.0)
    }

    fn rectangle(&self, corners: [(i32, i32); 2], color: RGBAColor) -> Drawn {
        self.area.draw(&Rectangle::new(corners, color.filled())).map_err(|error| error.to_string())
    }

    fn line(&self, points: Vec<(i32, i32)>, style: ShapeStyle) -> Drawn {
        self.area.draw(&PathElement::new(points, style)).map_err(|error| error.to_string())
    }

    /// Text from its upper left corner; what is outside of the picture is left out.
    fn text(&self, (left, top): (i32, i32), text: &str, color: RGBColor) -> Drawn {
        let within = |place: i32, length: u32| u32::try_from(place).is_ok_and(|place| place < length);
        let mut drawn = Ok(());
        self.letters.draw((left as f32, top as f32), &Self::legible(text), |(x, y), covered| {
            if covered > 0 && within(x, SIZE.0) && within(y, SIZE.1) && drawn.is_ok() {
                drawn = self.area.draw_pixel((x, y), &color.mix(f64::from(covered) / 255.0)).map_err(|error| error.to_string());
            }
        });
        drawn
    }

    /// Width of text (pixels).
    fn width(&self, text: &str) -> i32 {
        self.letters.width(&Self::legible(text)).ceil() as i32
    }

    fn legible(text: &str) -> String {
        text.chars().map(|c| if Letters::has(c) { String::from(c) } else { UNKNOWN.to_owned() }).collect()
    }

    /// As much of the text as fits (pixels), with dots where it was cut; empty where not even a letter fits.
    fn fitting(&self, text: &str, room: i32) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let room = room - self.width("...");
        let mut width = 0.0;
        let fits = |character: &char| {
            width += self.letters.width(&Self::legible(&character.to_string()));
            width <= room as f32
        };
        let kept: String = text.chars().take_while(fits).collect();
        if kept.is_empty() { kept } else { format!("{}...", kept.trim_end()) }
    }

    fn title(&self, name: &str, facts: &AudioFacts) -> Drawn {
        let mut parts = vec![Timestamp::from_millis(facts.length.millis()).to_string()];
        let levels = facts.loudness.as_ref();
        parts.extend(facts.heard_loudness().map(|loudness| format!("{loudness:.1}")));
        parts.extend(levels.and_then(|levels| levels.range).map(|range| format!("range {range:.1} LU")));
        parts.extend(levels.and_then(|levels| levels.true_peak).map(|peak| format!("true peak {peak:.1}")));
        self.text((CHART.0, 16), &self.fitting(name, CHART.2 - CHART.0), INK)?;
        self.text((CHART.0, 40), &parts.join("   "), INK)
    }

    fn grid(&self) -> Drawn {
        let (left, top, right, bottom) = CHART;
        for step in 0..=8 {
            let loudness = LOUDNESS_TOP + Decibels::new(-6.0 * f64::from(step));
            let y = y_of(loudness);
            self.line(vec![(left, y), (right, y)], FAINT.stroke_width(1))?;
            let label = format!("{:.0}", loudness.lufs());
            self.text((left - 12 - self.width(&label), y - LINE_HEIGHT / 2), &label, INK)?;
        }
        self.text((left - 12 - self.width("LUFS"), top - 32), "LUFS", INK)?;
        let step = time_step(self.seconds);
        let mut seconds = 0.0;
        while seconds <= self.seconds {
            let (x, label) = (self.x(seconds), clock(seconds, self.seconds));
            self.line(vec![(x, bottom), (x, bottom + 8)], INK.stroke_width(1))?;
            self.text((x - self.width(&label) / 2, bottom + 14), &label, INK)?;
            seconds += step;
        }
        self.line(vec![(left, top), (left, bottom), (right, bottom)], INK.stroke_width(1))
    }

    /// The wave, the height of the chart at full scale.
    fn wave(&self, timeline: &AudioTimeline) -> Drawn {
        let (left, top, right, bottom) = CHART;
        let (middle, half) = (i32::midpoint(top, bottom), f64::from(bottom - top) / 2.0);
        let y = |sample: f32| middle - (f64::from(sample.clamp(-1.0, 1.0)) * half).round() as i32;
        let per_column = timeline.ticks.len() as f64 / f64::from(right - left);
        for column in 0..right - left {
            let from = (f64::from(column) * per_column) as usize;
            let to = ((f64::from(column + 1) * per_column).ceil() as usize).clamp(from + 1, timeline.ticks.len().max(from + 1));
            let part = timeline.ticks.get(from..to).unwrap_or_default();
            let (low, high) = part.iter().fold((0f32, 0f32), |(low, high), tick| (low.min(tick.low), high.max(tick.high)));
            // What is right and below is left out by the library.
            self.rectangle([(left + column, y(high)), (left + column + 1, y(low) + 1)], WAVE.mix(1.0))?;
        }
        Ok(())
    }

    fn band(&self) -> Drawn {
        let (left, _, right, _) = CHART;
        let (top, bottom) = (y_of(DEFAULT_LOUDNESS + TOLERANCE), y_of(DEFAULT_LOUDNESS + -TOLERANCE));
        self.rectangle([(left, top), (right, bottom)], BAND.mix(0.35))
    }

    /// A break in the line is silence.
    fn loudness(&self, timeline: &AudioTimeline, gain: Decibels) -> Drawn {
        let mut points = Vec::new();
        for (tenth, loudness) in timeline.short_term.iter().enumerate() {
            match loudness {
                Some(loudness) => points.push((self.x_of_tenth(tenth), y_of(*loudness + gain))),
                None => self.line(std::mem::take(&mut points), LINE.stroke_width(3))?,
            }
        }
        self.line(points, LINE.stroke_width(3))
    }

    /// The highest, with its value, and wherever the limit is passed.
    fn peaks(&self, timeline: &AudioTimeline) -> Drawn {
        let limit = PEAK_MAX.amplitude();
        let mark = |tenth: usize| {
            let marker = TriangleMarker::new((self.x_of_tenth(tenth), CHART.1 - 8), -8, PEAK.filled());
            self.area.draw(&marker).map_err(|error| error.to_string())
        };
        for (tenth, _) in timeline.ticks.iter().enumerate().filter(|(_, tick)| f64::from(tick.peak) > limit) {
            mark(tenth)?;
        }
        let Some((tenth, highest)) = timeline.ticks.iter().enumerate().max_by(|(_, a), (_, b)| a.peak.total_cmp(&b.peak)) else {
            return Ok(());
        };
        if highest.peak <= 0.0 {
            return Ok(());
        }
        mark(tenth)?;
        let label = format!("{:.1}", TruePeak::of_amplitude(f64::from(highest.peak)));
        // above the markers, which may stand close together
        let width = self.width(&label);
        let x = (self.x_of_tenth(tenth) - width / 2).clamp(CHART.0, CHART.2 - width);
        self.text((x, CHART.1 - 40), &label, PEAK)
    }

    fn silences(&self, timeline: &AudioTimeline) -> Drawn {
        let mut tenth = 0;
        for run in timeline.ticks.chunk_by(|a, b| (a.peak < SILENT) == (b.peak < SILENT)) {
            if run.len() >= SILENCE_MIN && run.iter().all(|tick| tick.peak < SILENT) {
                let corners = [(self.x_of_tenth(tenth), CHART.1), (self.x_of_tenth(tenth + run.len()), CHART.3)];
                self.rectangle(corners, SILENCE.mix(0.4))?;
            }
            tenth += run.len();
        }
        Ok(())
    }

    /// A line and a number for each, and its title where there is room before the next.
    fn chapters(&self, probe: &AudioProbe) -> Drawn {
        let places: Vec<i32> = probe.chapters.iter().map(|chapter| self.x(chapter.start.as_seconds())).collect();
        for (index, chapter) in probe.chapters.iter().enumerate() {
            let x = places[index];
            self.line(vec![(x, CHART.1), (x, CHART.3)], CHAPTER.stroke_width(1))?;
            let room = places.get(index + 1).copied().unwrap_or(CHART.2) - x - 8;
            let title = format!("{}. {}", index + 1, chapter.title);
            let number = (index + 1).to_string();
            let label =
                [self.fitting(&title, room), number].into_iter().find(|label| !label.is_empty() && self.width(label) <= room);
            if let Some(label) = label {
                self.text((x + 4, CHART.3 - 24), &label, CHAPTER)?;
            }
        }
        Ok(())
    }

    fn legend(&self) -> Drawn {
        let entries = [
            (LINE.mix(1.0), "loudness (3 s)".to_owned()),
            (BAND.mix(0.5), format!("wanted: {DEFAULT_LOUDNESS:.0}, give or take {TOLERANCE:.0}")),
            (WAVE.mix(1.0), "wave".to_owned()),
            (PEAK.mix(1.0), format!("highest true peak, and above {PEAK_MAX:.0}")),
            (SILENCE.mix(0.5), "silence".to_owned()),
            (CHAPTER.mix(1.0), "chapter".to_owned()),
        ];
        let (mut x, y) = (CHART.0, CHART.3 + 64);
        for (color, label) in entries {
            self.rectangle([(x, y), (x + 20, y + LINE_HEIGHT)], color)?;
            self.text((x + 28, y), &label, INK)?;
            x += 28 + self.width(&label) + 28;
        }
        Ok(())
    }
}

fn y_of(loudness: Loudness) -> i32 {
    let (_, top, _, bottom) = CHART;
    let share = (LOUDNESS_TOP - loudness).get() / LOUDNESS_RANGE.get();
    top + (share.clamp(0.0, 1.0) * f64::from(bottom - top)).round() as i32
}

/// Seconds between two times below the chart: at most twelve of them.
fn time_step(seconds: f64) -> f64 {
    [1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0, 21_600.0]
        .into_iter()
        .find(|step| seconds / step <= 12.0)
        .unwrap_or(seconds / 12.0)
}

fn clock(seconds: f64, all: f64) -> String {
    let whole = seconds.round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if all >= 3600.0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::probe::audio_probe::Tick;
    use crate::model::media::chapter::FoundChapter;
    use crate::report::probe::testing::three;

    /// A minute: ten seconds of silence, then sound at the loudness that is wanted, with one peak too high.
    fn probe() -> AudioProbe {
        let [first, ..] = three();
        let mut probe = first.found.unwrap();
        probe.facts.length.samples = 60 * 44_100;
        probe.facts.channels = 2;
        let mut ticks = vec![Tick::default(); 100];
        ticks.extend([Tick { low: -0.5, high: 0.5, peak: 0.5 }; 500]);
        ticks[300].peak = 0.95;
        let mut short_term = vec![None; 100];
        short_term.extend([Some(Loudness::from_lufs(-16.0)); 500]);
        let chapter = |millis, title: &str| FoundChapter {
            start: Timestamp::from_millis(millis),
            title: title.to_owned(),
            ..FoundChapter::default()
        };
        probe.chapters = vec![chapter(0, "Croeso, tŷ bach"), chapter(20_000, &"long ".repeat(100)), chapter(59_900, "End")];
        probe.timeline = Some(AudioTimeline { short_term, ticks });
        probe
    }

    fn drawn(probe: &AudioProbe) -> RgbImage {
        let png = plot("a.mp3", probe).unwrap().unwrap();
        image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap().into_rgb8()
    }

    fn is_near(image: &RgbImage, at: (i32, i32), color: RGBColor) -> bool {
        let pixel = image.get_pixel(at.0 as u32, at.1 as u32).0;
        pixel.iter().zip([color.0, color.1, color.2]).all(|(found, wanted)| found.abs_diff(wanted) < 24)
    }

    #[test]
    fn shows_loudness_silence_peaks_and_chapters_where_they_are() {
        let (image, middle) = (drawn(&probe()), i32::midpoint(CHART.1, CHART.3));
        assert_eq!(image.dimensions(), SIZE);
        let x = |seconds: f64| CHART.0 + (seconds / 60.0 * f64::from(CHART.2 - CHART.0)) as i32;
        assert!(is_near(&image, (x(40.0), y_of(Loudness::from_lufs(-16.0))), LINE), "the line lies in the middle of the band");
        assert!(!is_near(&image, (x(5.0), y_of(Loudness::from_lufs(-16.0))), LINE), "no line in silence");
        let silence = |at| is_near(&image, at, RGBColor(0xF5, 0xD9, 0x99));
        assert!(silence((x(5.0), middle + 30)) && !silence((x(40.0), middle + 30)));
        assert!(is_near(&image, (x(30.0), CHART.1 - 10), PEAK), "a peak above the limit");
        assert!(!is_near(&image, (x(50.0), CHART.1 - 10), PEAK));
        assert!(is_near(&image, (x(20.0), CHART.3 - 60), CHAPTER), "a chapter's line");
        assert!(is_near(&image, (x(40.0), middle + 20), WAVE) && !is_near(&image, (x(40.0), CHART.3 - 60), WAVE));
    }

    #[test]
    fn the_same_recording_gives_the_same_picture_and_what_was_not_measured_none() {
        let mut probe = probe();
        assert_eq!(plot("a.mp3", &probe), plot("a.mp3", &probe));
        probe.tags.insert("title".to_owned(), " ".to_owned());
        let untitled = plot("a.mp3", &probe);
        probe.tags.insert("title".to_owned(), "Croeso".to_owned());
        assert_ne!(plot("a.mp3", &probe), untitled, "the title is lettered");
        probe.timeline = None;
        assert_eq!(plot("a.mp3", &probe), None);
    }

    #[test]
    fn any_length_is_drawn() {
        let mut probe = probe();
        for tenths in [1, 3, 36_000, 432_000] {
            probe.facts.length.samples = tenths * 4410;
            let count = usize::try_from(tenths).unwrap();
            probe.timeline = Some(AudioTimeline {
                short_term: vec![Some(Loudness::from_lufs(3.0)); count],
                ticks: vec![Tick { low: -2.0, high: 2.0, peak: 2.0 }; count],
            });
            assert_eq!(drawn(&probe).dimensions(), SIZE);
        }
        assert!((time_step(3600.0) - 300.0).abs() < 1e-9 && (time_step(43_200.0) - 3600.0).abs() < 1e-9);
        assert_eq!((clock(65.0, 100.0), clock(3665.0, 4000.0)), ("1:05".to_owned(), "1:01:05".to_owned()));
    }
}
