//! Who made a show, where people talk about it, and how they support it.

pub mod chat;
pub mod episode_people;
pub mod funding;
pub mod location;
pub mod person;
pub mod social;
pub mod value;
