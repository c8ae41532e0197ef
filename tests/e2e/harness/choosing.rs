//! What takes several presses in every story: choosing from a list that drops down, signing in to a desk.

use serde_json::json;

use super::Window;

/// One look: says true once the list of this label shows the words, and does the next step towards that. antd draws the options elsewhere in the page
/// and opens on the press of the pointer, not on a click. arguments: the label and the words of the option.
const CHOOSE: &str = "
    const [label, words] = arguments;
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
    const named = (one) => [one, ...one.querySelectorAll('[aria-label]')].some((own) => own.getAttribute('aria-label') === label);
    const list = [...document.querySelectorAll('.ant-select')].find((one) => seen(one) && named(one));
    if (list === undefined) return false;
    const open = list.classList.contains('ant-select-open');
    if (!open && list.innerText.trim() === words) return true;
    const option = [...document.querySelectorAll('.ant-select-item-option')].find((one) => seen(one) && one.innerText.trim() === words);
    if (open && option !== undefined) option.click();
    else if (!open) list.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    return false;";

impl Window<'_> {
    /// Chooses the option of these words in the list of this label.
    pub(crate) fn choose(&self, label: &str, words: &str) {
        self.wait_until(&format!("“{words}” to be chosen as {label}"), || {
            self.script(CHOOSE, &[json!(label), json!(words)]) == true
        });
    }
}

/// Opens a desk of a demo, where every passphrase is the same: the desk and the login by a part of their words.
pub(crate) fn sign_in(window: &Window<'_>, desk: &str, login: Option<&str>) {
    sign_in_with(window, desk, login, "demo");
}

pub(crate) fn sign_in_with(window: &Window<'_>, desk: &str, login: Option<&str>, passphrase: &str) {
    window.click(desk);
    if let Some(login) = login {
        window.click(login);
    }
    window.fill("口令", passphrase);
    window.click("进入工作台");
}
