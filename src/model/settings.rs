//! What a show asks of podwright and of apps: checks, levels, colours, services.

pub mod check_settings;
pub mod colour;
pub mod level;
pub mod services;
pub mod spotify;
pub mod tag_version;
pub mod theme;
