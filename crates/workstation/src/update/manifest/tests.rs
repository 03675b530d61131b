use std::io::Cursor;

use minisign::KeyPair;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::update::{Installation, Package, UpdateOptions};

fn key() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().unwrap()
}

fn wanted(key: &KeyPair) -> Wanted {
    let options = UpdateOptions {
        version: "0.2.0".to_owned(),
        key: Some(key.pk.to_base64()),
        installation: Installation::AppImage("/nowhere".into()),
    };
    Wanted::by(&options).unwrap()
}

/// What a vendor says of the package `new`.
fn words(wanted: &Wanted) -> Value {
    json!({
        "product": "mainstay-workstation", "version": "0.3.0", "target": wanted.target(), "size": 3,
        "sha256": hex::encode(<sha2::Sha256 as sha2::Digest>::digest(b"new")), "notes": { "en": "Faster." },
    })
}

fn signed(key: &KeyPair, words: &[u8], comment: &str) -> SignedManifest {
    let signature = minisign::sign(None, &key.sk, Cursor::new(words), Some(comment), None);
    SignedManifest {
        manifest: String::from_utf8(words.to_vec()).unwrap(),
        signature: signature.unwrap().into_string(),
    }
}

fn read(key: &KeyPair, wanted: &Wanted, words: &Value) -> Result<Manifest, UpdateFault> {
    Manifest::read(&signed(key, words.to_string().as_bytes(), "c"), wanted)
}

#[test]
fn what_the_vendor_signed_for_this_computer_is_taken() {
    let key = key();
    let wanted = wanted(&key);
    let mut words = words(&wanted);
    words["of a later version"] = json!(1);
    let manifest = read(&key, &wanted, &words).unwrap();
    assert_eq!(manifest.version, Version::new(0, 3, 0));
    assert_eq!(manifest.notes["en"], "Faster.");
    let mut package = Package::of(&manifest);
    package.take(b"ne").unwrap();
    package.take(b"w").unwrap();
    assert_eq!(package.proven().unwrap(), b"new");
}

#[test]
fn a_signature_is_of_these_words_by_this_key_or_nothing_is_looked_at() {
    let key = key();
    let wanted = wanted(&key);
    let words = words(&wanted).to_string();
    let good = signed(&key, words.as_bytes(), "of version 0.3.0");
    let refused = |signed: &SignedManifest| Manifest::read(signed, &wanted).unwrap_err();

    let other = signed(&self::key(), words.as_bytes(), "of version 0.3.0");
    assert!(matches!(refused(&other), UpdateFault::AnotherKey));

    let edited = SignedManifest {
        manifest: words.replace("0.3.0", "0.4.0"),
        ..good.clone()
    };
    assert!(matches!(refused(&edited), UpdateFault::WrongSignature));

    // The comment is under the signature too.
    let edited = SignedManifest {
        signature: good
            .signature
            .replace("of version 0.3.0", "of version 0.4.0"),
        ..good.clone()
    };
    assert_ne!(edited, good);
    assert!(matches!(refused(&edited), UpdateFault::WrongSignature));

    // Another's signature under the name of this key.
    let lines: Vec<&str> = good.signature.lines().collect();
    let others: Vec<&str> = other.signature.lines().collect();
    let decoded =
        |line: &str| base64::Engine::decode(&base64::prelude::BASE64_STANDARD, line).unwrap();
    let mut forged = decoded(others[1]);
    forged[2..10].copy_from_slice(&decoded(lines[1])[2..10]);
    let forged = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, forged);
    let forged = SignedManifest {
        signature: other.signature.replace(others[1], &forged),
        ..other
    };
    assert!(matches!(refused(&forged), UpdateFault::WrongSignature));

    for cut in [
        "",
        "untrusted comment: x\n",
        good.signature.get(..60).unwrap(),
    ] {
        let cut = SignedManifest {
            signature: cut.to_owned(),
            ..good.clone()
        };
        assert!(matches!(refused(&cut), UpdateFault::Unreadable));
    }
    let long = SignedManifest {
        manifest: words + &" ".repeat(MANIFEST_BYTES_MAX),
        ..good
    };
    assert!(matches!(refused(&long), UpdateFault::Unreadable));
}

#[test]
fn the_vendor_s_own_words_are_not_taken_for_an_older_version_or_for_another_computer() {
    let key = key();
    let wanted = wanted(&key);
    for (version, is_newer) in [
        ("0.1.9", false),
        ("0.2.0", false),
        ("0.2.0-rc.1", false),
        ("0.2.1-rc.1", true),
        ("0.10.0", true),
        ("1.0.0", true),
    ] {
        let mut words = words(&wanted);
        words["version"] = json!(version);
        let read = read(&key, &wanted, &words);
        let refused = matches!(read, Err(UpdateFault::NotNewer(_)));
        assert_eq!((read.is_ok(), refused), (is_newer, !is_newer), "{version}");
    }
    for target in [
        "linux-x86_64-deb",
        "linux-riscv64-appimage",
        "windows-x86_64-nsis",
        "",
    ] {
        let mut words = words(&wanted);
        words["target"] = json!(target);
        let refused = read(&key, &wanted, &words).unwrap_err();
        assert!(matches!(refused, UpdateFault::AnotherTarget), "{target}");
    }
}

#[test]
fn words_that_are_no_manifest_are_refused_though_they_are_signed() {
    let key = key();
    let wanted = wanted(&key);
    for (field, value) in [
        ("product", json!("something else")),
        ("version", json!("3")),
        ("version", json!("0.3.0+build.2")),
        ("size", json!(0)),
        ("size", json!(-1)),
        ("size", json!(u64::from(PACKAGE_BYTES_MAX) + 1)),
        ("sha256", json!("00")),
        ("sha256", json!("z".repeat(64))),
        ("target", Value::Null),
        ("notes", json!("none")),
    ] {
        let mut words = words(&wanted);
        words[field] = value;
        let refused = read(&key, &wanted, &words).unwrap_err();
        assert!(matches!(refused, UpdateFault::Unreadable), "{words}");
    }
}

#[test]
fn a_package_is_neither_shorter_nor_longer_nor_another() {
    let key = key();
    let wanted = wanted(&key);
    let manifest = read(&key, &wanted, &words(&wanted)).unwrap();
    let fault = |pieces: &[&[u8]]| {
        let mut package = Package::of(&manifest);
        for piece in pieces {
            if let Err(fault) = package.take(piece) {
                return fault;
            }
        }
        package.proven().unwrap_err()
    };
    assert!(matches!(fault(&[b"ne", b""]), UpdateFault::CutShort));
    assert!(matches!(fault(&[b"ne"]), UpdateFault::CutShort));
    assert!(matches!(fault(&[b"ne", b"wer"]), UpdateFault::TooLarge));
    assert!(matches!(fault(&[b"old"]), UpdateFault::Altered));
}

#[test]
fn without_a_key_or_a_package_none_is_ever_asked_for() {
    use wire::local::UpdatesOff;
    let key = key();
    let with = |key: Option<&str>, installation| {
        let options = UpdateOptions {
            key: key.map(str::to_owned),
            installation,
            ..UpdateOptions::off()
        };
        Wanted::by(&options).map(|wanted| wanted.target().to_owned())
    };
    let public = key.pk.to_base64();
    assert!(
        with(Some(&public), Installation::Deb)
            .unwrap()
            .ends_with("-deb")
    );
    assert_eq!(with(None, Installation::Deb), Err(UpdatesOff::NoKey));
    assert_eq!(
        with(Some("no key"), Installation::Deb),
        Err(UpdatesOff::NoKey)
    );
    assert_eq!(
        with(Some(&public), Installation::Other),
        Err(UpdatesOff::NoPackage)
    );
}

proptest! {
    #[test]
    fn no_words_and_no_signature_make_it_panic_and_none_are_taken_unsigned(
        manifest in ".{0,200}", signature in "(untrusted comment: .{0,9}\n)?[A-Za-z0-9+/=]{0,120}(\ntrusted comment: .{0,20}\n[A-Za-z0-9+/=]{0,90})?",
    ) {
        let key = key();
        let signed = SignedManifest { manifest, signature };
        prop_assert!(Manifest::read(&signed, &wanted(&key)).is_err());
    }

    /// The same words with anything in their fields, signed by the vendor.
    #[test]
    fn any_signed_fields_are_read_or_refused(
        version in "[0-9]{0,3}\\.[0-9]{0,3}\\.[0-9a-z+.-]{0,8}", target in ".{0,20}", size in any::<i64>(), sha256 in "[0-9a-fg]{0,70}",
    ) {
        let key = key();
        let wanted = wanted(&key);
        let mut words = words(&wanted);
        words["version"] = json!(version);
        words["target"] = json!(target);
        words["size"] = json!(size);
        words["sha256"] = json!(sha256);
        prop_assert!(read(&key, &wanted, &words).is_err(), "the target is another");
        words["target"] = json!(wanted.target());
        if let Ok(manifest) = read(&key, &wanted, &words) {
            prop_assert!(manifest.version > Version::new(0, 2, 0));
            prop_assert!((1..=PACKAGE_BYTES_MAX).contains(&manifest.size));
        }
    }

    #[test]
    fn words_with_one_bit_turned_are_refused(place in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let key = key();
        let wanted = wanted(&key);
        let good = signed(&key, words(&wanted).to_string().as_bytes(), "c");
        let mut bytes = good.manifest.clone().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        if let Ok(manifest) = String::from_utf8(bytes) {
            let changed = SignedManifest { manifest, ..good };
            prop_assert!(Manifest::read(&changed, &wanted).is_err());
        }
    }
}
