//! A request's headers as handlers read them: one flat copy. hyper's own map shares the connection's read
//! buffer, which a kept request would keep whole. Knows nothing of requests.

use http::HeaderMap;

/// Names in lower case with their values, repeated ones joined as RFC 9110 (section 5.3) has it.
#[derive(Default)]
pub(crate) struct Fields {
    /// Name and value by turns, without anything between.
    text: String,
    /// Where each name and each value ends in `text`.
    ends: Vec<(u32, u32)>,
}

impl Fields {
    pub(crate) fn copy(map: &HeaderMap) -> Self {
        let bytes = map.iter().map(|(name, value)| name.as_str().len() + value.len() + 2);
        let mut fields = Self {
            text: String::with_capacity(bytes.sum()),
            ends: Vec::with_capacity(map.keys_len()),
        };
        for name in map.keys() {
            fields.text.push_str(name.as_str());
            let name_end = fields.text.len() as u32;
            let separator = if name == http::header::COOKIE { "; " } else { ", " };
            for (index, value) in map.get_all(name).iter().enumerate() {
                if index > 0 {
                    fields.text.push_str(separator);
                }
                match value.to_str() {
                    Ok(text) => fields.text.push_str(text),
                    // Latin-1, the only charset a field may have beyond ASCII.
                    Err(_) => fields.text.extend(value.as_bytes().iter().copied().map(char::from)),
                }
            }
            fields.ends.push((name_end, fields.text.len() as u32));
        }
        fields
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |(name_end, end)| {
            let (name_end, end) = (*name_end as usize, *end as usize);
            let pair = (&self.text[start..name_end], &self.text[name_end..end]);
            start = end;
            pair
        })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// What it keeps allocated.
    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<(u32, u32)>()
    }
}
