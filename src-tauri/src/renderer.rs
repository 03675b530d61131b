//! How WebKitGTK draws.
//!
//! Without a graphics card its default path is slow (18 frames a second where the plain path has 58);
//! with one, the plain path is the slower. So it is chosen by looking for a render node, before the
//! first window, and a value that somebody set stays.

const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts this program again with the plain path chosen, where there is no graphics card.
#[cfg(target_os = "linux")]
pub(crate) fn choose() {
    use std::os::unix::process::CommandExt;
    if std::env::var_os(VARIABLE).is_some() || has_render_node() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    // The environment of a running program cannot be changed safely; a new one starts with it.
    let error = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, "1")
        .exec();
    tracing::warn!(%error, "the renderer was not chosen");
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn choose() {}

#[cfg(target_os = "linux")]
fn has_render_node() -> bool {
    std::fs::read_dir("/dev/dri").is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    })
}
