//! Room for what the template engine does by recursion: reading a chain of operators, and letting go of a list in a list in a list.

use std::io;
use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// How much room there is. // bytes
///
/// A template of [`TEXT_MAX`] bytes nests no deeper than it is long, a level takes less than 1 KiB, and what a page of a million steps
/// nests takes less than that. Room that is not used takes no memory.
///
/// [`TEXT_MAX`]: crate::site::templates::TEXT_MAX
const STACK: usize = 256 << 20;

/// Does some work where there is that much room, whatever the thread that asks for it has left.
///
/// # Errors
/// Where the system has no room for another thread.
pub(in crate::site) fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    scope(|scope| {
        let thread = Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(left: u32) -> u32 {
        if left == 0 { 0 } else { std::hint::black_box(depth(left - 1)) + 1 }
    }

    #[test]
    fn there_is_room_that_a_thread_does_not_have() {
        assert_eq!(with_deep_stack(|| depth(500_000)).unwrap(), 500_000);
    }
}
