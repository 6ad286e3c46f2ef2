//! Any target, by the name in `PODWRIGHT_FUZZ`: one program, which is built once. `fuzz/run` calls it.
#![no_main]

use std::fs;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/fuzz/http.rs"]
mod http;
#[allow(dead_code, reason = "a test of its own stands in it")]
#[path = "../../tests/fuzz/markup.rs"]
mod markup;
#[path = "../../tests/fuzz/seeds.rs"]
mod seeds;
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

static TARGET: OnceLock<&'static targets::Target> = OnceLock::new();

/// Chooses the target, and puts its seeds into its corpus.
fn begin() {
    let name = std::env::var("PODWRIGHT_FUZZ").expect("PODWRIGHT_FUZZ names a target");
    let target = targets::TARGETS.iter().find(|target| target.name == name).expect("PODWRIGHT_FUZZ names a target of tests/fuzz");
    let corpus = format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(&corpus).unwrap();
    for (number, seed) in seeds::seeds_of(target).into_iter().enumerate() {
        fs::write(format!("{corpus}/seed-{number}"), seed.bytes).unwrap();
    }
    // what is made once for all inputs is no cost of the first
    (target.feed)(b"");
    let _ = TARGET.set(target);
}

fuzz_target!(
    init: begin(),
    |bytes: &[u8]| {
        if let Some(target) = TARGET.get() {
            (target.feed)(bytes);
        }
    }
);
