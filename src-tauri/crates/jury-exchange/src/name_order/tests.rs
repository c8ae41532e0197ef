use super::*;

fn sorted(order: NameOrder, given: &[&'static str]) -> Vec<&'static str> {
    let mut names = given.to_vec();
    sort_by_name(&mut names, order, |name| name).unwrap();
    names
}

#[test]
fn surnames_of_fewer_strokes_come_first() {
    // 丁 2, 马 3, 王 4, 叶 5, 刘 6, 李 7, 周 8, 赵 9, 黄 11, 谢 12, 魏 17.
    let order = [
        "丁一", "马腾", "王平", "叶青", "刘备", "李白", "周瑜", "赵云", "黄忠", "谢安", "魏延",
    ];
    let mut given = order.to_vec();
    given.reverse();
    assert_eq!(sorted(NameOrder::Strokes, &given), order);
}

/// Surnames by strokes, as 《通用规范汉字表》 and 《GB 13000.1 字符集汉字笔顺规范》 write them: within a number 横竖撇点折, stroke by stroke.
const BY_STROKES: [&str; 16] = [
    "丁卜",
    "于万马",
    "王牛毛文方尹孔邓",
    "石龙卢叶田史白冯",
    "邢吕朱乔伍任向刘关江汤安许阮孙",
    "严苏杜李杨吴邱何余邹汪沈宋张陆陈邵",
    "武范林易罗金周庞郑孟",
    "赵郝胡柳钟段侯俞施姜洪姚贺",
    "秦袁耿聂莫贾夏顾钱倪徐殷翁高郭唐陶",
    "黄梅曹龚盛常崔康章梁",
    "彭葛董蒋韩程傅舒鲁曾温谢",
    "蓝赖雷詹",
    "蔡裴廖谭翟熊",
    "樊滕颜潘",
    "燕薛",
    "戴魏",
];

#[test]
fn surnames_of_as_many_strokes_go_by_their_first_strokes() {
    let order: Vec<String> = BY_STROKES
        .concat()
        .chars()
        .map(|surname| format!("{surname}一"))
        .collect();
    let mut given = order.clone();
    given.sort();
    sort_by_name(&mut given, NameOrder::Strokes, |name| name).unwrap();
    assert_eq!(given, order);
}

#[test]
fn main_strokes_stand_before_minor_ones() {
    // 干 ends in 竖, 于 in 竖钩; 入 and 八 are both 撇捺.
    assert_eq!(
        sorted(NameOrder::Strokes, &["于一", "干一"]),
        ["干一", "于一"]
    );
}

#[test]
fn what_the_table_does_not_know_stands_behind_those_of_as_many_strokes() {
    // 訚 has 10 strokes, as 秦 and 陶 have; 黄 has 11. Names in letters come last.
    assert_eq!(
        sorted(
            NameOrder::Strokes,
            &["黄忠", "Alice", "訚一", "陶潜", "秦琼"]
        ),
        ["秦琼", "陶潜", "訚一", "黄忠", "Alice"]
    );
}

#[test]
fn a_compound_surname_stands_by_its_first_character() {
    // 司 5 strokes, 欧 8, 诸 10.
    let order = ["王莽", "司马迁", "欧阳修", "诸葛亮"];
    assert_eq!(
        sorted(NameOrder::Strokes, &["诸葛亮", "欧阳修", "王莽", "司马迁"]),
        order
    );
}

#[test]
fn a_compound_surname_stands_behind_the_single_one_it_begins_with() {
    assert_eq!(
        sorted(
            NameOrder::Strokes,
            &["欧阳修", "欧冶子", "欧一", "欧阳询", "欧阳一一"]
        ),
        ["欧一", "欧冶子", "欧阳询", "欧阳修", "欧阳一一"]
    );
}

#[test]
fn one_surname_is_ordered_by_the_given_name() {
    // A given name of one character first; 正 and 东 have five strokes, 正 begins 横竖, 东 横折.
    assert_eq!(
        sorted(
            NameOrder::Strokes,
            &[
                "王鑫",
                "苏轼",
                "李白",
                "王东一",
                "王一",
                "王正一",
                "李鑫",
                "王小二",
                "王平",
                "苏一"
            ]
        ),
        [
            "王一",
            "王平",
            "王鑫",
            "王小二",
            "王正一",
            "王东一",
            "苏一",
            "苏轼",
            "李白",
            "李鑫"
        ],
        "and surnames of as many strokes do not mix"
    );
}

#[test]
fn surnames_go_by_pinyin() {
    assert_eq!(
        sorted(NameOrder::Pinyin, &["赵云", "丁一", "李白", "安康", "王平"]),
        ["安康", "丁一", "李白", "王平", "赵云"]
    );
}

#[test]
fn surnames_with_a_reading_of_their_own_stand_under_it() {
    // 单 shàn not dān, 曾 zēng not céng, 仇 qiú not chóu, 解 xiè not jiě, 查 zhā not chá.
    assert_eq!(
        sorted(
            NameOrder::Pinyin,
            &[
                "曾巩",
                "查良镛",
                "解缙",
                "单雄信",
                "仇英",
                "戴震",
                "唐寅",
                "罗隐",
                "吴敬",
                "张飞",
                "袁枚"
            ]
        ),
        [
            "戴震",
            "罗隐",
            "仇英",
            "单雄信",
            "唐寅",
            "吴敬",
            "解缙",
            "袁枚",
            "曾巩",
            "查良镛",
            "张飞"
        ]
    );
}
