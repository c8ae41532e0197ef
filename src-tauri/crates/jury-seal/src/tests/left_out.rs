//! A field is never left out (FORMAT §2): every field of every kind of document, taken away, makes it another spelling that is refused.
//!
//! The second implementation found this: serde takes an absent option for null.

use serde_json::Value;

use crate::canon;
use crate::document::{Document, payload_of};
use crate::samples;

/// Every value with one field less, somewhere.
fn without_a_field(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, inner)| {
                let mut less = fields.clone();
                less.remove(name);
                let within = without_a_field(inner).into_iter().map(|inner| {
                    let mut changed = fields.clone();
                    changed.insert(name.clone(), inner);
                    Value::Object(changed)
                });
                within.chain([Value::Object(less)]).collect::<Vec<_>>()
            })
            .collect(),
        Value::Array(items) => (0..items.len())
            .flat_map(|at| {
                without_a_field(&items[at]).into_iter().map(move |inner| {
                    let mut changed = items.clone();
                    changed[at] = inner;
                    Value::Array(changed)
                })
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[track_caller]
fn refused_without_a_field<T: Document>(document: &T) {
    assert!(without_each_field(document) > 5);
}

/// How many spellings with one field less there are, all of them refused.
#[track_caller]
fn without_each_field<T: Document>(document: &T) -> usize {
    let value: Value = serde_json::from_slice(&payload_of(document).unwrap()).unwrap();
    let changed = without_a_field(&value);
    for one in &changed {
        let bytes = canon::to_bytes(one).unwrap();
        assert!(canon::from_bytes::<T>(&bytes).is_err(), "{one}");
    }
    changed.len()
}

#[test]
fn a_document_with_a_field_left_out_is_refused() {
    refused_without_a_field(&samples::roster());
    refused_without_a_field(&samples::letter());
    refused_without_a_field(&samples::chair_letter());
    refused_without_a_field(&samples::sheet());
    refused_without_a_field(&samples::panel_return());
    refused_without_a_field(&samples::confirmation());
    refused_without_a_field(&samples::ticket());
    assert_eq!(without_each_field(&samples::archive_seal()), 3);
    refused_without_a_field(&samples::closing());
    refused_without_a_field(&samples::receipt());
    refused_without_a_field(&samples::rescue_request());
    refused_without_a_field(&samples::rescue_answer());
    refused_without_a_field(&samples::transcript());
    refused_without_a_field(&samples::decision());
    refused_without_a_field(&samples::minutes());
    refused_without_a_field(&samples::result());
    refused_without_a_field(&samples::reopening());
}
