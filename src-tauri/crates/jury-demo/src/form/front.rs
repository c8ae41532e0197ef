//! The pages around the body: cover, notes and facts, table of contents, declaration.

use super::Manner;
use crate::face::width;
use crate::paper::flow::{Heading, LEFT, MEASURE};
use crate::paper::font::Font;
use crate::paper::page::{BLACK, GREY, HEIGHT, Page, Style, WIDTH};
use crate::paper::table::{Table, draw};
use crate::paper::type_setting::lines;
use crate::plan::{ContestPlan, PlannedEntry};
use jury_core::entry::{Industry, Money};

/// Cover, and the page with notes and facts.
pub(super) fn cover(
    plan: &ContestPlan,
    entry: &PlannedEntry,
    manner: &Manner,
    font: &mut Font,
) -> Vec<Page> {
    let mut page = Page::new();
    let accent = manner.look.palette[0];
    match manner.cover {
        0 => page.line(&[[LEFT, 250.0], [WIDTH - LEFT, 250.0]], 2.0, accent),
        1 => page.boxed([0.0, 0.0, WIDTH, 92.0], Some(accent), None),
        _ => page.boxed(
            [40.0, 40.0, WIDTH - 80.0, HEIGHT - 80.0],
            None,
            Some((1.2, accent)),
        ),
    }
    page.centred(
        font,
        [WIDTH / 2.0, 168.0],
        Style::bold(21.0),
        &plan.contest.name,
    );
    page.centred(
        font,
        [WIDTH / 2.0, 224.0],
        Style::bold(34.0).coloured(manner.look.heading),
        "项 目 申 报 书",
    );
    let fields = [
        ("项目名称", entry.title.as_str()),
        ("参赛赛道", entry.track_name.as_str()),
        ("赛题方向", entry.topic.as_str()),
        ("牵头单位", entry.entrant.as_str()),
        ("团队名称", entry.team.as_str()),
    ];
    let mut y = 350.0;
    for (name, value) in fields {
        y = field(&mut page, font, y, name, value);
    }
    page.centred(
        font,
        [WIDTH / 2.0, 716.0],
        Style::plain(15.0),
        &format!("填报日期：2025年{}月", 4 + entry.pages % 3),
    );
    page.centred(
        font,
        [WIDTH / 2.0, 744.0],
        Style::plain(12.0).coloured(GREY),
        "云江市数据局　制",
    );
    vec![page, facts(entry, manner, font)]
}

/// A label and a value over a rule; long values take several lines.
fn field(page: &mut Page, font: &mut Font, mut y: f32, name: &str, value: &str) -> f32 {
    let (label, room) = (108.0, 300.0);
    page.text(
        font,
        [label, y],
        Style::bold(15.0),
        &format!("{name}："),
        0.0,
    );
    for line in lines(value, 14.0, room, 0.0) {
        let left = label + 84.0;
        page.text(
            font,
            [left + (room - width(&line.text, 14.0)) / 2.0, y],
            Style::plain(14.0),
            &line.text,
            0.0,
        );
        page.line(
            &[[left - 4.0, y + 5.0], [left + room + 4.0, y + 5.0]],
            0.7,
            BLACK,
        );
        y += 25.0;
    }
    y + 15.0
}

const NOTES: [&str; 5] = [
    "一、本申报书由参赛团队如实填写，内容真实、准确、完整，文责自负。",
    "二、申报书应围绕所报赛道和赛题方向编写，突出数据要素的主要特征，项目须已开展实际应用。",
    "三、证明材料须为参赛单位所有，不得使用母公司、分公司、子公司、控股公司或其他非参赛单位的材料。",
    "四、涉及国家秘密、商业秘密和个人信息的内容，应当作脱密、脱敏处理后再提交。",
    "五、企业规模参照《统计上大中小微型企业划分办法（2017）》自行填报，以组织方审核结果为准。",
];

/// Paragraphs of one size from `y` down, each with its first line indented by two characters; where the next would start.
fn paragraphs(
    page: &mut Page,
    font: &mut Font,
    texts: &[&str],
    size: f32,
    leading: f32,
    mut y: f32,
) -> f32 {
    for text in texts {
        let mut indent = 2.0 * size;
        for line in lines(text, size, MEASURE, indent) {
            page.text(
                font,
                [LEFT + indent, y],
                Style::plain(size),
                &line.text,
                line.spacing,
            );
            (y, indent) = (y + leading, 0.0);
        }
    }
    y
}

fn facts(entry: &PlannedEntry, manner: &Manner, font: &mut Font) -> Page {
    let mut page = Page::new();
    let middle = WIDTH / 2.0;
    page.centred(font, [middle, 106.0], Style::bold(18.0), "填 报 说 明");
    let mut y = paragraphs(&mut page, font, &NOTES, 12.0, 21.0, 140.0);
    page.centred(
        font,
        [middle, y + 32.0],
        Style::bold(16.0),
        "参赛项目基本信息",
    );
    y += 48.0;
    for table in [names(entry), figures(entry)] {
        let columns = table.columns(MEASURE);
        for row in table.laid_out(&columns) {
            draw(&mut page, font, &row, [LEFT, y], &columns, None);
            y += row.height;
        }
    }
    let note = "注：营业收入、资产总额为上一年度数据；非企业单位不填企业规模。";
    page.text(
        font,
        [LEFT, y + 20.0],
        Style::plain(9.5).coloured(GREY),
        note,
        0.0,
    );
    let foot = HEIGHT - 70.0;
    page.line(
        &[[LEFT, foot], [WIDTH - LEFT, foot]],
        0.5,
        manner.look.palette[0],
    );
    page
}

/// The wide rows of the facts.
fn names(entry: &PlannedEntry) -> Table {
    let row = |name: &str, value: &str| vec![name.to_owned(), value.to_owned()];
    let topic = format!("{}　{}", entry.track_name, entry.topic);
    let rows = vec![
        row("项目名称", &entry.title),
        row("赛道赛题", &topic),
        row("牵头单位", &entry.entrant),
        row("信用代码", &entry.credit_code),
    ];
    Table {
        caption: String::new(),
        shares: vec![1.0, 4.4],
        rows,
    }
}

/// What the size class is decided from; a figure that was left out is an empty cell, as on real forms.
fn figures(entry: &PlannedEntry) -> Table {
    let facts = &entry.facts;
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let people = facts
        .employees
        .map_or_else(String::new, |people| format!("{people} 人"));
    let money =
        |money: Option<Money>| money.map_or_else(String::new, |money| format!("{money} 万元"));
    let size = if entry.kind.is_enterprise() {
        entry.size.label()
    } else {
        "不适用"
    };
    let industry = facts.industry.map_or("—", Industry::name);
    let rows = vec![
        row(["单位性质", entry.kind.label(), "企业规模", size]),
        row(["所属行业", industry, "从业人员", &people]),
        row([
            "营业收入",
            &money(facts.revenue),
            "资产总额",
            &money(facts.assets),
        ]),
        row(["项目状态", "已开展实际应用", "知识产权", "归参赛单位所有"]),
    ];
    Table {
        caption: String::new(),
        shares: vec![1.0, 1.9, 1.0, 1.5],
        rows,
    }
}

/// The table of contents: parts and sections, with leaders.
pub(super) fn contents(manner: &Manner, font: &mut Font, headings: &[Heading]) -> Vec<Page> {
    let mut pages = Vec::new();
    let shown: Vec<&Heading> = headings
        .iter()
        .filter(|heading| heading.level <= 2)
        .collect();
    for (nth, some) in shown.chunks(26).enumerate() {
        let mut page = Page::new();
        if nth == 0 {
            page.centred(
                font,
                [WIDTH / 2.0, 110.0],
                Style::bold(20.0).coloured(manner.look.heading),
                "目　录",
            );
        }
        let mut y = 152.0;
        for heading in some {
            let style = if heading.level == 1 {
                Style::bold(12.5)
            } else {
                Style::plain(12.0)
            };
            let indent = if heading.level == 1 { 0.0 } else { 24.0 };
            leader_line(&mut page, font, [LEFT + indent, y], style, heading);
            y += 24.0;
        }
        pages.push(page);
    }
    pages
}

fn leader_line(
    page: &mut Page,
    font: &mut Font,
    [x, y]: [f32; 2],
    style: Style,
    heading: &Heading,
) {
    let number = heading.page.to_string();
    let (right, text) = (WIDTH - LEFT, super::shortened(&heading.text, 30));
    page.text(font, [x, y], style, &text, 0.0);
    page.right(font, [right, y], style, &number);
    let (from, to) = (
        x + width(&text, style.size) + 6.0,
        right - width(&number, style.size) - 6.0,
    );
    let dots = ((to - from) / width("·", 8.0)).max(0.0) as usize;
    page.text(
        font,
        [from, y],
        Style::plain(8.0).coloured(GREY),
        &"·".repeat(dots),
        0.0,
    );
}

/// The last page: the entrant vouches for the form. The place for the chop stays empty, as in forms handed in as PDF.
pub(super) fn declaration(
    plan: &ContestPlan,
    entry: &PlannedEntry,
    manner: &Manner,
    font: &mut Font,
) -> Page {
    let mut page = Page::new();
    let style = Style::bold(20.0).coloured(manner.look.heading);
    page.centred(font, [WIDTH / 2.0, 130.0], style, "申报主体责任声明");
    let promise = format!("本单位自愿参加{}，承诺：{PROMISE}", plan.contest.name);
    let y = paragraphs(&mut page, font, &[&promise], 14.0, 28.0, 180.0);
    let (left, plain) = (LEFT + 150.0, Style::plain(13.0));
    page.text(font, [left, y + 50.0], plain, "牵头单位（公章）：", 0.0);
    let entrant = super::shortened(&entry.entrant, 28);
    page.text(
        font,
        [left, y + 72.0],
        Style::plain(10.0).coloured(GREY),
        &entrant,
        0.0,
    );
    page.text(font, [left, y + 104.0], plain, "法定代表人（签字）：", 0.0);
    page.text(
        font,
        [left + 40.0, y + 148.0],
        plain,
        "2025年　　月　　日",
        0.0,
    );
    page
}

const PROMISE: &str = "所填报的内容和提交的证明材料真实、准确、合法、有效，不存在虚假记载、误导性陈述或重大遗漏；参赛项目的知识产权归属本单位，未侵犯任何他人的专利权、著作权、商标权及其他合法权益；未被列入失信被执行人、重大税收违法案件当事人、政府采购严重违法失信行为记录名单，无重大违法记录；本项目仅在一个地方分赛参赛，每名参赛代表仅代表一个团队；同意组织方依法依规使用申报材料开展评审。如有不实，自愿承担由此产生的一切责任。";
