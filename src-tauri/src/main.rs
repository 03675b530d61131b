//! The desktop window around `workstation`: windows, one IPC entry, events. No rules, no SQL.

mod arguments;
mod asleep;
mod browser;
mod installation;
mod ipc;
mod renderer;
mod window;

use std::{process::ExitCode, sync::Arc};

use tauri::{AppHandle, Manager, RunEvent, async_runtime};
use workstation::Workstation;

use crate::arguments::Arguments;

/// Everything here makes and drops many small pieces, which the system's own allocator is slow at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whoever looks for a fault in a build of their own may look in.
    if !cfg!(debug_assertions) {
        workstation::memory::keep_private();
    }
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,zbus=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            tracing::error!("{error}");
            return ExitCode::from(2);
        }
    };
    renderer::choose();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the window cannot be opened"
            );
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), tauri::Error> {
    let app = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![ipc::ipc])
        .setup(move |app| {
            let options = arguments.options(app.path());
            // The core's tasks belong to the application's runtime.
            let workstation = async_runtime::block_on(async {
                Workstation::start(options, Arc::new(values::time::SystemClock))
            });
            workstation.browse_with(browser::SystemBrowser);
            app.manage(workstation.clone());
            ipc::pass_on_events(app.handle(), &workstation);
            asleep::lock_with_the_computer(workstation.clone());
            start_again_after_an_update(app.handle(), workstation);
            window::open_main(app.handle())?;
            window::close_on_signal(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            let workstation = app.state::<Workstation>().inner().clone();
            async_runtime::block_on(async move { workstation.stop().await });
        }
    });
    Ok(())
}

/// Closes in good order and starts what has been put in the place of this program.
fn start_again_after_an_update(app: &AppHandle, workstation: Workstation) {
    let app = app.clone();
    async_runtime::spawn(async move {
        workstation.starts_again().await;
        app.request_restart();
    });
}
