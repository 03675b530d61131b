//! Whether printing opens anything: a file that a name asks for, a page of the network, a font of the system. A process
//! of its own, in which nothing can be opened any more once the typesetter is there.

#![cfg(target_os = "linux")]

#[path = "../examples/paper/samples.rs"]
mod samples;

use std::{fs::File, net::TcpListener};

use documents::{
    PrintLanguage::{Arabic, English},
    Typesetter,
};
use rustix::process::{Resource, Rlimit, setrlimit};

#[test]
fn printing_opens_no_file_and_no_connection() {
    let typesetter = Typesetter::new().unwrap();
    let nothing = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Nofile, nothing).unwrap();
    assert!(
        File::open("/etc/hostname").is_err(),
        "no file can be opened"
    );
    assert!(
        TcpListener::bind("127.0.0.1:0").is_err(),
        "nor a connection"
    );
    for name in [
        "NGUYỄN, Thị Đào 王小明 محمد",
        "<img src=\"http://192.0.2.7/seen\"> <iframe src=\"file:///etc/passwd\">",
        "\\input{/etc/passwd} #include(\"/etc/passwd\") {{7*7}}",
        "data:text/html,<script>fetch('http://192.0.2.7')</script>",
    ] {
        for language in [English, Arabic] {
            let printed = [
                typesetter.invoice(&samples::invoice(language, name, 60)),
                typesetter.credit_note(&samples::credit_note(language, name)),
                typesetter.receipt(&samples::receipt(language, name)),
                typesetter.number_series(&samples::number_series(language)),
                typesetter.access_report(&samples::access_report(language, name, 60)),
            ];
            for document in printed {
                assert!(document.unwrap().starts_with(b"%PDF"), "{name}");
            }
        }
    }
}
