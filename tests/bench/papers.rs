//! Made-up dossiers as PDFs that hold nothing but Chinese text, quick to write and to read.
//!
//! Words are drawn from a vocabulary in which, as in any language, few are on every page and most are rare (Zipf). The one rule: the same numbers
//! give the same papers.

use std::fmt::Write as _;

use crate::scenes::{document, stream};
use crate::sheets::Noise;

/// Characters of words, frequent ones of such papers.
const CHARACTERS: &str = "数据要素产业平台企业应用场景服务系统技术模型质量安全共享流通治理标准智能制造供应链协同园区能耗碳排放设备工艺检测追溯订单物料仓储运输金融授信医疗文旅气象城市交通农业林果种植养殖政务公共资源授权运营价值评估算法训练标注语料知识图谱可信空间接口存证审计合规隐私计算联邦学习监测预警调度优化效率成本收益增长市场推广团队专利论文标杆示范复制";
/// Objects 3 to 5: a font that is not embedded, by a predefined CMap, so that a page is quick to write.
const FONT: [&str; 3] = [
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
];
const WORDS: usize = 4000;
const LINES: usize = 30;
const LETTERS: usize = 30;

/// Words, the frequent ones first.
pub(crate) struct Vocabulary {
    words: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn new(noise: &mut Noise) -> Self {
        let characters: Vec<char> = CHARACTERS.chars().collect();
        let mut character = || {
            let bound = characters.len() as u64;
            characters[usize::try_from(noise.below(bound)).unwrap_or(0)]
        };
        let words = (0..WORDS)
            .map(|n| {
                let length = if n % 3 == 2 { 3 } else { 2 };
                (0..length).map(|_| character()).collect()
            })
            .collect();
        Self { words }
    }

    /// The word of a rank; the first is on every page.
    pub(crate) fn word(&self, rank: usize) -> &str {
        &self.words[rank % WORDS]
    }

    /// A word as often as its rank has it: ranks are spread so that each doubling of rank is as likely as the one before.
    fn drawn(&self, noise: &mut Noise) -> &str {
        let octave = noise.below(12);
        let within = noise.below(1 << octave);
        let rank = (1_u64 << octave) - 1 + within;
        self.word(usize::try_from(rank).unwrap_or(0))
    }

    /// Lines of a page.
    fn page(&self, noise: &mut Noise) -> Vec<String> {
        let mut lines = Vec::with_capacity(LINES);
        for _ in 0..LINES {
            let (mut line, mut letters) = (String::new(), 0);
            while letters < LETTERS {
                let word = self.drawn(noise);
                line.push_str(word);
                letters += word.chars().count();
                if noise.below(6) == 0 {
                    line.push('，');
                    letters += 1;
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// A document of so many pages; adds their text to `texts`.
pub(crate) fn paper(
    vocabulary: &Vocabulary,
    pages: usize,
    noise: &mut Noise,
    texts: &mut Vec<String>,
) -> Vec<u8> {
    let contents = (0..pages).map(|_| {
        let lines = vocabulary.page(noise);
        texts.push(lines.concat());
        stream("", content(&lines).as_bytes())
    });
    let contents = contents.collect();
    let font = FONT.map(|object| object.as_bytes().to_vec());
    document("<</Font<</C 3 0 R>>>>", &font, contents)
}

fn content(lines: &[String]) -> String {
    let mut content = String::from("BT /C 14 Tf 60 790 Td 24 TL");
    for line in lines {
        content.push_str(" <");
        for unit in line.encode_utf16() {
            // Writing to a string cannot fail.
            let _ = write!(content, "{unit:04X}");
        }
        content.push_str("> Tj T*");
    }
    content.push_str(" ET");
    content
}
