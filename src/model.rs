//! The vocabulary: a show, its episodes, and the values they are made of. A value of these types is right by construction:
//! `FromStr` is the only door, and after it nobody checks again.

pub mod artwork;
pub mod audio_facts;
pub mod audio_fault;
pub mod audio_length;
pub mod byte_source;
pub mod category;
pub mod chapter;
pub mod check_settings;
pub mod digest;
pub mod episode;
pub mod episode_kind;
pub mod fault;
pub mod funding;
pub mod guid;
pub mod http_url;
pub mod language;
pub mod level;
pub mod lfs_pointer;
pub mod license;
pub mod moment;
pub mod output_file;
pub mod person;
pub mod place;
pub mod show;
pub mod show_path;
pub mod show_type;
pub mod slug;
pub mod tag_version;
pub mod text;
pub mod timestamp;
pub mod transcript;
