//! What becomes of personal fields on the way out: pseudonyms, blur, the search for what should
//! be gone, and what is left of the risk. No option, severity or schema bypasses it. Reads no
//! file and prints nothing.

mod blur;
mod digits;
mod distinctive;
mod key;
mod pseudonym;
mod search;
mod treatment;
mod words;
mod year;

pub use blur::{Decimals, blur};
pub use distinctive::{Distinctive, NotDistinctive, PerTrace, PersonalColumn, Trace};
pub use key::{Fingerprint, Key, KeyError, LARGEST_FILE, Protection};
pub use pseudonym::{Kind, Maker, Method, is_digest, plain};
pub use search::{Find, Searcher, Strictness, Why, masked};
pub use treatment::{Leaving, Treater, Treatment, conforms};
