use super::*;

fn read_line(line: &str) -> Result<Task, Unclear> {
    read(line.split_whitespace().map(str::to_owned))
}

fn served(line: &str) -> Options {
    match read_line(&format!("--enrolment-code CODE {line}")) {
        Ok(Task::Serve(options)) => *options,
        other => panic!("{line}: {other:?}"),
    }
}

/// What a person is told.
fn complaint(line: &str) -> String {
    read_line(line).map(|_| line).unwrap_err().to_string()
}

#[test]
fn serving_is_what_is_done_when_nothing_else_is_named() {
    for (line, code) in [
        ("--data d --enrolment-code C", Some("C")),
        ("serve --enrolment-code C --data d", Some("C")),
        ("--data d", None),
    ] {
        let served = read_line(line);
        assert!(
            matches!(&served, Ok(Task::Serve(options)) if options.enrolment_code.as_deref() == code),
            "{line}: {served:?}"
        );
    }
}

#[test]
fn records_stand_in_one_place() {
    let options =
        served("--replica postgres://r/clinic --database postgres://me@h/clinic --tls-folder t");
    let database = options.database.unwrap();
    assert_eq!(database.url, "postgres://me@h/clinic");
    assert_eq!(database.replica.as_deref(), Some("postgres://r/clinic"));
    for (line, told) in [
        ("--data d --database postgres://h/clinic", "two places"),
        ("--data d --replica postgres://r/clinic", "--replica"),
        ("--database mysql://h/clinic", "mysql://h/clinic"),
        ("", "--data or --database is missing"),
        (
            "backup b.db --data d --database postgres://h/clinic",
            "two places",
        ),
    ] {
        let line = if line.starts_with("backup") {
            line.to_owned()
        } else {
            format!("--enrolment-code C {line}")
        };
        let complaint = complaint(&line);
        assert!(complaint.contains(told), "{line}: {complaint}");
    }
}

#[test]
fn newer_versions_are_handed_out_from_the_folder_that_is_named() {
    assert_eq!(served("--data d").updates, None);
    let updates = served("--data d --updates u").updates;
    assert_eq!(updates.as_deref(), Some(std::path::Path::new("u")));
}

#[test]
fn tls_is_what_is_spoken_when_nothing_else_is_named() {
    let data = |line: &str| served(&format!("--data d {line}")).transport;
    assert_eq!(data(""), Transport::Own("d/tls".into()));
    assert_eq!(data("--tls-folder t"), Transport::Own("t".into()));
    assert_eq!(data("--plain"), Transport::Plain);
    assert_eq!(
        data("--tls-cert c.pem --tls-key k.pem"),
        Transport::Given {
            certificate: "c.pem".into(),
            key: "k.pem".into(),
        }
    );
}

#[test]
fn contradictions_and_gaps_are_named() {
    for (line, told) in [
        ("--data d --tls-cert c", "--tls-key"),
        ("--data d --tls-key k", "--tls-cert"),
        ("--data d --plain --tls-folder t", "exclude"),
        ("--data d --plain --tls-cert c --tls-key k", "exclude"),
        ("--database postgres://h/clinic", "--tls-folder"),
        ("--data d --data e", "--data is given twice"),
        ("--data d --sever", "`--sever` is not understood here"),
        ("--data d --replace", "`--replace` is not understood here"),
        ("--data d --listen", "--listen needs a value"),
        ("--data d --listen here", "`here`"),
        ("--data d --mqtt nowhere", "`nowhere`"),
    ] {
        let complaint = complaint(&format!("--enrolment-code C {line}"));
        assert!(complaint.contains(told), "{line}: {complaint}");
    }
    assert!(complaint("mend b.db --data d").contains("`mend`"));
    assert!(complaint("revoke --data d").contains("letter code"));
}

#[test]
fn a_password_is_not_taken_where_everybody_sees_it() {
    for url in [
        "postgres://me:secret@h/clinic",
        "postgresql://h/clinic?password=secret",
    ] {
        let line = format!("revoke A --database {url}");
        assert_eq!(read_line(&line).unwrap_err(), Unclear::Password, "{line}");
        assert!(!complaint(&line).contains("secret"));
    }
    assert!(read_line("revoke A --database postgres://me@h:5432/clinic").is_ok());
}

#[test]
fn restoring_replaces_only_when_it_is_said() {
    let replaces = |line| match read_line(line) {
        Ok(Task::Restore { replace, .. }) => Some(replace),
        _ => None,
    };
    assert_eq!(replaces("restore b.db --data d"), Some(false));
    assert_eq!(replaces("restore b.db --data d --replace"), Some(true));
    for line in [
        "restore --data d",
        "restore b.db",
        "backup b.db --data d --replace",
        "revoke A --data d --replace",
    ] {
        assert!(read_line(line).is_err(), "{line}");
    }
}

#[test]
fn a_workstation_is_wiped_only_when_it_is_said() {
    let wiped = |line| match read_line(line) {
        Ok(Task::Revoke { wipe, .. }) => Some(wipe),
        _ => None,
    };
    assert_eq!(wiped("revoke A --data d"), Some(false));
    assert_eq!(wiped("revoke A --data d --wipe"), Some(true));
    assert!(read_line("restore b.db --data d --wipe").is_err());
}

#[test]
fn one_workstation_is_invited_for_a_day_unless_it_is_said() {
    let invited = |line| match read_line(line) {
        Ok(Task::Invite {
            facility, hours, ..
        }) => (facility, hours),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(invited("invite --data d"), (None, 24));
    assert_eq!(
        invited("invite --data d --hours 2 --facility North"),
        (Some("North".to_owned()), 2)
    );
    for (line, told) in [
        ("invite", "--data or --database"),
        ("invite --database postgres://h/clinic", "--tls-folder"),
        ("invite --data d --hours 0", "`0`"),
        ("invite --data d --hours 169", "a week's"),
        ("invite --data d --hours soon", "`soon`"),
        ("invite --data d --mqtt none", "`--mqtt`"),
    ] {
        let complaint = complaint(line);
        assert!(complaint.contains(told), "{line}: {complaint}");
    }
}

#[test]
fn the_audit_trail_is_verified_kept_and_handed_out() {
    let task = |line| match read_line(line) {
        Ok(Task::Audit { what, .. }) => what,
        other => panic!("{line}: {other:?}"),
    };
    assert!(matches!(
        task("audit verify --data d --against c.txt"),
        AuditTask::Verify { against: Some(_) }
    ));
    assert!(matches!(
        task("audit export a.csv --format csv --data d"),
        AuditTask::Export {
            format: server::audit::Format::Csv,
            ..
        }
    ));
    assert!(matches!(
        task("audit checkpoint c.txt --database postgres://h/clinic"),
        AuditTask::Checkpoint { .. }
    ));
    for (line, told) in [
        ("audit --data d", "audit --data"),
        ("audit", "no task `audit`"),
        ("audit verify", "--data or --database"),
        (
            "audit verify --data d --database postgres://h/c",
            "two places",
        ),
        ("audit export a.csv --data d", "--format is missing"),
        ("audit export a.pdf --data d --format pdf", "csv or fhir"),
        ("audit checkpoint --data d", "the file to write"),
        ("audit mend --data d", "audit mend"),
    ] {
        let complaint = complaint(line);
        assert!(complaint.contains(told), "{line}: {complaint}");
    }
}

#[test]
fn a_provider_is_named_whole_and_its_secret_never_stands_here() {
    assert_eq!(served("--data d").provider, None);
    let whole =
        "--data d --oidc-issuer https://id.example --oidc-client mainstay --oidc-name Clinic";
    let provider = served(whole).provider.unwrap();
    assert_eq!(provider.issuer, "https://id.example");
    assert_eq!(
        (provider.client.as_str(), provider.name.as_str()),
        ("mainstay", "Clinic")
    );
    assert_eq!(
        (provider.secret, provider.redirect_host.name()),
        (None, "127.0.0.1")
    );
    let more = format!("{whole} --oidc-secret-file s --oidc-redirect-host localhost");
    let provider = served(&more).provider.unwrap();
    assert_eq!(provider.secret, Some("s".into()));
    assert_eq!(provider.redirect_host.name(), "localhost");
    for (line, told) in [
        ("--data d --oidc-client mainstay", "--oidc-issuer"),
        (
            "--data d --oidc-issuer https://id.example",
            "--oidc-client is missing",
        ),
        (
            "--data d --oidc-issuer https://id.example --oidc-client mainstay",
            "--oidc-name is missing",
        ),
        (
            &format!("{whole} --oidc-redirect-host id.example"),
            "127.0.0.1 or localhost",
        ),
        (&format!("{whole} --oidc-secret abc"), "not understood"),
    ] {
        let complaint = complaint(line);
        assert!(complaint.contains(told), "{line}: {complaint}");
    }
}
