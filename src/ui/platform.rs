//! What differs from system to system, in one place: folders, opening them, and what a window
//! needs before it can be made.

use std::io;
use std::path::{Path, PathBuf};

use crate::document::{RETURN_SUFFIX, names_personal_data};
use crate::text::Lang;

/// Shows a folder in the system's file manager. False when no program answers.
#[must_use]
pub fn open_folder(folder: &Path) -> bool {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    std::process::Command::new(program)
        .arg(folder)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .is_ok()
}

/// Writes the invented practice list of a language where it can be opened, and says where.
///
/// # Errors
/// When the folder for temporary files may not be written.
pub fn practice_file(lang: Lang) -> io::Result<PathBuf> {
    let (name, bytes): (&str, &[u8]) = match lang {
        Lang::En => (
            "practice.xlsx",
            include_bytes!("../../assets/samples/practice.xlsx"),
        ),
        Lang::Fr => (
            "exercice.csv",
            include_bytes!("../../assets/samples/exercice.csv"),
        ),
    };
    let folder = std::env::temp_dir().join("tamis-practice");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    if std::fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(path);
    }
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// Whether it is the practice list.
#[must_use]
pub fn is_practice(path: &Path) -> bool {
    path.starts_with(std::env::temp_dir().join("tamis-practice"))
}

/// Deletes the practice list.
///
/// # Errors
/// When it is there and cannot be deleted.
pub fn forget_practice() -> io::Result<()> {
    match std::fs::remove_dir_all(std::env::temp_dir().join("tamis-practice")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether a file can be made beside another one.
#[must_use]
pub fn may_write_beside(path: &Path) -> bool {
    path.parent().is_some_and(|folder| {
        std::fs::metadata(folder).is_ok_and(|meta| !meta.permissions().readonly())
    })
}

/// Where the organisation's key is kept unless the user says otherwise: with the settings of
/// this user, apart from data.
#[must_use]
pub fn key_place() -> String {
    directories::ProjectDirs::from("", "", "tamis").map_or_else(String::new, |dirs| {
        dirs.data_local_dir()
            .join("organisation.tamis-key")
            .to_string_lossy()
            .into_owned()
    })
}

/// Where the record of an export stands: beside it, for people and for programs.
#[must_use]
pub fn record_targets(target: &Path) -> [PathBuf; 2] {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    ["html", "json"].map(|kind| target.with_file_name(format!("{stem}-record.{kind}")))
}

/// Where the first part of an export in parts stands.
#[must_use]
pub fn first_part(target: &Path) -> PathBuf {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let extension = target.extension().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{stem}-001.{extension}"))
}

/// A path whose name says that personal data is inside.
#[must_use]
pub fn with_return_name(path: &Path) -> String {
    if names_personal_data(path) {
        return path.to_string_lossy().into_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}{RETURN_SUFFIX}"))
        .to_string_lossy()
        .into_owned()
}

/// Where the rows held back are proposed: beside the source file or in the documents, but never
/// in the folder of the platform's file.
#[must_use]
pub fn return_target(source: &Path, platform_file: &Path) -> String {
    let name = with_return_name(Path::new(source.file_name().unwrap_or_default()));
    let dirs = directories::UserDirs::new();
    let documents = dirs.as_ref().and_then(|d| d.document_dir());
    let home = dirs.as_ref().map(directories::UserDirs::home_dir);
    let folders = [source.parent(), documents, home];
    folders
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir() && Some(*folder) != platform_file.parent())
        .map(|folder| folder.join(&name))
        .or_else(|| Some(source.parent()?.parent()?.join(&name)))
        .unwrap_or_else(|| PathBuf::from(&name))
        .to_string_lossy()
        .into_owned()
}

/// The same file name in the user's documents.
#[must_use]
pub fn documents_target(target: &str) -> String {
    let name = Path::new(target).file_name().unwrap_or_default();
    directories::UserDirs::new()
        .and_then(|dirs| {
            dirs.document_dir()
                .map(Path::to_owned)
                .or(Some(dirs.home_dir().to_owned()))
        })
        .map_or_else(
            || target.to_owned(),
            |folder| folder.join(name).to_string_lossy().into_owned(),
        )
}

/// Why no window can be opened, known before it is tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoWindow {
    /// Neither `DISPLAY` nor `WAYLAND_DISPLAY` is set.
    NoDisplay,
    /// A library is missing; the Debian package that has it.
    Missing(&'static str),
}

/// What a window on Linux needs at run time, with the Debian package that brings it. Without
/// `libxkbcommon-x11` the windowing library panics, so it is asked for before.
#[cfg(all(unix, not(target_os = "macos")))]
const LIBRARIES: [(&str, &str); 6] = [
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libXcursor.so.1", "libxcursor1"),
    ("libXi.so.6", "libxi6"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libGL.so.1", "libgl1"),
];

/// What stands in the way of a window.
///
/// # Errors
/// The first thing that is missing.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn check_window() -> Result<(), NoWindow> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    if set("WAYLAND_DISPLAY") {
        return Ok(());
    }
    if !set("DISPLAY") {
        return Err(NoWindow::NoDisplay);
    }
    let folders = library_folders();
    match LIBRARIES
        .iter()
        .find(|(file, _)| !folders.iter().any(|folder| folder.join(file).exists()))
    {
        Some((_, package)) => Err(NoWindow::Missing(package)),
        None => Ok(()),
    }
}

/// What stands in the way of a window: nothing is known on this system.
///
/// # Errors
/// Never.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn check_window() -> Result<(), NoWindow> {
    Ok(())
}

/// The folders in which the loader looks, by its configuration and the usual places.
#[cfg(all(unix, not(target_os = "macos")))]
fn library_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("LD_LIBRARY_PATH")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default();
    let mut files = vec![PathBuf::from("/etc/ld.so.conf")];
    if let Ok(entries) = std::fs::read_dir("/etc/ld.so.conf.d") {
        files.extend(entries.flatten().map(|e| e.path()));
    }
    for file in files {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        folders.extend(
            text.lines()
                .map(str::trim)
                .filter(|line| line.starts_with('/'))
                .map(PathBuf::from),
        );
    }
    let triple = format!("{}-linux-gnu", std::env::consts::ARCH);
    for root in ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"] {
        folders.push(PathBuf::from(root));
        folders.push(Path::new(root).join(&triple));
    }
    folders
}
