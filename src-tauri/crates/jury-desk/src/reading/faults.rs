//! Why a material, or a page of it, is not on the screen: one sentence each.
//!
//! Not where the faults are found: jury-media. The one rule: a sentence says whether trying again helps, and where it does
//! not, what was wrong with the file.

use jury_media::{MediaError, MediaProblem, Refusal};

use super::unreadable;
use crate::error::DeskError;

/// The fault in words, with the technical side of it for the log.
pub(crate) fn media_error(error: &MediaError) -> DeskError {
    unreadable(words(error)).with("source", error)
}

fn words(error: &MediaError) -> String {
    match error {
        MediaError::Refused(refusal) => refusal_words(refusal),
        MediaError::TooLarge { limit, .. } => format!("文件过大（上限 {} MB）", limit >> 20),
        MediaError::WorkerDied { page: Some(page) } => format!(
            "显示第 {} 页时组件出错，已自动重启，请重试；再次出错，说明这一页已损坏或过于复杂",
            number(*page)
        ),
        MediaError::WorkerDied { page: None } => {
            "打开文件时组件出错，已自动重启，请重试；再次出错，说明文件已损坏或过于复杂".to_owned()
        }
        MediaError::Timeout {
            page: Some(page),
            limit,
        } => format!(
            "第 {} 页过于复杂，{} 秒内未能显示",
            number(*page),
            limit.as_secs()
        ),
        MediaError::Timeout { page: None, limit } => {
            format!("文件过于复杂，{} 秒内未能打开", limit.as_secs())
        }
        MediaError::Start { .. } | MediaError::NotReady => {
            "程序缺少 PDF 组件，请重新安装".to_owned()
        }
        MediaError::Source(_) | MediaError::SourceLength { .. } => {
            "材料数据损坏，请重新导入材料包".to_owned()
        }
        MediaError::Nonsense { .. } | MediaError::NotOpened => "显示组件异常，请重试".to_owned(),
    }
}

fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotReadable => "文件已损坏，或不是 PDF 格式".to_owned(),
        Refusal::Encrypted => "文件设了打开密码".to_owned(),
        Refusal::NoPages => "文件里没有页面".to_owned(),
        Refusal::TooManyPages { count, limit } => {
            format!("文件有 {count} 页，超过上限 {limit} 页")
        }
        Refusal::NoSuchPage { page, count } => {
            format!("没有第 {} 页，文件共 {count} 页", number(*page))
        }
        Refusal::NoSuchPart => "页面没有所要的这一部分，请重试".to_owned(),
        Refusal::PageUnreadable { page } => format!("第 {} 页已损坏", number(*page)),
        Refusal::NotAnImage => "文件不是 PNG 或 JPEG 图片".to_owned(),
        Refusal::ImageUnreadable => "图片已损坏或不完整".to_owned(),
        Refusal::ImageTooLarge { pixels, limit } => format!(
            "图片有 {} 万像素，超过上限 {} 万像素",
            pixels / 10_000,
            limit / 10_000
        ),
        Refusal::NotOpen => "显示组件异常，请重试".to_owned(),
        Refusal::NoWatermarkFont => "程序缺少字体文件，请重新安装".to_owned(),
    }
}

/// What a look at the headers found wrong.
pub(super) fn probe_words(problem: &MediaProblem) -> String {
    match problem {
        MediaProblem::TooLarge { limit, .. } => format!("文件过大（上限 {} MB）", limit >> 20),
        MediaProblem::Empty => "文件是空的".to_owned(),
        _ => "文件已损坏或不完整".to_owned(),
    }
}

/// As people count pages.
fn number(page: u32) -> u64 {
    u64::from(page) + 1
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use super::*;

    fn faults() -> Vec<MediaError> {
        let refusals = [
            Refusal::NotReadable,
            Refusal::Encrypted,
            Refusal::NoPages,
            Refusal::TooManyPages {
                count: 2_001,
                limit: 2_000,
            },
            Refusal::NoSuchPage { page: 4, count: 3 },
            Refusal::NoSuchPart,
            Refusal::PageUnreadable { page: u32::MAX },
            Refusal::NotAnImage,
            Refusal::ImageUnreadable,
            Refusal::ImageTooLarge {
                pixels: 90_000_000,
                limit: 40_000_000,
            },
            Refusal::NotOpen,
            Refusal::NoWatermarkFont,
        ];
        let limit = Duration::from_secs(10);
        let others = [
            MediaError::Start {
                program: "x".into(),
                source: io::ErrorKind::NotFound.into(),
            },
            MediaError::NotReady,
            MediaError::Source(io::ErrorKind::NotFound.into()),
            MediaError::SourceLength { promised: 9 },
            MediaError::TooLarge {
                bytes: 1 << 30,
                limit: 512 << 20,
            },
            MediaError::WorkerDied { page: None },
            MediaError::WorkerDied { page: Some(0) },
            MediaError::Timeout { page: None, limit },
            MediaError::Timeout {
                page: Some(0),
                limit,
            },
            MediaError::Nonsense { what: "x" },
            MediaError::NotOpened,
        ];
        others
            .into_iter()
            .chain(refusals.map(MediaError::Refused))
            .collect()
    }

    #[test]
    fn every_fault_is_one_whole_chinese_sentence() {
        for fault in faults() {
            let sentence = media_error(&fault).sentence;
            assert!(
                sentence.ends_with('。') && !sentence.contains(['{', '}']),
                "{fault:?}: {sentence}"
            );
            assert!(
                !sentence.chars().any(|ch| ch.is_ascii_lowercase()),
                "{fault:?}: {sentence}"
            );
        }
    }

    #[test]
    fn pages_are_counted_from_one_and_limits_said() {
        let page = media_error(&Refusal::PageUnreadable { page: 2 }.into());
        assert!(page.sentence.contains("第 3 页已损坏"), "{}", page.sentence);
        let many = Refusal::TooManyPages {
            count: 2_001,
            limit: 2_000,
        };
        let many = media_error(&many.into()).sentence;
        assert!(
            many.contains("2001 页") && many.contains("2000 页"),
            "{many}"
        );
    }
}
