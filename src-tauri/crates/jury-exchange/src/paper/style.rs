//! How cells look: few styles, black on white, for ink and a laser printer.
//!
//! Not layout. The one rule: a state told by a style is told by a word too, since paper may be photocopied.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// A look of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The title of the form.
    Title,
    /// A line of facts under the title, or a note; not boxed.
    Line,
    /// 未定稿 and 非官方.
    Banner,
    /// A heading of a column.
    Head,
    /// Boxed text, wrapped.
    Text,
    /// Boxed text in the middle.
    Centred,
    /// Boxed number with two decimals.
    Number,
    /// Boxed whole number.
    Whole,
    /// A mark that the trimmed mean dropped: struck out.
    Struck,
    /// A column of a template that must be filled in.
    RequiredHead,
    /// Template cells that are text, so that 01 stays 01.
    TextColumn,
}

impl Style {
    /// Whether text that is too long continues on the next line.
    pub(crate) fn wraps(self) -> bool {
        matches!(
            self,
            Self::Line | Self::Head | Self::Text | Self::Centred | Self::RequiredHead
        )
    }

    pub(crate) fn format(self) -> Format {
        let plain = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = || {
            plain
                .clone()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x0080_8080))
        };
        let head = || {
            boxed()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00EE_F1F6))
        };
        match self {
            Self::Title => plain
                .set_font_size(16)
                .set_bold()
                .set_align(FormatAlign::Center),
            Self::Line => plain.set_text_wrap(),
            Self::Banner => plain.set_bold().set_font_color(Color::RGB(0x00B0_2418)),
            Self::Head => head(),
            Self::Text => boxed().set_text_wrap(),
            Self::Centred => boxed().set_align(FormatAlign::Center).set_text_wrap(),
            Self::Number => boxed().set_align(FormatAlign::Right).set_num_format("0.00"),
            Self::Whole => boxed().set_align(FormatAlign::Center).set_num_format("0"),
            Self::Struck => boxed()
                .set_align(FormatAlign::Right)
                .set_num_format("0.00")
                .set_font_strikethrough(),
            Self::RequiredHead => head().set_font_color(Color::RGB(0x00B0_2418)),
            Self::TextColumn => Format::new().set_num_format("@"),
        }
    }
}
