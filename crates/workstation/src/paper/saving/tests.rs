use std::fs;

use super::*;

#[tokio::test]
async fn a_file_that_is_there_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("Documents");
    let name = "Invoice A-000017.pdf";
    let mut written = Vec::new();
    for pdf in [b"one".to_vec(), b"two".to_vec(), b"three".to_vec()] {
        let path = save(place.clone(), pdf, name.to_owned()).await.unwrap();
        written.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    assert_eq!(
        written,
        [name, "Invoice A-000017 (2).pdf", "Invoice A-000017 (3).pdf"]
    );
    assert_eq!(fs::read(place.join(name)).unwrap(), b"one");
}

#[tokio::test]
async fn the_same_document_is_not_written_twice() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_owned();
    let name = "Receipt A-R000001.pdf";
    for pdf in [
        b"one".to_vec(),
        b"two".to_vec(),
        b"two".to_vec(),
        b"one".to_vec(),
    ] {
        save(place.clone(), pdf, name.to_owned()).await.unwrap();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_read_a_saved_document() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = save(
        folder.path().to_owned(),
        b"x".to_vec(),
        "Invoice.pdf".to_owned(),
    );
    let mode = fs::metadata(path.await.unwrap())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told_as_saving_failed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("taken");
    fs::write(&file, "a file, not a folder").unwrap();
    let refused = save(file, b"x".to_vec(), "Invoice.pdf".to_owned()).await;
    let failure = wire::Failure::from(refused.unwrap_err());
    assert_eq!(failure.code, wire::Code::SavingFailed);
    assert!(failure.data["detail"].is_string());
}
