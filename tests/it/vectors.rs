//! Pseudonyms against independent implementations: openssl and python, and the vectors that the
//! README gives.

use std::process::Command;
use std::sync::Arc;

use tamis::privacy::{Key, Kind, Method, plain};
use tamis::table::Text;

use crate::support::{absent, asset};

const TEXTS: [&str; 8] = [
    "Zoé Ngoma",
    "L23FX1236",
    "12 Mission Road, \"Mansa\"\nZambia",
    "test@example.com",
    "+260977123456",
    " 0123456789 ",
    "𝔘nicode é e\u{301} 名前",
    "x",
];

fn key() -> [u8; 32] {
    std::array::from_fn(|i| u8::try_from(i).unwrap())
}

fn keyed(kind: Kind, text: &str) -> String {
    Method::Keyed(Arc::new(Key::from_bytes(&key())))
        .maker(kind)
        .pseudonym(Text::new(text))
}

#[test]
fn openssl_says_the_same() {
    let hex_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    for text in TEXTS {
        for kind in [None, Some(Kind::Name), Some(Kind::Phone), Some(Kind::Extra)] {
            let (ours, input, mac) = match kind {
                None => (plain(Text::new(text)), text.to_owned(), None),
                Some(kind) => (
                    keyed(kind, text),
                    format!("tamis/v1/{}\0{text}", kind.id()),
                    Some(format!("hexkey:{hex_key}")),
                ),
            };
            let mut command = Command::new("openssl");
            command.args(["dgst", "-sha256", "-r"]);
            if let Some(mac) = &mac {
                command.args(["-mac", "HMAC", "-macopt", mac]);
            }
            let Some(said) = fed(&mut command, input.as_bytes()) else {
                return absent("openssl_says_the_same", "no openssl");
            };
            assert_eq!(said.split_whitespace().next(), Some(ours.as_str()));
        }
    }
}

#[test]
fn python_says_the_same() {
    const SCRIPT: &str = "import sys,hmac,hashlib\n\
        d=sys.stdin.buffer.read();k,_,t=d.partition(b'\\x01')\n\
        print(hmac.new(bytes(range(32)),b'tamis/v1/'+k+b'\\0'+t,hashlib.sha256).hexdigest(),hashlib.sha256(t).hexdigest())";
    for text in TEXTS {
        for kind in Kind::ALL {
            let input = format!("{}\u{1}{text}", kind.id());
            let Some(said) = fed(
                Command::new("python3").args(["-c", SCRIPT]),
                input.as_bytes(),
            ) else {
                return absent("python_says_the_same", "no python3");
            };
            let both = format!("{} {}", keyed(kind, text), plain(Text::new(text)));
            assert_eq!(said.trim(), both);
        }
    }
}

fn fed(command: &mut Command, input: &[u8]) -> Option<String> {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take().unwrap().write_all(input).unwrap();
    let out = child.wait_with_output().unwrap();
    out.status
        .success()
        .then(|| String::from_utf8(out.stdout).unwrap())
}

#[test]
fn the_readme_tells_the_truth() {
    let readme = std::fs::read_to_string(asset("README.md")).unwrap();
    for expected in [
        plain(Text::new("L23FX1236")),
        keyed(Kind::Id, "L23FX1236"),
        keyed(Kind::Phone, "+260977123456"),
        Key::from_bytes(&key()).fingerprint().text(),
    ] {
        assert!(
            readme.contains(&expected),
            "{expected} is not in the README"
        );
    }
}
