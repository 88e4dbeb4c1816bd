//! A part that is written to a temporary file while it arrives.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::data::multipart::Multipart;
use crate::data::multipart::MultipartError;

/// A file that was uploaded. It is deleted when this is dropped, unless it was moved.
#[derive(Debug)]
pub struct TempUpload {
    path: TempPath,
    bytes: u64,
}

impl TempUpload {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its length.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Moves it to a place where it stays. That has to be on the same file system; a file that is there is replaced.
    ///
    /// # Errors
    /// If the system refuses; the file is deleted then.
    pub fn keep(self, path: &Path) -> io::Result<()> {
        self.path.persist(path).map_err(|refused| refused.error)
    }
}

impl Multipart {
    /// Writes what is left of the part to a new file in `folder`, which only this user may read; without one, in the
    /// system's folder for temporary files.
    ///
    /// # Errors
    /// As for `next_part`, and if the file cannot be written.
    pub async fn save(&mut self, folder: Option<&Path>) -> Result<TempUpload, MultipartError> {
        let folder = folder.map_or_else(std::env::temp_dir, Path::to_path_buf);
        let created = tokio::task::spawn_blocking(move || NamedTempFile::new_in(folder)).await;
        let (file, path) = created.map_err(io::Error::other)??.into_parts();
        let mut file = File::from_std(file);
        let mut bytes = 0;
        while let Some(data) = self.next_chunk().await? {
            file.write_all(&data).await?;
            bytes += data.len() as u64;
        }
        file.flush().await?;
        Ok(TempUpload { path, bytes })
    }
}
