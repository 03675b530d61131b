//! From process start to a window that can be used: somebody's name can be chosen to sign in.

use std::{
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    Broken,
    figure::{Figure, say},
    samples::{Beside, Samples, show},
    window::{Page, READY, Running, Surroundings},
};

const WARM_UP: usize = 2;
const SAMPLES: usize = 20;
const COLD: usize = 5;
const LOOK_EVERY: Duration = Duration::from_millis(4);
/// A display that did not change for so long shows what it is going to show. The caret blinks slower.
const STILL: Duration = Duration::from_millis(250);
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) fn measure() -> Result<(), Broken> {
    let around = Surroundings::set()?;
    let first = start(&around)?;
    Figure::new(
        "first start, joining and copying the demo clinic",
        first.painted.as_secs_f64() * 1_000.0,
        "ms",
    )
    .show();
    let mut answered = Samples::after(WARM_UP);
    let mut painted = Samples::after(WARM_UP);
    let mut browser = Samples::after(WARM_UP);
    for _ in 0..WARM_UP + SAMPLES {
        let started = start(&around)?;
        answered.add(started.answered);
        painted.add(started.painted);
        if let Some(took) = browse(&around)? {
            browser.add(took);
        }
    }
    if browser.count() == 0 {
        say("WebKitGTK's MiniBrowser is not installed: there is no baseline");
    }
    let beside = (browser.count() > 0).then_some(Beside {
        samples: &browser,
        name: "MiniBrowser painting a page",
    });
    show(
        "start, session answered",
        &answered,
        beside.as_ref(),
        &[(50, None)],
    )?;
    show(
        "start, sign-in painted",
        &painted,
        beside.as_ref(),
        &[(50, None), (95, Some("<= 2000"))],
    )?;
    cold(&around)
}

/// The same with the program, its libraries and its records out of the system's page cache, as after
/// switching the computer on. What other programs have open stays there.
fn cold(around: &Surroundings) -> Result<(), Broken> {
    let mut painted = Samples::after(0);
    for _ in 0..COLD {
        let (_, window) = opened(around)?;
        let mut files = window.files()?;
        drop(window);
        for entry in std::fs::read_dir(around.data())? {
            files.insert(entry?.path());
        }
        files.retain(|file| file.is_file());
        let dropped = files.iter().filter(|file| drop_cached(file)).count();
        if dropped * 2 < files.len() {
            say("the page cache cannot be emptied here: no cold start");
            return Ok(());
        }
        say(&format!(
            "{dropped} of {} files out of the page cache",
            files.len()
        ));
        painted.add(start(around)?.painted);
    }
    show(
        "start out of the page cache, sign-in painted",
        &painted,
        None,
        &[(50, None)],
    )
}

/// Whether the system was willing; it keeps what other programs have open.
fn drop_cached(file: &Path) -> bool {
    Command::new("dd")
        .arg(format!("if={}", file.display()))
        .args(["iflag=nocache", "count=0", "status=none"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// How long it took.
struct Started {
    /// Until the window was told who may sign in.
    answered: Duration,
    /// Until that stood on the display.
    painted: Duration,
}

fn start(around: &Surroundings) -> Result<Started, Broken> {
    opened(around).map(|(started, _)| started)
}

fn opened(around: &Surroundings) -> Result<(Started, Running), Broken> {
    let mut picture = around.picture()?;
    let mut window = around.open()?;
    let (mut answered, mut changed) = (None, window.started);
    loop {
        if picture.changed()? {
            changed = Instant::now();
        }
        answered = answered.or_else(|| window.said(READY));
        if let Some(answered) = answered
            && changed > answered
            && changed.elapsed() >= STILL
        {
            let started = Started {
                answered: answered - window.started,
                painted: changed - window.started,
            };
            return Ok((started, window));
        }
        wait(&mut window)?;
    }
}

/// The small browser until its page is painted; `None` where it is not installed.
fn browse(around: &Surroundings) -> Result<Option<Duration>, Broken> {
    let page = Page::painted();
    let mut picture = around.picture()?;
    let Some(mut window) = around.browse(&page)? else {
        return Ok(None);
    };
    while Some(picture.middle()?) != page.colour() {
        wait(&mut window)?;
    }
    Ok(Some(window.started.elapsed()))
}

fn wait(window: &mut Running) -> Result<(), Broken> {
    window.check()?;
    if window.started.elapsed() > PATIENCE {
        return Err("the window never showed what it should".into());
    }
    thread::sleep(LOOK_EVERY);
    Ok(())
}
