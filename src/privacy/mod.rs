//! What becomes of personal fields on the way out: pseudonyms, blur, the search for what should
//! be gone, and what is left of the risk. No option, severity or schema bypasses it. Reads no
//! file and prints nothing.

mod blur;
mod digest;
mod digits;
mod distinctive;
mod form;
mod key;
mod measure;
mod plain;
mod pseudonym;
mod risk;
pub mod seal;
mod search;
mod shards;
mod spelling;
mod trace;
mod treatment;
mod words;
mod year;

pub use blur::{Decimals, blur};
pub use digits::national_digits;
use digits::phone_of;
pub use distinctive::{Distinctive, NotDistinctive, PersonalColumn};
pub use key::{Fingerprint, Key, KeyError, LARGEST_FILE, Protection};
pub use measure::{PlainFigure, measure_plain};
pub use pseudonym::{Kind, Maker, Method, is_digest, plain};
pub use risk::{ENOUGH, Exposed, Narrowing, exposed};
pub use search::{Find, Searcher, Strictness, Why, masked};
pub use spelling::{Spelling, spellings};
pub use trace::{PerTrace, Trace};
pub use treatment::{Leaving, Treater, Treatment, conforms};
