//! Whose a recording is, who may do what with it, and what else is noted with it: kept on the copy that takes its place, or refused before
//! anything starts. On a disk of its own, since not every disk knows all of it.

use std::process::Output;

use crate::mounts::{in_own_mounts, part, program};
use crate::publication::Publication;

/// Runs a script in a show on a disk of ext4 of its own.
#[track_caller]
fn on_ext4(work: &Publication, script: &str) -> Output {
    work.restore();
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "
        program=$1 show=$2 image=$3
        truncate -s 1G $image
        mkfs.ext4 -q $image
        mount -o loop $image /mnt
        cp -a $show /mnt/show
        cp $program /mnt/podwright
        cd /mnt/show
        # As somebody without a name and without rights, of the group 2345.
        somebody() {{ setpriv --reuid=4321 --regid=2345 --clear-groups --inh-caps=-all --bounding-set=-all \"$@\"; }}
        told() {{ printf -- '-- %s\\n' $1; shift; \"$@\" 2>&1 || echo code $?; }}
        whose() {{ stat -c '%n %u %g %a' episodes/*/audio.* && python3 -c 'import glob, os
for path in sorted(glob.glob(\"episodes/*/audio.*\")): print(path, [os.getxattr(path, name) for name in os.listxattr(path)])'; }}
        printf '\\n'
        {script}
        printf -- '-- all\\n'; printf '\\nend\\n'"
    );
    in_own_mounts(&script, &[&program(), &work.show.path(""), &folder.path().join("image")])
}

#[test]
#[ignore = "mounts a disk; run by tests/run"]
fn owner_group_permissions_and_attributes_stay_with_a_recording() {
    let work = Publication::new();
    let output = on_ext4(
        &work,
        "
        chown 1234:2345 episodes/*/audio.*
        chown 7:8 episodes/two/audio.mp3
        chmod 0640 episodes/*/audio.*
        chmod 0604 episodes/three/audio.mp3
        python3 -c 'import os; os.setxattr(\"episodes/four/audio.mp3\", \"user.origin\", b\"studio 2\")'
        told before whose
        told inodes stat -c '%i' episodes/*/audio.*
        told build /mnt/podwright build
        told after whose
        told inodes-after stat -c '%i' episodes/*/audio.*",
    );
    let before = part(&output, "before");
    assert!(before.contains("two/audio.mp3 7 8 640") && before.contains("three/audio.mp3 1234 2345 604"), "{before}");
    assert!(before.contains("episodes/four/audio.mp3 [b'studio 2']"), "{before}");
    assert_eq!(part(&output, "after"), before);
    let (old, new) = (part(&output, "inodes"), part(&output, "inodes-after"));
    assert!(old.lines().all(|inode| !new.lines().any(|other| other == inode)), "all six were replaced: {old} {new}");
}

#[test]
#[ignore = "mounts a disk; run by tests/run"]
fn an_owner_that_cannot_be_kept_is_told_and_a_group_that_cannot_be_is_refused() {
    let work = Publication::new();
    let output = on_ext4(
        &work,
        "
        rm -rf feed .podwright
        chmod -R a+rwX .
        chown 4321:2345 episodes/*/audio.*
        chown 1234:2345 episodes/two/audio.mp3
        chown 4321:9999 episodes/six/audio.m4a
        chmod 0666 episodes/six/audio.m4a
        cp -a episodes /mnt/before
        told refused somebody /mnt/podwright tag six
        told leftovers find . -name '.podwright-*'
        told differing diff -r episodes /mnt/before
        chgrp 2345 episodes/six/audio.m4a
        told told somebody /mnt/podwright tag
        told after whose",
    );
    let refused = part(&output, "refused");
    assert!(refused.contains("`/mnt/show/episodes/six/audio.m4a` belongs to a group that you are not in"), "{refused}");
    assert!(refused.ends_with("code 3\n"), "{refused}");
    assert_eq!((part(&output, "leftovers"), part(&output, "differing")), (String::new(), String::new()));
    let told = part(&output, "told");
    let warnings: Vec<&str> = told.lines().filter(|line| line.starts_with("warning: `episodes/")).collect();
    assert_eq!(warnings.len(), 1, "{told}");
    assert!(warnings[0].starts_with("warning: `episodes/two/audio.mp3` belonged to somebody else and is yours now"), "{told}");
    assert!(told.contains("tagged 6 files"), "{told}");
    let after = part(&output, "after");
    assert_eq!(after.matches("4321 2345").count(), 6, "{after}");
}

#[test]
#[ignore = "mounts a disk; run by tests/run"]
fn what_is_immutable_or_may_only_be_appended_to_is_refused_before_anything_starts() {
    let work = Publication::new();
    let output = on_ext4(
        &work,
        "
        for place in episodes/six/audio.m4a episodes/six; do
          for flag in i a; do
            chattr +$flag $place
            told $flag-$place /mnt/podwright build
            chattr -$flag $place
          done
        done
        told differing diff -rq $show /mnt/show --exclude .podwright
        told next /mnt/podwright build",
    );
    for place in ["episodes/six/audio.m4a", "episodes/six"] {
        for flag in ["i", "a"] {
            let said = part(&output, &format!("{flag}-{place}"));
            let words =
                format!("error: `/mnt/show/{place}` is not yours to change: it belongs to somebody else, or is protected");
            assert!(said.contains(&words) && said.ends_with("code 3\n"), "{flag} {place}: {said}");
        }
    }
    assert_eq!(part(&output, "differing"), "");
    assert!(part(&output, "next").contains("tagged 6 files"), "{}", part(&output, "next"));
}

#[test]
#[ignore = "mounts a disk; run by tests/run"]
fn a_recording_behind_a_link_is_replaced_where_it_really_stands() {
    let work = Publication::new();
    let output = on_ext4(
        &work,
        "
        mkdir recordings
        mv episodes/one/audio.mp3 recordings/one.mp3
        ln -s ../../recordings/one.mp3 episodes/one/audio.mp3
        told build /mnt/podwright build
        told link readlink episodes/one/audio.mp3
        told head head -c 3 recordings/one.mp3
        printf '\\n'
        told same stat -c %i recordings/one.mp3 feed/media/one.mp3
        told names find recordings",
    );
    let said = part(&output, "build");
    assert!(said.contains("tagged 6 files"), "{said}");
    assert_eq!(part(&output, "link"), "../../recordings/one.mp3\n");
    assert_eq!(part(&output, "head"), "ID3\n");
    let same = part(&output, "same");
    let inodes: Vec<&str> = same.lines().collect();
    assert_eq!(inodes.first(), inodes.get(1), "the feed serves the recording itself");
    assert_eq!(part(&output, "names"), "recordings\nrecordings/one.mp3\n");
}
