//! The canonical encoder.
//!
//! Not serde_json's: its map order depends on a feature any dependency may switch on. The one rule: keys sorted bytewise, no
//! white space, integers only, three escapes (`\"`, `\\`, `\n`).

use serde_json::{Map, Number, Value};

use super::{CanonError, MAX_DEPTH, MAX_INTEGER, check_text};

/// Appends a value in canonical form.
///
/// # Errors
/// [`CanonError`] for a float, a large integer, a refused key or text, or nesting deeper than [`MAX_DEPTH`].
pub fn write(value: &Value, out: &mut Vec<u8>) -> Result<(), CanonError> {
    write_at(value, 0, out)
}

fn write_at(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), CanonError> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => out.extend_from_slice(integer(number)?.to_string().as_bytes()),
        Value::String(text) => write_text(text, out)?,
        Value::Array(items) => write_list(items, deeper(depth)?, out)?,
        Value::Object(fields) => write_object(fields, deeper(depth)?, out)?,
    }
    Ok(())
}

fn deeper(depth: usize) -> Result<usize, CanonError> {
    if depth == MAX_DEPTH {
        return Err(CanonError::Malformed {
            detail: "nested too deep".to_owned(),
        });
    }
    Ok(depth + 1)
}

fn integer(number: &Number) -> Result<i64, CanonError> {
    number
        .as_i64()
        .filter(|value| (-MAX_INTEGER..=MAX_INTEGER).contains(value))
        .ok_or_else(|| CanonError::Malformed {
            detail: format!("{number} is not an integer of at most 53 bits"),
        })
}

fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), CanonError> {
    check_text(text)?;
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
    Ok(())
}

fn write_list(items: &[Value], depth: usize, out: &mut Vec<u8>) -> Result<(), CanonError> {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_at(item, depth, out)?;
    }
    out.push(b']');
    Ok(())
}

fn write_object(
    fields: &Map<String, Value>,
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<(), CanonError> {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort_by(|one, other| one.0.cmp(other.0));
    out.push(b'{');
    for (index, (key, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        check_key(key)?;
        out.push(b'"');
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(b"\":");
        write_at(value, depth, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn check_key(key: &str) -> Result<(), CanonError> {
    let plain = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if plain && (1..=64).contains(&key.len()) {
        Ok(())
    } else {
        Err(CanonError::Key {
            key: key.to_owned(),
        })
    }
}
