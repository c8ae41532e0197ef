//! The table of the 2017 standard: which industry is classed by which figures, and their lower bounds.
//!
//! Not the rule (see the parent). The one rule to know: the table is `assets/tables/size_classes_2017.csv`, read once; the code holds no bound.

use std::sync::LazyLock;

use super::{Bound, SizeClass};
use crate::entry::SizeFacts;

const TABLE: &str = include_str!("../../../../../assets/tables/size_classes_2017.csv");

/// Other names people write, with the name of the table's row. Composite rows (marked * in the standard) take the names of their parts:
/// note 1 of the standard lists them. A name that falls into several rows (房地产业, 物流业) is deliberately not here: a person must choose.
const ALIASES: [(&str, &str); 33] = [
    ("农业", "农、林、牧、渔业"),
    ("林业", "农、林、牧、渔业"),
    ("畜牧业", "农、林、牧、渔业"),
    ("渔业", "农、林、牧、渔业"),
    ("采矿业", "工业"),
    ("制造业", "工业"),
    ("电力热力燃气及水生产和供应业", "工业"),
    ("道路运输业", "交通运输业"),
    ("水上运输业", "交通运输业"),
    ("航空运输业", "交通运输业"),
    ("管道运输业", "交通运输业"),
    ("多式联运和运输代理业", "交通运输业"),
    ("装卸搬运", "交通运输业"),
    ("电信广播电视和卫星传输服务", "信息传输业"),
    ("互联网和相关服务", "信息传输业"),
    ("互联网业", "信息传输业"),
    ("电信业", "信息传输业"),
    ("软件业", "软件和信息技术服务业"),
    ("软件和信息技术服务", "软件和信息技术服务业"),
    ("信息技术服务业", "软件和信息技术服务业"),
    ("软件信息技术服务业", "软件和信息技术服务业"),
    ("房地产开发", "房地产开发经营"),
    ("物业管理业", "物业管理"),
    ("租赁业", "租赁和商务服务业"),
    ("商务服务业", "租赁和商务服务业"),
    ("科学研究和技术服务业", "其他未列明行业"),
    ("水利环境和公共设施管理业", "其他未列明行业"),
    ("居民服务修理和其他服务业", "其他未列明行业"),
    ("社会工作", "其他未列明行业"),
    ("文化体育和娱乐业", "其他未列明行业"),
    ("房地产中介服务", "其他未列明行业"),
    ("其他房地产业", "其他未列明行业"),
    ("其他", "其他未列明行业"),
];

/// An industry of the 2017 table, by its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Industry(u8);

/// A figure that enterprises are classed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indicator {
    /// 从业人员, 人
    Employees,
    /// 营业收入, 万元
    Revenue,
    /// 资产总额, 万元
    Assets,
}

/// The lower bounds of one figure in one industry, in 人 or 万元. Each bound includes the number itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Which figure.
    pub indicator: Indicator,
    /// At least this for 大型.
    pub large: u64,
    /// At least this for 中型.
    pub medium: u64,
    /// At least this for 小型; below it, 微型.
    pub small: u64,
}

struct Row {
    name: &'static str,
    codes: &'static str,
    limits: Vec<Limits>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    parse_table(TABLE).expect("the table in the tree has 16 industries; a test reads every row")
});

impl Industry {
    /// Every industry, in the order of the standard.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(ROWS.len()).map(Self)
    }

    /// Finds an industry by its name, by the name of one of its parts, or by a common short name; spaces, punctuation, a trailing `*` and a
    /// missing 业 at the end do not matter. `None` where the name is unknown or could mean several.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let wanted = plain(name);
        let named =
            |candidate: &str| Self::all().find(|industry| plain(industry.name()) == candidate);
        let exactly = |candidate: &str| {
            named(candidate).or_else(|| {
                ALIASES
                    .iter()
                    .find(|(alias, _)| *alias == candidate)
                    .and_then(|(_, name)| named(&plain(name)))
            })
        };
        if wanted.is_empty() {
            None
        } else {
            exactly(&wanted).or_else(|| exactly(&format!("{wanted}业")))
        }
    }

    /// The name in the standard, without the `*` of composite industries.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The codes of GB/T 4754—2017 that make up this industry, as the table writes them.
    #[must_use]
    pub fn codes(self) -> &'static str {
        self.row().codes
    }

    /// The bounds this industry is classed by: one or two figures.
    #[must_use]
    pub fn limits(self) -> &'static [Limits] {
        &self.row().limits
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

impl Indicator {
    /// The name in the standard.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Employees => "从业人员",
            Self::Revenue => "营业收入",
            Self::Assets => "资产总额",
        }
    }

    /// The unit of its bounds.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Employees => "人",
            Self::Revenue | Self::Assets => "万元",
        }
    }

    fn parse(label: &str) -> Option<Self> {
        [Self::Employees, Self::Revenue, Self::Assets]
            .into_iter()
            .find(|indicator| indicator.label() == label)
    }

    /// The stated figure in hundredths of its unit, so that people and money compare alike.
    pub(super) fn of(self, facts: &SizeFacts) -> Option<i128> {
        match self {
            Self::Employees => facts.employees.map(|people| i128::from(people) * 100),
            Self::Revenue => facts.revenue.map(|money| i128::from(money.hundredths())),
            Self::Assets => facts.assets.map(|money| i128::from(money.hundredths())),
        }
    }
}

impl Limits {
    /// The lower bound of a class; 微型 and 不划型 have none.
    #[must_use]
    pub const fn lower(&self, class: SizeClass) -> Option<u64> {
        match class {
            SizeClass::Large => Some(self.large),
            SizeClass::Medium => Some(self.medium),
            SizeClass::Small => Some(self.small),
            SizeClass::Micro | SizeClass::NotClassified => None,
        }
    }

    /// The comparison of a stated figure with the bound of `class`.
    pub(super) fn bound(&self, class: SizeClass, facts: &SizeFacts) -> Option<Bound> {
        let (limit, value) = (self.lower(class)?, self.indicator.of(facts)?);
        Some(Bound {
            indicator: self.indicator,
            class,
            limit,
            reached: value >= i128::from(limit) * 100,
        })
    }

    /// The highest class this figure alone allows.
    pub(super) fn class_of(&self, facts: &SizeFacts) -> SizeClass {
        [SizeClass::Large, SizeClass::Medium, SizeClass::Small]
            .into_iter()
            .find(|class| self.bound(*class, facts).is_some_and(|bound| bound.reached))
            .unwrap_or(SizeClass::Micro)
    }
}

/// Only what tells names apart: no spaces, no punctuation, no `*`.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// Columns: row_id, industry, codes, composite, indicator, symbol, unit, large_min, medium_min, small_min, micro_below.
fn parse_table(csv: &'static str) -> Option<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    for line in csv.lines().skip(1).filter(|line| !line.is_empty()) {
        let fields: Vec<&'static str> = line.split(',').collect();
        let [
            _,
            industry,
            codes,
            _,
            indicator,
            _,
            _,
            large,
            medium,
            small,
            _,
        ] = fields[..]
        else {
            return None;
        };
        let name = industry.trim_end_matches('*');
        let limits = Limits {
            indicator: Indicator::parse(indicator)?,
            large: large.parse().ok()?,
            medium: medium.parse().ok()?,
            small: small.parse().ok()?,
        };
        match rows.last_mut() {
            Some(row) if row.name == name => row.limits.push(limits),
            _ => rows.push(Row {
                name,
                codes,
                limits: vec![limits],
            }),
        }
    }
    Some(rows)
}
