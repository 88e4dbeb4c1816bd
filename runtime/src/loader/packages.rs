//! Node's package resolution and CommonJS analysis, assembled from Deno's crates over whatever `node_modules` is there
//! (npm, pnpm, yarn and workspaces alike). Knows nothing of TypeScript, tsconfig or the extension probing of user files.

use std::borrow::Cow;
use std::sync::Arc;

use deno_resolver::cache::ParsedSourceCache;
use deno_resolver::cjs::analyzer::{DenoAstModuleExportAnalyzer, DenoCjsCodeAnalyzer, NodeAnalysisCacheRc};
use deno_resolver::cjs::{CjsTracker, IsCjsResolutionMode};
use deno_resolver::factory::DenoNodeCodeTranslatorRc;
use deno_resolver::npm::{
    ByonmNpmResolverCreateOptions, CreateInNpmPkgCheckerOptions, DenoInNpmPackageChecker, NpmResolver,
    NpmResolverCreateOptions,
};
use node_resolver::analyze::{
    CjsAnalysisSourceProvider, CjsModuleExportAnalyzer, NodeCodeTranslator, NodeCodeTranslatorMode,
};
use node_resolver::cache::{NodeResolutionSys, NodeResolutionThreadLocalCache};
use node_resolver::{DenoIsBuiltInNodeModuleChecker, NodeConditionOptions, NodeResolverOptions, PackageJsonResolver};
use sys_traits::impls::RealSys;
use url::Url;

use super::directories::PackageJsons;
use super::resolve::NODE_MODULE;

pub(crate) type NodeResolver =
    deno_runtime::deno_node::NodeResolver<DenoInNpmPackageChecker, NpmResolver<RealSys>, RealSys>;

/// One isolate thread's view of packages. What it remembers of files is in `directories.rs`.
pub(crate) struct Packages {
    pub(crate) node_resolver: Arc<NodeResolver>,
    pub(crate) package_jsons: Arc<PackageJsonResolver<RealSys>>,
    pub(crate) cjs: Arc<CjsTracker<DenoInNpmPackageChecker, RealSys>>,
    translator: DenoNodeCodeTranslatorRc<RealSys>,
}

impl Packages {
    /// `conditions` are the user's own (`--conditions`); `required` are the modules of `-r`, which are CommonJS by decree.
    pub(crate) fn new(conditions: &[String], required: Vec<Url>, analysis_cache: NodeAnalysisCacheRc) -> Self {
        let cached_sys = NodeResolutionSys::new(RealSys, Some(Arc::new(NodeResolutionThreadLocalCache)));
        let package_jsons = Arc::new(PackageJsonResolver::new(RealSys, Some(Arc::new(PackageJsons))));
        let in_npm = DenoInNpmPackageChecker::new(CreateInNpmPkgCheckerOptions::Byonm);
        let npm =
            NpmResolver::<RealSys>::new::<RealSys>(NpmResolverCreateOptions::Byonm(ByonmNpmResolverCreateOptions {
                root_node_modules_dir: None,
                search_stop_dir: None,
                sys: cached_sys.clone(),
                pkg_json_resolver: package_jsons.clone(),
            }));
        let node_resolver = Arc::new(NodeResolver::new(
            in_npm.clone(),
            DenoIsBuiltInNodeModuleChecker,
            npm.clone(),
            package_jsons.clone(),
            cached_sys,
            NodeResolverOptions {
                conditions: condition_options(conditions),
                ..Default::default()
            },
        ));
        let cjs = Arc::new(CjsTracker::new(
            in_npm.clone(),
            package_jsons.clone(),
            IsCjsResolutionMode::ImplicitTypeCommonJs,
            required,
        ));
        let analyzer = DenoCjsCodeAnalyzer::new(
            analysis_cache,
            cjs.clone(),
            Arc::new(DenoAstModuleExportAnalyzer::new(Arc::new(ParsedSourceCache::default()))),
        );
        let exports = CjsModuleExportAnalyzer::new(
            analyzer,
            in_npm,
            node_resolver.clone(),
            npm,
            package_jsons.clone(),
            RealSys,
        );
        let translator = Arc::new(NodeCodeTranslator::new(
            Arc::new(exports),
            NodeCodeTranslatorMode::ModuleLoader,
        ));
        Self {
            node_resolver,
            package_jsons,
            cjs,
            translator,
        }
    }

    /// An ES module that `require`s the CommonJS module at `specifier` and exports the names found in it. Source that
    /// turns out to be an ES module comes back as it is.
    pub(crate) async fn commonjs_facade(
        &self,
        specifier: &Url,
        source: String,
    ) -> Result<String, node_resolver::analyze::TranslateCjsToEsmError> {
        self.translator
            .translate_cjs_to_esm_with_source_provider(specifier, Some(Cow::Owned(source)), Some(&FilesOnDisk))
            .await
            .map(|code| match code.strip_prefix(FACADE_IMPORT) {
                Some(rest) => format!("{}{rest}", FACADE_IMPORT.replace("node:module", NODE_MODULE)),
                None => code.into_owned(),
            })
    }
}

/// How the translator's facades begin. Here they get RaceJS's own `node:module`, whose `require` finds more.
const FACADE_IMPORT: &str =
    "import { createRequire as __internalCreateRequire, Module as __internalModule } from \"node:module\";";

/// `racejs` stands where Deno's resolver has `deno`, so that packages give their Node build.
fn condition_options(user: &[String]) -> NodeConditionOptions {
    let list = |names: &[&'static str]| Some(names.iter().copied().map(Cow::Borrowed).collect());
    NodeConditionOptions {
        conditions: user.iter().cloned().map(Cow::Owned).collect(),
        import_conditions_override: list(&["racejs", "node-addons", "node", "import", "module-sync"]),
        require_conditions_override: list(&["racejs", "node-addons", "node", "require", "module-sync"]),
    }
}

/// Where the analysis of re-exports reads further files from.
struct FilesOnDisk;

impl CjsAnalysisSourceProvider for FilesOnDisk {
    fn load_source<'a>(&'a self, specifier: &Url) -> Option<Cow<'a, str>> {
        let bytes = std::fs::read(specifier.to_file_path().ok()?).ok()?;
        Some(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
    }
}
