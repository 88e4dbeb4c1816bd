//! Keeps the results of CommonJS analysis (which names a module exports) on disk. Knows nothing of how they are found.

use std::sync::Arc;

use deno_resolver::cjs::analyzer::{DenoCjsAnalysis, NodeAnalysisCache, NodeAnalysisCacheSourceHash};
use url::Url;

use super::{DiskCache, Kind, hash};

pub(crate) struct AnalysisCache(pub(crate) Arc<DiskCache>);

impl NodeAnalysisCache for AnalysisCache {
    fn compute_source_hash(&self, source: &str) -> NodeAnalysisCacheSourceHash {
        NodeAnalysisCacheSourceHash(hash(&[source.as_bytes()]))
    }

    fn get_cjs_analysis(&self, specifier: &Url, source: NodeAnalysisCacheSourceHash) -> Option<DenoCjsAnalysis> {
        let entry = self.0.get(Kind::Analysis, specifier.as_str(), source.0)?;
        serde_json::from_slice(&entry).ok()
    }

    fn set_cjs_analysis(&self, specifier: &Url, source: NodeAnalysisCacheSourceHash, analysis: &DenoCjsAnalysis) {
        if let Ok(entry) = serde_json::to_vec(analysis) {
            self.0.put(Kind::Analysis, specifier.as_str(), source.0, &[&entry]);
        }
    }
}
