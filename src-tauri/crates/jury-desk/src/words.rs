//! The sentences of verdict codes: what each means for a person and what they can do about it.
//!
//! Beside [`crate::error`], which speaks of refusals of operations; here a file was taken and judged. The one rule: every code has a
//! sentence with the mend.

use jury_core::merge::{Code, VerdictKind};
use jury_exchange::compare::Oddity;

/// What is not as it was written about a workbook that came in.
pub(crate) fn oddity(odd: &Oddity) -> String {
    match odd {
        Oddity::Formula(cell) => {
            format!("单元格 {cell} 是公式，不是签名时写入的值；以签名数据为准。")
        }
        Oddity::Merged(range) => {
            format!("单元格 {range} 被合并，其中签名时有内容的单元格被遮住了。")
        }
        Oddity::RowHidden(row) => {
            format!("{}被隐藏，看不到签名时的内容。", line(row, "第 ", " 行"))
        }
        Oddity::ColumnHidden(column) => {
            format!("{}被隐藏，看不到签名时的内容。", line(column, "", " 列"))
        }
        Oddity::NumberFormat(cell) => {
            format!("单元格 {cell} 的数字格式被改过，显示的不一定是其中的数；以签名数据为准。")
        }
        Oddity::Faint(cell) => {
            format!("单元格 {cell} 的字太小，或与底色相近，看不清签名时的内容。")
        }
        Oddity::Picture(range) => format!("单元格 {range} 上盖有图片，看不到签名时的内容。"),
        Oddity::Condition(range) => {
            format!("单元格 {range} 加了条件格式，显示的样子不是签名时导出的。")
        }
        Oddity::SheetAdded(name) => {
            format!("工作表“{name}”不是签名时导出的，是后来加的；以签名数据为准。")
        }
        Oddity::SheetHidden(name) => {
            format!("工作表“{name}”被隐藏或删除，看到的不是签名时导出的表。")
        }
    }
}

/// A row or column, with its sheet when that is not the form.
fn line(place: &str, before: &str, after: &str) -> String {
    match place.split_once('!') {
        Some((sheet, place)) => format!("工作表“{sheet}”{before}{place}{after}"),
        None => format!("{before}{place}{after}"),
    }
}

/// What a verdict code says in plain words of a document with that verdict.
///
/// Of two unconfirmed keys both sheets are held and none refused, though the same code refuses a newcomer's beside a known key.
pub(crate) const fn sentence_of(code: Code, verdict: VerdictKind) -> &'static str {
    match (code, verdict) {
        (Code::KeyExpertMismatch, VerdictKind::Held) => {
            "这位专家名下有两把待纸质确认的签名钥匙，已搁置。请监督员输入纸质表上的核对码，确认其中一把。"
        }
        _ => sentence(code),
    }
}

/// The same on a chair's desk, which knows its own panel's keys as the chair's letter has them and nobody else's.
pub(crate) const fn sentence_for_chair(code: Code, verdict: VerdictKind) -> &'static str {
    match (code, verdict) {
        (Code::KeyUnknown, _) => {
            "签名人不在本评审组的名册中，未汇入本组。请转交组织方汇总；若是本组新登记的钥匙，请组织方重新签发组长的任务函。"
        }
        (Code::KeyExpertMismatch, VerdictKind::Rejected) => {
            "不是任务函所附名册里这位专家的钥匙签名，未汇入本组。请转交组织方；若组织方已登记新的钥匙，请组织方重新签发组长的任务函。"
        }
        _ => sentence_of(code, verdict),
    }
}

/// What a verdict code says in plain words.
///
/// What becomes of the document is said as [`Code::gravity`] has it: 已搁置 of what is held, never of what is refused.
pub(crate) const fn sentence(code: Code) -> &'static str {
    match code {
        Code::SigBad => "签名无效，未汇入：文件在签名后被改动过，请专家重新导出后再交。",
        Code::TypeWrong => "文件类型不对，未汇入：这不是评分表或评审组汇总表，请核对后重新选择。",
        Code::KeyUnknown => {
            "签名人不在专家名册中，未汇入。请核对是否为本届专家，必要时补发任务函。"
        }
        Code::KeyRevoked => "这把签名钥匙已挂失，未汇入。请专家用新的任务函重新签名交回。",
        Code::KeyExpertMismatch => {
            "不是用名册登记的这位专家的钥匙签名，未汇入。请向专家本人核实：换了电脑的，请在原来的电脑上（或恢复原工作台的备份后）打开任务函再签名；做不到的，请本人交来签名钥匙登记文件，由组织方和监督员登记后重新汇入。"
        }
        Code::AlgMismatch => "签名算法与名册登记的不同，未汇入。请专家用本届发放的程序重新导出。",
        Code::KeyWeak => "签名钥匙不合规（弱密钥），未汇入。请专家重新开启任务函后再签名。",
        Code::EnvNoncanonical => "签名有效，但文件外层格式不规范，已搁置。请专家重新导出原件。",
        Code::PayloadNoncanonical => "签名内容格式不规范，未汇入。请专家用本届发放的程序重新导出。",
        Code::Schema => "签名内容缺项或有不认识的内容，未汇入。请专家更新程序后重新导出。",
        Code::TooLarge => "文件过大，未读取。请确认选的是评分表。",
        Code::Truncated => "文件不完整（可能没有传完），未汇入。请重新传送。",
        Code::NoEnvelope => "此文件不含签名数据，未汇入。请专家重新导出。",
        Code::Contest => "非本赛事：不属于本届赛事，未汇入，已留存。",
        Code::Round => "评审阶段不符：这张表属于另一个评审阶段，未汇入。",
        Code::Package => {
            "这张表依据的任务函已被替换且内容有变，已搁置。请专家按新任务函重新签名；已不再由这位专家评审的，请登记认定，排除这张表。"
        }
        Code::Rubric => "这张表依据的指标体系与本届不同，已搁置。请专家按新任务函重新签名。",
        Code::RosterStale => "专家名册有更新的版本，请导入最新名册后再汇总。",
        Code::Range => "有单项得分超出范围或不合步长，未汇入。请专家更正后重新签名。",
        Code::Gate => {
            "门槛项的判断不完整，或指标体系里没有这一项，未汇入。请专家用本届发放的程序重新签名。"
        }
        Code::Weights => "表上的权重与该项目的权重方案不同，未汇入。请专家按最新任务函重新签名。",
        Code::Total => "表上的合计与单项得分不符，未汇入。请专家用本届发放的程序重新导出。",
        Code::SizeClass => "表上的企业规模与登记的不同，未汇入。请专家按最新任务函重新签名。",
        Code::DupEntry => "同一项目在表中出现两次，未汇入。请专家重新导出。",
        Code::NotAssigned => "表中有未分配给该专家的项目，未汇入。请核对分配，或请专家重新导出。",
        Code::Recused => "专家对已登记回避的项目打了分，未汇入。请专家改为回避后重新签名。",
        Code::NameConfusable => {
            "表上的姓名与名册中这个编号的专家不同，已搁置。请核对编号和本人；确是本人的，可登记认定。"
        }
        Code::Count => "表上的项目数与内容不符，未汇入。请专家重新导出。",
        Code::Replay => "与已收的签名数据完全相同，不重复计入，无须处理。",
        Code::Stale => "已有更新的一版，以更新的为准，无须处理。",
        Code::Fork => "同一版次有两份内容不同的表，已搁置。请与专家本人确认以哪一份为准。",
        Code::Gap => "前一版没有收到（只作提醒，本版照常计入）。如需留存，请向专家索取。",
        Code::ChainBroken => "与前一版的衔接不符，已搁置。请专家重新导出，并核实是否换过电脑。",
        Code::AfterClose => {
            "已收卷，这张修订表没有复评单，已搁置。如确需修订，请组织方签发复评单。"
        }
        Code::AfterFinal => {
            "本赛道已定稿，这张表已搁置，不改变结果。如确需采用，请组织方和监督员重开后再定稿。"
        }
        Code::Clock => "电脑时间异常（只作提醒），不影响计入。",
        Code::XlsxMismatch => "表格里可见的内容与签名时不同；以签名数据为准，请向专家核实。",
        Code::PaperCodeMismatch => "纸质表上的核对码与电子表不符，已搁置。请核对是否为同一版。",
        Code::Excluded => "已有书面认定：这张表不计入。如有异议，请组织方和监督员另行认定。",
        Code::NotPanel => "这是别的评审组的评分表，未汇入本组。请转交相应组长或组织方。",
        Code::ExpertMissing => "还有专家没有交评分表，请催办。",
        Code::EntryMissing => "还有项目没有评分，请催办。",
        Code::Quorum => "有效评分表不足规定份数，请补评或登记处理意见。",
    }
}

#[cfg(test)]
mod tests {
    use jury_core::merge::Gravity;

    use super::*;

    /// Of what counts for nothing, one of these is said.
    const REFUSED: [&str; 3] = ["未汇入", "不计入", "未读取"];

    #[test]
    fn every_code_says_what_happens_by_its_gravity() {
        for code in Code::ALL {
            let said = sentence(*code);
            let held = said.contains("已搁置");
            let refused = REFUSED.iter().any(|word| said.contains(word));
            let expected = match code.gravity() {
                Gravity::Note => (false, false),
                Gravity::Hold => (true, false),
                Gravity::Reject => (false, true),
            };
            assert_eq!((held, refused), expected, "{code}: {said}");
            assert!(said.ends_with('。'), "{code}: {said}");
        }
    }

    #[test]
    fn two_unconfirmed_keys_are_said_to_be_held() {
        let said = |verdict| sentence_of(Code::KeyExpertMismatch, verdict);
        assert!(said(VerdictKind::Held).contains("已搁置"));
        assert!(said(VerdictKind::Rejected).contains("未汇入"));
    }
}
