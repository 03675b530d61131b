//! Printing through CUPS, by the two programs that every desktop with CUPS has: `lpstat` and `lp`.

use std::{
    ffi::OsString,
    path::PathBuf,
    process::{Output, Stdio},
    time::Duration,
};

use tokio::{
    io::AsyncWriteExt,
    process::{Child, Command},
};
use wire::local::PrintedView;

use super::PaperError;

/// A printing system that says nothing for so long has hung: a person waits in front of the desk.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is kept of the words of a program that refused, characters.
const WORDS_MAX: usize = 300;

/// The printing system of this computer.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrintingSystem {
    /// The folder of its programs; the search path when absent.
    pub(crate) programs: Option<PathBuf>,
}

impl PrintingSystem {
    /// The names of the printers, the usual one first. Empty when none is set up.
    pub(crate) async fn printers(&self) -> Result<Vec<String>, PaperError> {
        let listed = self.ask("lpstat", &["-e"]).await?;
        let usual = self.ask("lpstat", &["-d"]).await?;
        Ok(in_order(&listed, &usual))
    }

    /// Hands a PDF to a printer, the usual one when none is named. `title` is what the queue shows: it
    /// must not name a patient.
    pub(crate) async fn print(
        &self,
        pdf: &[u8],
        title: &str,
        printer: Option<&str>,
    ) -> Result<PrintedView, PaperError> {
        let printers = self.printers().await?;
        let printer = match printer {
            // Only a name that the system itself gave goes on its command line.
            Some(name) => printers
                .into_iter()
                .find(|known| known == name)
                .ok_or(PaperError::UnknownPrinter)?,
            None => printers.into_iter().next().ok_or(PaperError::NoPrinter)?,
        };
        let child = self.start("lp", &["-d", &printer, "-t", title], Stdio::piped())?;
        let answer = in_time(hand_over(child, pdf)).await?;
        let said = spoken(&answer)?;
        Ok(PrintedView {
            job: job(&said).unwrap_or_default(),
            printer,
        })
    }

    async fn ask(&self, program: &str, arguments: &[&str]) -> Result<String, PaperError> {
        let child = self.start(program, arguments, Stdio::null())?;
        spoken(&in_time(child.wait_with_output()).await?)
    }

    fn start(&self, program: &str, arguments: &[&str], stdin: Stdio) -> Result<Child, PaperError> {
        let program = match &self.programs {
            Some(folder) => folder.join(program).into_os_string(),
            None => OsString::from(program),
        };
        // Plain words, whatever the desktop's language: they are read by a program.
        let started = Command::new(program)
            .args(arguments)
            .env("LC_ALL", "C")
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn();
        started.map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => PaperError::NotInstalled,
            _ => PaperError::Refused(cause.to_string()),
        })
    }
}

/// Writes the document to the program and waits for its answer.
async fn hand_over(mut child: Child, pdf: &[u8]) -> std::io::Result<Output> {
    if let Some(mut stdin) = child.stdin.take() {
        // A program that refuses at once closes its end: what it said counts, not the broken pipe.
        stdin.write_all(pdf).await.ok();
        stdin.shutdown().await.ok();
    }
    child.wait_with_output().await
}

async fn in_time(
    answer: impl Future<Output = std::io::Result<Output>>,
) -> Result<Output, PaperError> {
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(cause)) => Err(PaperError::Refused(cause.to_string())),
        Err(_) => Err(PaperError::NoAnswer),
    }
}

/// What the program said, or why it refused.
fn spoken(output: &Output) -> Result<String, PaperError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let words: String = words.trim().chars().take(WORDS_MAX).collect();
    Err(PaperError::Refused(words))
}

/// `listed` has a name a line; `usual` is `system default destination: Front_desk`, or that there is none.
fn in_order(listed: &str, usual: &str) -> Vec<String> {
    let usual = usual
        .lines()
        .find_map(|line| line.split_once(": "))
        .map(|(_, name)| name.trim());
    let mut names: Vec<String> = listed
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.starts_with('-'))
        .map(str::to_owned)
        .collect();
    // A stable sort: the usual one moves to the front, the others keep the system's order.
    names.sort_by_key(|name| Some(name.as_str()) != usual);
    names
}

/// The job's name in `request id is Front_desk-12 (1 file(s))`.
fn job(said: &str) -> Option<String> {
    let (_, rest) = said.split_once("request id is ")?;
    rest.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests;
