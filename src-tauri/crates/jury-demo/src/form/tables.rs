//! The tables of a form.

use crate::grammar::{Story, TECHNIQUES};
use crate::paper::table::Table;

fn table<const N: usize>(
    caption: &str,
    shares: [f32; N],
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Table {
    let mut all = vec![head.map(str::to_owned).to_vec()];
    all.extend(rows.into_iter().map(|row| row.to_vec()));
    Table {
        caption: caption.to_owned(),
        shares: shares.to_vec(),
        rows: all,
    }
}

/// 应用对象
pub(super) fn users(story: &mut Story<'_>) -> Table {
    let users = story.words.users.clone();
    let rows: Vec<[String; 4]> = (users.into_iter().enumerate())
        .map(|(nth, user)| {
            let (pain, feature) = (
                story.word("pain", &story.words.pains),
                story.word("feature", &story.words.features),
            );
            [
                (nth + 1).to_string(),
                user,
                pain,
                format!("{feature}等服务"),
            ]
        })
        .collect();
    table(
        "主要应用对象及需求",
        [0.66, 1.7, 3.2, 1.9],
        ["序号", "应用对象", "主要痛点", "提供的服务"],
        rows,
    )
}

/// 架构: layers and their parts, for the figure.
pub(super) fn layers(story: &mut Story<'_>, names: &[&str]) -> Vec<(String, Vec<String>)> {
    let words = story.words;
    let part = |story: &mut Story<'_>, layer: usize| match layer {
        0 => story.word("user", &words.users),
        1 => story.word("feature", &words.features),
        2 => story.word("tech", &TECHNIQUES),
        3 => story.word("source", &words.sources),
        _ => story.word(
            "base",
            &[
                "政务云平台",
                "行业专有云",
                "数据沙箱",
                "密码服务",
                "运行监测",
            ],
        ),
    };
    let mut layers = Vec::new();
    for (layer, name) in names.iter().enumerate() {
        let count = 3 + story.random().below(2);
        let mut parts: Vec<String> = (0..count).map(|_| part(story, layer)).collect();
        parts.dedup();
        layers.push(((*name).to_owned(), parts));
    }
    layers
}

/// 功能清单
pub(super) fn functions(story: &mut Story<'_>, features: &[String]) -> Table {
    let rows: Vec<[String; 5]> = (features.iter().enumerate())
        .map(|(nth, feature)| {
            let (source, user) = (
                story.word("source", &story.words.sources),
                story.word("user", &story.words.users),
            );
            let state =
                ["已上线", "已上线", "已上线", "试运行", "持续优化"][story.random().below(5)];
            [
                (nth + 1).to_string(),
                feature.clone(),
                source,
                user,
                state.to_owned(),
            ]
        })
        .collect();
    table(
        "功能模块清单",
        [0.66, 1.7, 2.0, 2.0, 1.0],
        ["序号", "功能模块", "所用数据", "服务对象", "状态"],
        rows,
    )
}

/// 数据来源
pub(super) fn sources(story: &mut Story<'_>, sources: &[String]) -> Table {
    let rows: Vec<[String; 5]> = (sources.iter())
        .map(|source| {
            let user = story.word("user", &story.words.users);
            let random = story.random();
            let way = *random.pick(&[
                "授权运营协议",
                "共享平台申请",
                "数据交易采购",
                "自有采集",
                "合作协议",
            ]);
            let often = *random.pick(&["实时", "每15分钟", "每小时", "每日", "每周"]);
            let amount = format!("{}万条", random.between(36, 9_600));
            [
                source.clone(),
                user,
                way.to_owned(),
                often.to_owned(),
                amount,
            ]
        })
        .collect();
    table(
        "数据来源与获取方式",
        [1.9, 1.8, 1.4, 1.0, 1.1],
        ["数据名称", "提供方", "获取方式", "更新频率", "数据规模"],
        rows,
    )
}

const FIELDS: [(&str, &str, &str); 24] = [
    ("object_id", "对象唯一标识", "字符型"),
    ("region_code", "行政区划代码", "字符型"),
    ("org_code", "单位代码（脱敏）", "字符型"),
    ("event_time", "发生时间", "日期时间型"),
    ("collect_time", "采集时间", "日期时间型"),
    ("longitude", "经度", "数值型"),
    ("latitude", "纬度", "数值型"),
    ("value", "观测值", "数值型"),
    ("unit", "计量单位", "字符型"),
    ("quality_flag", "质量标识", "整型"),
    ("source_id", "来源系统编号", "字符型"),
    ("batch_no", "批次号", "字符型"),
    ("category", "业务类别", "字符型"),
    ("level", "等级", "整型"),
    ("amount", "金额（元）", "数值型"),
    ("duration", "持续时长（秒）", "整型"),
    ("status", "状态", "整型"),
    ("operator_hash", "操作人标识（不可逆）", "字符型"),
    ("auth_no", "授权编号", "字符型"),
    ("purpose", "使用目的", "字符型"),
    ("version", "版本号", "整型"),
    ("prev_hash", "前序摘要", "字符型"),
    ("confidence", "置信度", "数值型"),
    ("remark", "备注", "字符型"),
];

/// 数据目录: as long as the form has to be.
pub(super) fn fields(story: &mut Story<'_>, count: usize) -> Table {
    let words = story.words;
    let rows: Vec<[String; 5]> = (0..count)
        .map(|nth| {
            let (name, meaning, kind) = FIELDS[nth % FIELDS.len()];
            let source = &words.sources[nth / 6 % words.sources.len()];
            let grade =
                *story
                    .random()
                    .pick(&["一般数据（1级）", "一般数据（2级）", "一般数据（3级）"]);
            [
                source.clone(),
                name.to_owned(),
                meaning.to_owned(),
                kind.to_owned(),
                grade.to_owned(),
            ]
        })
        .collect();
    table(
        "核心数据目录（节选）",
        [1.8, 1.5, 1.8, 1.1, 1.5],
        ["数据集", "字段名", "含义", "类型", "分级"],
        rows,
    )
}

/// 成效
pub(super) fn metrics(story: &mut Story<'_>) -> Table {
    let metrics = story.metrics.clone();
    let rows: Vec<[String; 5]> = (metrics.iter())
        .map(|metric| {
            let user = story.word("user", &story.words.users);
            let (before, after) = (metric.shown(metric.before), metric.shown(metric.after));
            [
                metric.name.clone(),
                before,
                after,
                user,
                "应用证明（见附件）".to_owned(),
            ]
        })
        .collect();
    table(
        "应用成效一览",
        [1.8, 1.3, 1.3, 1.7, 1.5],
        ["指标", "应用前", "应用后", "数据提供单位", "佐证材料"],
        rows,
    )
}

/// 经济效益测算
pub(super) fn economy(story: &mut Story<'_>) -> Table {
    let random = story.random();
    let mut rows = Vec::new();
    let mut totals = [0, 0, 0];
    for name in [
        "数据服务收入",
        "平台建设与运维收入",
        "应用单位节约人工成本",
        "应用单位节约能耗物料",
    ] {
        let first = random.between(20, 320);
        let years = [
            first,
            first + random.between(10, 260),
            first + random.between(180, 700),
        ];
        totals = [
            totals[0] + years[0],
            totals[1] + years[1],
            totals[2] + years[2],
        ];
        rows.push([
            name.to_owned(),
            years[0].to_string(),
            years[1].to_string(),
            years[2].to_string(),
            "财务台账".to_owned(),
        ]);
    }
    let [first, second, third] = totals.map(|total| total.to_string());
    rows.push(["合计".to_owned(), first, second, third, "—".to_owned()]);
    table(
        "经济效益测算（万元）",
        [2.2, 1.0, 1.0, 1.2, 1.2],
        ["项目", "2023年", "2024年", "2025年（预计）", "依据"],
        rows,
    )
}

/// 市场空间
pub(super) fn market(story: &mut Story<'_>) -> Table {
    let rows: Vec<[String; 4]> = (story.words.users.iter())
        .map(|user| {
            let random = story.random();
            let (units, price) = (random.between(12, 640), random.between(3, 48));
            [
                user.clone(),
                units.to_string(),
                price.to_string(),
                (units * price).to_string(),
            ]
        })
        .collect();
    table(
        "目标市场测算",
        [2.2, 1.2, 1.4, 1.5],
        [
            "客户类型",
            "可触达数量（家）",
            "年均客单价（万元）",
            "市场规模（万元）",
        ],
        rows,
    )
}

/// 团队成员
pub(super) fn members(story: &mut Story<'_>) -> Table {
    let members = story.members.clone();
    let rows: Vec<[String; 5]> = (members.iter().enumerate())
        .map(|(nth, member)| {
            let random = story.random();
            let degree = *random.pick(&["硕士研究生", "本科", "博士研究生", "硕士研究生"]);
            let title = *random.pick(&[
                "高级工程师",
                "工程师",
                "正高级工程师",
                "副研究员",
                "数据分析师",
            ]);
            [
                (nth + 1).to_string(),
                member.name.clone(),
                member.role.to_owned(),
                degree.to_owned(),
                title.to_owned(),
            ]
        })
        .collect();
    table(
        "项目团队主要成员",
        [0.7, 1.2, 1.8, 1.4, 1.5],
        ["序号", "姓名", "项目分工", "学历", "职称"],
        rows,
    )
}

/// 证明材料清单
pub(super) fn attachments(names: &[String]) -> Table {
    let rows = names.iter().enumerate().map(|(nth, name)| {
        [
            (nth + 1).to_string(),
            name.clone(),
            "复印件加盖公章".to_owned(),
        ]
    });
    table(
        "随附证明材料",
        [0.66, 4.6, 1.7],
        ["序号", "材料名称", "形式"],
        rows,
    )
}
