//! What several tests need: folders, small files, the program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program under test, without anything remembered or localised.
pub fn tamis(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(args)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the program starts")
}

/// A file in a fresh folder that goes with the returned guard.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    (folder, path)
}

/// A repository file.
pub fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("a UTF-8 path")
}

/// Says that a test could not run; fails where everything must run.
#[allow(dead_code)]
pub fn skip(name: &str, why: &str) {
    assert!(std::env::var_os("TAMIS_REQUIRE").is_none(), "{name}: {why}");
    eprintln!("SKIPPED {name}: {why}");
}

/// A Python that has openpyxl.
pub fn python() -> Option<&'static str> {
    ["python3", "/usr/bin/python3"].into_iter().find(|name| {
        Command::new(name)
            .args(["-c", "import openpyxl"])
            .output()
            .is_ok_and(|out| out.status.success())
    })
}

/// Runs a script of `tests/data` and gives what it prints as json.
pub fn script(python: &str, name: &str, args: &[&str]) -> serde_json::Value {
    let out = Command::new(python)
        .arg(asset("tests/data").join(name))
        .args(args)
        .output()
        .expect("python starts");
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{name}: {err}");
    serde_json::from_slice(&out.stdout).unwrap_or(serde_json::Value::Null)
}

/// Says that a test could not run because of something that need not be there.
pub fn absent(name: &str, why: &str) {
    eprintln!("SKIPPED {name}: {why}");
}

/// LibreOffice, with a profile of its own.
pub struct Office {
    profile: tempfile::TempDir,
}

/// LibreOffice, where it is installed.
pub fn office() -> Option<Office> {
    let found = Command::new("soffice").arg("--version").output();
    found.is_ok_and(|out| out.status.success()).then(|| Office {
        profile: tempfile::tempdir().expect("a folder"),
    })
}

impl Office {
    /// Opens a file and saves it as another kind, in the profile's folder.
    pub fn convert(&self, path: &Path, kind: &str) -> PathBuf {
        let folder = self.profile.path().join("out");
        let out = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                self.profile.path().join("profile").display()
            ))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(&folder)
            .arg(path)
            .output()
            .expect("LibreOffice starts");
        let name = path.with_extension(kind.split(':').next().expect("a kind"));
        let made = folder.join(name.file_name().expect("a name"));
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success() && made.exists(), "{said}");
        made
    }
}
