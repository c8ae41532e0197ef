//! Proofs of rights and merits: copyright, patent, data agreement, test report, data right, honour.

use super::{Clerk, certificate, field, proof, right, scanned, text, title};
use crate::plan::SCHOOLS;
use crate::proof::{Carrier, Proof};
use crate::scan::leaf::{Leaf, Piece};

impl Clerk<'_> {
    pub(super) fn copyright(&mut self, nth: usize) -> Proof {
        let feature = self.story.words.features[nth % self.story.words.features.len()].clone();
        let name = format!("{feature}系统V{}.0", 1 + nth);
        let pieces = vec![
            title("计算机软件著作权登记证书"),
            Piece::Middle(format!("证书号：软著登字第{}号（样）", self.digits(8))),
            Piece::Gap(30.0),
            field("软件名称", name),
            field("著作权人", &*self.entry.entrant),
            field("开发完成日", self.date(2023)),
            field("首次发表", "未发表"),
            field("权利取得方式", "原始取得"),
            field("权利范围", "全部权利"),
            field("登记号", format!("2024SR{}", self.digits(7))),
            Piece::Gap(100.0),
            right("云江市软件登记服务中心"),
            right(self.date(2024)),
            Piece::Chop("云江市软件登记服务中心".to_owned()),
        ];
        proof(
            format!("软件著作权登记证书{}（{feature}）", nth + 1),
            Carrier::Jpeg,
            vec![certificate(pieces)],
        )
    }

    pub(super) fn patent(&mut self, nth: usize) -> Proof {
        let technique = self.story.word("tech", &crate::grammar::TECHNIQUES);
        let (source, school) = (
            self.story.word("source", &self.story.words.sources),
            self.story.word("school", &SCHOOLS),
        );
        let pieces = vec![
            title("发 明 专 利 证 书"),
            Piece::Middle(format!("证书号第{}号（样）", self.digits(7))),
            Piece::Gap(30.0),
            field(
                "发明名称",
                format!("一种面向{source}的{technique}方法及系统"),
            ),
            field(
                "发 明 人",
                self.story
                    .members
                    .iter()
                    .take(3)
                    .map(|member| member.name.as_str())
                    .collect::<Vec<_>>()
                    .join("；"),
            ),
            field("专 利 号", format!("ZL2023 1 {}.X", self.digits(7))),
            field("申 请 日", self.date(2023)),
            field("专利权人", &*self.entry.entrant),
            Piece::Gap(20.0),
            text(format!(
                "本发明经审查决定授予专利权。专利权自授权公告之日起生效，期限为二十年。该成果与{school}联合试验验证。"
            )),
            Piece::Gap(80.0),
            right(self.date(2024)),
            Piece::Chop("云江市知识产权服务中心".to_owned()),
        ];
        let carrier = if self.random.chance(30) {
            Carrier::Png
        } else {
            Carrier::Jpeg
        };
        let leaf = Leaf {
            framed: true,
            scanned: carrier == Carrier::Jpeg,
            pieces,
        };
        proof(format!("发明专利证书{}", nth + 1), carrier, vec![leaf])
    }

    pub(super) fn agreement(&mut self) -> Proof {
        let (user, source) = (
            self.story.word("user", &self.story.words.users),
            self.story.word("source", &self.story.words.sources),
        );
        let first = vec![
            title("数据授权使用协议"),
            Piece::Middle(format!(
                "合同编号：YJ-{}-{}",
                self.random.between(2023, 2025),
                self.digits(4)
            )),
            text(format!("甲方（数据提供方）：{user}")),
            text(format!("乙方（数据使用方）：{}", self.entry.entrant)),
            text(
                "根据《中华人民共和国民法典》《中华人民共和国数据安全法》等法律法规，甲乙双方本着平等自愿、诚实信用的原则，就数据授权使用事宜达成如下协议。",
            ),
            text(format!(
                "第一条　授权数据。甲方授权乙方使用{source}，具体字段、时间范围和更新频率以附件目录为准。"
            )),
            text(format!(
                "第二条　使用目的。乙方仅将授权数据用于{}，不得超出约定目的和范围使用。",
                self.entry.scene
            )),
            text("第三条　授权期限。自本协议签订之日起三年，期满前三十日双方可协商续签。"),
            text(
                "第四条　使用方式。授权数据在甲方指定的安全环境内使用，原始数据不出域，乙方取得经审核的计算结果。",
            ),
        ];
        let second = vec![
            text(
                "第五条　安全责任。乙方应当建立数据安全管理制度，采取加密、脱敏、访问控制等措施，发生安全事件的，应当在二小时内通知甲方。",
            ),
            text(
                "第六条　收益分配。由授权数据形成的数据产品和服务收益，按双方约定的比例每半年结算一次。",
            ),
            text(
                "第七条　保密。双方对在合作中知悉的商业秘密和个人信息负有保密义务，保密义务不因协议终止而终止。",
            ),
            text("第八条　违约责任。任何一方违反本协议约定，应当赔偿由此给对方造成的损失。"),
            text(
                "第九条　争议解决。因本协议发生的争议，由双方协商解决；协商不成的，向甲方所在地人民法院提起诉讼。",
            ),
            text(
                "第十条　其他。本协议一式四份，双方各执二份，具有同等法律效力，自双方盖章之日起生效。",
            ),
            Piece::Gap(70.0),
            right(format!("甲方：{user}（盖章）")),
            right(format!("乙方：{}（盖章）", self.entry.entrant)),
            right(self.date(2024)),
            Piece::Chop(self.entry.entrant.clone()),
        ];
        proof(
            "数据授权使用协议",
            Carrier::ScannedPdf,
            vec![scanned(first), scanned(second)],
        )
    }

    pub(super) fn test_report(&mut self) -> Proof {
        let mut rows = vec![
            ["检测项", "要求", "实测", "结论"]
                .map(str::to_owned)
                .to_vec(),
        ];
        for item in [
            "数据接入正确性",
            "查询响应时间",
            "并发用户数",
            "模型准确率",
            "数据脱敏有效性",
            "日志完整性",
            "备份恢复",
            "权限控制",
        ] {
            rows.push(vec![
                item.to_owned(),
                "符合设计".to_owned(),
                "符合".to_owned(),
                "通过".to_owned(),
            ]);
        }
        let cover = vec![
            Piece::Gap(70.0),
            title("软件测试报告"),
            Piece::Middle(format!("报告编号：YJRC-2025-{}", self.digits(5))),
            Piece::Gap(60.0),
            field("委托单位", &*self.entry.entrant),
            field("样品名称", &*self.entry.title),
            field("检测类别", "委托检测"),
            field("检测依据", "GB/T 25000.51—2016"),
            Piece::Gap(180.0),
            Piece::Middle("云江市软件评测中心".to_owned()),
            right(self.date(2025)),
            Piece::Chop("云江市软件评测中心".to_owned()),
        ];
        let findings = self.story.paragraph("technology", "被测系统的核心方法", 2);
        let results = vec![
            title("检 测 结 果"),
            Piece::Table(rows),
            text(findings),
            text("结论：所检项目符合委托方提供的需求规格说明，检测通过。"),
        ];
        proof(
            "第三方软件测试报告",
            Carrier::ScannedPdf,
            vec![scanned(cover), scanned(results)],
        )
    }

    pub(super) fn data_right(&mut self) -> Proof {
        let source = self.story.word("source", &self.story.words.sources);
        let pieces = vec![
            title("数据知识产权登记证书"),
            Piece::Middle(format!("登记号：YJDIP{}", self.digits(10))),
            Piece::Gap(30.0),
            field(
                "数据名称",
                format!("{}{source}加工数据集", self.entry.scene),
            ),
            field("持 有 人", &*self.entry.entrant),
            field(
                "数据规模",
                format!("{}万条", self.random.between(20, 4_800)),
            ),
            field("更新频率", "每日"),
            field("存证编号", self.digits(16)),
            field("登记日期", self.date(2024)),
            Piece::Gap(120.0),
            right("云江市知识产权服务中心"),
            Piece::Gap(16.0),
            Piece::Chop("云江市知识产权服务中心".to_owned()),
        ];
        proof(
            "数据知识产权登记证书",
            Carrier::Jpeg,
            vec![certificate(pieces)],
        )
    }

    pub(super) fn honour(&mut self) -> Proof {
        let pieces = vec![
            Piece::Gap(60.0),
            title("荣 誉 证 书"),
            Piece::Gap(40.0),
            text(format!("{}：", self.entry.entrant)),
            text(format!(
                "你单位申报的“{}”入选云江市2024年度数据要素应用优秀案例。",
                self.entry.title
            )),
            text("特颁此证，以资鼓励。"),
            Piece::Gap(110.0),
            right("云江市数据局"),
            right(self.date(2024)),
            Piece::Chop("云江市数据局".to_owned()),
        ];
        proof("荣誉证书", Carrier::Jpeg, vec![certificate(pieces)])
    }
}
