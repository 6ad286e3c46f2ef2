//! Whether what an encoder made is the recording that it was given: the right format, every frame there, to the sample as long.

use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
use crate::model::media::audio_fault::AudioFaultKind;
use crate::studio::sound_file::SoundFile;
use crate::studio::wanted::Encoding;

use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// Faults that a recording has before it is encoded as well as afterwards: they are heard, and no encoder makes them.
const HEARD: [AudioFaultKind; 6] = [
    AudioFaultKind::SilentChannel,
    AudioFaultKind::OppositePhase,
    AudioFaultKind::ChannelImbalance,
    AudioFaultKind::Dropout,
    AudioFaultKind::LevelJump,
    AudioFaultKind::ToneNotSpeech,
];

/// What is wrong with a result, in words; none where it is proved.
pub(crate) fn flaw(found: &AudioProbe, sound: &SoundFile<'_>, encoding: Encoding) -> Option<String> {
    let facts = &found.facts;
    let form = match encoding {
        Encoding::Mp3 => (Container::Mp3, Codec::Mp3),
        Encoding::M4a => (Container::Mp4, Codec::AacLc),
        Encoding::Wav => (Container::Wav, Codec::Pcm),
    };
    if (facts.container, facts.codec) != form {
        return Some(format!("it is {} in {}", facts.codec, facts.container));
    }
    if (facts.length.sample_rate, usize::from(facts.channels)) != (sound.sample_rate, sound.channels) {
        let (rate, channels) = (facts.length.sample_rate, facts.channels);
        return Some(format!("it has {channels} channels at {rate} Hz, not {} at {} Hz", sound.channels, sound.sample_rate));
    }
    if facts.length.samples != sound.frames() {
        return Some(format!("it lasts {} samples, not {}", facts.length.samples, sound.frames()));
    }
    if found.encoder_checksum == EncoderChecksum::Differs {
        return Some("its own checksum does not match".to_owned());
    }
    let fault = found.faults.iter().find(|fault| !HEARD.contains(&fault.kind) && fault.kind != AudioFaultKind::WrongExtension);
    fault.map(|fault| fault.message.clone())
}
