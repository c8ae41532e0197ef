//! What each kind of proof says: here what everybody hands in and certificates of use; the rest is in `rights`.

mod rights;

use crate::grammar::{Story, number};
use crate::plan::{ContestPlan, PlannedEntry};
use crate::proof::{Carrier, Proof};
use crate::random::Random;
use crate::scan::leaf::{Leaf, Piece};

struct Clerk<'a> {
    plan: &'a ContestPlan,
    entry: &'a PlannedEntry,
    story: Story<'a>,
    random: Random,
}

/// All proofs of an entry: four that everybody needs, then those it has to show, at most fifteen.
pub(super) fn of(plan: &ContestPlan, entry: &PlannedEntry, random: Random) -> Vec<Proof> {
    let story = Story::new(entry, random.child("story"));
    let mut clerk = Clerk {
        plan,
        entry,
        story,
        random,
    };
    let mut proofs = vec![
        clerk.licence(),
        clerk.declaration(),
        clerk.audit(),
        clerk.credit(),
    ];
    for nth in 0..1 + clerk.random.below(4) {
        proofs.push(clerk.use_certificate(nth));
    }
    for nth in 0..1 + clerk.random.below(3) {
        proofs.push(clerk.copyright(nth));
    }
    for nth in 0..clerk.random.below(3) {
        proofs.push(clerk.patent(nth));
    }
    for kind in 0..4 {
        if clerk.random.chance(55) && proofs.len() < 15 {
            proofs.push(match kind {
                0 => clerk.agreement(),
                1 => clerk.test_report(),
                2 => clerk.data_right(),
                _ => clerk.honour(),
            });
        }
    }
    proofs
}

fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

fn title(text: impl Into<String>) -> Piece {
    Piece::Title(text.into())
}

fn field(name: &str, value: impl Into<String>) -> Piece {
    Piece::Field(name.to_owned(), value.into())
}

fn right(text: impl Into<String>) -> Piece {
    Piece::Right(text.into())
}

fn scanned(pieces: Vec<Piece>) -> Leaf {
    Leaf {
        framed: false,
        scanned: true,
        pieces,
    }
}

fn certificate(pieces: Vec<Piece>) -> Leaf {
    Leaf {
        framed: true,
        scanned: true,
        pieces,
    }
}

fn proof(title: impl Into<String>, carrier: Carrier, leaves: Vec<Leaf>) -> Proof {
    Proof {
        title: title.into(),
        carrier,
        leaves,
    }
}

impl Clerk<'_> {
    fn date(&mut self, year: i64) -> String {
        format!(
            "{year}年{}月{}日",
            self.random.between(1, 12),
            self.random.between(1, 28)
        )
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.random.below(10) as u8))
            .collect()
    }

    fn head(&self) -> String {
        self.story.members[0].name.clone()
    }

    fn licence(&mut self) -> Proof {
        let enterprise = self.entry.kind.is_enterprise();
        let (name, office) = if enterprise {
            ("营业执照", "云江市市场监督管理局")
        } else {
            ("事业单位法人证书", "云江市事业单位登记管理局")
        };
        let founded = self.random.between(1998, 2019);
        let mut pieces = vec![
            title(name),
            Piece::Middle("（副　本）".to_owned()),
            Piece::Gap(14.0),
        ];
        pieces.extend([
            field("统一社会信用代码", &*self.entry.credit_code),
            Piece::Gap(6.0),
            field("名　　称", &*self.entry.entrant),
        ]);
        if enterprise {
            let capital = self.random.between(2, 120) * 100;
            pieces.extend([
                field("类　　型", "有限责任公司"),
                field("注册资本", format!("{capital}万元整")),
            ]);
        } else {
            pieces.extend([
                field("经费来源", "财政补助"),
                field("举办单位", "云江市人民政府"),
            ]);
        }
        let founded = self.date(founded);
        let place = self.story.word("place", &crate::plan::PLACES);
        let scope = format!(
            "{}；数据处理和存储支持服务；{}相关技术开发、技术咨询、技术服务",
            self.entry.scene, self.entry.track_name
        );
        pieces.extend([
            field("法定代表人", self.head()),
            field("成立日期", founded),
            field(
                "住　　所",
                format!("云江市{place}数字产业园{}号楼", self.random.between(1, 28)),
            ),
            field(
                if enterprise {
                    "经营范围"
                } else {
                    "业务范围"
                },
                scope,
            ),
            Piece::Gap(70.0),
            right(format!("登记机关　{office}")),
            right(self.date(2023)),
            Piece::Chop(office.to_owned()),
        ]);
        proof(name, Carrier::Jpeg, vec![certificate(pieces)])
    }

    fn declaration(&mut self) -> Proof {
        let body = format!(
            "我单位自愿参加{}，已认真阅读赛事通知和各项要求，现郑重声明：所提交的材料真实、准确、完整；项目“{}”已开展实际应用，知识产权归我单位所有，未侵犯他人合法权益；我单位未被列入失信被执行人、重大税收违法案件当事人名单和政府采购严重违法失信行为记录名单，无重大违法记录；未重复参赛。如有不实，愿承担一切法律责任。",
            self.plan.contest.name, self.entry.title
        );
        let pieces = vec![
            title("申报主体责任声明"),
            Piece::Gap(10.0),
            text(body),
            text("特此声明。"),
            Piece::Gap(60.0),
            Piece::Signed("法定代表人：".to_owned(), self.head()),
            Piece::Gap(20.0),
            right(self.entry.entrant.clone()),
            right(self.date(2025)),
            Piece::Chop(self.entry.entrant.clone()),
        ];
        proof("申报主体责任声明", Carrier::Jpeg, vec![scanned(pieces)])
    }

    fn audit(&mut self) -> Proof {
        let enterprise = self.entry.kind.is_enterprise();
        let name = if enterprise {
            "2024年度财务审计报告"
        } else {
            "2024年度部门决算报告"
        };
        let number = format!("云江×会审字〔2025〕第{}号", self.digits(4));
        let cover = vec![
            Piece::Gap(90.0),
            title(self.entry.entrant.clone()),
            title(name),
            Piece::Middle(number.clone()),
            Piece::Gap(330.0),
            Piece::Middle("云江衡×会计师事务所（特殊普通合伙）".to_owned()),
            Piece::Middle("二〇二五年三月".to_owned()),
        ];
        let opinion = vec![
            title("审 计 报 告"),
            Piece::Middle(number),
            text(format!("{}：", self.entry.entrant)),
            text("一、审计意见"),
            text(
                "我们审计了贵单位2024年12月31日的资产负债表、2024年度的利润表、现金流量表以及相关财务报表附注。我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵单位的财务状况、经营成果和现金流量。",
            ),
            text("二、形成审计意见的基础"),
            text(
                "我们按照中国注册会计师审计准则的规定执行了审计工作。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。",
            ),
            text("三、管理层的责任"),
            text(
                "管理层负责按照企业会计准则的规定编制财务报表，使其实现公允反映，并设计、执行和维护必要的内部控制，以使财务报表不存在由于舞弊或错误导致的重大错报。",
            ),
            Piece::Gap(24.0),
            Piece::Signed(
                "注册会计师：".to_owned(),
                self.story.members[5].name.clone(),
            ),
            right("云江衡×会计师事务所"),
            right("2025年3月18日"),
            Piece::Chop("云江衡×会计师事务所".to_owned()),
        ];
        let leaves = vec![
            scanned(cover),
            scanned(opinion),
            self.balance_sheet(),
            self.income_statement(),
        ];
        proof(name, Carrier::ScannedPdf, leaves)
    }

    /// Hundredths of 万元 as 元 with separators.
    fn yuan(hundredths: i64) -> String {
        let digits = (hundredths * 100).to_string();
        let mut shown = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        shown + ".00"
    }

    fn statement(&mut self, name: &str, total: i64, shares: &[(&str, i64)], sum: &str) -> Leaf {
        let mut rows = vec![vec![
            "项　目".to_owned(),
            "行次".to_owned(),
            "2024年".to_owned(),
            "2023年".to_owned(),
        ]];
        let earlier = self.random.between(72, 96);
        let mut rest = total;
        for (nth, (item, share)) in shares.iter().enumerate() {
            let amount = if nth + 1 == shares.len() {
                rest
            } else {
                total * share / 100
            };
            rest -= amount;
            let last_year = amount * earlier / 100;
            rows.push(vec![
                (*item).to_owned(),
                (nth + 1).to_string(),
                Self::yuan(amount),
                Self::yuan(last_year),
            ]);
        }
        rows.push(vec![
            sum.to_owned(),
            (shares.len() + 1).to_string(),
            Self::yuan(total),
            Self::yuan(total * earlier / 100),
        ]);
        let pieces = vec![
            title(name),
            Piece::Middle(format!("编制单位：{}　　单位：元", self.entry.entrant)),
            Piece::Table(rows),
            Piece::Signed("单位负责人：".to_owned(), self.head()),
            Piece::Signed(
                "会计机构负责人：".to_owned(),
                self.story.members[4].name.clone(),
            ),
            Piece::Gap(20.0),
            Piece::Chop(self.entry.entrant.clone()),
        ];
        scanned(pieces)
    }

    fn balance_sheet(&mut self) -> Leaf {
        let total = self.entry.facts.assets.map_or_else(
            || self.random.between(80_000, 900_000),
            |money| money.hundredths(),
        );
        let shares = [
            ("货币资金", 17),
            ("应收账款", 21),
            ("预付款项", 4),
            ("存货", 9),
            ("固定资产", 19),
            ("使用权资产", 3),
            ("无形资产", 12),
            ("数据资源", 4),
            ("其他资产", 0),
        ];
        self.statement("资产负债表（资产部分）", total, &shares, "资产总计")
    }

    fn income_statement(&mut self) -> Leaf {
        let total = self.entry.facts.revenue.map_or_else(
            || self.random.between(60_000, 700_000),
            |money| money.hundredths(),
        );
        let shares = [
            ("技术开发收入", 34),
            ("数据服务收入", 27),
            ("系统集成收入", 22),
            ("运维服务收入", 11),
            ("其他业务收入", 0),
        ];
        self.statement("利润表（营业收入部分）", total, &shares, "营业收入合计")
    }

    fn credit(&mut self) -> Proof {
        let rows = [
            ["查询项目", "结果", "条数"],
            ["失信被执行人名单", "未查到", "0"],
            ["重大税收违法案件当事人名单", "未查到", "0"],
            ["政府采购严重违法失信名单", "未查到", "0"],
            ["行政处罚信息", "未查到", "0"],
            ["经营异常名录", "未查到", "0"],
        ];
        let pieces = vec![
            title("公共信用信息查询报告"),
            Piece::Middle(format!("报告编号：YJXY{}", self.digits(12))),
            field("主体名称", &*self.entry.entrant),
            field("信用代码", &*self.entry.credit_code),
            field(
                "查询时间",
                format!(
                    "{}　10:{:02}:{:02}",
                    self.date(2025),
                    self.random.between(0, 59),
                    self.random.between(0, 59)
                ),
            ),
            Piece::Gap(12.0),
            Piece::Table(
                rows.iter()
                    .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
                    .collect(),
            ),
            text(
                "本报告由云江市公共信用信息中心根据归集的公共信用信息自动生成，仅供参考。报告内容以查询时间为准。",
            ),
        ];
        let leaf = Leaf {
            framed: false,
            scanned: false,
            pieces,
        };
        proof("公共信用信息查询报告", Carrier::Png, vec![leaf])
    }

    fn use_certificate(&mut self, nth: usize) -> Proof {
        let user = self.story.word("user", &self.story.words.users);
        let place = self.story.word("place", &crate::plan::PLACES);
        let metric = self.story.metrics[nth % self.story.metrics.len()].clone();
        let (before, after) = (metric.shown(metric.before), metric.shown(metric.after));
        let from = self.random.between(2023, 2024);
        let mut pieces = vec![
            title("应 用 证 明"),
            Piece::Gap(8.0),
            text(format!(
                "兹证明{}研制的“{}”自{from}年{}月起在{place}投入使用。",
                self.entry.entrant,
                self.entry.title,
                self.random.between(1, 12)
            )),
            text(self.story.sentence("case", "该系统")),
            text(format!(
                "应用以来，{}由{before}变为{after}，运行稳定，达到预期目标。上述数据由我单位业务部门统计，情况属实。",
                metric.name
            )),
            text(self.story.sentence("function", "该系统")),
            text("特此证明。"),
        ];
        let signer = if user.starts_with("云江") {
            user.clone()
        } else {
            format!("{place}{user}")
        };
        pieces.extend([
            Piece::Gap(64.0),
            Piece::Signed("经办人：".to_owned(), self.story.members[6].name.clone()),
            right(signer.clone()),
            right(self.date(2025)),
            Piece::Chop(signer),
        ]);
        let (carrier, mut leaves) = (
            if self.random.chance(60) {
                Carrier::Jpeg
            } else {
                Carrier::ScannedPdf
            },
            vec![scanned(pieces)],
        );
        if carrier == Carrier::ScannedPdf {
            leaves.push(self.use_figures());
        }
        proof(format!("应用证明（{user}）"), carrier, leaves)
    }

    fn use_figures(&mut self) -> Leaf {
        let mut rows = vec![
            ["指标", "应用前", "应用后", "统计口径"]
                .map(str::to_owned)
                .to_vec(),
        ];
        for metric in &self.story.metrics {
            let way = (*self.random.pick(&["月度均值", "年度累计", "抽样统计"])).to_owned();
            rows.push(vec![
                metric.name.clone(),
                number(metric.before),
                number(metric.after),
                way,
            ]);
        }
        let note = self.story.paragraph("case", "该系统", 2);
        scanned(vec![
            title("附表：应用成效统计"),
            Piece::Table(rows),
            text(note),
        ])
    }
}
