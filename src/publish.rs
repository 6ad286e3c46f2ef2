//! Writing `feed/` and the lock: a plan, and applying it.
