use super::*;
use crate::media::transcript::unreadable::Unreadable;
use crate::model::media::transcript::Transcript;

fn read(text: &str) -> Result<(Vec<Cue>, bool), Unreadable> {
    let mut notices = Notices::default();
    let (cues, servable) = parse(text, &mut notices);
    let parsed = notices.finish(Transcript { cues }, servable)?;
    Ok((parsed.transcript.cues, parsed.servable))
}

/// Each cue as `start-end@line speaker=words|…`, and the file's own text, if it can be served.
#[track_caller]
fn case(text: &str, servable: bool, expected: &[&str]) {
    let (cues, found) = read(text).unwrap();
    let words = |cue: &Cue| {
        let one = |speech: &Speech| format!("{}={}", speech.speaker.as_deref().unwrap_or("-"), speech.text);
        cue.speeches.iter().map(one).collect::<Vec<_>>().join("|")
    };
    let told: Vec<String> =
        cues.iter().map(|cue| format!("{}-{}@{} {}", cue.start.as_millis(), cue.end.as_millis(), cue.line, words(cue))).collect();
    assert_eq!(told, expected);
    assert_eq!(found, servable);
}

#[test]
fn reads_segments_with_their_lines() {
    let text = "{\"version\":\"1.0.0\",\"segments\":[\n{\"speaker\":\"Ann\",\"startTime\":0.5,\"endTime\":1.25,\"body\":\"Hello\"},\n\
                {\"startTime\":1.25,\"endTime\":2,\"body\":\" A \\\"startTime\\\"\\n\\n b\"},\n\
                {\"speaker\":\"Bob\",\"startTime\":1.25,\"endTime\":2,\"body\":\"No\"},{\"startTime\":3,\"body\":\"\"}]}";
    case(text, true, &["500-1250@2 Ann=Hello", "1250-2000@3 -=A \"startTime\"\nb|Bob=No", "3000-3000@4 "]);
    case(
        "{\"segments\":[{\"startTime\":1,\"body\":\"a b\"},{\"startTime\":3,\"body\":\"\"}]}",
        true,
        &["1000-3000@1 -=a b", "3000-3000@1 "],
    );
}

#[test]
fn reads_the_json_of_programs() {
    case(
        "{\"text\":\"Hello there you\",\"segments\":[{\"id\":0,\"start\":0.5,\"end\":7.0,\"text\":\" Hello there\",\"speaker\":\"SPEAKER_00\"},\n\
         {\"id\":1,\"start\":7.0,\"end\":14.5,\"text\":\" you\",\"words\":[{\"start\":7}]}],\"word_segments\":[{}]}",
        false,
        &["500-7000@1 SPEAKER_00=Hello there", "7000-14500@2 -=you"],
    );
    case(
        "{\"model\":{},\"transcription\":[\n{\"timestamps\":{\"from\":\"00:00:00,000\"},\"offsets\":{\"from\":0,\"to\":2500},\"text\":\" Hello you\"}]}",
        false,
        &["0-2500@2 -=Hello you"],
    );
    case(
        "[{\"start\":\"00:00:01.000\",\"start_ms\":1000,\"end_ms\":2000,\"speaker\":\"Ann\",\"voice\":\"Ann\",\"text\":\"Hello you\"}]",
        false,
        &["1000-2000@1 Ann=Hello you"],
    );
    case(
        "[{\"speaker\":\"Ann\",\"items\":[{\"start_ms\":0,\"end_ms\":10,\"voice\":\"Ann\",\"text\":\"Hello you\"}]}]",
        false,
        &["0-10@1 Ann=Hello you"],
    );
    let aws = "{\"results\":{\"transcripts\":[],\"items\":[\
               {\"type\":\"pronunciation\",\"start_time\":\"0.5\",\"end_time\":\"0.9\",\"speaker_label\":\"spk_0\",\"alternatives\":[{\"content\":\"Hello\"}]},\
               {\"type\":\"pronunciation\",\"start_time\":\"0.9\",\"end_time\":\"1.2\",\"speaker_label\":\"spk_0\",\"alternatives\":[{\"content\":\"you\"}]},\
               {\"type\":\"punctuation\",\"alternatives\":[{\"content\":\".\"}]}]}}";
    case(aws, false, &["500-1200@1 spk_0=Hello you."]);
}

#[test]
fn joins_single_words() {
    let words = "{\"segments\":[{\"speaker\":\"Ada\",\"startTime\":0.3,\"endTime\":0.6,\"body\":\"Hey,\"},\
                 {\"speaker\":\"Ada\",\"startTime\":0.6,\"endTime\":0.6,\"body\":\"here\"},\n\
                 {\"speaker\":\"Ada\",\"startTime\":0.7,\"endTime\":0.9,\"body\":\"so\"},\
                 {\"speaker\":\"Ben\",\"startTime\":1,\"endTime\":2,\"body\":\"bye.\"}]}";
    case(words, false, &["300-900@1 Ada=Hey, here so", "1000-2000@2 Ben=bye."]);
}

#[test]
fn lists_every_segment_that_has_no_time() {
    for (text, lines) in [
        ("{\"segments\":[{\"startTime\":-1,\"body\":\"\"},\n\n{\"startTime\":\"1\"}]}", vec![1, 3]),
        ("{\"segments\":[\n{\"startTime\":1e300,\"body\":\"\"},{\"startTime\":1,\"endTime\":-1}]}", vec![2, 2]),
        ("{\"segments\":[\n{\"body\":\"\"}]}", vec![2]),
        ("[]", vec![1]),
        ("{}\n", vec![1]),
        ("{\n\n\"a", vec![3]),
    ] {
        let refused = read(text).unwrap_err();
        assert_eq!(refused.errors.iter().map(|error| error.line).collect::<Vec<_>>(), lines, "{text}");
    }
}

#[test]
fn names_what_it_does_not_read() {
    let deepgram = "{\"results\":{\"channels\":[]}}";
    assert!(read(deepgram).unwrap_err().errors[0].message.contains("the JSON of Deepgram"));
    let google = "{\"results\":[{\"alternatives\":[]}]}";
    assert!(read(google).unwrap_err().errors[0].message.contains("Google"));
}
