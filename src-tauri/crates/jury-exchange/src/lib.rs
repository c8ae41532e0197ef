//! Workbooks in and out, material packs and letters as files.
