//! Disks that are really small, really read-only, or really share blocks: mounted for the test, in a mount namespace of its own where nobody
//! else sees them. Whoever is not root becomes root of a user namespace, where tmpfs can be mounted; a disk in a file only root itself mounts,
//! so those tests fail for others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::publication::{Files, Publication, RECORDINGS};
use crate::support::show::files_in;

/// Runs a shell script as root of a mount namespace of its own; what is mounted there goes with it. `$1` and so on are the arguments.
#[track_caller]
pub(crate) fn in_own_mounts(script: &str, arguments: &[&Path]) -> Output {
    let is_root = fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).unwrap() == 0;
    let kind: &[&str] = if is_root { &["--mount"] } else { &["--mount", "--map-root-user"] };
    let mut command = Command::new("unshare");
    command.args(kind).args(["--propagation", "private", "sh", "-euc", script, "sh"]).args(arguments);
    let output = command.env("SOURCE_DATE_EPOCH", "1672531200").output().unwrap_or_else(|error| panic!("unshare: {error}"));
    // The last line says that the script came to its end: where nothing can be mounted, the test fails.
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.ends_with("\nend\n"), "{out}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_podwright"))
}

/// What a script printed between the marks `-- name`.
pub(crate) fn part(output: &Output, name: &str) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let after = text.split_once(&format!("-- {name}\n")).unwrap_or_else(|| panic!("{name} of {text}")).1;
    after.split("-- ").next().unwrap().to_owned()
}

/// A show whose recordings are large beside everything else in it: 600 kB each.
fn heavy() -> Publication {
    Publication::with_sound(1500)
}

/// Builds on a disk of its own, mounted with this option; then makes room, and builds again. What the first build answered, what it said,
/// and the files after each of the two.
fn build_on_small_disk(work: &Publication, option: &str) -> (i32, String, Files, Files) {
    let script = "
        program=$1 show=$2 result=$3 option=$4
        mount -t tmpfs tmpfs /mnt
        cp -a $show /mnt/show
        blocks=$(stat -f -c '%b - %f' /mnt) files=$(stat -f -c '%c - %d' /mnt)
        case $option in
          size=*) mount -o remount,size=$((($blocks) * 4096 + ${option#*=})) /mnt ;;
          files=*) mount -o remount,nr_inodes=$((($files) + ${option#*=})) /mnt ;;
        esac
        cd /mnt/show
        code=0; $program build >$result/said 2>&1 || code=$?
        printf '\\n-- code\\n%s\\n' $code
        cp -a /mnt/show $result/after
        mount -o remount,size=100m,nr_inodes=9999 /mnt
        $program build >$result/next 2>&1
        cp -a /mnt/show $result/finished
        printf '\\nend\\n'";
    let result = tempfile::tempdir().unwrap();
    let output = in_own_mounts(script, &[&program(), &work.show.path(""), result.path(), Path::new(option)]);
    let code = part(&output, "code").lines().next().unwrap().parse().unwrap();
    let said = fs::read_to_string(result.path().join("said")).unwrap();
    (code, said, files_in(&result.path().join("after")), files_in(&result.path().join("finished")))
}

#[test]
#[ignore = "mounts small disks; run by tests/run"]
fn a_disk_that_fills_up_at_any_point_of_a_build_keeps_every_file_whole() {
    let work = Publication::new();
    let files = (0..8).chain((8..136).step_by(10)).map(|more| format!("files={more}"));
    let sizes = (0..1_000).step_by(90).map(|more| format!("size={}", more << 10));
    let mut ends = BTreeSet::new();
    for option in files.chain(sizes) {
        // Without `feed/` every file of it needs room of its own. Where the recordings are tagged already, no room for them is looked for
        // before, and the bytes run out in the middle of a file.
        work.restore();
        work.show.remove("feed");
        if option.starts_with("size") {
            for path in RECORDINGS {
                work.show.write(path, &work.new[path]);
            }
        }
        let (code, said, after, finished) = build_on_small_disk(&work, &option);
        let (tagged, published) = work.are_whole(&after, &option);
        work.are_finished(&finished, &option);
        if code != 0 {
            assert_eq!(code, 3, "{option}: {said}");
            assert!(said.contains("error: ") && said.contains("hint: make room on the disk"), "{option}: {said}");
        }
        ends.insert((code, tagged, published, after.len()));
    }
    assert!(ends.iter().any(|end| (end.0, end.1) == (0, 6)) && ends.iter().any(|end| (end.0, end.1) == (3, 0)), "{ends:?}");
    assert!(ends.len() > 12, "the disk was full at many places: {ends:?}");
}

#[test]
#[ignore = "mounts a small disk; run by tests/run"]
fn too_little_room_for_six_recordings_is_seen_before_the_first_is_touched() {
    let work = heavy();
    work.restore();
    let script = "
        program=$1 show=$2
        mount -t tmpfs -o size=40m tmpfs /mnt
        cp -a $show /mnt/show
        cd /mnt/show
        # Room for three of the six.
        fallocate -l $(($(stat -f -c '%a * %S' .) - 3200000)) /mnt/other
        printf '\\n-- before\\n'; find episodes -name 'audio.*' -exec ls --full-time -i {} + | sort
        printf -- '-- said\\n'; code=0; $program build 2>&1 | grep -v '^warning' || true
        printf -- '-- code\\n'; $program build >/dev/null 2>&1 || echo $?
        printf -- '-- after\\n'; find episodes -name 'audio.*' -exec ls --full-time -i {} + | sort
        printf -- '-- all\\n'; printf '\\nend\\n'";
    let output = in_own_mounts(script, &[&program(), &work.show.path("")]);
    assert_eq!(part(&output, "before"), part(&output, "after"));
    assert_eq!(part(&output, "code").trim(), "3");
    let said = part(&output, "said");
    assert!(said.contains("error: the disk that holds `/mnt/show/episodes/") && said.contains("hint: make room"), "{said}");
}

#[test]
#[ignore = "mounts a disk for reading only; run by tests/run"]
fn a_disk_that_can_only_be_read_and_parts_of_it_are_refused_before_anything_starts() {
    let work = Publication::new();
    // Root passes mode bits; no mount for reading only does it pass. The whole show, one recording's folder, one recording, and the feed.
    for (read_only, words) in [
        ("", "read-only file system"),
        ("episodes/four", "is on a disk that can only be read"),
        ("episodes/six/audio.m4a", "is on a disk that can only be read"),
        ("feed", "read-only file system"),
    ] {
        work.restore();
        let place = work.show.path(read_only);
        let script = "
            program=$1 show=$2 place=$3
            mount --bind $place $place
            mount -o remount,bind,ro $place
            cd $show
            printf '\\n-- said\\n'; $program build 2>&1 || true
            printf -- '-- code\\n'; $program build >/dev/null 2>&1 || echo $?
            printf -- '-- all\\n'; printf '\\nend\\n'";
        let output = in_own_mounts(script, &[&program(), &work.show.path(""), &place]);
        let said = part(&output, "said");
        assert_eq!(part(&output, "code").trim(), "3", "{read_only}: {said}");
        assert!(said.contains("error: ") && said.contains(words), "{read_only}: {said}");
        let found = work.show.files();
        let changed: Vec<&String> =
            found.iter().filter(|(path, bytes)| work.old.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
        assert_eq!(changed, Vec::<&String>::new(), "{read_only}: nothing has been started");
    }
}

#[test]
#[ignore = "mounts a disk; run by tests/run"]
fn what_is_read_only_or_belongs_to_somebody_else_is_refused_before_anything_starts() {
    let work = Publication::new();
    work.restore();
    let script = "
        program=$1 show=$2
        mount -t tmpfs tmpfs /mnt
        cp -a $show /mnt/show
        cd /mnt/show
        chmod 0444 episodes/five/audio.mp3
        printf '\\n-- mode\\n'; $program build 2>&1 || echo code $?
        chmod 0644 episodes/five/audio.mp3
        chmod 0555 episodes/five
        printf -- '-- folder\\n'; $program build 2>&1 || echo code $?
        chmod 0755 episodes/five
        # Somebody without a name and without rights, where everything belongs to root.
        rm -r .podwright; chmod 0777 .; find feed -type d -exec chmod 0777 {} +; cp $program /mnt/podwright
        printf -- '-- other\\n'; setpriv --reuid=65534 --clear-groups --regid=65534 --inh-caps=-all --bounding-set=-all /mnt/podwright build 2>&1 || echo code $?
        printf -- '-- differing\\n'; diff -rq $show /mnt/show --exclude .podwright || true
        printf -- '-- all\\n'; printf '\\nend\\n'";
    let output = in_own_mounts(script, &[&program(), &work.show.path("")]);
    for (name, words) in [
        ("mode", "error: `/mnt/show/episodes/five/audio.mp3` is read-only"),
        ("folder", "error: `/mnt/show/episodes/five` is read-only"),
        ("other", "is not yours to change"),
    ] {
        let said = part(&output, name);
        assert!(said.contains(words) && said.ends_with("code 3\n"), "{name}: {said}");
    }
    assert_eq!(part(&output, "differing"), "");
}

#[test]
#[ignore = "makes a disk in a file; run by tests/run"]
fn where_the_file_system_can_the_copy_shares_its_blocks_with_the_old_file() {
    for make in ["mkfs.xfs -q -m reflink=1", "mkfs.btrfs -q"] {
        let work = heavy();
        work.restore();
        let script = format!(
            "
            program=$1 show=$2 image=$3
            truncate -s 400M $image
            {make} $image
            mount -o loop $image /mnt
            cp -a $show /mnt/show
            cd /mnt/show
            sync
            printf '\\n-- before\\n'; filefrag -v episodes/*/audio.mp3
            $program build >/dev/null 2>&1
            sync
            printf -- '-- shared\\n'; filefrag -v /mnt/show/episodes/*/audio.mp3
            printf -- '-- all\\n'; printf '\\nend\\n'"
        );
        let folder = tempfile::tempdir().unwrap();
        let output = in_own_mounts(&script, &[&program(), &work.show.path(""), &folder.path().join("image")]);
        let blocks = |text: &str| -> BTreeSet<u64> {
            // `   0:        0..     407:       4096..      4503:    408:             last,eof`
            let rows = text.lines().filter_map(|line| {
                let fields: Vec<&str> = line.split(':').collect();
                let (first, last) = fields.get(2)?.trim().split_once("..")?;
                Some(first.trim().parse::<u64>().ok()?..=last.trim().parse().ok()?)
            });
            rows.flatten().collect()
        };
        let (before, after) = (blocks(&part(&output, "before")), blocks(&part(&output, "shared")));
        let shared = before.intersection(&after).count();
        assert!(after.len() > 5 * 150, "{make}: {} blocks", after.len());
        // The old files are gone by now, from `feed/media` too: what the new ones have of their blocks was never copied.
        assert!(shared * 100 > after.len() * 95, "{make}: {shared} of {} blocks are those of the old files", after.len());
    }
}
