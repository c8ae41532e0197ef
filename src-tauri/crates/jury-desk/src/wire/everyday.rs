//! What goes on paper, the receipts that come back, and the few settings of a desk.

use super::{Written, wire};

wire! {
    /// Pages were written.
    pub struct PaperWritten {
        /// The file.
        pub written: Written,
        /// How many pages.
        pub pages: u32,
        /// Characters that no font of this computer has; each is printed as □.
        pub absent: Vec<String>,
    }
    /// What a desk keeps of its user's liking.
    pub struct Settings {
        /// Idle minutes after which the desk locks: 5, 10 or 30; 0 for never.
        pub idle_minutes: u32,
        /// Percent at which the window is shown: 80, 90, 100, 110, 125, 150, 175 or 200.
        pub zoom: u32,
    }
    /// Receipts were written.
    pub struct ReceiptsWritten {
        /// The file.
        pub written: Written,
        /// How many receipts are in it.
        pub count: u32,
    }
    /// Receipts that came for my sheets, latest sheet first.
    pub struct Receipts {
        /// Receipts.
        pub rows: Vec<ReceiptRow>,
    }
    /// A receipt 回执 for a sheet of mine.
    pub struct ReceiptRow {
        /// Revision of the sheet.
        pub seq: u32,
        /// 核对码 of the sheet.
        pub code: String,
        /// When it was received, as the signer says.
        pub at: String,
        /// Who signed, in words: 组织方, or 组长 and the name.
        pub who: String,
        /// The verdict, in words.
        pub verdict: String,
        /// Codes of what was found, if anything.
        pub codes: Vec<String>,
    }
}
