use serde_json::{Value, json};

use super::*;

/// Keys and what they have signed, from the standards.
pub(in super::super) fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

fn keys(set: &Value) -> Vec<Key> {
    let set: KeySet = serde_json::from_value(json!({ "keys": set })).unwrap();
    set.into_keys()
}

const SORTS: [Algorithm; 3] = [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa];

#[test]
fn the_vectors_of_the_standards_are_met_by_their_own_key_and_way_alone() {
    let vectors = vectors();
    let keys = keys(&vectors["keys"]);
    assert_eq!(keys.len(), 3);
    let tokens = vectors["tokens"].as_array().unwrap();
    for (signer, token) in tokens.iter().enumerate() {
        let (message, signature) = token.as_str().unwrap().rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        for (place, key) in keys.iter().enumerate() {
            for algorithm in SORTS {
                let own = place == signer && algorithm == SORTS[signer];
                let found = key.has_signed(algorithm, message.as_bytes(), &signature);
                assert_eq!(found, own, "{signer} {place} {algorithm:?}");
            }
        }
        let key = &keys[signer];
        let changed = message.replacen('e', "f", 1);
        assert!(!key.has_signed(SORTS[signer], changed.as_bytes(), &signature));
        for flipped in [0, signature.len() - 1] {
            let mut signature = signature.clone();
            signature[flipped] ^= 1;
            assert!(!key.has_signed(SORTS[signer], message.as_bytes(), &signature));
        }
        assert!(!key.has_signed(SORTS[signer], message.as_bytes(), &[]));
    }
}

#[test]
fn nothing_that_two_share_and_nothing_for_another_use_is_a_key() {
    for odd in [
        json!({ "kty": "oct", "k": "c2hhcmVk" }),
        json!({ "kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA" }),
        json!({ "kty": "EC", "crv": "secp256k1", "x": "AAAA", "y": "AAAA" }),
        json!({ "kty": "RSA", "n": "not base 64!", "e": "AQAB" }),
        json!({ "kty": "RSA", "e": "AQAB" }),
        json!({ "kid": "no kind" }),
        json!("no key"),
    ] {
        assert!(keys(&json!([odd])).is_empty(), "{odd}");
    }
    let mut fitting = vectors()["keys"][0].clone();
    fitting["use"] = json!("enc");
    assert!(keys(&json!([fitting])).is_empty());
    fitting["use"] = json!("sig");
    fitting["alg"] = json!("PS256");
    let only_for_another = keys(&json!([fitting]));
    assert!(only_for_another[0].signs(Algorithm::Ps256));
    assert!(!only_for_another[0].signs(Algorithm::Rs256));
    // Too short for anybody to trust it.
    let short = json!([{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }]);
    assert!(!keys(&short)[0].has_signed(Algorithm::Rs256, b"", b""));
}

#[test]
fn no_name_stands_for_nobody_s_signature_or_for_a_secret() {
    for name in [
        "none", "None", "HS256", "HS384", "HS512", "RS1", "", "rs256",
    ] {
        assert_eq!(Algorithm::named(name), None, "{name}");
    }
}
