//! Findings as annotations of GitHub's workflow runs
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message>).

use std::fmt::Write;

use crate::model::place::FilePosition;
use crate::model::settings::level::Level;
use crate::report::findings::{LocatedFinding, ordered};

/// A workflow command a line: `::error file=…,line=…,col=…,title=…::message`.
pub fn github(findings: &[LocatedFinding]) -> String {
    let mut out = String::new();
    for located in ordered(findings) {
        let finding = &located.finding;
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let offset = match finding.place.position {
            FilePosition::Offset(offset) => format!(" (byte {offset})"),
            _ => String::new(),
        };
        let text = format!("{}{offset}\nhelp: {}", finding.message, finding.help);
        if finding.place.is_on_the_web() {
            // an annotation without a file stands at the run itself
            let address = &finding.place.file;
            let _ = writeln!(out, "::{command} title={}::{}", property(finding.rule.id()), data(&format!("{address}: {text}")));
            continue;
        }
        let _ = writeln!(
            out,
            "::{command} file={},line={},col={},title={}::{}",
            property(finding.place.file.as_str()),
            located.line,
            located.column,
            property(finding.rule.id()),
            data(&text),
        );
    }
    out
}

/// A message: what would end the line is escaped, as the runner unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value: what would end the property is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::two;

    #[test]
    fn writes_a_command_a_line() {
        assert_eq!(
            github(&two()),
            "::warning file=episodes/door/audio.mp3,line=1,col=1,title=garbage-in-audio::37 bytes at 0:12.500 are no frame \
             (byte 150204)%0Ahelp: export the file again\n\
             ::error file=podcast.yaml,line=7,col=5,title=bad-value::`Eduction` is not one of Apple's categories%0Ahelp: did \
             you mean `Education`?\n"
        );
        assert_eq!(github(&[]), "");
    }

    #[test]
    fn no_text_of_a_show_can_write_a_command_of_its_own() {
        let mut findings = two();
        findings.truncate(1);
        findings[0].finding.message = "100 %\r\n::error::owned".to_owned();
        findings[0].finding.place.file = "a,b:c%0A.yaml".into();
        let printed = github(&findings);
        assert_eq!(printed.lines().count(), 1);
        assert!(printed.starts_with("::error file=a%2Cb%3Ac%250A.yaml,line=7"), "{printed}");
        assert!(printed.contains("::100 %25%0D%0A::error::owned%0Ahelp"), "{printed}");
    }

    #[test]
    fn what_is_on_the_web_has_no_file_to_stand_at() {
        let mut findings = two();
        findings.truncate(1);
        findings[0].finding.place = crate::report::findings::testing::on_the_web();
        assert_eq!(
            github(&findings),
            "::error title=bad-value::https://a.example/b%25 c.mp3: `Eduction` is not one of Apple's categories%0Ahelp: did you mean \
             `Education`?\n"
        );
    }
}
