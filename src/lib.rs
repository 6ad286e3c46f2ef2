//! podwright: a command-line publisher for podcasts. ARCHITECTURE.md says how the rooms fit together.

pub mod catalog;
pub mod check;
pub mod cli;
pub mod display;
pub mod engine;
pub mod error;
pub mod feed;
pub mod layout;
pub mod lock;
pub mod media;
pub mod model;
pub mod output;
pub mod report;
pub mod seal;
pub mod serve;
pub mod site;
pub mod source;
pub mod tag;
pub mod world;

pub use cli::run;
