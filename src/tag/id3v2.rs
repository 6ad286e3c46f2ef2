//! ID3v2 at the level of raw frames, so that what is not ours is kept byte for byte, even where no library understands it
//! (ID3v2.2, ID3v2.3 and ID3v2.4, <https://id3.org/Developer%20Information>). Our own frames are encoded by the id3 crate.

pub mod convert;
pub mod frame;
pub mod ours;
pub mod read;
pub mod upgrade;
pub mod value;
pub mod write;
