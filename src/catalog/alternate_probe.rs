//! What was found in another form of an episode when its file was read.

use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_length::AudioLength;

/// What a file shows beside the facts that podcast.lock keeps.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AlternateProbe {
    /// How long its sound is; `None` where nobody looked into it.
    pub length: Option<AudioLength>,
    /// What is wrong with it.
    pub faults: Vec<AudioFault>,
}
