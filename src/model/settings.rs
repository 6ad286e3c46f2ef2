//! What a show asks of podwright and of apps: checks, levels, colours, services.

pub mod check_settings;
pub mod colour;
pub mod level;
pub mod publish_settings;
pub mod seed;
pub mod services;
pub mod spotify;
pub mod tag_version;
pub mod target_address;
pub mod theme;
pub mod theme_source;
