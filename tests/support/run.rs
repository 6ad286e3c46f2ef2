//! A run of the program, strict by default: it succeeds, says nothing on stderr, prints nothing on stdout, unless the test says otherwise.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::show::TestShow;

/// 1 January 2023: every episode of the series is out.
pub(crate) const NOW: &str = "1672531200";

/// What a stream must hold.
enum Expected {
    Exactly(String),
    Containing(Vec<String>),
    Anything,
}

/// A run that has not happened yet.
#[must_use = "the run happens at `.done()`"]
pub(crate) struct Run {
    command: Command,
    words: String,
    code: i32,
    stdout: Expected,
    stderr: Expected,
    stdin: Vec<u8>,
}

/// What a run printed.
pub(crate) struct Finished {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn new(show: &TestShow, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_podwright"));
        command.args(arguments).current_dir(show.path("")).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", show.home()).env("SOURCE_DATE_EPOCH", NOW).env("NO_COLOR", "1");
        Self {
            command,
            words: arguments.join(" "),
            code: 0,
            stdout: Expected::Exactly(String::new()),
            stderr: Expected::Exactly(String::new()),
            stdin: Vec::new(),
        }
    }

    /// What comes in through standard input, which is else closed.
    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.as_bytes().to_vec();
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn code(mut self, code: i32) -> Self {
        self.code = code;
        self
    }

    pub(crate) fn stdout(mut self, text: &str) -> Self {
        self.stdout = Expected::Exactly(text.to_owned());
        self
    }

    pub(crate) fn stdout_contains(mut self, parts: &[&str]) -> Self {
        self.stdout = Expected::Containing(parts.iter().map(|part| (*part).to_owned()).collect());
        self
    }

    pub(crate) fn any_stdout(mut self) -> Self {
        self.stdout = Expected::Anything;
        self
    }

    pub(crate) fn stderr_contains(mut self, parts: &[&str]) -> Self {
        self.stderr = Expected::Containing(parts.iter().map(|part| (*part).to_owned()).collect());
        self
    }

    pub(crate) fn any_stderr(mut self) -> Self {
        self.stderr = Expected::Anything;
        self
    }

    /// Runs, and compares with what was expected.
    #[track_caller]
    pub(crate) fn done(mut self) -> Finished {
        let Output { status, stdout, stderr } = self.run();
        let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        let told = format!("podwright {}\n-- stdout\n{stdout}\n-- stderr\n{stderr}", self.words);
        assert_eq!(status.code(), Some(self.code), "{told}");
        for (name, expected, found) in [("stdout", &self.stdout, &stdout), ("stderr", &self.stderr, &stderr)] {
            match expected {
                Expected::Exactly(text) => assert_eq!(found, text, "{name} of {told}"),
                Expected::Containing(parts) => {
                    for part in parts {
                        assert!(found.contains(part.as_str()), "`{part}` in {name} of {told}");
                    }
                }
                Expected::Anything => {}
            }
        }
        Finished { stdout, stderr }
    }

    fn run(&mut self) -> Output {
        if self.stdin.is_empty() {
            return self.command.output().unwrap();
        }
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(&self.stdin).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Runs, and gives what it prints, whatever the end.
    pub(crate) fn whatever_code(mut self) -> String {
        String::from_utf8(self.run().stdout).unwrap()
    }

    /// Runs, and gives both streams, whatever the end.
    pub(crate) fn whatever_both(mut self) -> String {
        let Output { stdout, stderr, .. } = self.run();
        format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr))
    }

    /// Runs, and gives both streams of a run that does not succeed.
    #[track_caller]
    pub(crate) fn fails(mut self) -> (String, String) {
        let Output { status, stdout, stderr } = self.run();
        assert!(!status.success(), "podwright {} succeeds", self.words);
        (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// Runs, and reads stdout as JSON.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.any_stdout().done().stdout).unwrap()
    }
}
