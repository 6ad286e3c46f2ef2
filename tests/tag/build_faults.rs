//! Whatever fails, and wherever the process dies, while a build tags six recordings and writes feed and lock: each file is the old one or
//! the new one, whole, and the next build finishes the work and leaves nothing behind.

use std::collections::BTreeSet;
use std::sync::Arc;

use podwright::error::Exit;

use crate::publication::{Ended, Publication};
use crate::support::count::{count, is_long, stride};
use crate::support::faulty_disk::{EIO, ENOSPC, Fault, FaultyDisk};

/// How many deaths.
const DEATHS: usize = 500;

/// What each step of the build writes, and to which file.
fn steps(work: &Publication) -> Vec<String> {
    work.restore();
    let disk = FaultyDisk::writing(Fault::Death, usize::MAX);
    let ended = work.build(Arc::new(disk.clone()));
    assert_eq!(ended.exit, Exit::Fine, "{}", ended.said);
    work.finished("an undisturbed build");
    disk.written()
}

#[test]
#[ignore = "builds a show a thousand times; run by tests/run"]
fn deaths_spread_over_a_build_harm_no_file() {
    let work = Publication::new();
    let steps = steps(&work);
    let deaths = count(DEATHS);
    assert!(steps.len() >= DEATHS, "there are {} places to die at", steps.len());
    let mut seen = BTreeSet::new();
    for point in 0..deaths {
        let at = point * steps.len() / deaths;
        let told = format!("death before step {at}, `{}`", steps[at]);
        work.restore();
        work.build(Arc::new(FaultyDisk::writing(Fault::Death, at)));
        seen.insert(work.whole(&told));
        work.finishes(&told);
    }
    let all: BTreeSet<_> = (0..=6).map(|tagged| (tagged, false)).chain([(6, true)]).collect();
    // Few deaths may miss one of the recordings.
    let least = if is_long() { all.len() } else { all.len() - 3 };
    assert!(seen.is_subset(&all) && seen.len() >= least, "the deaths are spread over all six recordings and the feed: {seen:?}");
}

#[test]
#[ignore = "builds a show over a hundred times; run by tests/run"]
fn a_build_that_dies_after_one_that_died_leaves_nothing_unowned() {
    let work = Publication::new();
    let steps = steps(&work);
    let places: Vec<usize> = (0..steps.len()).step_by(steps.len() / if is_long() { 8 } else { 3 }).collect();
    for first in &places {
        for second in &places {
            let told = format!("deaths before `{}`, and {second} steps into the next build", steps[*first]);
            work.restore();
            for at in [first, second] {
                work.build(Arc::new(FaultyDisk::writing(Fault::Death, *at)));
                work.whole(&told);
            }
            work.finishes(&told);
        }
    }
}

#[test]
#[ignore = "builds a show hundreds of times; run by tests/run"]
fn a_full_or_failing_disk_at_any_write_of_a_build_is_told_and_harms_no_file() {
    let work = Publication::new();
    let steps = steps(&work);
    let errors = [(ENOSPC, "no space left on device"), (EIO, "input/output error")];
    let all = steps.iter().enumerate().flat_map(|(at, step)| errors.map(|error| (at, step, error)));
    // Where bytes are written both come at every step, else one of the two.
    let writes = |step: &str| ["write", "append", "flush", "sync /"].iter().any(|kind| step.starts_with(kind));
    let chosen = all.filter(|(at, step, error)| writes(step) || *error == errors[at % 2]);
    for (at, step, (number, words)) in chosen.step_by(stride()) {
        let told = format!("{words} at step {at}, `{step}`");
        work.restore();
        let Ended { exit, said } = work.build(Arc::new(FaultyDisk::writing(Fault::Error(number), at)));
        if may_fail(step) && exit == Exit::Fine {
            work.finished(&told);
            continue;
        }
        assert_eq!(exit, Exit::Work, "{told}: {said}");
        let lines: Vec<&str> = said.lines().skip_while(|line| !line.starts_with("error: ")).collect();
        assert!(lines.len() > 1 && lines[1..].iter().any(|line| line.contains(words)), "{told}: {said}");
        work.whole(&told);
        let leftovers: Vec<String> = work.show.files().into_keys().filter(|path| path.contains("/.podwright-")).collect();
        assert_eq!(leftovers, Vec::<String>::new(), "{told}: the build itself has cleared up");
        work.finishes(&told);
    }
}

/// What costs time on the next run and nothing else; and a second name, where a copy serves as well.
fn may_fail(step: &str) -> bool {
    ["cache.json", "unchanged.json"].iter().any(|note| step.contains(note))
        || step.ends_with("/.podwright")
        || step.contains("/.podwright/pictures")
        || step.starts_with("hard link")
}
