//! `cargo xtask sign`: packages as newer versions that a server hands out. The secret key is never in the project;
//! minisign asks for its password.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::failure::Failure;
use xtask::update::{self, LaidOut};

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{terminal, tool};

/// The environment variable that says where the secret key is.
const SECRET_KEY: &str = "MAINSTAY_SIGNING_KEY";
/// What minisign's own file of a public key ends in, beside the secret one.
const PUBLIC: &str = "pub";

/// What is to be signed, and with what.
#[derive(Debug, Default)]
struct Asked {
    packages: Vec<PathBuf>,
    key: Option<PathBuf>,
    notes: Option<PathBuf>,
    to: Option<PathBuf>,
}

/// Lays packages out, signs what is said about them, and looks whether the programs that have the public key built in
/// will believe it.
pub(crate) fn sign(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let asked = Asked::read(arguments)?;
    let key = asked
        .key
        .or_else(|| env::var_os(SECRET_KEY).map(PathBuf::from));
    let key = key.ok_or_else(|| {
        Failure::Refused(format!(
            "give the secret key with --key, or its path in {SECRET_KEY}"
        ))
    })?;
    let notes = asked
        .notes
        .map_or_else(|| Ok(BTreeMap::new()), |folder| notes(&folder))?;
    packages::install(&[Purpose::Sign])?;
    let to = asked.to.unwrap_or_else(|| project.target().join("updates"));
    for package in &asked.packages {
        let laid_out = update::lay_out(package, &notes, &to)?;
        sign_one(&laid_out, &key)?;
        terminal::line(&format!("{} for {}", laid_out.version, laid_out.target));
    }
    terminal::line(&format!(
        "{}: what the server gets with --updates",
        project.name_of(&to)
    ));
    Ok(())
}

fn sign_one(laid_out: &LaidOut, key: &Path) -> Result<(), Failure> {
    let LaidOut {
        manifest,
        signature,
        version,
        target,
    } = laid_out;
    terminal::step(&format!("Signing {version} for {target}"));
    tool::run(
        Command::new("minisign")
            .arg("-S")
            .arg("-s")
            .arg(key)
            .arg("-m")
            .arg(manifest)
            .arg("-x")
            .arg(signature)
            .args(["-t", &format!("Mainstay {version} for {target}")]),
    )?;
    let mut verify = Command::new("minisign");
    verify.args(["-V", "-H", "-q", "-m"]).arg(manifest);
    verify.arg("-x").arg(signature);
    match env::var(update::KEY) {
        Ok(public) => verify.args(["-P", &public]),
        Err(_) => verify.arg("-p").arg(key.with_extension(PUBLIC)),
    };
    tool::run(&mut verify)
}

/// What is new, by language: `en.txt`, `ar.txt`.
fn notes(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut notes = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        let language = path.file_stem().and_then(|stem| stem.to_str());
        if let (Some(language), Some("txt")) = (language, path.extension().and_then(|e| e.to_str()))
        {
            let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            notes.insert(language.to_owned(), text.trim().to_owned());
        }
    }
    Ok(notes)
}

impl Asked {
    fn read(arguments: &[&str]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let place = match *word {
                "--key" => &mut asked.key,
                "--notes" => &mut asked.notes,
                "--to" => &mut asked.to,
                flag if flag.starts_with('-') => {
                    return Err(Failure::Refused(format!("`{flag}` is not understood")));
                }
                package => {
                    asked.packages.push(package.into());
                    continue;
                }
            };
            let value = words
                .next()
                .ok_or_else(|| Failure::Refused(format!("{word} needs a value")))?;
            *place = Some(value.into());
        }
        if asked.packages.is_empty() {
            return Err(Failure::Refused("name the packages to sign".to_owned()));
        }
        Ok(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_flags_are_told_apart() {
        let asked = Asked::read(&["a.deb", "--key", "k", "b.AppImage", "--to", "t"]).unwrap();
        assert_eq!(
            asked.packages,
            [Path::new("a.deb"), Path::new("b.AppImage")]
        );
        assert_eq!(asked.key.as_deref(), Some(Path::new("k")));
        assert_eq!(asked.to.as_deref(), Some(Path::new("t")));
        for wrong in [&[][..], &["--key"], &["a.deb", "--sign"], &["--key", "k"]] {
            assert!(Asked::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
