//! Finding elements by what a person would call them; `find.js` holds the rules.

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

const SCRIPT: &str = include_str!("find.js");

/// The key under which WebDriver names an element (W3C WebDriver §12).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How a thing is named.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named<'a> {
    /// Something to press, by the words on it.
    Press(&'a str),
    /// Something to type into, by its label.
    Field(&'a str),
    /// Something without words.
    TestId(&'a str),
}

/// The visible element of that name, if it is there now.
pub(crate) async fn find(client: &Client, named: Named<'_>) -> Option<Element> {
    let (what, name) = match named {
        Named::Press(name) => ("press", name),
        Named::Field(name) => ("field", name),
        Named::TestId(name) => ("testid", name),
    };
    let found = client
        .execute(SCRIPT, vec![json!(what), json!(name)])
        .await
        .unwrap_or(Value::Null);
    let id = found.get(ELEMENT_KEY)?.as_str()?.to_owned();
    Some(Element::from_element_id(
        client.clone(),
        ElementRef::from(id),
    ))
}
