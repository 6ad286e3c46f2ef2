//! Tags: wanted against found, the difference, and applying it so that no harm is done.
