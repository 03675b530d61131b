use std::{fs, path::Path};

use tempfile::TempDir;

use super::*;

/// Programs that do as told and write down what they were given.
struct Fake {
    folder: TempDir,
}

impl Fake {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Two printers, of which the second is the usual one, and an `lp` that takes everything.
    fn with_two_printers() -> Self {
        Self::new()
            .program(
                "lpstat",
                "case $1 in -e) printf 'Back_office\\nFront_desk\\n';; -d) echo 'system default destination: Front_desk';; esac",
            )
            .program(
                "lp",
                "printf '%s\\n' \"$@\" > \"$here/arguments\"; cat > \"$here/document\"; echo \"request id is $2-12 (0 file(s))\"",
            )
    }

    fn program(self, name: &str, body: &str) -> Self {
        let script = self.folder.path().join(format!("{name}.sh"));
        fs::write(&script, format!("here={:?}\n{body}\n", self.path())).unwrap();
        // Made by another process: one that this process had open for writing could be busy when it is
        // started, because a test beside this one was starting something too.
        let text = format!("#!/bin/sh\n. {script:?}\n");
        let made = std::process::Command::new("sh")
            .args([
                "-c",
                "printf '%s' \"$1\" > \"$2\" && chmod 700 \"$2\"",
                "sh",
                &text,
            ])
            .arg(self.path().join(name))
            .status();
        assert!(made.unwrap().success());
        self
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn system(&self) -> PrintingSystem {
        PrintingSystem {
            programs: Some(self.path().to_owned()),
        }
    }

    fn written(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }
}

fn failure(error: PaperError) -> (wire::Code, String) {
    let failure = wire::Failure::from(error);
    let detail = failure.data["detail"].as_str().unwrap_or_default();
    (failure.code, detail.to_owned())
}

#[tokio::test]
async fn the_usual_printer_is_listed_first() {
    let fake = Fake::with_two_printers();
    assert_eq!(
        fake.system().printers().await.unwrap(),
        ["Front_desk", "Back_office"]
    );
}

#[tokio::test]
async fn the_whole_document_reaches_the_usual_printer_under_its_title() {
    let fake = Fake::with_two_printers();
    let pdf = vec![0xA5_u8; 300_000];
    let printed = fake
        .system()
        .print(&pdf, "Invoice A-000017", None)
        .await
        .unwrap();
    assert_eq!(
        (printed.printer.as_str(), printed.job.as_str()),
        ("Front_desk", "Front_desk-12")
    );
    assert_eq!(
        fake.written("arguments"),
        b"-d\nFront_desk\n-t\nInvoice A-000017\n"
    );
    assert_eq!(fake.written("document"), pdf);
}

#[tokio::test]
async fn another_printer_is_used_when_it_is_named() {
    let fake = Fake::with_two_printers();
    let printed = fake
        .system()
        .print(b"x", "Receipt", Some("Back_office"))
        .await
        .unwrap();
    assert_eq!(printed.job, "Back_office-12");
}

#[tokio::test]
async fn only_a_printer_of_the_system_is_ever_named_to_it() {
    let fake = Fake::with_two_printers();
    for name in ["", "Nowhere", "-o raw", "Front_desk; rm"] {
        let refused = fake
            .system()
            .print(b"x", "Receipt", Some(name))
            .await
            .unwrap_err();
        assert!(matches!(refused, PaperError::UnknownPrinter), "{name}");
    }
    assert!(!fake.path().join("arguments").exists());
}

#[tokio::test]
async fn a_computer_without_a_printing_system_says_so() {
    let fake = Fake::new();
    let refused = fake
        .system()
        .print(b"x", "Receipt", None)
        .await
        .unwrap_err();
    let (code, detail) = failure(refused);
    assert_eq!(
        (code, detail.as_str()),
        (
            wire::Code::PrintingFailed,
            "no printing system is installed"
        )
    );
}

#[tokio::test]
async fn a_printing_system_without_printers_says_so() {
    let fake = Fake::new().program(
        "lpstat",
        "[ $1 = -d ] && echo 'no system default destination'; exit 0",
    );
    assert_eq!(
        fake.system().printers().await.unwrap(),
        Vec::<String>::new()
    );
    let refused = fake
        .system()
        .print(b"x", "Receipt", None)
        .await
        .unwrap_err();
    assert_eq!(failure(refused).1, "no printer is set up");
}

#[tokio::test]
async fn what_the_printing_system_says_when_it_refuses_is_passed_on() {
    let words = "lp: Error - The printer or class does not exist.";
    let fake = Fake::with_two_printers().program("lp", &format!("echo '{words}' >&2; exit 1"));
    let refused = fake
        .system()
        .print(&vec![1; 300_000], "Receipt", None)
        .await
        .unwrap_err();
    let (code, detail) = failure(refused);
    assert_eq!(code, wire::Code::PrintingFailed);
    assert!(detail.ends_with(words), "{detail}");
}

#[tokio::test]
async fn a_document_that_was_taken_without_a_job_number_counts_as_printed() {
    let fake = Fake::with_two_printers().program("lp", "cat > /dev/null");
    let printed = fake.system().print(b"x", "Receipt", None).await.unwrap();
    assert_eq!(printed.job, "");
}

#[test]
fn printers_keep_the_system_s_order_when_none_is_the_usual_one() {
    for usual in [
        "no system default destination\n",
        "",
        "system default destination: Gone\n",
    ] {
        assert_eq!(in_order("B\nA\n\n-d\n", usual), ["B", "A"], "{usual}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_printing_system_that_has_hung_is_not_waited_for() {
    let fake = Fake::new().program("lpstat", "exec sleep 600");
    let refused = fake.system().printers().await.unwrap_err();
    assert_eq!(failure(refused).1, "the printing system does not answer");
}
