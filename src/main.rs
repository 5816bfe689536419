//! The program: arguments, then the command line or the window. The only place that prints.
#![allow(clippy::print_stderr)]

use std::io::Write as _;
use std::process::ExitCode;

use tamis::cli::{self, Job};
use tamis::text::Lang;

fn main() -> ExitCode {
    no_core_dumps();
    quiet_panics();
    let lang = locale();
    let job = match cli::parse(std::env::args_os(), lang) {
        Ok(job) => job,
        Err(error) => error.exit(),
    };
    if let Job::Window { file } = job {
        return open_window(file, lang);
    }
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    let mut err = std::io::stderr();
    match cli::run(&job, &mut out, &mut err).and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        Err(_) => ExitCode::from(cli::FAILED),
    }
}

/// A core dump would hold every cell. On Linux a limit of 1 also keeps the dump from a program
/// that core dumps are piped to, which a limit of 0 does not.
fn no_core_dumps() {
    #[cfg(unix)]
    {
        let most = if cfg!(target_os = "linux") { 1 } else { 0 };
        let none = rustix::process::Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A limit can always be lowered; where it cannot there are no core dumps.
        let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    }
}

/// A panic's text can hold a cell; only its place is printed.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        // A parser of others that trips over a damaged file is told as one sentence later.
        if tamis::io::in_foreign_parser() {
            return;
        }
        if let Some(place) = info.location() {
            eprintln!("tamis stopped at {}:{}", place.file(), place.line());
        }
    }));
}

fn locale() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map_or(Lang::En, |value| Lang::from_locale(&value))
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<std::path::PathBuf>, lang: Lang) -> ExitCode {
    eprintln!("{}", tamis::text::t(lang, "no-window-build"));
    ExitCode::from(cli::FAILED)
}

#[cfg(feature = "gui")]
fn open_window(file: Option<std::path::PathBuf>, lang: Lang) -> ExitCode {
    use tamis::text::{t, tf};
    use tamis::ui::{NoWindow, WindowError, run};

    let words = match run(file, lang) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(WindowError::Not(NoWindow::NoDisplay)) => t(lang, "no-window-display"),
        Err(WindowError::Not(NoWindow::Missing(package))) => {
            tf(lang, "no-window-library", &[("package", package.into())])
        }
        Err(WindowError::Refused) => t(lang, "no-window-refused"),
    };
    eprintln!("{words}");
    ExitCode::from(cli::FAILED)
}
