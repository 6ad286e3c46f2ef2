//! What each part of measuring a recording costs: `cargo bench --profile dist --bench audio`. The recording is an episode of the series; `benches/against`
//! compares the whole with other programs.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "bench code")]

use std::hint::black_box;
use std::io::Cursor;
use std::num::NonZeroU32;

use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use podwright::media::bytes::hashing::sha256;
use podwright::media::container::span::audio_span;
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::media::sound::meter::pieces;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;
use symphonia::core::io::MediaSourceStreamOptions;
use symphonia::core::meta::MetadataOptions;

/// Decodes a recording as the libraries do it, without a look at what comes out; its channels where they are wanted.
fn decode(bytes: &[u8], keep: bool) -> (NonZeroU32, Vec<Vec<f32>>) {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes.to_vec())), MediaSourceStreamOptions::default());
    let mut hint = Hint::new();
    hint.with_extension("mp3");
    let probe = symphonia::default::get_probe();
    let mut format = probe.probe(&hint, stream, FormatOptions::default(), MetadataOptions::default()).unwrap();
    let track = format.first_track(TrackType::Audio).unwrap();
    let parameters = track.codec_params.as_ref().unwrap().audio().unwrap().clone();
    let options = AudioDecoderOptions::default().gapless(false);
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(&parameters, &options).unwrap();
    let (mut planes, mut packet_planes) = (Vec::new(), Vec::new());
    while let Some(packet) = format.next_packet().unwrap() {
        let sound = black_box(decoder.decode(&packet).unwrap());
        if keep {
            sound.copy_to_vecs_planar::<f32>(&mut packet_planes);
            planes.resize_with(packet_planes.len(), Vec::new);
            planes.iter_mut().zip(&packet_planes).for_each(|(plane, more): (&mut Vec<f32>, &Vec<f32>)| plane.extend(more));
        }
    }
    (NonZeroU32::new(parameters.sample_rate.unwrap()).unwrap(), planes)
}

fn episode() -> Vec<u8> {
    let episodes = concat!(env!("CARGO_MANIFEST_DIR"), "/episodes");
    let mut folders: Vec<_> = std::fs::read_dir(episodes).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().find_map(|folder| std::fs::read(folder.join("audio.mp3")).ok()).unwrap()
}

fn bytes(criterion: &mut Criterion) {
    let file = episode();
    let mut group = criterion.benchmark_group("bytes");
    group.throughput(Throughput::Bytes(file.len() as u64)).sample_size(20);
    group.bench_function("walk", |bencher| bencher.iter(|| audio_span(&file).unwrap()));
    group.bench_function("hash", |bencher| bencher.iter(|| sha256(&file, &|_| ()).unwrap()));
    group.bench_function("no-loudness", |bencher| bencher.iter(|| probe(&file, None, Depth::NoLoudness, &|_| ()).unwrap()));
    group.sample_size(10);
    group.bench_function("decode", |bencher| bencher.iter(|| decode(&file, false)));
    group.bench_function("whole-check", |bencher| bencher.iter(|| probe(&file, None, Depth::Full, &|_| ()).unwrap()));
    group.finish();
}

fn samples(criterion: &mut Criterion) {
    let (rate, planes) = decode(&episode(), true);
    let mono = [planes[0].as_slice()];
    let stereo = [planes[0].as_slice(), planes[planes.len() - 1].as_slice()];
    for (name, planes) in [("mono", &mono[..]), ("stereo", &stereo[..])] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(planes[0].len() as u64)).sample_size(10);
        group.bench_function("energies", |bencher| bencher.iter(|| pieces::energies(rate, black_box(planes))));
        group.bench_function("peaks-silence-clipping", |bencher| bencher.iter(|| pieces::waves(rate, black_box(planes))));
        group.bench_function("true-peak-everywhere", |bencher| {
            bencher.iter(|| planes.iter().map(|plane| pieces::true_peak_everywhere(rate, black_box(plane))).sum::<f32>());
        });
        group.bench_function("everything", |bencher| bencher.iter(|| pieces::everything(rate, black_box(planes))));
        group.finish();
    }
}

criterion_group!(benches, bytes, samples);
criterion_main!(benches);
