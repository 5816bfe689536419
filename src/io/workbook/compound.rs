//! The container of old Office files and of encrypted new ones: which streams it holds, and the
//! bytes of one. Read by hand because the workbook parser reserves memory by what a file says of
//! itself; every chain here is bounded by the file's own size.

use crate::io::OpenError;

const END: u32 = 0xFFFF_FFFA;

/// A container in memory.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    mini_cutoff: u64,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

impl<'a> Compound<'a> {
    /// Reads the container's tables.
    pub fn new(bytes: &'a [u8]) -> Result<Self, OpenError> {
        Self::parse(bytes).ok_or(OpenError::Damaged)
    }

    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1usize.checked_shl(u32::from(u16_at(bytes, 30)?))?;
        let mini_sector = 1usize.checked_shl(u32::from(u16_at(bytes, 32)?))?;
        if !(128..=1 << 20).contains(&sector) || !(16..=1 << 16).contains(&mini_sector) {
            return None;
        }
        let mut this = Self {
            bytes,
            sector,
            mini_sector,
            mini_cutoff: u64::from(u32_at(bytes, 56)?),
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        let mut tables: Vec<u32> = (0..109)
            .filter_map(|i| u32_at(bytes, 76 + i * 4))
            .filter(|id| *id < END)
            .collect();
        let most = bytes.len() / sector + 1;
        let mut next = u32_at(bytes, 68)?;
        while next < END && tables.len() <= most {
            let table = this.sector_at(next)?;
            let ids = sector / 4 - 1;
            tables.extend(
                (0..ids)
                    .filter_map(|i| u32_at(table, i * 4))
                    .filter(|id| *id < END),
            );
            next = u32_at(table, ids * 4)?;
        }
        tables.truncate(most);
        for id in tables {
            let table = this.sector_at(id)?;
            let entries = (0..sector / 4).filter_map(|i| u32_at(table, i * 4));
            let entries: Vec<u32> = entries.collect();
            this.fat.extend(entries);
        }
        let directory = this.chain(u32_at(bytes, 48)?, u64::MAX)?;
        for record in directory.chunks_exact(128) {
            let length = usize::from(u16_at(record, 64)?).saturating_sub(2).min(62);
            let units: Vec<u16> = (0..length / 2)
                .filter_map(|i| u16_at(record, i * 2))
                .collect();
            let kind = record.get(66).copied().unwrap_or(0);
            if kind == 0 {
                continue;
            }
            let entry = Entry {
                name: String::from_utf16_lossy(&units),
                start: u32_at(record, 116)?,
                size: u64::from(u32_at(record, 120)?),
            };
            if kind == 5 {
                this.mini = this.chain(entry.start, entry.size).unwrap_or_default();
            }
            this.entries.push(entry);
        }
        let mini_fat = this.chain(u32_at(bytes, 60)?, u64::MAX).unwrap_or_default();
        this.mini_fat = (0..mini_fat.len() / 4)
            .filter_map(|i| u32_at(&mini_fat, i * 4))
            .collect();
        Some(this)
    }

    fn sector_at(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..most {
            if id >= END || out.len() as u64 >= size {
                break;
            }
            out.extend_from_slice(self.sector_at(id)?);
            id = *self.fat.get(id as usize)?;
        }
        out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Some(out)
    }

    /// True when it holds a stream or folder of this name, in any letter case.
    pub fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self
            .entries
            .iter()
            .find(|e| e.name.eq_ignore_ascii_case(name))?;
        if entry.size >= self.mini_cutoff {
            return self.chain(entry.start, entry.size);
        }
        let mut out = Vec::new();
        let mut id = entry.start;
        for _ in 0..self.mini.len() / self.mini_sector + 1 {
            if id >= END || out.len() as u64 >= entry.size {
                break;
            }
            let start = (id as usize).checked_mul(self.mini_sector)?;
            let end = start.checked_add(self.mini_sector)?.min(self.mini.len());
            out.extend_from_slice(self.mini.get(start..end)?);
            id = *self.mini_fat.get(id as usize)?;
        }
        out.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_damaged_and_ends() {
        for length in [0usize, 8, 100, 512, 4096] {
            for fill in [0u8, 9, 0xFF] {
                let mut bytes = vec![fill; length];
                let magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
                for (slot, byte) in bytes.iter_mut().zip(magic) {
                    *slot = byte;
                }
                if let Ok(container) = Compound::new(&bytes) {
                    assert!(container.stream("Workbook").is_none());
                }
            }
        }
    }
}
