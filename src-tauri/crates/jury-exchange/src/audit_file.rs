//! 操作日志 as open files: JSON with the whole hash chain, and the same lines as CSV for a spreadsheet.
//!
//! Not the log itself (jury-store). The one rule: the JSON holds every field exactly as it was hashed, so that anybody can compute the chain again;
//! the CSV is for reading, and a cell that a spreadsheet would take for a formula begins with an apostrophe there.

use jury_core::Digest;
use serde_json::json;

/// The name of the JSON form.
pub const FORMAT: &str = "jurybench-audit/1";

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// 1, 2, 3 … without gaps.
    pub no: i64,
    /// When, RFC 3339.
    pub at: String,
    /// By whom.
    pub who: String,
    /// What.
    pub act: String,
    /// The circumstances: JSON text, as it was hashed.
    pub detail: String,
    /// Hash of the line before; 64 zeros before the first.
    pub prev: Digest,
    /// Hash of this line.
    pub hash: Digest,
}

impl AuditLine {
    /// The circumstances in words, where they are a plain text.
    #[must_use]
    pub fn words(&self) -> String {
        serde_json::from_str(&self.detail).unwrap_or_else(|_| self.detail.clone())
    }
}

/// The log as JSON, one line of the log a line of the file. The same lines give the same bytes.
#[must_use]
pub fn to_json(contest: &str, lines: &[AuditLine]) -> Vec<u8> {
    let head = lines.last().map_or(Digest([0; 32]), |line| line.hash);
    let opening = json!({"contest": contest, "count": lines.len(), "format": FORMAT, "head": head.to_string()});
    let mut text = opening.to_string();
    text.pop();
    text.push_str(",\"lines\":[\n");
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str(",\n");
        }
        let row = json!({
            "act": line.act,
            "at": line.at,
            "detail": line.detail,
            "hash": line.hash.to_string(),
            "no": line.no,
            "prev": line.prev.to_string(),
            "who": line.who,
        });
        text.push_str(&row.to_string());
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

/// The log as CSV (RFC 4180) in UTF-8 with a byte order mark, without which spreadsheets show Chinese as garbage.
#[must_use]
pub fn to_csv(lines: &[AuditLine]) -> Vec<u8> {
    let mut text = String::from("\u{feff}序号,时间,操作人,操作,内容,前一行校验值,本行校验值\r\n");
    for line in lines {
        let cells = [
            line.no.to_string(),
            line.at.clone(),
            line.who.clone(),
            line.act.clone(),
            line.words(),
            line.prev.to_string(),
            line.hash.to_string(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(no: i64, detail: &str) -> AuditLine {
        AuditLine {
            no,
            at: "2025-06-10T09:00:00+08:00".to_owned(),
            who: "周明岳".to_owned(),
            act: "收到文件".to_owned(),
            detail: serde_json::Value::from(detail).to_string(),
            prev: Digest([0; 32]),
            hash: Digest([7; 32]),
        }
    }

    #[test]
    fn the_json_holds_what_was_hashed() {
        let lines = [line(1, "a\"b"), line(2, "第二")];
        let read: serde_json::Value = serde_json::from_slice(&to_json("GX-2026", &lines)).unwrap();
        assert_eq!(read["head"], "07".repeat(32));
        assert_eq!(read["count"], 2);
        assert_eq!(read["lines"][0]["detail"], lines[0].detail);
        let empty: serde_json::Value = serde_json::from_slice(&to_json("GX-2026", &[])).unwrap();
        assert_eq!(empty["head"], "00".repeat(32));
    }

    #[test]
    fn the_csv_quotes_and_runs_no_formula() {
        let text = String::from_utf8(to_csv(&[line(1, "=1+1"), line(2, "甲,\"乙\"\n丙")])).unwrap();
        assert!(text.starts_with("\u{feff}序号,"));
        assert!(text.contains(",'=1+1,"), "{text}");
        assert!(text.contains(",\"甲,\"\"乙\"\"\n丙\","), "{text}");
    }
}
