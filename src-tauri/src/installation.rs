//! How this program came onto the computer.

use std::{
    env,
    path::{Path, PathBuf},
};

use workstation::Installation;

/// Where the .deb puts the program.
const OF_DEB: &str = "/usr/bin/mainstay";

/// How this program came onto the computer.
pub(crate) fn found() -> Installation {
    if !cfg!(target_os = "linux") {
        return Installation::Other;
    }
    let path = |name| env::var_os(name).map(PathBuf::from);
    match env::current_exe() {
        Ok(program) => of(&program, path("APPIMAGE"), path("APPDIR")),
        Err(_) => Installation::Other,
    }
}

/// An `AppImage` says which file it is and where it is mounted, and so do the programs that it starts find it said. One
/// that does not run from there is another program, whose file is none of ours.
fn of(program: &Path, image: Option<PathBuf>, mounted: Option<PathBuf>) -> Installation {
    match (image, mounted) {
        (Some(image), Some(mounted)) if image.is_absolute() && lies_below(program, &mounted) => {
            Installation::AppImage(image)
        }
        _ if program == Path::new(OF_DEB) => Installation::Deb,
        _ => Installation::Other,
    }
}

/// Everything lies below the root, and below nothing at all.
fn lies_below(program: &Path, folder: &Path) -> bool {
    folder.parent().is_some() && program.starts_with(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_knows_how_it_was_installed_and_takes_no_other_for_itself() {
        let image = || Some(PathBuf::from("/home/ann/Mainstay.AppImage"));
        let mounted = || Some(PathBuf::from("/tmp/.mount_MainstX1"));
        let inside = Path::new("/tmp/.mount_MainstX1/usr/bin/mainstay");
        let here = Installation::AppImage("/home/ann/Mainstay.AppImage".into());
        assert_eq!(of(inside, image(), mounted()), here);
        for (program, image, mounted, installation) in [
            ("/usr/bin/mainstay", None, None, Installation::Deb),
            // Started from a terminal that is an AppImage itself.
            ("/usr/bin/mainstay", image(), mounted(), Installation::Deb),
            (
                "/tmp/.mount_MainstX1/usr/bin/mainstay",
                image(),
                None,
                Installation::Other,
            ),
            (
                "/src/target/debug/mainstay",
                image(),
                mounted(),
                Installation::Other,
            ),
            (
                "/src/target/debug/mainstay",
                image(),
                Some("".into()),
                Installation::Other,
            ),
            (
                "/src/target/debug/mainstay",
                image(),
                Some("/".into()),
                Installation::Other,
            ),
        ] {
            assert_eq!(
                of(Path::new(program), image, mounted),
                installation,
                "{program}"
            );
        }
    }
}
