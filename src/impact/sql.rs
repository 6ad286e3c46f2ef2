//! The rules as one SQL script, for logs that lie in an engine already. The tests run it in DuckDB and compare the counts with ours.

pub mod sql_engine;

use std::fmt::Write as _;

use crate::impact::agents::Agents;
use crate::impact::recordings::Recordings;
use crate::impact::sql::sql_engine::SqlEngine;
use crate::impact::window::CountingWindow;

/// The combined format, its seven places that matter in groups.
const COMBINED: [(&str, &str); 7] = [
    ("address", r#"^(\S+) \S+ [^\[]*\[[^\]]*\] "[^"]*" \d{3} (?:\d+|-) "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*""#),
    ("logged", r"^[^\[]*\[([^\]]*)\]"),
    ("method", r#"^[^\[]*\[[^\]]*\] "([^ "]+) [^ "]+ [^ "]+""#),
    ("target", r#"^[^\[]*\[[^\]]*\] "[^ "]+ ([^ "]+) [^ "]+""#),
    ("status", r#"^[^\[]*\[[^\]]*\] "[^"]*" (\d{3}) "#),
    ("sent", r#"^[^\[]*\[[^\]]*\] "[^"]*" \d{3} (\d+) "#),
    ("agent", r#"^[^\[]*\[[^\]]*\] "[^"]*" \d{3} (?:\d+|-) "(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)""#),
];

/// BigQuery has nothing that folds a list, which the first request's window needs.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("BigQuery has no function that folds a list, which the window `first` needs")]
pub struct NoFirstTouch;

/// The script. `sources` are the names of files or tables; without any, those that the engine's documentation uses.
///
/// # Errors
/// For the window `first` in BigQuery.
pub fn script(
    engine: SqlEngine,
    window: CountingWindow,
    recordings: &Recordings,
    agents: &Agents,
    sources: &[String],
) -> Result<String, NoFirstTouch> {
    if engine == SqlEngine::BigQuery && window == CountingWindow::First {
        return Err(NoFirstTouch);
    }
    let mut sql = format!(
        "-- Downloads of each episode on each day, for {engine}, window `{window}`. Written by `podwright impact --sql`.\n\
         -- The rules are those of the IAB's Podcast Measurement Technical Guidelines 2.3, section 5.5; nobody has certified them.\n\
         -- Nothing but counts leaves the script: keep it so, since addresses are personal data.\n"
    );
    let mut add = |text: String| {
        let _never_fails = writeln!(sql, "{text}");
    };
    add(recordings_table(engine, recordings));
    add(requests(engine, sources));
    add(filtered(engine, agents));
    add(windows(engine, window));
    add(counted(engine));
    Ok(sql)
}

/// Paths with their episode, as rows.
fn recordings_table(engine: SqlEngine, recordings: &Recordings) -> String {
    let rows = recordings.paths().into_iter().map(|(path, index)| {
        let file = recordings.list()[index];
        let (path, episode) = (engine.text(&path), engine.text(&recordings.episodes()[file.episode]));
        match engine {
            SqlEngine::BigQuery => {
                format!("    STRUCT({path} AS path, {episode} AS episode, {index} AS recording, {} AS threshold)", file.threshold)
            }
            _ => format!("    ({path}, {episode}, {index}, {})", file.threshold),
        }
    });
    let rows = rows.collect::<Vec<_>>().join(",\n");
    let doc = "-- the recordings of podcast.lock, and the bytes that a minute of each takes (5.5.3)";
    match engine {
        SqlEngine::BigQuery => format!("{doc}\nWITH recordings AS (\n  SELECT * FROM UNNEST([\n{rows}\n  ])\n),"),
        _ => format!("{doc}\nWITH recordings (path, episode, recording, threshold) AS (\n  VALUES\n{rows}\n),"),
    }
}

/// Every request, with the same columns from every engine.
fn requests(engine: SqlEngine, sources: &[String]) -> String {
    let integer = engine.integer();
    if engine == SqlEngine::Athena {
        let table = sources.first().map_or("cloudfront_logs", String::as_str);
        let table = format!("\"{}\"", table.replace('"', "\"\""));
        return format!(
            "-- the table of CloudFront's standard logs, as AWS's documentation makes it; without its header lines\n\
             requests AS (\n  SELECT\n    CAST(to_unixtime(CAST(concat(CAST(\"date\" AS VARCHAR), ' ', time) AS TIMESTAMP)) AS BIGINT) AS time,\n    \
             request_ip AS address, method, uri AS target, status, bytes AS sent,\n    \
             coalesce(url_decode(user_agent), '') AS agent,\n    \
             TRY_CAST(sc_range_start AS BIGINT) AS range_first, TRY_CAST(sc_range_end AS BIGINT) AS range_last\n  FROM {table}\n),"
        );
    }
    let lines = if engine == SqlEngine::DuckDb {
        let names = if sources.is_empty() { &["access.log".to_owned()] } else { sources };
        let names: Vec<String> = names.iter().map(|name| engine.text(name)).collect();
        format!(
            "read_csv([{}], columns = {{'line': 'VARCHAR'}}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', \
             strict_mode = false, ignore_errors = true)",
            names.join(", ")
        )
    } else {
        format!("`{}`", sources.first().map_or("access_log", String::as_str).replace('`', ""))
    };
    let places: Vec<String> =
        COMBINED.iter().map(|(name, pattern)| format!("    {} AS {name}", engine.extract("line", pattern))).collect();
    let time = match engine {
        SqlEngine::DuckDb => "CAST(epoch(strptime(logged, '%d/%b/%Y:%H:%M:%S %z')) AS BIGINT)",
        _ => "UNIX_SECONDS(PARSE_TIMESTAMP('%d/%b/%Y:%H:%M:%S %z', logged))",
    };
    let safe = if engine == SqlEngine::DuckDb { "TRY_CAST" } else { "SAFE_CAST" };
    format!(
        "-- lines of the combined format taken apart; what does not fit is malformed (5.5)\n\
         lines AS (\n  SELECT\n{}\n  FROM {lines}\n),\n\
         requests AS (\n  SELECT\n    {time} AS time,\n    address, method, target, {safe}(status AS {integer}) AS status,\n    \
         {safe}(sent AS {integer}) AS sent, agent,\n    CAST(NULL AS {integer}) AS range_first, CAST(NULL AS {integer}) AS range_last\n  \
         FROM lines\n  WHERE address <> '' AND method <> '' AND target <> ''\n),",
        places.join(",\n")
    )
}

/// Requests that no rule leaves out, with the listener.
fn filtered(engine: SqlEngine, agents: &Agents) -> String {
    let bots = agents.bot_patterns().iter().map(|pattern| format!("(?:{pattern})")).collect::<Vec<_>>().join("|");
    let watch = engine.matches("agent", r"^atc/.*watchOS|\(null\).*watchOS|^podwright/");
    let bots = engine.matches("agent", &bots);
    let path = match engine {
        SqlEngine::BigQuery => "REGEXP_REPLACE(target, r'[?#].*', '')",
        SqlEngine::DuckDb => "regexp_replace(target, '[?#].*', '')",
        SqlEngine::Athena => "regexp_replace(target, '[?#].*')",
    };
    let zeros = "substr('0:0:0:0:0:0:0:', 1, 2 * (8 - (length(address) - length(replace(address, ':', '')))))";
    let network = engine.extract("network", "^([^:]*:[^:]*:[^:]*:[^:]*)");
    let day = engine.divided("time", 86_400);
    format!(
        "-- only GET and only 200, 206 and Akamai's 000 (5.5.2, 1.3); no Apple Watch, not podwright itself, no bots of OPAWG's list, nothing of at\n\
         -- most 2 bytes (5.5.2, 1.2)\n\
         episode_requests AS (\n  SELECT time, address, agent, sent, range_first, range_last, episode, recording, threshold\n  \
         FROM requests JOIN recordings ON recordings.path = {path}\n  \
         WHERE method = 'GET' AND status IN (200, 206, 0)\n    AND NOT {watch}\n    AND NOT {bots}\n    \
         AND sent > 2 AND (range_first IS NULL OR range_last IS NULL OR range_last - range_first >= 2)\n),\n\
         -- a listener is an address of IPv4, or the first 64 bits of one of IPv6, and a user agent (5.5.4)\n\
         networks AS (\n  SELECT *,\n    CASE\n      WHEN address LIKE '::ffff:%.%' THEN substr(address, 8)\n      \
         WHEN address LIKE '%::%' THEN replace(address, '::', concat(':', {zeros}))\n      ELSE address\n    END AS network\n  \
         FROM episode_requests\n),\n\
         listeners AS (\n  SELECT *,\n    CASE WHEN network LIKE '%:%' THEN {network} ELSE network END AS listener,\n    {day} AS day\n  FROM networks\n),\n\
         -- not from an address with over 500 requests a day for one episode (5.5.2)\n\
         busy AS (\n  SELECT episode AS busy_episode, listener AS busy_listener, day AS busy_day\n  FROM listeners\n  \
         GROUP BY episode, listener, day\n  HAVING count(*) > 500\n),\n\
         kept AS (\n  SELECT listeners.*\n  FROM listeners LEFT JOIN busy\n    \
         ON busy_episode = episode AND busy_listener = listener AND busy_day = day\n  WHERE busy_episode IS NULL\n),"
    )
}

/// Requests with the window that they belong to.
fn windows(engine: SqlEngine, window: CountingWindow) -> String {
    const BY: &str = "PARTITION BY episode, listener, agent ORDER BY time";
    match window {
        CountingWindow::Calendar => {
            "-- one listener's requests of a calendar day (UTC) belong together (5.5.1)\nwindowed AS (\n  SELECT *, day AS touch FROM kept\n),".to_owned()
        }
        CountingWindow::Last => format!(
            "-- one listener's requests belong together until 24 hours pass without one (5.5.1)\n\
             gaps AS (\n  SELECT *,\n    CASE WHEN time - lag(time) OVER ({BY}) < 86400 THEN 0 ELSE 1 END AS is_new\n  FROM kept\n),\n\
             windowed AS (\n  SELECT *, sum(is_new) OVER ({BY} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS touch FROM gaps\n),"
        ),
        CountingWindow::First => {
            let (starts, touch) = match engine {
                SqlEngine::DuckDb => (
                    "list_reduce(list_transform(list_sort(list(time)), lambda t: [t]),\n      \
                     lambda a, b: CASE WHEN b[1] - a[-1] >= 86400 THEN list_concat(a, b) ELSE a END)",
                    "list_max(list_filter(starts, lambda s: s <= time))",
                ),
                _ => (
                    "reduce(array_sort(array_agg(time)), CAST(ARRAY[] AS ARRAY(BIGINT)),\n      \
                     (a, b) -> IF(cardinality(a) > 0 AND b - element_at(a, -1) < 86400, a, a || b), a -> a)",
                    "array_max(filter(starts, s -> s <= time))",
                ),
            };
            format!(
                "-- one listener's requests belong together for 24 hours from the first (5.5.1)\n\
                 first_times AS (\n  SELECT episode AS f_episode, listener AS f_listener, agent AS f_agent,\n    {starts} AS starts\n  \
                 FROM kept\n  GROUP BY episode, listener, agent\n),\n\
                 windowed AS (\n  SELECT kept.*, {touch} AS touch\n  \
                 FROM kept JOIN first_times ON f_episode = episode AND f_listener = listener AND f_agent = agent\n),"
            )
        }
    }
}

/// Windows in which enough of a recording was sent.
fn counted(engine: SqlEngine) -> String {
    let (integer, day) = (engine.integer(), engine.date("day"));
    let any = engine.any("bytes >= threshold");
    format!(
        "-- distinct bytes: ranges without what was sent before; where the log has no ranges, all bytes sent stand for them (5.5.3)\n\
         sent_parts AS (\n  SELECT *, least(range_first + sent, coalesce(range_last + 1, range_first + sent)) AS range_end FROM windowed\n),\n\
         reached AS (\n  SELECT *,\n    max(range_end) OVER (PARTITION BY episode, listener, agent, touch, recording\n      \
         ORDER BY range_first, range_end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before\n  FROM sent_parts\n),\n\
         files AS (\n  SELECT episode, listener, agent, touch, recording, threshold, min(day) AS day,\n    \
         sum(CASE WHEN range_first IS NULL THEN sent\n      \
         ELSE greatest(CAST(0 AS {integer}), range_end - greatest(range_first, coalesce(before, 0))) END) AS bytes\n  \
         FROM reached\n  GROUP BY episode, listener, agent, touch, recording, threshold\n),\n\
         listenings AS (\n  SELECT episode, min(day) AS day, {any} AS is_download\n  FROM files\n  GROUP BY episode, listener, agent, touch\n)\n\
         SELECT {day} AS day, episode, count(*) AS downloads\nFROM listenings\nWHERE is_download\nGROUP BY day, episode\nORDER BY day, episode;"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_and_window_has_a_script_but_one() {
        let mut recordings = Recordings::default();
        recordings.add("it's", "https://example.org/it's.mp3", 9, 9);
        let agents = Agents::new();
        for engine in [SqlEngine::DuckDb, SqlEngine::Athena, SqlEngine::BigQuery] {
            for window in [CountingWindow::Calendar, CountingWindow::First, CountingWindow::Last] {
                let script = script(engine, window, &recordings, &agents, &[]);
                assert_eq!(script.is_err(), engine == SqlEngine::BigQuery && window == CountingWindow::First);
                let quoted = if engine == SqlEngine::BigQuery { r"'/it\'s.mp3'" } else { "'/it''s.mp3'" };
                assert!(script.is_err() || script.unwrap().contains(quoted));
            }
        }
    }
}
