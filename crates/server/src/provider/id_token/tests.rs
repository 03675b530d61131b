use proptest::prelude::*;
use serde_json::json;

use super::{
    super::keys::{KeySet, tests::vectors},
    *,
};

fn keys(set: &serde_json::Value) -> Vec<Key> {
    let set: KeySet = serde_json::from_value(json!({ "keys": set })).unwrap();
    set.into_keys()
}

fn expected() -> Expected<'static> {
    Expected {
        issuer: "https://id.example",
        audience: "mainstay",
        nonce: "nonce",
        now: Instant::from_millis(1_300_000_000_000),
    }
}

#[test]
fn what_the_standard_s_joe_has_signed_is_believed_and_is_no_id_token_of_ours() {
    let vectors = vectors();
    let token = vectors["tokens"][0].as_str().unwrap();
    let found = subject(token, &keys(&vectors["keys"]), &expected());
    // Its claims are read after its signature: they lack what an ID token has.
    assert_eq!(found, Err(Rejected::Shape));
    let mut other = vectors["keys"][0].clone();
    other["n"] = json!(other["n"].as_str().unwrap().replacen('o', "p", 1));
    let found = subject(token, &keys(&json!([other])), &expected());
    assert_eq!(found, Err(Rejected::Signature));
}

#[test]
fn a_token_that_names_no_key_is_looked_at_under_the_only_one_of_its_sort() {
    let vectors = vectors();
    let [rsa, curve] = [0, 1].map(|place| vectors["keys"][place].clone());
    let mut second = rsa.clone();
    second["kid"] = json!("another");
    let token = vectors["tokens"][0].as_str().unwrap();
    for (set, found) in [
        (json!([]), Rejected::UnknownKey),
        (json!([curve]), Rejected::Algorithm),
        (json!([rsa, second]), Rejected::Algorithm),
        (json!([rsa, curve]), Rejected::Shape),
    ] {
        assert_eq!(subject(token, &keys(&set), &expected()), Err(found));
    }
}

proptest! {
    #[test]
    fn any_text_is_named_for_what_it_is_not(text in "\\PC{0,80}|[A-Za-z0-9_.-]{0,80}") {
        let keys = keys(&vectors()["keys"]);
        prop_assert!(subject(&text, &keys, &expected()).is_err());
    }
}

#[test]
fn a_token_that_is_longer_than_any_is_not_looked_at() {
    let long = format!("{}.e30.AA", "A".repeat(LENGTH_MAX));
    assert_eq!(subject(&long, &[], &expected()), Err(Rejected::Shape));
}
